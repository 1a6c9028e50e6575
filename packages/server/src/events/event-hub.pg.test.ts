/** The stream of changes: arrives at once, resumes where it broke off, and nobody's slowness harms others. */
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../storage/database-access.ts";
import { insertTasks, makeDatabase, startTestServer, type TestServer } from "../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

interface Event {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly revision: number; readonly requestKey?: string; readonly label?: string; readonly change?: object; readonly project?: object };
}

interface Follower {
  readonly events: Event[];
  readonly heard: (count: number) => Promise<void>;
  readonly stop: () => void;
}

async function follow(id: string, lastEventId?: string, address = server.address): Promise<Follower> {
  const life = new AbortController();
  const response = await fetch(`${address}/api/v1/projects/${id}/events`, { signal: life.signal, headers: lastEventId === undefined ? {} : { "last-event-id": lastEventId } });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events: Event[] = [];
  void read(response, events).catch(() => undefined);
  const heard = async (count: number): Promise<void> => {
    const until = Date.now() + 5000;
    while (events.length < count && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(events.length).toBeGreaterThanOrEqual(count);
  };
  return { events, heard, stop: () => life.abort() };
}

async function read(response: Response, events: Event[]): Promise<void> {
  if (!response.body) return;
  let rest = "";
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string): string => block.split("\n").find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
      if (field("data") !== "") events.push({ id: field("id"), type: field("event"), data: JSON.parse(field("data")) as Event["data"] });
    }
  }
}

async function newProject(): Promise<string> {
  const { body } = await server.ask("POST", "/projects", { body: { name: "Followed" } });
  return String(body.id);
}

const edit = (id: string, revision: number, name = `T${revision}`, on = server): Promise<unknown> => on.ask("POST", `/projects/${id}/commands`, { key: `edit-${id}-${revision}`, body: { revision, commands: [insertTasks([name], `x${revision}-`)] } });

test("a change arrives within a second, with its maker's key", async () => {
  const id = await newProject();
  const follower = await follow(id);
  const begin = performance.now();
  await edit(id, 1);
  await follower.heard(1);
  expect(performance.now() - begin).toBeLessThan(1000);
  expect(follower.events[0]).toMatchObject({ id: "2", type: "change", data: { revision: 2, actor: "local", label: "Insert “T1”", requestKey: `edit-${id}-1`, change: { added: [{ kind: "task" }] } } });
  follower.stop();
});

test("a stream resumes after the last event that was seen", async () => {
  const id = await newProject();
  for (let revision = 1; revision < 5; revision += 1) await edit(id, revision);
  const follower = await follow(id, "2");
  await follower.heard(3);
  await edit(id, 5);
  await follower.heard(4);
  expect(follower.events.map((event) => event.data.revision)).toEqual([3, 4, 5, 6]);
  follower.stop();
});

test("a stream that cannot be resumed says so", async () => {
  const id = await newProject();
  for (const impossible of ["999", "nonsense"]) {
    const follower = await follow(id, impossible);
    await follower.heard(1);
    expect(follower.events[0]).toEqual({ id: "1", type: "resync", data: { revision: 1 } });
    follower.stop();
  }
});

test("changes of other projects do not arrive, and a deletion does", async () => {
  const [id, other] = [await newProject(), await newProject()];
  const follower = await follow(id);
  await edit(other, 1);
  await server.ask("DELETE", `/projects/${id}`, { headers: { "if-match": '"1"' } });
  await follower.heard(1);
  expect(follower.events).toMatchObject([{ data: { revision: 2, project: { isDeleted: true } } }]);
  follower.stop();
});

test("changes stored by another server arrive as well", async () => {
  const database = await makeDatabase();
  const [one, two] = [await startTestServer({ database }), await startTestServer({ database })];
  const { body } = await one.ask("POST", "/projects", { body: { name: "Shared" } });
  const id = String(body.id);
  const follower = await follow(id, undefined, two.address);
  await edit(id, 1, "From one", one);
  await edit(id, 2, "From two", two);
  await follower.heard(2);
  expect(follower.events.map((event) => event.data.label)).toEqual(["Insert “From one”", "Insert “From two”"]);
  follower.stop();
  await Promise.all([one.stop(), two.stop()]);
  await database.remove();
});

test("the stream goes on after the database connection was cut", async () => {
  const id = await newProject();
  const follower = await follow(id);
  await withClient(server.access.administrator, (client) => client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));
  await edit(id, 1);
  await follower.heard(1);
  expect(follower.events[0]?.data.revision).toBe(2);
  follower.stop();
});

/** Asks for the stream and then never reads. */
function stalledReader(id: string): Promise<Socket> {
  const { port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: "127.0.0.1" }, () => {
      socket.write(`GET /api/v1/projects/${id}/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      socket.once("readable", () => resolve(socket));
    });
    socket.on("error", reject);
  });
}

test("a reader who takes nothing is dropped, the others hear everything", async () => {
  const id = await newProject();
  const stalled = await stalledReader(id);
  stalled.removeAllListeners("error");
  const dropped = new Promise<boolean>((resolve) => {
    stalled.on("error", () => resolve(true));
    stalled.on("close", () => resolve(true));
  });
  const follower = await follow(id);
  const notes = "n".repeat(90_000);
  for (let revision = 1; revision <= 70; revision += 1) {
    await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [{ type: "updateSettings", fields: { description: `${revision}${notes}` } }] } });
  }
  await follower.heard(70);
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toContain("leadline_event_listeners 1");
  stalled.resume();
  expect(await dropped).toBe(true);
  follower.stop();
});

/** Jobs: done once however many servers look, shown with their progress, cancelled, tried again, and taken over from a server that fell silent. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeDatabase, type TestDatabase } from "../testing/test-server.fixture.ts";
import { StartFailure } from "../start-failure.ts";
import { withClient } from "../storage/database-access.ts";
import { openDatabase, type Database } from "../storage/database.ts";
import { newId } from "../storage/new-id.ts";
import { makeDue, occasionOf } from "./clockwork.ts";
import type { JobKinds, JobRun, NewJob } from "./job.ts";
import { openJobQueue, type JobQueue } from "./job-queue.ts";
import { startWorker, type JobWorker } from "./job-worker.ts";
import { insertJob, listJobs, readJob, wantCancel, type JobRow } from "./queries.ts";

let made: TestDatabase;
let database: Database;
let queue: JobQueue;
let workspaceId: string;
let workers: JobWorker[];
beforeAll(async () => {
  made = await makeDatabase();
  database = openDatabase(made.access, { maxConnections: 4 });
  queue = openJobQueue(made.access);
  workspaceId = await database.localWorkspaceId();
});
beforeEach(() => void (workers = []));
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await withClient(made.access.administrator, (client) => client.query("DELETE FROM leadline.job"));
});
afterAll(async () => {
  await queue.close();
  await database.close();
  await made.remove();
});

function work(kinds: JobKinds, over: JobQueue = queue): JobWorker {
  const worker = startWorker({ queue: over, kinds, onTrouble: () => undefined, pollMilliseconds: 20, beatMilliseconds: 20 });
  workers.push(worker);
  return worker;
}

async function add(job: Partial<NewJob> & Pick<NewJob, "kind">): Promise<string> {
  const row = await database.inWorkspace(workspaceId, (tx) => insertJob(tx, { id: newId(), actor: "somebody", ...job }));
  return row?.id ?? "none";
}

const read = (id: string): Promise<JobRow | undefined> => database.inWorkspace(workspaceId, (tx) => readJob(tx, id));
const sql = (text: string, values: unknown[] = []): Promise<unknown> => withClient(made.access.administrator, (client) => client.query(text, values));

async function until(id: string, isSo: (row: JobRow) => boolean): Promise<JobRow> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 15))) {
    const row = await read(id);
    if (row && isSo(row)) return row;
  }
  throw new Error(`the job did not get there: ${JSON.stringify(await read(id))}`);
}

const untilAborted = ({ signal }: JobRun): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(new Error("told to end"));
    signal.addEventListener("abort", () => reject(new Error("told to end")));
  });

test("two servers do every job once", async () => {
  const done: string[] = [];
  const kinds: JobKinds = {
    count: ({ job }) => {
      done.push(job.id);
      return Promise.resolve({ number: job.input["number"] });
    },
  };
  const other = openJobQueue(made.access);
  work(kinds);
  work(kinds, other);
  const ids = await Promise.all(Array.from({ length: 30 }, (_, number) => add({ kind: "count", input: { number } })));
  for (const [number, id] of ids.entries()) expect(await until(id, (row) => row.state === "done")).toMatchObject({ result: { number }, attempts: 1, problem: null });
  expect([...done].sort()).toEqual([...ids].sort());
  await Promise.all(workers.map((worker) => worker.stop()));
  await other.close();
});

test("progress is seen while a job runs, and cancelling ends it", async () => {
  work({
    long: async (run) => {
      run.progress({ done: 3, total: 10, sentence: "Reading…" });
      return untilAborted(run);
    },
  });
  const id = await add({ kind: "long" });
  expect((await until(id, (row) => row.progress !== null)).progress).toEqual({ done: 3, total: 10, sentence: "Reading…" });
  await database.inWorkspace(workspaceId, (tx) => wantCancel(tx, id));
  expect(await until(id, (row) => row.state === "cancelled")).toMatchObject({ result: null, finished_at: expect.any(Date) });
});

test("a job that waits is cancelled at once and never begun", async () => {
  const id = await add({ kind: "never" });
  expect(await database.inWorkspace(workspaceId, (tx) => wantCancel(tx, id))).toMatchObject({ state: "cancelled" });
  const begun: string[] = [];
  work({
    never: ({ job }) => {
      begun.push(job.id);
      return Promise.resolve({});
    },
  });
  const after = await add({ kind: "never" });
  await until(after, (row) => row.state === "done");
  expect(begun).toEqual([after]);
  expect((await read(id))?.state).toBe("cancelled");
  expect(await database.inWorkspace(workspaceId, (tx) => wantCancel(tx, id))).toBeUndefined();
});

test("what fails by accident is tried again later and later, and given up in the end; what fails for good is not tried again", async () => {
  work({
    flaky: () => Promise.reject(new Error("the disk was away")),
    refused: () => Promise.reject(new StartFailure("There is no such folder. Choose another.")),
  });
  const id = await add({ kind: "flaky" });
  for (const [attempts, seconds] of [[1, 10], [2, 40]] as const) {
    const row = await until(id, (one) => one.state === "waiting" && one.attempts === attempts);
    expect(row.problem).toMatch(/the disk was away/);
    expect((row.run_after.getTime() - Date.now()) / 1000).toBeGreaterThan(seconds - 8);
    expect((row.run_after.getTime() - Date.now()) / 1000).toBeLessThanOrEqual(seconds);
    await sql("UPDATE leadline.job SET run_after = now() WHERE id = $1", [id]);
  }
  expect(await until(id, (row) => row.state === "failed")).toMatchObject({ attempts: 3 });
  const refused = await add({ kind: "refused" });
  expect(await until(refused, (row) => row.state === "failed")).toMatchObject({ attempts: 1, problem: "There is no such folder. Choose another." });
});

test("a server that stops gives its job back, and another one goes on with it", async () => {
  const first = work({ long: untilAborted });
  const id = await add({ kind: "long" });
  await until(id, (row) => row.state === "running");
  await first.stop();
  expect(await read(id)).toMatchObject({ state: "waiting", attempts: 0 });
  work({ long: () => Promise.resolve({ by: "the second" }) });
  expect(await until(id, (row) => row.state === "done")).toMatchObject({ result: { by: "the second" }, attempts: 1 });
});

test("the job of a server that fell silent is taken over, and the late one cannot write its end", async () => {
  let release: (() => void) | undefined;
  const silent: JobQueue = { ...queue, touch: () => Promise.reject(new Error("no connection")) };
  const first = work({ long: () => new Promise((resolve) => (release = () => resolve({ by: "the late one" }))) }, silent);
  const id = await add({ kind: "long" });
  await until(id, (row) => row.state === "running");
  await sql("UPDATE leadline.job SET alive_at = now() - interval '31 seconds' WHERE id = $1", [id]);
  work({ long: () => Promise.resolve({ by: "the second" }) });
  expect(await until(id, (row) => row.state === "done")).toMatchObject({ result: { by: "the second" }, attempts: 2 });
  const stopping = first.stop();
  release?.();
  await stopping;
  expect(await read(id)).toMatchObject({ state: "done", result: { by: "the second" } });
});

test("a job that ends its server every time is given up", async () => {
  const id = await add({ kind: "deadly" });
  await sql("UPDATE leadline.job SET state = 'running', attempts = 3, worker = 'gone', alive_at = now() - interval '1 hour' WHERE id = $1", [id]);
  work({ deadly: () => Promise.resolve({}) });
  expect(await until(id, (row) => row.state === "failed")).toMatchObject({ problem: expect.stringContaining("The server ended while it worked on this") });
});

test("a server leaves jobs alone that it does not know", async () => {
  const id = await add({ kind: "ofTheNextVersion" });
  work({ count: () => Promise.resolve({}) });
  await until(await add({ kind: "count" }), (row) => row.state === "done");
  expect((await read(id))?.state).toBe("waiting");
});

test("what is due by the clock is made once, from its hour on", async () => {
  const at = (hour: number): Date => new Date(2026, 10, 23, hour, 30);
  const daily = { kind: "backup", when: { dailyFromHour: 2 } } as const;
  expect([1, 2, 15].map((hour) => occasionOf(daily, at(hour)))).toEqual([undefined, "2026-11-23", "2026-11-23"]);
  expect(occasionOf({ kind: "tidy", when: "hourly" }, new Date("2026-11-23T04:59:59Z"))).toBe("2026-11-23T04 UTC");
  const options = { database, workspaceId, due: [daily, { kind: "tidy", when: "hourly" } as const], onMade: () => undefined, onTrouble: () => undefined, now: () => at(3) };
  await Promise.all([1, 2, 3].map(() => makeDue(options, new Set())));
  await makeDue({ ...options, now: () => at(4) }, new Set());
  const rows = await database.inWorkspace(workspaceId, (tx) => listJobs(tx, { limit: 100 }));
  expect(rows.map((row) => row.kind).sort()).toEqual(["backup", "tidy", "tidy"]);
});

test("the role of the queue sees jobs and names of workspaces, and nothing else", async () => {
  const asQueue = (text: string): Promise<string> =>
    withClient(made.access.jobs, async (client) => {
      await client.query("SELECT set_config('app.workspace', $1, false)", [workspaceId]);
      await client.query(text);
    }).then(
      () => "allowed",
      (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "failed"),
    );
  expect(await asQueue("SELECT workspace_id, name FROM workspace")).toBe("allowed");
  for (const statement of [
    "SELECT * FROM project",
    "SELECT * FROM record",
    "SELECT * FROM change",
    "SELECT * FROM idempotency",
    "SELECT * FROM attachment",
    "SELECT created_at FROM workspace",
    "INSERT INTO job (workspace_id, id, kind, actor) SELECT workspace_id, 'x', 'backup', 'y' FROM workspace",
    "DELETE FROM job",
    "UPDATE job SET input = '{}'",
    "UPDATE job SET workspace_id = gen_random_uuid()",
  ]) expect(await asQueue(statement), statement).toBe("42501");
});

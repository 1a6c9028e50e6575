/** The plan as it was: states by status date, and the records of every revision, forwards and backwards from the log. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "@leadline/engine/change/command.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { insertTasks, startTestServer, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
let id = "";
/** Records as they were read at each revision. */
const seen = new Map<number, string>();

const status = (day: number): Command => ({ type: "updateSettings", fields: { statusDate: minuteOf(2026, 3, day, 17) } });
const steps: readonly Command[] = [
  insertTasks(["Survey", "Order", "Install"]),
  { type: "updateTasks", tasks: [{ id: "t1", fields: { durationMinutes: 2400 } }] },
  status(4),
  { type: "updateTasks", tasks: [{ id: "t1", fields: { percentComplete: 40 } }] },
  { type: "saveResource", resource: { id: "rita", name: "Rita", type: "work", maxUnits: 1, standardRateCentsPerHour: 5000 } },
  status(11),
  { type: "deleteTasks", ids: ["t2"] },
];

beforeAll(async () => {
  server = await startTestServer();
  id = String((await server.ask("POST", "/projects", { body: { name: "Branch refresh", start: "2026-03-02" } })).body["id"]);
  await remember(1);
  for (const [at, command] of steps.entries()) {
    const { status: answered, text } = await server.ask("POST", `/projects/${id}/commands`, { body: { revision: at + 1, commands: [command] } });
    expect([answered, answered === 200 ? "" : text]).toEqual([200, ""]);
    await remember(at + 2);
  }
});
afterAll(() => server.stop());

async function remember(revision: number): Promise<void> {
  seen.set(revision, canonicalJson((await server.ask("GET", `/projects/${id}/records`)).body["records"]));
}

test("every revision is what it was, near the newest state and near the beginning", async () => {
  for (const [revision, records] of seen) {
    const { status: answered, body } = await server.ask("GET", `/projects/${id}/records/past?revision=${revision}`);
    expect(answered).toBe(200);
    expect(canonicalJson(body["records"])).toBe(records);
    expect(body["revision"]).toBe(revision);
  }
});

test("states are the last revisions of each status date, and a day finds the newest state that is not after it", async () => {
  const { body } = await server.ask("GET", `/projects/${id}/states`);
  expect(JSON.parse(JSON.stringify(body["states"])).map(({ revision, statusDate }: { revision: number; statusDate: string | null }) => [revision, statusDate])).toEqual([[3, null], [6, "2026-03-04T17:00:00"], [8, "2026-03-11T17:00:00"]]);
  const at = async (day: string): Promise<unknown> => (await server.ask("GET", `/projects/${id}/records/past?statusDate=${day}`)).body["revision"];
  expect([await at("2026-03-04"), await at("2026-03-10"), await at("2026-04-01")]).toEqual([6, 6, 8]);
});

test("what is not there is said in one sentence", async () => {
  const ask = async (query: string): Promise<readonly unknown[]> => {
    const { status: answered, body } = await server.ask("GET", `/projects/${id}/records/past?${query}`);
    return [answered, body["detail"]];
  };
  expect(await ask("revision=99")).toEqual([404, "The plan has 8 revisions; there is no revision 99 yet."]);
  expect(await ask("statusDate=2026-03-01")).toEqual([404, "The plan had no status date on or before 2026-03-01."]);
  expect(await ask("statusDate=soon")).toEqual([400, "“soon” is no day. Write one as 2026-03-06."]);
  expect(await ask("revision=2&statusDate=2026-03-04")).toEqual([400, "Say either a revision or a status date, not both."]);
});

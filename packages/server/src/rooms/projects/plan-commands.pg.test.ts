/** Resources, progress, baselines and levelling over HTTP: decided as a browser decides, stored, and undone byte for byte. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { evolve, reverse, type Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { freshKey, insertTasks, startTestServer, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const statusDate = minuteOf(2026, 3, 3, 17);
const steps: readonly (readonly Command[])[] = [
  [{ type: "saveResource", resource: { id: "rita", name: "Rita", type: "work", maxUnits: 1, standardRateCentsPerHour: 5000 } }],
  [{ type: "setAssignments", taskId: "t1", assignments: [{ resourceName: "Engineer", units: 0.5 }] }, { type: "setAssignments", taskId: "t3", assignments: [{ resourceId: "rita" }] }],
  [{ type: "setAssignments", taskId: "t2", assignments: [{ resourceName: "engineer" }] }],
  [{ type: "updateTasks", tasks: [{ id: "t1", fields: { taskType: "fixedWork" } }, { id: "t2", fields: { workMinutes: 2400 } }] }],
  [{ type: "setBaseline", number: 0, reason: "Agreed" }],
  [{ type: "updateSettings", fields: { statusDate } }, { type: "updateWorkAsComplete", through: statusDate, mode: "percent" }],
  [{ type: "updateTasks", tasks: [{ id: "t2", fields: { percentComplete: 30 } }] }],
  [{ type: "rescheduleUncompletedWork", after: minuteOf(2026, 3, 6, 17) }],
  [{ type: "applyLeveling", tasks: [{ id: "t3", levelingDelayMinutes: 2880 }] }],
  [{ type: "splitTask", id: "t2", at: minuteOf(2026, 3, 10, 12), gapMinutes: 480 }],
  [{ type: "insertRecurringTask", id: "jf", name: "Jour fixe", recurrence: { type: 6, period: 1, daysOfWeek: 2, monthItem: 0, monthPosition: 0, month: 0, monthDay: 0 }, fromDay: 20_514, toDay: 20_540, startTime: 600, durationMinutes: 60 }],
  [{ type: "deleteResources", ids: ["rita"] }],
];

async function recordsOf(id: string): Promise<Project> {
  const { body } = await server.ask("GET", `/projects/${id}/records`);
  return projectOf(body.records as unknown as KindedRecord[]);
}

/** The change without the time at which a baseline was set, which each side takes from its own clock. */
const timeless = (change: unknown): string => canonicalJson(JSON.parse(JSON.stringify(change, (key, value: unknown) => (key === "setAt" ? 0 : value))));

test("the server decides as the browser does, and every step can be taken back", async () => {
  const created = await server.ask("POST", "/projects", { body: { name: "Branch refresh", start: "2026-03-02" } });
  const id = String(created.body.id);
  await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["Survey", "Order", "Install"])] } });
  const before = canonicalJson((await server.ask("GET", `/projects/${id}/records`)).body.records);
  let project = await recordsOf(id);
  const changes: Change[] = [];
  for (const [at, commands] of steps.entries()) {
    const key = freshKey();
    const decision = decide(project, commands, { actor: "local", at: 0, newId: seededIds(key), schedule: (of) => schedule(of).schedule });
    const { status, body } = await server.ask("POST", `/projects/${id}/commands`, { body: { revision: at + 2, commands }, key });
    expect([status, body.detail]).toEqual([200, undefined]);
    expect(timeless(body.change)).toBe(timeless("change" in decision ? decision.change : decision));
    const change = body.change as unknown as Change;
    project = evolve(project, change);
    changes.push(change);
  }
  expect((await server.ask("GET", `/projects/${id}`)).body.finish).toBe(`${new Date(schedule(project).schedule.finish * 60_000).toISOString().slice(0, 19)}`);
  for (const [at, change] of changes.reverse().entries()) {
    const undo = { type: "revert", label: "Undo", change: JSON.parse(JSON.stringify(reverse(change))) };
    expect(await server.ask("POST", `/projects/${id}/commands`, { body: { revision: steps.length + 2 + at, commands: [undo] } })).toMatchObject({ status: 200 });
  }
  const after = JSON.parse(canonicalJson((await server.ask("GET", `/projects/${id}/records`)).body.records));
  expect(canonicalJson(after)).toBe(before);
});

test("what a plan does not allow is refused with its sentence", async () => {
  const created = await server.ask("POST", "/projects", { body: { name: "Branch refresh", start: "2026-03-02" } });
  const id = String(created.body.id);
  await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["Survey"])] } });
  const run = (command: object): ReturnType<TestServer["ask"]> => server.ask("POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [command] } });
  expect(await run({ type: "setAssignments", taskId: "t1", assignments: [{ resourceId: "gone" }] })).toMatchObject({ status: 422, body: { detail: "There is no such resource in the plan any more. Maybe somebody has deleted it." } });
  expect((await run({ type: "setAssignments", taskId: "t1", assignments: [{ resourceName: "Rita", units: 1e9 }] })).status).toBe(400);
  expect((await run({ type: "updateTasks", tasks: [{ id: "t1", fields: { workMinutes: -1 } }] })).status).toBe(400);
  expect((await run({ type: "updateTasks", tasks: [{ id: "t1", fields: { percentComplete: 101 } }] })).status).toBe(400);
});

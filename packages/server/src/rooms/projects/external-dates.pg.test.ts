/** Tasks of one project shown in another: dates travel after every edit, through several plans, and never in a circle for ever. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "@leadline/engine/change/command.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import { insertTasks, startTestServer, type Asked, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

async function newProject(name: string): Promise<string> {
  const { body } = await server.ask("POST", "/projects", { body: { name, start: "2026-03-02" } });
  expect((await run(String(body.id), [insertTasks(["First", "Last"])])).body).toMatchObject({ revision: 2 });
  return String(body.id);
}

async function run(id: string, commands: readonly Command[]): Promise<Asked> {
  const { body } = await server.ask("GET", `/projects/${id}`);
  return server.ask("POST", `/projects/${id}/commands`, { body: { revision: Number(body.revision), commands } });
}

/** Shows task t2 of another project and lets t1 here wait for it. */
function showing(projectId: string): readonly Command[] {
  const facts = { name: "?", start: minuteOf(2026, 1, 1, 8), finish: minuteOf(2026, 1, 1, 17), durationMinutes: 480, milestone: false };
  return [
    { type: "insertExternalTask", id: `x-${projectId}`.slice(0, 60), otherProject: { projectId, taskId: "t2" }, ...facts },
    { type: "linkTasks", predecessorId: `x-${projectId}`.slice(0, 60), successorId: "t1", linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" },
  ];
}

async function finishOf(id: string): Promise<string> {
  return String((await server.ask("GET", `/projects/${id}`)).body.finish);
}

/** Edits travel behind the answer; waits until a plan says what is expected. */
async function eventually(id: string, finish: string): Promise<void> {
  await expect.poll(() => finishOf(id), { timeout: 10_000 }).toBe(finish);
}

const longer = (durationMinutes: number): Command => ({ type: "updateTasks", tasks: [{ id: "t2", fields: { durationMinutes } }] });

test("what one project changes reaches the plans that wait for it, and those behind them", async () => {
  const [first, second, third] = [await newProject("Line"), await newProject("Branch"), await newProject("Cutover")];
  expect((await run(second, showing(first))).body).toMatchObject({ revision: 3 });
  expect(await run(third, showing(second))).toMatchObject({ status: 200 });
  await eventually(second, "2026-03-05T17:00:00");
  await eventually(third, "2026-03-09T17:00:00");
  await run(first, [longer(3 * 480)]);
  await eventually(second, "2026-03-09T17:00:00");
  await eventually(third, "2026-03-11T17:00:00");
  const history = await server.ask("GET", `/projects/${second}/history`);
  expect(history.body.changes?.[0]).toMatchObject({ actor: "leadline", label: "Take over dates of other projects for “Last”" });
});

test("two plans that wait for each other do not push each other on for ever", async () => {
  const [one, other] = [await newProject("One"), await newProject("Other")];
  expect(await run(one, showing(other))).toMatchObject({ status: 200 });
  expect(await run(other, showing(one))).toMatchObject({ status: 200 });
  let last = "";
  await expect.poll(async () => last === (last = `${await finishOf(one)} ${await finishOf(other)}`), { timeout: 20_000, interval: 700 }).toBe(true);
});

test("a task of this project, of no project and no task cannot be shown", async () => {
  const [id, other] = [await newProject("Here"), await newProject("There")];
  const facts = { name: "x", start: 0 as Minute, finish: 0 as Minute, durationMinutes: 0, milestone: true };
  const show = (projectId: string, taskId: string): Promise<Asked> => run(id, [{ type: "insertExternalTask", id: "x", otherProject: { projectId, taskId }, ...facts }]);
  expect(await show(id, "t1")).toMatchObject({ status: 422, body: { code: "project/own-task" } });
  expect(await show("00000000-0000-4000-8000-000000000000", "t1")).toMatchObject({ status: 404 });
  expect(await show(other, "nothing")).toMatchObject({ status: 422, body: { code: "task/missing" } });
});

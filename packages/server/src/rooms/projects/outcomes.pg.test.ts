/** Finished projects are the workspace's reference class: found by themselves, and without costs for people who see none. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const minuteOf = (day: string): number => Math.floor(Date.parse(`${day}Z`) / 60_000);

test("a project becomes a case when its last task is finished, with its first baseline against what it took", async () => {
  const imported = await server.ask("POST", "/projects/import?name=a.plan", { body: new TextEncoder().encode('project "Office" starts 2025-03-03\nA "Survey" 5d\n') });
  const id = String(imported.body.project?.id);
  const { body } = await server.ask("GET", `/projects/${id}/records`);
  const records: { kind: string; record: { id: string } }[] = JSON.parse(JSON.stringify(body.records));
  const task = records.find(({ kind }) => kind === "task")?.record.id;
  const send = async (commands: readonly object[]): Promise<number> => {
    const revision = Number((await server.ask("GET", `/projects/${id}/records`)).body.revision);
    return (await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands } })).status;
  };
  expect(await send([{ type: "setBaseline", number: 0 }])).toBe(200);
  expect((await server.ask("GET", "/finished-projects")).body).toEqual({ projects: [] });
  expect(await send([{ type: "updateTasks", tasks: [{ id: task, fields: { actualStart: minuteOf("2025-03-03T08:00"), actualFinish: minuteOf("2025-03-12T17:00") } }] }])).toBe(200);
  expect((await server.ask("GET", "/finished-projects")).body).toMatchObject({ projects: [{ id, name: "Office", estimatedDays: 5, actualDays: 10, finish: "2025-03-12T17:00:00" }] });
});

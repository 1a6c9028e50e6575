/** What two people, or two servers, could only spoil together: never spoiled, with connections cut and servers killed in the middle. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withClient } from "./storage/database-access.ts";
import { cuttingProxy } from "./testing/cutting-proxy.fixture.ts";
import { letEdit, type CrowdResult } from "./testing/editing-crowd.fixture.ts";
import { startWithPeople, type Person } from "./testing/people.fixture.ts";
import { judgeStored } from "./testing/plan-judgement.fixture.ts";
import { runProgram, type Program } from "./testing/running-program.fixture.ts";
import { ask, insertTasks, makeDatabase, startTestServer, type TestDatabase } from "./testing/test-server.fixture.ts";
import { reached } from "./testing/trust-report.fixture.ts";

/** Full length with LEADLINE_TRUST=1. */
const IS_FULL = process.env["LEADLINE_TRUST"] === "1";
const TASKS = 8;
const TASK_IDS = Array.from({ length: TASKS }, (_, at) => `t${at + 1}`);

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await makeDatabase();
  folder = mkdtempSync(join(tmpdir(), "leadline-isolation-"));
});
afterEach(async () => {
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function contendedProject(address: string): Promise<string> {
  const id = String((await ask(address, "POST", "/projects", { body: { name: "Contended", start: "2026-03-02" } })).body.id);
  const commands = [insertTasks(TASK_IDS)];
  expect((await ask(address, "POST", `/projects/${id}/commands`, { body: { revision: 1, commands } })).status).toBe(200);
  return id;
}

async function complaintsAbout(projectId: string, crowd: CrowdResult): Promise<string[]> {
  return [...crowd.complaints, ...(await withClient(database.access.administrator, (client) => judgeStored(client, projectId, crowd.acknowledged)))];
}

/** Answers that a contradicted edit may have. */
const isExpected = (status: number): boolean => [200, 409, 422].includes(status);

test("eight clients who contradict each other leave a plan that one could have made (C5)", { timeout: 120_000 }, async () => {
  const server = await startTestServer({ database });
  const id = await contendedProject(server.address);
  const [crowd, keys] = await Promise.all([
    letEdit({ people: 8, milliseconds: IS_FULL ? 20_000 : 3000, projectId: id, addresses: () => [server.address], taskIds: TASK_IDS, isDoubled: true }),
    fightForKeys(server.address, IS_FULL ? 20_000 : 3000),
  ]);
  await server.stop();
  expect(await complaintsAbout(id, crowd)).toEqual([]);
  expect([...crowd.statuses.keys()].filter((status) => !isExpected(status))).toEqual([]);
  expect(crowd.acknowledged.length).toBeGreaterThan(20);
  const { rows } = await withClient(database.access.administrator, (client) => client.query<{ key: string; count: string }>("SELECT key, count(*) FROM leadline.project GROUP BY key HAVING count(*) > 1"));
  expect(rows).toEqual([]);
  expect(keys.won).toBe(KEYS.length);
  reached("C5", `${crowd.acknowledged.length} changes of 8 clients, each sent twice; ${keys.lost} takings of a taken key refused; 0 violations`);
});

const KEYS = Array.from({ length: 12 }, (_, at) => `FIGHT${at + 1}`);

/** Several people want the same short keys of projects; each key goes to one. */
async function fightForKeys(address: string, milliseconds: number): Promise<{ readonly won: number; readonly lost: number }> {
  const until = Date.now() + milliseconds;
  let [won, lost] = [0, 0];
  for (const key of KEYS) {
    const answers = await Promise.all([1, 2, 3, 4].map((person) => ask(address, "POST", "/projects", { body: { name: `${key} of ${person}`, key, start: "2026-03-02" } })));
    won += answers.filter(({ status }) => status === 201).length;
    lost += answers.filter(({ status }) => status === 409).length;
    if (Date.now() < until) await new Promise((resolve) => setTimeout(resolve, milliseconds / KEYS.length / 2));
  }
  return { won, lost };
}

test("owners who dismiss one another at the same moment never leave a workspace without one (C5)", { timeout: 240_000 }, async () => {
  const people = await startWithPeople({ database });
  const rounds = IS_FULL ? 20 : 3;
  let dismissed = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const here = await people.newWorkspace(`Owned ${round}`);
    const names = ["a", "b", "c"].map((name) => `${name}${round}`);
    const owners: Person[] = [];
    for (const name of names) owners.push(await people.join(name, "owner", here));
    // Everybody dismisses the next one, and leaves.
    const asks = owners.flatMap((owner, at) => [owners[(at + 1) % owners.length] ?? owner, owner].map((whom) => owner.ask("DELETE", `/members/${whom.memberId}`, { headers: { "leadline-workspace": here, "if-match": '"1"' } })));
    const statuses = (await Promise.all(asks)).map(({ status }) => status);
    dismissed += statuses.filter((status) => status === 200).length;
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    const lists = await Promise.all(owners.map((owner) => owner.ask("GET", "/members", { headers: { "leadline-workspace": here } })));
    expect(lists.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  }
  await people.stop();
  expect(dismissed).toBeGreaterThan(rounds);
  reached("C5", `${dismissed} owners dismissed in ${rounds} workspaces, 0 workspaces without an owner`);
});

test("two servers, sixteen clients, cut connections and killed servers: nothing lost, nothing doubled, nothing contradictory (F1)", { timeout: 240_000 }, async () => {
  const { port = 0, password, database: name } = database.access.administrator;
  const proxy = await cuttingProxy(port);
  const DATABASE_URL = `postgresql://postgres:${encodeURIComponent(String(password))}@127.0.0.1:${proxy.port}/${name}`;
  const places: { program: Program; address: string }[] = [];
  // A start whose connection is cut says so and ends; whoever keeps servers running starts it again.
  const start = async (at: number): Promise<void> => {
    for (;;) {
      const program = runProgram({ dataFolder: join(folder, `server-${at}`), environment: { DATABASE_URL } });
      const started = await program.started;
      if (!("address" in started)) continue;
      places[at] = { program, address: started.address };
      return;
    }
  };
  await start(0);
  await start(1);
  const addresses = (): readonly string[] => places.map(({ address }) => address);
  const id = await contendedProject(places[0]?.address ?? "");
  const milliseconds = IS_FULL ? 60_000 : 3000;
  let [cuts, kills, isOver] = [0, 0, false];
  const cutting = setInterval(() => (cuts += proxy.cut(0.15)), 400);
  const killing = (async () => {
    for (let at = 0; !isOver; at = 1 - at) {
      await new Promise((resolve) => setTimeout(resolve, IS_FULL ? 6000 : 2000));
      if (isOver) return;
      places[at]?.program.signal("SIGKILL");
      await places[at]?.program.ended;
      kills += 1;
      await start(at);
    }
  })();
  const crowd = await letEdit({ people: 16, milliseconds, projectId: id, addresses, taskIds: TASK_IDS });
  isOver = true;
  clearInterval(cutting);
  await killing;
  for (const { program } of places) {
    program.signal("SIGTERM");
    await program.ended;
  }
  await proxy.close();
  expect(await complaintsAbout(id, crowd)).toEqual([]);
  expect([...crowd.statuses.keys()].filter((status) => !isExpected(status) && status !== 503)).toEqual([]);
  expect([cuts > 0, kills > 0, crowd.acknowledged.length > 20]).toEqual([true, true, true]);
  reached("F1", `${crowd.acknowledged.length} changes acknowledged in ${milliseconds / 1000} s, ${cuts} connections cut, ${kills} servers killed, 0 violations`);
});

test("connections that break every 25 milliseconds double nothing and lose nothing (F2)", { timeout: 120_000 }, async () => {
  const proxy = await cuttingProxy(database.access.application.port ?? 0);
  const access = { ...database.access, application: { ...database.access.application, port: proxy.port } };
  const server = await startTestServer({ database: { ...database, access } });
  const id = await contendedProject(server.address);
  let cuts = 0;
  const cutting = setInterval(() => (cuts += proxy.cutOne()), 25);
  const milliseconds = IS_FULL ? 10_000 : 2500;
  setTimeout(() => clearInterval(cutting), milliseconds);
  const crowd = await letEdit({ people: 8, milliseconds, projectId: id, addresses: () => [server.address], taskIds: TASK_IDS });
  await server.stop();
  await proxy.close();
  expect(await complaintsAbout(id, crowd)).toEqual([]);
  expect([cuts > 20, crowd.acknowledged.length > 0]).toEqual([true, true]);
  reached("F2", `${crowd.acknowledged.length} changes acknowledged, ${cuts} connections cut, ${crowd.repeated} repetitions by clients, 0 duplicates, 0 lost`);
});

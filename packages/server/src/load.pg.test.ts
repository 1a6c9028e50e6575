/** The server under load, on the same two processors as those who ask: a large plan, many readers, some who do not read, and uploads that mean harm. */
import { request } from "node:http";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, type TestContext } from "vitest";
import { contentOf, writePlanFile } from "@leadline/formats/plan-file.ts";
import { generatedProject, mulberry32 } from "@leadline/testkit/network-generator.ts";
import { loadClient, quantile, type LoadAnswer, type LoadAsk } from "./testing/load-generator.fixture.ts";
import { addressOf, runProgram, stopped, type Program } from "./testing/running-program.fixture.ts";
import { reached } from "./testing/trust-report.fixture.ts";

/** Measuring takes minutes and wants the machine for itself: `npm run trust -- L1 L2 L3 L4`. */
const IS_ON = process.env["LEADLINE_TRUST"] === "1";
const TASKS = 10_000;
const CONNECTIONS = 32;
const SECONDS = 20;

let folder: string;
let program: Program;
let address: string;
let plan: { readonly id: string; readonly leaves: readonly string[] };
beforeAll(async () => {
  if (!IS_ON) return;
  folder = mkdtempSync(join(tmpdir(), "leadline-load-"));
  chmodSync(folder, 0o755);
  program = runProgram({ dataFolder: join(folder, "data"), environment: { LEADLINE_IMPORT_SECONDS: "10", LEADLINE_IMPORT_MEMORY_MB: "256" } });
  address = await addressOf(program);
  plan = await importPlan();
});
afterAll(async () => {
  if (!IS_ON) return;
  await stopped(program);
  rmSync(folder, { recursive: true, force: true });
});

function onlyInTrust(context: TestContext): void {
  if (!IS_ON) context.skip("npm run trust measures this");
}

async function importPlan(): Promise<typeof plan> {
  const project = generatedProject({ tasks: TASKS, links: "mixed", tasksPerSummary: 25 });
  const client = loadClient(address);
  const answer = await client.ask({ method: "POST", path: "/api/v1/projects/import?name=large.json", body: contentOf(writePlanFile("json", project)), headers: { "idempotency-key": "large" } });
  client.close();
  const { project: made } = JSON.parse(answer.body.toString()) as { readonly project: { readonly id: string } };
  return { id: made.id, leaves: [...project.records.task.values()].flatMap((task) => (task.parentId === undefined ? [] : [task.id])) };
}

let keys = 0;

function editOf(revision: number, random: () => number): LoadAsk {
  keys += 1;
  const id = plan.leaves[Math.floor(random() * plan.leaves.length)];
  const body = JSON.stringify({ revision, commands: [{ type: "updateTasks", tasks: [{ id, fields: { durationMinutes: 60 * (1 + Math.floor(random() * 40)) } }] }] });
  return { method: "POST", path: `/api/v1/projects/${plan.id}/commands`, body, headers: { "content-type": "application/json", "idempotency-key": `load-${keys}` } };
}

/** What a workspace at work asks: of 100 requests 40 look at the project, 30 at its history, 15 at the list, 10 at the session, 3 edit, 2 open the whole plan. */
function mixedAsk(dice: number, revision: number, random: () => number): LoadAsk {
  const project = `/api/v1/projects/${plan.id}`;
  if (dice < 0.03) return editOf(revision, random);
  if (dice < 0.05) return { method: "GET", path: `${project}/records` };
  if (dice < 0.45) return { method: "GET", path: project };
  if (dice < 0.75) return { method: "GET", path: `${project}/history?limit=50` };
  return { method: "GET", path: dice < 0.9 ? "/api/v1/projects" : "/api/v1/session" };
}

async function currentRevision(): Promise<number> {
  const client = loadClient(address);
  const answer = await client.ask({ method: "GET", path: `/api/v1/projects/${plan.id}` });
  client.close();
  return Number((JSON.parse(answer.body.toString()) as { readonly revision: number }).revision);
}

/** Many ask at once, each as soon as it was answered. */
async function askMixed(connections: number, milliseconds: number): Promise<readonly LoadAnswer[]> {
  const answers: LoadAnswer[] = [];
  const known = { revision: await currentRevision() };
  const until = performance.now() + milliseconds;
  const one = async (seed: number): Promise<void> => {
    const client = loadClient(address);
    const random = mulberry32(seed);
    while (performance.now() < until) {
      const ask = mixedAsk(random(), known.revision, random);
      const answer = await client.ask(ask);
      if (ask.method === "POST" && answer.status === 200) known.revision = Math.max(known.revision, Number(/"(\d+)"/.exec(answer.headers.etag ?? "")?.[1] ?? 0));
      answers.push({ ...answer, body: Buffer.alloc(0) });
    }
    client.close();
  };
  await Promise.all(Array.from({ length: connections }, (_, at) => one(at + 1)));
  return answers;
}

function residentMegabytes(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
}

/** Processor time of the server alone, without PostgreSQL and those who ask: comparable even where others use the machine. */
function cpuMilliseconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user = 0, system = 0] = text.slice(text.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number);
  return (user + system) * MILLISECONDS_PER_TICK;
}

/** USER_HZ is 100 on every Linux. */
const MILLISECONDS_PER_TICK = 10;

test("a mixed load on a large plan is answered soon, and without failures (L1)", { timeout: 180_000 }, async (context) => {
  onlyInTrust(context);
  await askMixed(CONNECTIONS, 4000);
  const cpuBefore = cpuMilliseconds(program.pid);
  const answers = await askMixed(CONNECTIONS, SECONDS * 1000);
  const cpuEach = (cpuMilliseconds(program.pid) - cpuBefore) / answers.length;
  const perSecond = Math.round(answers.length / SECONDS);
  const p99 = Math.round(quantile(answers.map(({ milliseconds }) => milliseconds), 0.99));
  const failures = answers.filter(({ status }) => status >= 500).length;
  reached("L1", `${perSecond} requests/s, p99 ${p99} ms, ${failures} answers of 5xx, ${cpuEach.toFixed(2)} ms of the server's processor time each, load average ${(loadavg()[0] ?? 0).toFixed(1)}`);
  expect({ failures, isFast: perSecond >= 500, isEven: p99 <= 250 }).toEqual({ failures: 0, isFast: true, isEven: true });
});

interface Follower {
  readonly close: () => void;
}

/** One stream of changes; tells how long each took from its storing request to here. */
function follow(onEvent: (text: string) => void): Promise<Follower> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const asked = request({ hostname, port, path: `/api/v1/projects/${plan.id}/events`, agent: false }, (response) => {
      response.setEncoding("utf8");
      response.on("data", onEvent);
      response.on("error", () => undefined);
      resolve({ close: () => asked.destroy() });
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("a thousand streams hear of twenty changes a second soon, and the server stays small (L2)", { timeout: 240_000 }, async (context) => {
  onlyInTrust(context);
  const small = await smallProject();
  const large = plan;
  plan = small;
  const sentAt = new Map<string, number>();
  const delays: number[] = [];
  const followers: Follower[] = [];
  for (let count = 0; count < 1000; count += 50) {
    followers.push(...(await Promise.all(Array.from({ length: 50 }, () => follow((text) => {
      for (const [, key = ""] of text.matchAll(/"requestKey":"(load-\d+)"/g)) {
        const sent = sentAt.get(key);
        if (sent !== undefined) delays.push(performance.now() - sent);
      }
    })))));
  }
  let stored = 0;
  const random = mulberry32(7);
  const known = { revision: await currentRevision() };
  const clients = Array.from({ length: 8 }, () => loadClient(address));
  const change = async (at: number): Promise<void> => {
    const ask = editOf(known.revision, random);
    sentAt.set(ask.headers?.["idempotency-key"] ?? "", performance.now());
    const answer = await clients[at % clients.length]?.ask(ask);
    if (answer?.status === 200) {
      // A duration that was the same already changes nothing, so nobody hears of it.
      if (!answer.body.includes('"updated":[]')) stored += 1;
      known.revision = Math.max(known.revision, Number(/"(\d+)"/.exec(answer.headers.etag ?? "")?.[1] ?? 0));
    }
  };
  const changes: Promise<void>[] = [];
  for (let at = 0; at < 20 * 15; at += 1) {
    changes.push(change(at));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await Promise.all(changes);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const megabytes = residentMegabytes(program.pid);
  for (const client of [...clients, ...followers]) client.close();
  plan = large;
  const p99 = Math.round(quantile(delays, 0.99));
  reached("L2", `${stored} changes, ${delays.length} deliveries, p99 ${p99} ms from request to stream, server ${megabytes} MB, load average ${(loadavg()[0] ?? 0).toFixed(1)}`);
  expect({ isComplete: delays.length >= stored * 1000 * 0.999, isSoon: p99 <= 500, isSmall: megabytes <= 400 }).toEqual({ isComplete: true, isSoon: true, isSmall: true });
});

async function smallProject(): Promise<typeof plan> {
  const client = loadClient(address);
  const headers = { "content-type": "application/json", "idempotency-key": `small-${Date.now()}` };
  const answer = await client.ask({ method: "POST", path: "/api/v1/projects", body: JSON.stringify({ name: "Followed", templateKey: "software-app" }), headers });
  const { id } = JSON.parse(answer.body.toString()) as { readonly id: string };
  const records = await client.ask({ method: "GET", path: `/api/v1/projects/${id}/records` });
  client.close();
  const tasks = (JSON.parse(records.body.toString()) as { readonly records: readonly { readonly kind: string; readonly record: { readonly id: string; readonly parentId?: string } }[] }).records.filter(({ kind }) => kind === "task");
  const parents = new Set(tasks.map(({ record }) => record.parentId));
  return { id, leaves: tasks.flatMap(({ record }) => (parents.has(record.id) ? [] : [record.id])) };
}

/** A connection that asks for the stream and then reads nothing. */
function stalledReader(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(address);
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET /api/v1/projects/${plan.id}/events HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      socket.once("data", () => {
        socket.pause();
        resolve(socket);
      });
    });
    socket.on("error", reject);
  });
}

async function listeners(): Promise<number> {
  const client = loadClient(address);
  const answer = await client.ask({ method: "GET", path: "/metrics" });
  client.close();
  return Number(/^leadline_event_listeners (\d+)/m.exec(answer.body.toString())?.[1]);
}

test("two hundred readers that do not read are dropped within half a minute, and cost no memory (L3)", { timeout: 240_000 }, async (context) => {
  onlyInTrust(context);
  const large = plan;
  plan = await smallProject();
  const before = await listeners();
  const sockets = await Promise.all(Array.from({ length: 200 }, () => stalledReader()));
  expect(await listeners()).toBe(before + 200);
  const client = loadClient(address);
  const note = "x".repeat(60_000);
  const begin = performance.now();
  let [seconds, changes] = [0, 0];
  while ((await listeners()) > before && performance.now() - begin < 60_000) {
    const revision = await currentRevision();
    changes += 1;
    const body = JSON.stringify({ revision, commands: [{ type: "updateSettings", fields: { description: `${changes} ${note}` } }] });
    await client.ask({ method: "POST", path: `/api/v1/projects/${plan.id}/commands`, body, headers: { "content-type": "application/json", "idempotency-key": `stalled-${Date.now()}-${changes}` } });
    seconds = (performance.now() - begin) / 1000;
  }
  const megabytes = residentMegabytes(program.pid);
  client.close();
  for (const socket of sockets) socket.destroy();
  plan = large;
  reached("L3", `200 dropped after ${seconds.toFixed(1)} s and ${changes} changes, server ${megabytes} MB`);
  expect(seconds).toBeLessThan(30);
});

/** Files that are meant to take the server's memory or time. */
function hostileUploads(): readonly { readonly name: string; readonly content: Buffer }[] {
  const laughs = `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">${"bcdefgh".split("").map((name, at) => `<!ENTITY ${name} "${`&${"abcdefgh"[at]};`.repeat(10)}">`).join("")}]><Project xmlns="http://schemas.microsoft.com/project">&h;</Project>`;
  const deep = `<Project xmlns="http://schemas.microsoft.com/project">${"<a>".repeat(200_000)}</Project>`;
  const many = `<Project xmlns="http://schemas.microsoft.com/project"><Tasks>${"<Task><UID>1</UID><Name>x</Name></Task>".repeat(400_000)}</Tasks></Project>`;
  return [
    { name: "laughs.xml", content: Buffer.from(laughs) },
    { name: "deep.xml", content: Buffer.from(deep) },
    { name: "many.xml", content: Buffer.from(many) },
    { name: "noise.xer", content: Buffer.from(`ERMHDR\t19\n${"%T\tTASK\n%F\ttask_id\n%R\t".repeat(300_000)}`) },
    { name: "deep.json", content: Buffer.from("[".repeat(2_000_000)) },
    { name: "bomb.pod", content: deflateRawSync(Buffer.alloc(200_000_000)) },
  ];
}

test("while hostile files are read, others are answered soon (L4)", { timeout: 240_000 }, async (context) => {
  onlyInTrust(context);
  const uploads = hostileUploads();
  let isOver = false;
  let refused = 0;
  const accepted: string[] = [];
  const harm = async (seed: number): Promise<void> => {
    const client = loadClient(address);
    for (let at = seed; !isOver; at += 1) {
      const { name, content } = uploads[at % uploads.length] ?? { name: "", content: Buffer.alloc(0) };
      keys += 1;
      const answer = await client.ask({ method: "POST", path: `/api/v1/projects/import?name=${name}`, body: content, headers: { "idempotency-key": `harm-${keys}` } });
      if (answer.status >= 400 && answer.status < 500) refused += 1;
      else accepted.push(`${name} ${answer.status}`);
    }
    client.close();
  };
  const harming = [0, 2, 4].map((seed) => harm(seed));
  const answers = await askMixed(8, 15_000);
  isOver = true;
  await Promise.all(harming);
  const p99 = Math.round(quantile(answers.map(({ milliseconds }) => milliseconds), 0.99));
  const failures = answers.filter(({ status }) => status >= 500).length;
  reached("L4", `${refused} hostile files refused, others: ${answers.length} requests, p99 ${p99} ms, ${failures} answers of 5xx`);
  expect({ failures, isEven: p99 <= 500, hasHarm: refused > 5, accepted }).toEqual({ failures: 0, isEven: true, hasHarm: true, accepted: [] });
});

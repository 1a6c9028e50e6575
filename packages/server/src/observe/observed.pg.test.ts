/** What a running server tells those who look after it: no secret that went through any door, one id per request, numbers, and how it takes a mistake of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, runProgram, stopped, type Program } from "../testing/running-program.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";
import { ask, makeDatabase, type TestDatabase } from "../testing/test-server.fixture.ts";
import { withClient } from "../storage/database-access.ts";

/** Requests that carry secrets: every path with every method, and a few more. */
const KNOCKS = 62;
const CANARY = "c4n4ry-f0r-the-logs";
const SECRET = `${CANARY}-secret-of-the-installation-1234567890`;

let folder: string;
let database: TestDatabase;
let program: Program;
let address: string;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "leadline-observed-"));
  database = await makeDatabase();
  const { port, password, database: name } = { ...database.access.administrator };
  // Mistakes of our own, planted from outside: a promise that nobody waits for, and a failure out of nowhere.
  const mistakes = join(folder, "mistakes.cjs");
  writeFileSync(mistakes, `process.on("SIGUSR2", () => void Promise.reject(new Error("forgotten ll_${CANARY}"))); process.on("SIGWINCH", () => setImmediate(() => { throw new Error("out of nowhere ll_${CANARY}"); }));`);
  environment = {
    DATABASE_URL: `postgresql://postgres:${encodeURIComponent(String(password))}@127.0.0.1:${port}/${name}?application_name=leadline`,
    LEADLINE_SECRET: SECRET,
    LEADLINE_LOG_LEVEL: "trace",
    NODE_OPTIONS: `--require ${mistakes}`,
  };
  program = runProgram({ dataFolder: join(folder, "data"), environment });
  address = await addressOf(program);
});
afterAll(async () => {
  await stopped(program);
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (): readonly string[] => program.stderr().split("\n").filter((line) => line !== "");

/** Every place of a request in which somebody might put a secret, on addresses of every kind. */
async function knockEverywhere(): Promise<void> {
  const headers = { authorization: `Bearer ll_${CANARY}`, cookie: `session_token=${CANARY}; other=${CANARY}`, "x-api-key": CANARY, "x-forwarded-for": CANARY, "user-agent": CANARY };
  const body = { name: "x", password: CANARY, newPassword: CANARY, token: CANARY, code: CANARY };
  for (const path of ["/projects", "/session", "/sign-in/email", "/sign-in/sign-in/email", "/tokens", "/invitations", "/nowhere", "/members", "/jobs/x", "/backups/x", "/system"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      await fetch(`${address}/api/v1${path}?token=${CANARY}&code=${CANARY}`, { method, headers: { ...headers, "content-type": "application/json", "idempotency-key": `${CANARY}-${method}` }, ...(method === "GET" ? {} : { body: JSON.stringify(body) }) }).then((response) => response.arrayBuffer());
    }
  }
  for (const path of [`/r/x?token=${CANARY}`, `/${CANARY}%0a%1b[31mforged`, `/%ff%00?${CANARY}`, `/api/openapi.json?${CANARY}`, `/healthz?${CANARY}`]) await fetch(`${address}${path}`, { headers }).then((response) => response.arrayBuffer());
  await fetch(`${address}/api/v1/projects`, { method: "POST", headers: { ...headers, "content-type": "application/json", "idempotency-key": "broken" }, body: `{"password":"${CANARY}` });
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(address).port), "127.0.0.1", () => socket.end(`GET /${CANARY} HTTP/9.9\r\nAuthorization: ${CANARY}\r\n\r\n`));
    socket.on("close", () => resolve()).on("error", () => resolve()).resume();
  });
}

test("no secret that goes through a door comes out in the log, and every line is one JSON object (C19) (C20)", async () => {
  await knockEverywhere();
  await withClient(database.access.administrator, (client) => client.query("ALTER TABLE leadline.import_report RENAME TO import_report_away"));
  const created = await ask(address, "POST", "/projects", { body: { name: "Known" } });
  const failed = await ask(address, "GET", `/projects/${String(created.body.id)}/import-report?token=${CANARY}`);
  await withClient(database.access.administrator, (client) => client.query("ALTER TABLE leadline.import_report_away RENAME TO import_report"));
  expect([400, 500]).toContain(failed.status);
  const { password } = { ...database.access.administrator };
  for (const secret of [CANARY, SECRET, String(password)]) expect(lines().filter((line) => line.includes(secret))).toEqual([]);
  expect(lines().length).toBeGreaterThan(50);
  reached("C19", `0 hits in ${lines().length} lines after ${KNOCKS} requests`);
  reached("C20", `${lines().length} of ${lines().length} lines are JSON`);
  for (const line of lines()) {
    expect(JSON.parse(line), line).toMatchObject({ level: expect.any(Number), time: expect.any(Number), msg: expect.any(String) });
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  }
});

test("a mistake in a route is answered with 500, an id and no stack; the log has the details under that id (C29)", async () => {
  const { body } = await ask(address, "POST", "/projects", { body: { name: "Here" } });
  await withClient(database.access.administrator, (client) => client.query("ALTER TABLE leadline.import_report RENAME TO import_report_away"));
  const failed = await ask(address, "GET", `/projects/${String(body.id)}/import-report`);
  await withClient(database.access.administrator, (client) => client.query("ALTER TABLE leadline.import_report_away RENAME TO import_report"));
  expect(failed).toMatchObject({ status: 500, body: { code: "server/bug", requestId: failed.headers.get("x-request-id") } });
  expect(failed.text).not.toMatch(/ at |\.ts|\.mjs|relation|import_report/);
  const told = lines().map((line) => JSON.parse(line)).filter((line) => line.requestId === failed.headers.get("x-request-id"));
  expect(told).toEqual(expect.arrayContaining([expect.objectContaining({ err: expect.objectContaining({ code: "42P01", stack: expect.any(String) }) }), expect.objectContaining({ msg: "request", route: "/api/v1/projects/:id/import-report", status: 500 })]));
  expect((await ask(address, "GET", "/projects")).status).toBe(200);
});

test("a refusal names its request, in the answer's head and body alike", async () => {
  const first = await ask(address, "GET", "/projects/none");
  const second = await ask(address, "GET", "/nowhere");
  expect([first.body.requestId, second.body.requestId]).toEqual([first.headers.get("x-request-id"), second.headers.get("x-request-id")]);
  expect(first.body.requestId).not.toBe(second.body.requestId);
});

test("the numbers tell of requests by route, connections, jobs, memory and delays", async () => {
  const text = await (await fetch(`${address}/metrics`)).text();
  for (const line of text.trim().split("\n")) expect(line).toMatch(/^(# TYPE [a-z_0-9]+ (counter|gauge|histogram)|[a-z_0-9]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[\d.e+-]+)$/);
  for (const name of ['leadline_http_request_seconds_bucket{method="GET",route="/api/v1/projects",le="+Inf"}', 'leadline_database_connections{state="idle"}', 'leadline_jobs{state="waiting"}', "leadline_database_up 1", "leadline_event_listeners", "process_resident_memory_bytes", "nodejs_eventloop_delay_p99_seconds"]) expect(text).toContain(name);
  expect(text).not.toContain(CANARY);
});

test("a promise that nobody waits for is logged and the server goes on; a failure out of nowhere ends it, and the next start is there within three seconds (C29)", async () => {
  const waitFor = async (words: string): Promise<void> => {
    for (const end = Date.now() + 10_000; Date.now() < end && !program.stderr().includes(words); ) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  program.signal("SIGUSR2");
  await waitFor("A failure was not handled; the server goes on.");
  expect(program.stderr()).toContain("A failure was not handled; the server goes on.");
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  program.signal("SIGWINCH");
  const ending = await program.ended;
  expect(ending.code).toBe(1);
  expect(ending.stderr).toContain("An unexpected failure ended the server.");
  expect(ending.stderr).not.toContain(CANARY);
  const begin = performance.now();
  program = runProgram({ dataFolder: join(folder, "data"), environment });
  address = await addressOf(program);
  const milliseconds = performance.now() - begin;
  reached("C29", `500 with an id and no stack; back in ${(milliseconds / 1000).toFixed(1)} s`);
  // An ordinary run shares the machine with other tests.
  expect(milliseconds).toBeLessThan(process.env["LEADLINE_TRUST"] === "1" ? 3000 : 15_000);
  expect((await ask(address, "GET", "/projects")).status).toBe(200);
});

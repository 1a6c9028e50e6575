/** The program from outside: how it starts on good and bad ground, says why when it cannot, survives kills, and stops. */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, inject, test, type TestContext } from "vitest";
import { addressOf, anyPort, isRoot, killPostgres, mountSmall, refusalOf, runProgram, stopped, type Program, type ProgramOptions } from "./testing/running-program.fixture.ts";
import { ask, insertTasks, makeDatabase } from "./testing/test-server.fixture.ts";
import { MIGRATIONS } from "./storage/migrations/all.ts";
import { answers, startCluster } from "./storage/cluster-start.ts";
import { openCluster } from "./storage/cluster.ts";
import { accessToEmbedded, withClient } from "./storage/database-access.ts";
import { startEmbeddedPostgres } from "./storage/embedded-postgres.ts";
import { canEnter, runAs, userForPostgres } from "./storage/os-user.ts";
import { installedBinaries } from "./storage/postgres-binaries.ts";
import { placeForPostgres } from "./storage/postgres-place.ts";
import { readPostmaster, stopPostmaster } from "./storage/postmaster.ts";

/** Of 20 rounds, as many as an ordinary run has time for; LEADLINE_KILL_ROUNDS=20 runs all. */
const KILL_ROUNDS = Number(process.env["LEADLINE_KILL_ROUNDS"] ?? 4);
const NOBODY = 65_534;

/** Most ways of a bad start take two or three programs each. */
function onlyInWhole(context: TestContext): void {
  if (process.env["LEADLINE_TRUST"] !== "1") context.skip("several programs start here; npm run trust -- S1 runs it");
}

/** Every cluster takes a second to make; tests that begin with one share this copy. */
let madeFolder: string | undefined;
let folder: string;
let programs: Program[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadline-main-"));
  chmodSync(folder, 0o755);
  programs = [];
});
afterEach(async () => {
  for (const program of programs) {
    program.signal("SIGTERM");
    await program.ended;
  }
  const left = readPostmaster(join(data(), "postgres/cluster"));
  if (left) spawnSync("kill", ["-9", String(left.pid)]);
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => {
  if (madeFolder !== undefined) rmSync(madeFolder, { recursive: true, force: true });
});

const data = (): string => join(folder, "data");

function run(options: Partial<ProgramOptions> = {}): Program {
  const program = runProgram({ dataFolder: data(), ...options });
  programs.push(program);
  return program;
}

const createProject = async (address: string, name: string): Promise<string> => String((await ask(address, "POST", "/projects", { body: { name } })).body.id);
const projectNames = async (address: string): Promise<readonly string[]> => JSON.parse(JSON.stringify((await ask(address, "GET", "/projects")).body.projects)).map((project: { name: string }) => project.name);

async function withMadeDatabase(): Promise<void> {
  if (madeFolder === undefined) {
    const program = run();
    await addressOf(program);
    await stopped(program);
    madeFolder = mkdtempSync(join(tmpdir(), "leadline-made-"));
    chmodSync(madeFolder, 0o755);
    copyFolder(data(), join(madeFolder, "data"));
    return;
  }
  copyFolder(join(madeFolder, "data"), data());
}

/** With owners and modes, which PostgreSQL insists on. */
function copyFolder(from: string, to: string): void {
  expect(spawnSync("cp", ["-a", from, to]).status).toBe(0);
}

test("the first start makes a database, says so, and prints one line; a signal stops everything cleanly", async () => {
  const program = run();
  const address = await addressOf(program);
  expect(await ask(address, "GET", "/session")).toMatchObject({ status: 200, body: { mode: "single-user", workspace: { name: expect.any(String) } } });
  const { code, stdout, stderr } = await stopped(program);
  expect(code).toBe(0);
  expect(stdout).toBe(`Leadline is ready at ${address}\n`);
  const lines = stderr.trim().split("\n").map((line) => JSON.parse(line) as { msg: string });
  expect(lines.map((line) => line.msg)).toEqual(expect.arrayContaining([expect.stringContaining("Creating the database"), "Stopped."]));
  expect(existsSync(join(data(), "postgres/cluster/postmaster.pid"))).toBe(false);
  expect(existsSync(join(data(), "leadline.lock"))).toBe(false);
  expect(statSync(join(data(), "postgres/password")).mode & 0o777).toBe(0o600);
});

test("PostgreSQL keeps its word: it writes through to the disk and listens on this machine only", async () => {
  await withMadeDatabase();
  await addressOf(run());
  const { port = 0 } = readPostmaster(join(data(), "postgres/cluster")) ?? {};
  const words = readFileSync(`/proc/${readPostmaster(join(data(), "postgres/cluster"))?.pid ?? 0}/cmdline`, "utf8").split("\0");
  expect(words).toEqual(expect.arrayContaining(["fsync=on", "full_page_writes=on", "synchronous_commit=on", "listen_addresses=127.0.0.1", `unix_socket_directories="${join(data(), "postgres")}"`, "unix_socket_permissions=0700"]));
  expect(port).toBeGreaterThan(1023);
});

test("the server talks to its PostgreSQL through a socket; what is left of one does not stop it, and where there can be none it goes by the port", async () => {
  await withMadeDatabase();
  const cluster = await openCluster(placeForPostgres({ dataFolder: data() }), () => undefined);
  const [wanted = 0] = [await anyPort()];
  const other = spawn("sleep", ["300"], { ...runAs(cluster.place.user), stdio: "ignore" });
  // As after a kill and a restart of the computer: the number of the process is somebody else's by now.
  writeFileSync(join(data(), `postgres/.s.PGSQL.${wanted}.lock`), `${other.pid ?? 0}\n${cluster.folder}\n0\n${wanted}\n`, { mode: 0o600 });
  const port = await startCluster(cluster, [wanted]);
  other.kill();
  expect(readPostmaster(cluster.folder)).toMatchObject({ port: wanted, socketFolder: join(data(), "postgres") });
  const socket = statSync(join(data(), `postgres/.s.PGSQL.${port}`));
  expect([socket.isSocket(), socket.mode & 0o077]).toEqual([true, 0]);
  const access = accessToEmbedded({ ...cluster, port });
  expect(await withClient({ ...access.administrator, database: "postgres" }, async (client) => (await client.query<{ at: string | null }>("SELECT inet_server_addr() AS at")).rows)).toEqual([{ at: null }]);
  await stopPostmaster(cluster.place, cluster.folder);
  await startCluster({ ...cluster, socketFolder: join(folder, "nowhere") }, [port]);
  expect(readPostmaster(cluster.folder)).toEqual({ pid: expect.any(Number), port });
  expect(await answers(cluster, port)).toBe("ours");
  await stopPostmaster(cluster.place, cluster.folder);
});

test("a second start comes up soon, with everything that was stored", async () => {
  const first = run();
  await createProject(await addressOf(first), "Kept");
  await stopped(first);
  const begin = performance.now();
  const address = await addressOf(run());
  // Measured 0.9 s; the bound leaves room for a machine that runs other tests as well.
  expect(performance.now() - begin).toBeLessThan(15_000);
  expect(await projectNames(address)).toEqual(["Kept"]);
});

test("a PostgreSQL that a killed server left running is taken over", async (context) => {
  onlyInWhole(context);
  await withMadeDatabase();
  const killed = run();
  await createProject(await addressOf(killed), "Before the kill");
  killed.signal("SIGKILL");
  await killed.ended;
  const pid = readPostmaster(join(data(), "postgres/cluster"))?.pid;
  const program = run();
  const address = await addressOf(program);
  expect(program.stderr()).toContain("was taken over");
  expect(readPostmaster(join(data(), "postgres/cluster"))?.pid).toBe(pid);
  expect(await projectNames(address)).toEqual(["Before the kill"]);
});

test("pid files of dead processes, or of others that have their number now, do not stop the start", async (context) => {
  onlyInWhole(context);
  await withMadeDatabase();
  const killed = run();
  await createProject(await addressOf(killed), "Before the kill");
  killPostgres(data());
  killed.signal("SIGKILL");
  await killed.ended;
  const program = run();
  expect(await projectNames(await addressOf(program))).toEqual(["Before the kill"]);
  await stopped(program);
  const pidFile = join(data(), "postgres/cluster/postmaster.pid");
  writeFileSync(pidFile, `${process.pid}\n${join(data(), "postgres/cluster")}\n1700000000\n1\n\n127.0.0.1\n  1 1\nready   \n`);
  expect(await projectNames(await addressOf(run()))).toEqual(["Before the kill"]);
});

test("a busy port of PostgreSQL makes it take another", async (context) => {
  onlyInWhole(context);
  await withMadeDatabase();
  const port = Number(readFileSync(join(data(), "postgres/port"), "utf8"));
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  await addressOf(run());
  expect(Number(readFileSync(join(data(), "postgres/port"), "utf8"))).not.toBe(port);
  await new Promise((resolve) => other.close(resolve));
});

test("a busy PORT is named, with a free one beside it", async () => {
  await withMadeDatabase();
  const port = await anyPort();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  const sentence = await refusalOf(run({ port }));
  const free = /^Port (\d+) is busy: .* Port (\d+) is free: PORT=(\d+) npm start$/.exec(sentence);
  expect(free?.slice(1).map(Number)).toEqual([port, Number(free?.[2]), Number(free?.[2])]);
  await new Promise((resolve) => other.close(resolve));
  expect(readPostmaster(join(data(), "postgres/cluster"))).toBeUndefined();
});

test("a second server on the same folder is refused, and the first goes on", async () => {
  await withMadeDatabase();
  const address = await addressOf(run());
  expect(await refusalOf(run())).toMatch(/^Another Leadline server already uses the data folder .*\(process \d+, since .*\)\. Stop it first, or choose another folder with LEADLINE_DATA_DIR\.$/);
  expect((await ask(address, "GET", "/session")).status).toBe(200);
});

test("of servers that start at the same moment on one folder, one wins", async (context) => {
  onlyInWhole(context);
  await withMadeDatabase();
  const outcomes = await Promise.all([run(), run(), run(), run()].map((program) => program.started));
  expect(outcomes.filter((outcome) => "address" in outcome)).toHaveLength(1);
  for (const outcome of outcomes) if (!("address" in outcome)) expect(outcome.stderr).toContain("Another Leadline server already uses");
});

test("a half-made database of a killed first start is made anew", async (context) => {
  onlyInWhole(context);
  await withMadeDatabase();
  cpSync(join(data(), "postgres/cluster"), join(data(), "postgres/cluster.making"), { recursive: true });
  rmSync(join(data(), "postgres/cluster"), { recursive: true });
  expect(await projectNames(await addressOf(run()))).toEqual([]);
});

test("a lost password and a database of another version are said, and nothing is overwritten", async (context) => {
  onlyInWhole(context);
  await withMadeDatabase();
  const version = join(data(), "postgres/cluster/PG_VERSION");
  writeFileSync(version, "17\n");
  expect(await refusalOf(run())).toMatch(/was made by PostgreSQL 17, and this version of Leadline brings PostgreSQL 18\./);
  writeFileSync(version, "18\n");
  const password = join(data(), "postgres/password");
  const kept = readFileSync(password);
  rmSync(password);
  expect(await refusalOf(run())).toMatch(/^The password of the database is missing: .* Put it back/);
  writeFileSync(password, "wrong\n", { mode: 0o600 });
  expect(await refusalOf(run())).toMatch(/does not open the database/);
  writeFileSync(password, kept, { mode: 0o600 });
  expect(await projectNames(await addressOf(run()))).toEqual([]);
});

test("PostgreSQL that dies in the middle of many requests is started again, and every one of them is answered", async () => {
  await withMadeDatabase();
  const address = await addressOf(run());
  const ids = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => createProject(address, `Interrupted ${number}`)));
  const edits = ids.map(async (id) => {
    for (let revision = 1; revision <= 12; revision += 1) {
      const answer = await ask(address, "POST", `/projects/${id}/commands`, { body: { revision, commands: [insertTasks(["A"], `r${revision}-`)] } });
      expect(answer).toMatchObject({ status: 200, body: { revision: revision + 1 } });
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 60));
  killPostgres(data());
  await Promise.all(edits);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
});

test("a data folder that cannot be used is named, with the way out", async () => {
  writeFileSync(join(folder, "a-file"), "");
  expect(await refusalOf(run({ dataFolder: join(folder, "a-file") }))).toMatch(/is a file, or lies below one\. Choose another one with LEADLINE_DATA_DIR\.$/);
  expect(await refusalOf(run({ dataFolder: join(folder, "a-file/below") }))).toMatch(/is a file, or lies below one/);
});

test("settings that cannot be are refused in one sentence", async () => {
  const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ HOST: "0.0.0.0" }, /^HOST=0\.0\.0\.0 would open Leadline to everybody .* no administrator is set/],
    [{ PORT: "eighty" }, /^PORT=eighty is not a whole number from 0 to 65535\.$/],
    [{ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/none" }, /^The database at 127\.0\.0\.1:1\/none cannot be reached/],
  ];
  for (const [environment, sentence] of wrong) {
    const told = await refusalOf(run({ environment }));
    expect(told).toMatch(sentence);
    expect(told).not.toContain("secret@");
  }
});

test("DATABASE_URL uses that server, and starts none", async (context) => {
  onlyInWhole(context);
  const database = await makeDatabase();
  const { port, password, database: name } = { ...database.access.administrator };
  const program = run({ environment: { DATABASE_URL: `postgresql://postgres:${encodeURIComponent(String(password))}@127.0.0.1:${port}/${name}` } });
  const address = await addressOf(program);
  await createProject(address, "Elsewhere");
  expect(await projectNames(address)).toEqual(["Elsewhere"]);
  expect(existsSync(join(data(), "postgres"))).toBe(false);
  await stopped(program);
  await database.remove();
});

test("migrate brings the database to this version and ends", async (context) => {
  onlyInWhole(context);
  const first = await run({ words: ["migrate"] }).ended;
  expect(first).toMatchObject({ code: 0, stdout: `The database is up to date (${MIGRATIONS.length} migrations ran).\n` });
  expect(await run({ words: ["migrate"] }).ended).toMatchObject({ code: 0, stdout: "The database was up to date.\n" });
});

test("no acknowledged edit is lost, however often the server is killed", { timeout: 60_000 + KILL_ROUNDS * 20_000 }, async () => {
  await withMadeDatabase();
  const port = await anyPort();
  let program = run({ port });
  let address = await addressOf(program);
  const id = await createProject(address, "Killed");
  const acknowledged: string[] = [];
  for (let round = 1; round <= KILL_ROUNDS; round += 1) {
    const wanted = acknowledged.length + 2 + ((round * 7) % 11);
    const editing = editUntilKilled(address, id, `r${round}-`, acknowledged);
    let isOver = false;
    void editing.then(() => (isOver = true));
    while (acknowledged.length < wanted && !isOver) await new Promise((resolve) => setTimeout(resolve, 3));
    // Every second time PostgreSQL goes down as well and has to recover from its own log.
    if (round % 2 === 0) killPostgres(data());
    program.signal("SIGKILL");
    expect(await editing).toBe("gone");
    await program.ended;
    program = run({ port });
    address = await addressOf(program);
  }
  const stored = JSON.parse(JSON.stringify((await ask(address, "GET", `/projects/${id}/records`)).body.records)).flatMap((item: { kind: string; record: { id: string } }) => (item.kind === "task" ? [item.record.id] : []));
  expect(acknowledged.length).toBeGreaterThan(KILL_ROUNDS * 2);
  expect(acknowledged.filter((task) => !stored.includes(task))).toEqual([]);
});

/** Adds tasks one after the other until the server is gone; repeats what was not answered with the same key, as the page does. */
async function editUntilKilled(address: string, id: string, prefix: string, acknowledged: string[]): Promise<string> {
  let revision = Number((await ask(address, "GET", `/projects/${id}`)).body.revision);
  for (let number = 1; ; number += 1) {
    const task = `${prefix}${number}`;
    const commands = [{ type: "insertTasks", tasks: [{ id: task, fields: { name: task } }] }];
    try {
      const answer = await ask(address, "POST", `/projects/${id}/commands`, { key: task, body: { revision, commands } });
      if (answer.status !== 200) return `refused: ${answer.text}`;
      revision = Number(answer.body.revision);
      acknowledged.push(task);
    } catch {
      return "gone";
    }
  }
}

if (isRoot) {
  test("as root, PostgreSQL runs as another user", async () => {
    await withMadeDatabase();
    await addressOf(run());
    const pid = readPostmaster(join(data(), "postgres/cluster"))?.pid ?? 0;
    expect(statSync(`/proc/${pid}`).uid).toBe(userForPostgres()?.uid);
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
  });

  test("as root below a folder that the other user cannot enter, programs and data go where it can, and the place is named", async (context) => {
    onlyInWhole(context);
    const closed = join(folder, "home");
    mkdirSync(closed, { mode: 0o700 });
    const inside = join(closed, "clone/.leadline");
    mkdirSync(inside, { recursive: true });
    const programsInside = join(closed, "postgresql");
    cpSync(installedBinaries().folder, programsInside, { recursive: true, verbatimSymlinks: true });
    const outside = join(folder, "outside");
    const find = (): ReturnType<typeof placeForPostgres> => placeForPostgres({ dataFolder: inside, outsideBases: ["/etc/passwd/nowhere", outside], findBinaries: () => ({ folder: programsInside, version: "18.4.0" }) });
    const place = find();
    expect(place.folder.startsWith(outside)).toBe(true);
    expect(place.binaries.folder.startsWith(outside)).toBe(true);
    expect(place.notices.join("\n")).toContain(`so the database is in ${place.folder} instead`);
    expect(place.notices.join("\n")).toContain(`so the PostgreSQL programs were copied to ${place.binaries.folder}`);
    expect(statSync(place.folder).mode & 0o777).toBe(0o700);
    const postgres = await startEmbeddedPostgres({ place, onProgress: () => undefined, onLost: () => undefined });
    await postgres.stop();
    const again = find();
    expect([again.folder, again.binaries.folder]).toEqual([place.folder, place.binaries.folder]);
    rmSync(place.folder, { recursive: true });
    expect(find).toThrow(/The database should be in .* but that folder is gone/);
  });

  test("as root with no place that the other user can reach, the way out is said", () => {
    const closed = join(folder, "home");
    mkdirSync(closed, { mode: 0o700 });
    expect(() => placeForPostgres({ dataFolder: join(closed, "data"), outsideBases: ["/etc/passwd/nowhere"] })).toThrow(/Set LEADLINE_DATA_DIR to a folder that every user can enter, or start Leadline as another user\.$/);
  });

  test("as root, the other user is made where it is missing", () => {
    const name = `leadline-test-${process.pid}`;
    const user = userForPostgres(name);
    expect(user).toMatchObject({ name, uid: expect.any(Number) });
    expect(canEnter(user, "/tmp")).toBe(true);
    spawnSync("userdel", [name], { stdio: "ignore" });
  });

  test("not as root, everything runs as that user", async (context) => {
    if (!canEnter({ name: "nobody", uid: NOBODY, gid: NOBODY }, inject("builtServer"))) context.skip("the clone lies where other users cannot enter");
    const own = join(folder, "own");
    mkdirSync(own);
    spawnSync("chown", [String(NOBODY), own]);
    const program = run({ dataFolder: own, uid: NOBODY });
    expect(await projectNames(await addressOf(program))).toEqual([]);
    const pid = readPostmaster(join(own, "postgres/cluster"))?.pid ?? 0;
    expect(statSync(`/proc/${pid}`).uid).toBe(NOBODY);
    await stopped(program);
    expect(await refusalOf(run({ dataFolder: join(folder, "not-theirs"), uid: NOBODY }))).toMatch(/cannot be written by this user\. Choose another one with LEADLINE_DATA_DIR, or allow writing there\.$/);
  });

  test("when the disk fills up, writes say so, reading goes on, and with space again everything does", async (context) => {
    const small = join(folder, "small");
    mkdirSync(small);
    const unmount = mountSmall(small, "size=90m");
    if (!unmount) context.skip("this user may not mount file systems");
    try {
      const address = await addressOf(run({ dataFolder: join(small, "data") }));
      const id = await createProject(address, "Full");
      spawnSync("dd", ["if=/dev/zero", `of=${join(small, "filler")}`, "bs=1M"], { stdio: "ignore" });
      const write = (revision: number, round: number): ReturnType<typeof ask> => ask(address, "POST", `/projects/${id}/commands`, { body: { revision, commands: [{ type: "updateSettings", fields: { description: randomBytes(40_000).toString("hex") + String(round) } }] } });
      const statuses: number[] = [];
      const kept = (): number => 1 + statuses.filter((status) => status === 200).length;
      for (let round = 0; round < 10 && (statuses.at(-1) ?? 200) === 200; round += 1) statuses.push((await write(kept(), round)).status);
      // PostgreSQL refuses the write (507), or stops over its own log and starts again (503).
      expect([503, 507]).toContain(statuses.at(-1));
      if (statuses.at(-1) === 507) expect((await ask(address, "GET", `/projects/${id}/records`)).body.revision).toBe(kept());
      rmSync(join(small, "filler"));
      await expect.poll(async () => (await ask(address, "GET", `/projects/${id}/records`)).body.revision, { timeout: 20_000 }).toBe(kept());
      await expect.poll(async () => (await write(kept(), 99)).status, { timeout: 20_000 }).toBe(200);
      await stopped(programs.at(-1) ?? run());
    } finally {
      unmount?.();
    }
  });

  test("a read-only disk and a full one are told apart, with the way out", async (context) => {
    onlyInWhole(context);
    const small = join(folder, "small");
    mkdirSync(small);
    const unmount = mountSmall(small, "size=12m");
    if (!unmount) context.skip("this user may not mount file systems");
    try {
      expect(await refusalOf(run({ dataFolder: join(small, "data") }))).toMatch(/^There is no space left for the data folder .* Free some/);
      spawnSync("mount", ["-o", "remount,ro", small]);
      expect(await refusalOf(run({ dataFolder: join(small, "other") }))).toMatch(/is on a read-only file system\. Choose another one with LEADLINE_DATA_DIR\.$/);
    } finally {
      unmount?.();
    }
  });
} else {
  test("a folder that this user may not write is said", async () => {
    chmodSync(folder, 0o555);
    expect(await refusalOf(run())).toMatch(/cannot be written by this user/);
    chmodSync(folder, 0o755);
  });
}

/** Backups: what comes back is what was there, a damaged one is found before anything happens, and nothing half stays. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertTasks, makeDatabase, startTestServer, type TestDatabase, type TestServer } from "../../testing/test-server.fixture.ts";
import { withClient } from "../database-access.ts";
import { checkBackup, linesOf } from "./check-backup.ts";
import { restoreBackup, type RestoreOptions } from "./restore-backup.ts";
import { listTar } from "./tar-file.ts";
import { writeBackup } from "./write-backup.ts";
import type { Manifest } from "./manifest.ts";

const OTHER_WORKSPACE = "0190aaaa-0000-7000-8000-000000000001";
const AT = new Date("2026-03-02T08:00:00Z");

let folder: string;
let source: TestDatabase;
let server: TestServer;
let file: string;
let manifest: Manifest;
const projects = new Map<string, string>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "leadline-backup-"));
  source = await makeDatabase();
  server = await startTestServer({ database: source });
  await fillProjects();
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/secret"), "the secret of the source\n");
  // Before there are accounts: a server on it asks nobody to sign in.
  await backupTo(join(folder, "plain.backup"));
  await fillOthers();
  file = join(folder, "one.backup");
  manifest = await backupTo(file);
});
afterAll(async () => {
  await server.stop();
  await source.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Two projects, one deleted, with texts that are hard to carry. */
async function fillProjects(): Promise<void> {
  for (const name of ["Branch refresh", 'Odd “\\"quoted\\"” \t name 😀 $1 %']) {
    const id = String((await server.ask("POST", "/projects", { body: { name } })).body.id);
    projects.set(name, id);
    await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["Survey", "Order \\u0041", "line\nfeed"])] } });
    if (name.startsWith("Odd")) await server.ask("DELETE", `/projects/${id}`, { headers: { "if-match": '"2"' } });
  }
}

/** A second workspace, and an account: both out of reach of the role that owns the tables. */
async function fillOthers(): Promise<void> {
  await withClient(source.access.administrator, async (client) => {
    await client.query("SELECT set_config('search_path', 'leadline', false)");
    await client.query("INSERT INTO workspace (workspace_id, name) VALUES ($1, 'Another')", [OTHER_WORKSPACE]);
    await client.query("INSERT INTO project (workspace_id, id, key, name, revision, origin, is_sample, task_count, start_minute, finish_minute) VALUES ($1, 'p', 'KEY', 'P', 1, 'blank', false, 0, 0, 0)", [OTHER_WORKSPACE]);
    await client.query("INSERT INTO change (workspace_id, project_id, revision, at, actor, label, request_key, leaf, leaf_hash) VALUES ($1, 'p', 1, now(), 'a', 'l', 'k', '\\x00ff', sha256('x'))", [OTHER_WORKSPACE]);
    await client.query("INSERT INTO leadline_sign_in.\"user\" (id, name, email, \"emailVerified\") VALUES ('u1', 'Ann', 'ann@example.org', true)");
  });
}

const backupTo = (path: string): Promise<Manifest> => writeBackup({ access: source.access, dataFolder: join(folder, "data"), file: path, version: "0.0.0", at: AT });

async function restored(given: Partial<RestoreOptions> = {}): Promise<{ readonly database: TestDatabase; readonly dataFolder: string; readonly outcome: Promise<Manifest> }> {
  const database = await makeDatabase();
  const dataFolder = mkdtempSync(join(folder, "restored-"));
  return { database, dataFolder, outcome: restoreBackup({ access: database.access, dataFolder, file, into: "an empty installation", ...given }) };
}

test("a restored installation has every row, secret and log root of the backup (C15)", async () => {
  const { database, dataFolder, outcome } = await restored();
  expect(await outcome).toEqual(manifest);
  const again = await writeBackup({ access: database.access, dataFolder, file: join(folder, "two.backup"), version: "0.0.0", at: AT });
  expect(again).toEqual(manifest);
  expect(manifest.logs.filter(({ log }) => log !== "workspace").map(({ size }) => size).sort()).toEqual([1, 2, 3]);
  expect(manifest.tables.find(({ table }) => table === "leadline_sign_in.user")?.rows).toBe(1);
  expect(manifest.tables.map(({ table }) => table)).not.toContain("leadline_sign_in.session");
  expect(readFileSync(join(dataFolder, "secret"), "utf8")).toBe("the secret of the source\n");
  await database.remove();
});

test("a restored server shows the same projects and goes on with them (C15)", async () => {
  const { database, outcome } = await restored({ file: join(folder, "plain.backup") });
  await outcome;
  const other = await startTestServer({ database });
  const [before, after] = await Promise.all([server, other].map(async (one) => (await one.ask("GET", "/projects?deleted=true")).body));
  expect(after).toEqual(before);
  const id = projects.get("Branch refresh") ?? "";
  const records = async (one: TestServer): Promise<unknown> => (await one.ask("GET", `/projects/${id}/records`)).body;
  expect(await records(other)).toEqual(await records(server));
  expect(await other.ask("POST", `/projects/${id}/commands`, { body: { revision: 2, commands: [insertTasks(["After"], "after")] } })).toMatchObject({ status: 200, body: { revision: 3 } });
  await other.stop();
  await database.remove();
});

test("the manifest counts the rows that the parts hold, and any tar program can read it", async () => {
  const backup = await checkBackup(file);
  for (const { part, rows, contentSha256 } of manifest.tables) {
    const hash = createHash("sha256");
    let count = 0;
    for await (const line of linesOf(backup, part)) {
      hash.update(`${line}\n`);
      count += 1;
    }
    expect([part, count, hash.digest("hex")]).toEqual([part, rows, contentSha256]);
  }
  const listed = spawnSync("tar", ["tf", file], { encoding: "utf8" });
  expect(listed.stdout.trim().split("\n")).toEqual((await listTar(file)).map(({ name }) => name));
  expect(spawnSync("sh", ["-c", `mkdir "$1" && cd "$1" && tar xf "$2" && sha256sum -c manifest.json.sha256`, "sh", join(folder, "untarred"), file]).status).toBe(0);
});

test("edits that come while a backup is read are wholly in it or not at all", async () => {
  const id = String((await server.ask("POST", "/projects", { body: { name: "Busy" } })).body.id);
  let isOver = false;
  const editing = (async () => {
    let revision = 1;
    for (; !isOver; revision += 1) await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [insertTasks(["A"], `r${revision}-`)] } });
    return revision;
  })();
  const path = join(folder, "busy.backup");
  const busy = await backupTo(path);
  isOver = true;
  await editing;
  const backup = await checkBackup(path);
  const size = busy.logs.find(({ log }) => log === id)?.size ?? 0;
  const rowsOf = async (table: string): Promise<readonly { readonly project_id: string; readonly kind?: string; readonly id: string; readonly revision: number }[]> => {
    const rows = [];
    for await (const line of linesOf(backup, `tables/leadline.${table}.ndjson.gz`)) rows.push(JSON.parse(line));
    return rows;
  };
  const tasks = (await rowsOf("record")).filter((row) => row.project_id === id && row.kind === "task");
  const project = (await rowsOf("project")).find((row) => row.id === id);
  expect(project?.revision).toBe(size);
  expect(tasks).toHaveLength(size - 1);
});

test("every byte counts: a changed, shortened or foreign file is refused before anything happens", async () => {
  const good = readFileSync(file);
  const damaged = join(folder, "damaged.backup");
  const { database, dataFolder } = await restored({ file: join(folder, "missing") }).then((one) => {
    one.outcome.catch(() => undefined);
    return one;
  });
  const attempt = (): Promise<Manifest> => restoreBackup({ access: database.access, dataFolder, file: damaged, into: "an empty installation" });
  const parts = await listTar(file);
  for (const { name, offset, bytes } of parts) {
    if (bytes === 0) continue;
    const changed = Buffer.from(good);
    changed.writeUInt8(changed.readUInt8(offset + (bytes >> 1)) ^ 1, offset + (bytes >> 1));
    writeFileSync(damaged, changed);
    await expect(attempt(), name).rejects.toThrow(/is no whole backup of Leadline: .* Nothing was changed; take another backup\.$/);
  }
  for (const length of [0, 100, 513, good.length >> 1, good.length - 1024]) {
    writeFileSync(damaged, good.subarray(0, length));
    await expect(attempt(), `${length} bytes`).rejects.toThrow(/is no whole backup/);
  }
  writeFileSync(damaged, "PK\u0003\u0004".padEnd(4000, "x"));
  await expect(attempt()).rejects.toThrow(/it is no tar file/);
  await expect(restoreBackup({ access: database.access, dataFolder, file: join(folder, "missing"), into: "an empty installation" })).rejects.toThrow(/there is no such file\.$/);
  const { rows } = await withClient(database.access.administrator, (client) => client.query("SELECT 1 FROM leadline.project"));
  expect(rows).toEqual([]);
  await database.remove();
});

test("an installation with projects is refused unless told, and a running server always", async () => {
  const database = await makeDatabase();
  const dataFolder = mkdtempSync(join(folder, "full-"));
  writeFileSync(join(dataFolder, "secret"), "another secret\n");
  const other = await startTestServer({ database });
  await other.ask("POST", "/projects", { body: { name: "Here before" } });
  const attempt = (into: RestoreOptions["into"]): Promise<Manifest> => restoreBackup({ access: database.access, dataFolder, file, into });
  await expect(attempt("whatever is there")).rejects.toThrow(/A Leadline server is working on this database\. Stop every server first/);
  await other.stop();
  await expect(attempt("an empty installation")).rejects.toThrow(/This installation is not empty: it has 1 project in 1 workspace\. .* --replace/);
  expect(readFileSync(join(dataFolder, "secret"), "utf8")).toBe("another secret\n");
  expect((await attempt("whatever is there")).logs).toEqual(manifest.logs);
  expect(readFileSync(join(dataFolder, "secret.before-restore"), "utf8")).toBe("another secret\n");
  await database.remove();
});

test("a restore that fails half-way changes nothing", async () => {
  const database = await makeDatabase();
  const dataFolder = mkdtempSync(join(folder, "half-"));
  const fail = ({ sentence }: { readonly sentence: string }): void => {
    if (sentence.startsWith("Comparing the table record")) throw new Error("the power went");
  };
  await expect(restoreBackup({ access: database.access, dataFolder, file, into: "an empty installation", onProgress: fail })).rejects.toThrow("the power went");
  const { rows } = await withClient(database.access.administrator, (client) => client.query("SELECT (SELECT count(*)::integer FROM leadline.project) AS projects, (SELECT count(*)::integer FROM leadline.workspace) AS workspaces"));
  expect(rows).toEqual([{ projects: 0, workspaces: 1 }]);
  expect(existsSync(join(dataFolder, "secret"))).toBe(false);
  await database.remove();
});

test("a backup that is given up leaves no file, and none is overwritten", async () => {
  const stop = new AbortController();
  const path = join(folder, "given-up.backup");
  const given = writeBackup({ access: source.access, dataFolder: join(folder, "data"), file: path, version: "0.0.0", at: AT, signal: stop.signal, onProgress: ({ done }) => done > 3 && stop.abort(new Error("no longer wanted")) });
  await expect(given).rejects.toThrow("no longer wanted");
  await expect(backupTo(file)).rejects.toThrow(/exists already\. Backups overwrite nothing/);
  await expect(backupTo(join(folder, "nowhere/x.backup"))).rejects.toThrow(/cannot be written/);
  expect(readdirSync(folder).filter((name) => name.includes("given-up") || name.includes("partial"))).toEqual([]);
});

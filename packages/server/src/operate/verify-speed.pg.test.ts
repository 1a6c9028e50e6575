/** How long it takes to hold a long log against the tables: 100,000 entries in at most 5 seconds. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Change } from "@leadline/engine/change/change.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { rootByPath } from "@leadline/verifier/signed-log.ts";
import { verifyExport } from "@leadline/verifier/verify.ts";
import { z } from "zod";
import { leafOf } from "../log/log-entry.ts";
import { edgeBytes, treeOver } from "../log/merkle-tree.ts";
import { loadRecords } from "../rooms/projects/queries.ts";
import { writeExport } from "../storage/exchange/write-export.ts";
import { openDatabase, type Database } from "../storage/database.ts";
import { withClient } from "../storage/database-access.ts";
import { startTestServer, type TestServer } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";
import { verifyDatabase } from "./verify-database.ts";

/** `npm run trust` takes 100,000. */
const ENTRIES = Number(process.env["LEADLINE_TRUST_LOG_ENTRIES"] ?? 2000);
const AT_ONCE = 2000;
const AT = "2026-03-02T08:00:00.000Z";

let server: TestServer;
let database: Database;
let projectId: string;
beforeAll(async () => {
  server = await startTestServer();
  database = openDatabase(server.access);
  const { body } = await server.ask("POST", "/projects", { body: { name: "Long", start: "2026-03-02" } });
  projectId = String(body.id);
  await fill();
}, 600_000);
afterAll(async () => {
  await database.close();
  await server.stop();
});

/** Entries that each change the description of the plan, as editing would store them. */
async function fill(): Promise<void> {
  const workspaceId = await database.localWorkspaceId();
  const { project } = await database.inWorkspace(workspaceId, (tx) => loadRecords(tx, projectId, "with kept sources"));
  const settings = settingsOf(project);
  await withClient(server.access.owner, async (owner) => {
    await owner.query("SELECT set_config('app.workspace', $1, false)", [workspaceId]);
    const { rows } = await owner.query<{ leaf_hash: Buffer }>("SELECT leaf_hash FROM change WHERE project_id = $1", [projectId]);
    const hashes = rows.map((row) => row.leaf_hash);
    for (let from = 2; from <= ENTRIES; from += AT_ONCE) {
      const leaves = Array.from({ length: Math.min(AT_ONCE, ENTRIES - from + 1) }, (_, index) => {
        const revision = from + index;
        const change: Change = { added: [], updated: [{ kind: "settings", before: settings, after: { ...settings, description: `Said ${revision}` } }], removed: [] };
        return { revision, ...leafOf({ projectId, revision, at: AT, actor: "local", label: `Change description ${revision}`, requestKey: `k${revision}`, cause: { commands: [{ type: "updateSettings", fields: { description: `Said ${revision}` } }] }, change }) };
      });
      hashes.push(...leaves.map(({ hash }) => hash));
      await owner.query(
        `INSERT INTO change (workspace_id, project_id, revision, at, actor, request_key, leaf, leaf_hash)
          SELECT $1, $2, e.revision, $4, 'local', 'k' || e.revision, decode(e.leaf, 'hex'), decode(e.hash, 'hex') FROM jsonb_to_recordset($3::jsonb) AS e (revision bigint, leaf text, hash text)`,
        [workspaceId, projectId, JSON.stringify(leaves.map(({ revision, bytes, hash }) => ({ revision, leaf: bytes.toString("hex"), hash: hash.toString("hex") }))), AT],
      );
      await owner.query(
        "INSERT INTO change_text SELECT $1, $2, t.revision, t.position, decode(t.salt, 'hex'), t.text FROM jsonb_to_recordset($3::jsonb) AS t (revision bigint, position integer, salt text, text text)",
        [workspaceId, projectId, JSON.stringify(leaves.flatMap(({ revision, texts }) => texts.map((text) => ({ revision, ...text }))))],
      );
    }
    await owner.query("UPDATE change_tree SET size = $2, edge = $3 WHERE project_id = $1", [projectId, ENTRIES, edgeBytes(treeOver(hashes))]);
    await owner.query("UPDATE project SET revision = $2 WHERE id = $1", [projectId, ENTRIES]);
    await owner.query("UPDATE record SET revision = $2, data = $3 WHERE project_id = $1 AND kind = 'settings'", [projectId, ENTRIES, JSON.stringify({ ...settings, description: `Said ${ENTRIES}` })]);
  });
}

test("100,000 entries are verified in at most 5 seconds (C18)", { timeout: 120_000 }, async () => {
  const begin = performance.now();
  const { findings, entries } = await verifyDatabase({ access: server.access, keys: [] });
  const seconds = (performance.now() - begin) / 1000;
  expect(findings.map(({ sentence }) => sentence)).toEqual([]);
  expect(entries).toBe(ENTRIES + 1);
  reached("C18", `${ENTRIES} entries verified against the tables in ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(Math.max(2, (5 * ENTRIES) / 100_000));
});

test("an export of 100,000 entries is verified offline in at most 5 seconds (C18)", { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "leadline-speed-"));
  const file = join(folder, "long.ndjson");
  await writeExport({ access: server.access, workspaceId: await database.localWorkspaceId(), file, version: "0.0.0", at: new Date(AT) });
  const begin = performance.now();
  const { findings, entries } = await verifyExport(file, { keys: [], kept: [] });
  const seconds = (performance.now() - begin) / 1000;
  rmSync(folder, { recursive: true });
  expect(findings.map(({ sentence }) => sentence)).toEqual([]);
  expect(entries).toBe(ENTRIES + 1);
  reached("C18", `an export of ${ENTRIES} entries verified offline in ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(Math.max(2, (5 * ENTRIES) / 100_000));
});

test("a checkpoint over a long log is signed and proven without waiting", async () => {
  const first = await proofOf(2);
  const second = await proofOf(Math.ceil(ENTRIES / 3));
  reached("C18", `one entry of ${ENTRIES} signed and proven in ${first} ms, another one in ${second} ms`);
});

/** Milliseconds until the entry was proven; the proof leads to the signed root. */
async function proofOf(revision: number): Promise<number> {
  const begin = performance.now();
  const { status, body } = await server.ask("GET", `/projects/${projectId}/log/proof?revision=${revision}`);
  const milliseconds = Math.round(performance.now() - begin);
  expect(status).toBe(200);
  const { leafHash, hashes, checkpoint } = z.object({ leafHash: z.string(), hashes: z.array(z.string()), checkpoint: z.object({ size: z.number(), root: z.string() }) }).parse(body);
  const bytes = (base64: string): Buffer => Buffer.from(base64, "base64");
  expect(checkpoint.size).toBe(ENTRIES);
  expect(rootByPath(bytes(leafHash), revision - 1, checkpoint.size, hashes.map(bytes))?.toString("base64")).toBe(checkpoint.root);
  return milliseconds;
}

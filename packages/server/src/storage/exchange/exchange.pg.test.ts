/** Exports: every line is as documented, and what is imported elsewhere is the same, byte for byte; anything else is refused with its line. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { randomProject } from "@leadline/testkit/random-project.ts";
import { preparePlan } from "../../rooms/projects/prepare-plan.ts";
import { storePlan } from "../../rooms/projects/store-plan.ts";
import { insertTasks, makeDatabase, startTestServer, type TestDatabase } from "../../testing/test-server.fixture.ts";
import { storedTables } from "../backup/stored-tables.ts";
import { withClient } from "../database-access.ts";
import { openDatabase } from "../database.ts";
import { newId } from "../new-id.ts";
import { checkExport } from "./check-export.ts";
import { exportLineSchema, LEFT_OUT, LINE_TABLES } from "./export-line.ts";
import { readExport } from "./read-export.ts";
import { writeExport, type Exported } from "./write-export.ts";

const AT = new Date("2026-03-02T08:00:00Z");
const PROJECTS = 20;
const SCHEMA_FILE = join(import.meta.dirname, "../../../../../docs/formats/export.schema.json");

let folder: string;
let source: TestDatabase;
let file: string;
let exported: Exported;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "leadline-exchange-"));
  source = await makeDatabase();
  await fill(source);
  file = join(folder, "all.ndjson");
  exported = await exportTo(source, file);
});
afterAll(async () => {
  await source.remove();
  rmSync(folder, { recursive: true, force: true });
});

const exportTo = (from: TestDatabase, to: string): Promise<Exported> => writeExport({ access: from.access, file: to, version: "0.0.0", at: AT });

/** Generated plans of every shape, one with a longer history, a file attached and a text that is hard to carry. */
async function fill({ access }: TestDatabase): Promise<void> {
  const database = openDatabase(access);
  const workspaceId = await database.localWorkspaceId();
  for (const [number, project] of fc.sample(randomProject({ most: 8 }), { numRuns: PROJECTS - 1, seed: 7 }).entries()) {
    const preparation = preparePlan(project, { projectId: newId(), at: AT.toISOString(), actor: "local", label: `Create ${number}`, requestKey: `k${number}`, cause: { created: "blank", name: "x" } });
    if (!preparation.ok) throw new Error(preparation.problem.message);
    await database.inWorkspace(workspaceId, (tx) => storePlan(tx, { prepared: preparation.plan, origin: "blank", isSample: false, ...(number === 0 ? { report: { report: { format: "test" }, problems: [] } } : {}) }));
  }
  await database.close();
  const server = await startTestServer({ database: { access, remove: () => Promise.resolve() } });
  const id = String((await server.ask("POST", "/projects", { body: { name: "Line\u2028separated 😀" } })).body.id);
  for (let revision = 1; revision <= 4; revision += 1) await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [insertTasks(["A\u2029", '"B"'], `r${revision}-`)] } });
  await server.ask("POST", `/projects/${id}/attachments?name=a.txt`, { body: new TextEncoder().encode("attached") });
  await server.ask("DELETE", `/projects/${id}`, { headers: { "if-match": '"6"' } });
  await server.stop();
}

test("the documented schema is the one that the program reads by", () => {
  const schema = { $id: "leadline-export-1", title: "One line of leadline-export/1", ...z.toJSONSchema(exportLineSchema, { io: "input" }) };
  const documented = readFileSync(SCHEMA_FILE, "utf8");
  expect(JSON.parse(documented)).toEqual(JSON.parse(JSON.stringify(schema)));
});

test("every line of an export is as documented, says a validator of its own (C16)", () => {
  const isValid = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA_FILE, "utf8")));
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  for (const [at, line] of lines.entries()) expect(isValid(JSON.parse(line)), `line ${at + 1}: ${JSON.stringify(isValid.errors)}`).toBe(true);
  expect(lines).toHaveLength(exported.lines);
  expect(new Set(lines.map((line) => JSON.parse(line).type))).toEqual(new Set(["header", "project", "record", "entry", "report", "row", "end"]));
  expect(isValid({ type: "project", id: "x" })).toBe(false);
});

test("an import into an empty installation gives the same canonical hash, and the same export again (C16)", async () => {
  const target = await makeDatabase();
  const imported = await readExport({ access: target.access, file, at: AT });
  expect(imported).toEqual({ projects: PROJECTS, state: exported.state, withWorkspaceLog: true });
  const second = join(folder, "second.ndjson.gz");
  expect((await exportTo(target, second)).state).toBe(exported.state);
  const linesOf = (text: string): readonly string[] => text.trimEnd().split("\n").filter((line) => !/"type":"(header|end)"|"table":"workspace_/.test(line));
  expect(linesOf(gunzipSync(readFileSync(second)).toString())).toEqual(linesOf(readFileSync(file, "utf8")));
  await expect(readExport({ access: target.access, file, at: AT })).rejects.toThrow(/is here already\. An import changes no project/);
  await target.remove();
});

test("a restored server goes on with an imported project, its history and its attached file", async () => {
  const target = await makeDatabase();
  await readExport({ access: target.access, file, at: AT });
  const server = await startTestServer({ database: target });
  const id = String(JSON.parse(readFileSync(file, "utf8").split("\n").find((line) => line.includes("separated") && line.includes('"type":"project"')) ?? "{}").id);
  expect((await server.ask("POST", `/projects/${id}/restore`)).status).toBe(200);
  expect((await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 8, commands: [insertTasks(["After"], "after")] } })).status).toBe(200);
  expect(JSON.parse(JSON.stringify((await server.ask("GET", `/projects/${id}/attachments`)).body))).toMatchObject({ attachments: [{ name: "a.txt", bytes: 8 }] });
  await server.stop();
  await target.remove();
});

test("an import beside other projects keeps this workspace's own log and tells it what came", async () => {
  const target = await makeDatabase();
  const server = await startTestServer({ database: target });
  await server.ask("POST", "/projects", { body: { name: "Mine" } });
  await server.stop();
  expect(await readExport({ access: target.access, file, at: AT })).toMatchObject({ withWorkspaceLog: false, projects: PROJECTS });
  const types = await withClient(target.access.administrator, (client) => client.query<{ type: string }>("SELECT type FROM leadline.workspace_change ORDER BY position"));
  expect(types.rows.filter(({ type }) => type === "project.created")).toHaveLength(PROJECTS + 1);
  expect(types.rows.at(-1)).toEqual({ type: "export.imported" });
  await target.remove();
});

test("a file that was changed, cut off or mixed up is refused with its line, and nothing is imported", async () => {
  const good = readFileSync(file, "utf8").trimEnd().split("\n");
  const ending = (lines: readonly string[]): string => {
    const end = JSON.parse(lines.at(-1) ?? "{}");
    const body = lines.slice(0, -1).map((line) => `${line}\n`).join("");
    return `${body}${JSON.stringify({ ...end, lines: lines.length - 1, sha256: createHash("sha256").update(body).digest("hex") })}\n`;
  };
  const at = (type: string): number => good.findIndex((line) => line.includes(`"type":"${type}"`));
  const replaced = (place: number, line: string): string[] => good.with(place, line);
  const edited = (type: string, edit: (line: Record<string, unknown>) => Record<string, unknown>): string => ending(replaced(at(type), JSON.stringify(edit(JSON.parse(good[at(type)] ?? "{}")))));
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ["not JSON", `${good[0]}\nnonsense\n`, /line 2: this is no JSON\. Nothing was imported/],
    ["no header", good.slice(1).join("\n"), /line 1: this is no export of Leadline/],
    ["cut off", good.slice(0, -1).join("\n"), /cut off: it has no end/],
    ["a line missing", good.toSpliced(at("report"), 1).join("\n"), /the file was changed/],
    ["something after the end", [...good, good[1]].join("\n"), /there is something after the last line/],
    ["an unknown type", replaced(1, '{"type":"surprise"}').join("\n"), /line 2: /],
    ["an unknown field", edited("project", (line) => ({ ...line, owner: "me" })), /line 2: .*owner/],
    ["another leaf", edited("entry", (line) => ({ ...line, leaf: `${String(line["leaf"])} ` })), /has another hash than its leaf/],
    ["a record that is none", edited("record", (line) => ({ ...line, record: { id: "x", nonsense: 1 } })), /is not valid/],
    ["another record", edited("record", (line) => ({ ...line, record: { ...JSON.parse(JSON.stringify(line["record"])), id: "renamed" } })), /canonical hash is another one/],
    ["an unstorable text", edited("project", (line) => ({ ...line, name: "a\u0000" })), /U\+0000, which cannot be stored/],
    ["a foreign project", edited("record", (line) => ({ ...line, projectId: "stranger" })), /there is no project stranger/],
    ["an order of its own", ending([good[0] ?? "", good[at("entry")] ?? "", ...good.slice(1)]), /there is no project/],
  ];
  const damaged = join(folder, "damaged.ndjson");
  for (const [what, text, reason] of wrong) {
    writeFileSync(damaged, text);
    await expect(checkExport(damaged), what).rejects.toThrow(reason);
  }
  await expect(exportTo(source, file)).rejects.toThrow(/exists already/);
  expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
});

test("every table is exported or left out for a reason", async () => {
  const tables = await withClient(source.access.administrator, (client) => storedTables(client));
  const ours = tables.filter(({ schema }) => schema === "leadline").map(({ name }) => name);
  const known = [...LINE_TABLES, ...Object.keys(LEFT_OUT)];
  expect(ours.filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => !ours.includes(name))).toEqual([]);
});

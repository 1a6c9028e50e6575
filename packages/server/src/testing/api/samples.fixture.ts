/** What the generated tests cannot guess: how objects are made whose ids stand in addresses, and what a request that succeeds looks like. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { insertTasks, type Asked } from "../test-server.fixture.ts";
import { sampleOf, type Operation } from "./operations.fixture.ts";
import type { World } from "./world.fixture.ts";

export type Ids = Readonly<Record<string, string>>;

export interface Sample {
  readonly ids: Ids;
  /** Address with ids and what the query must hold. */
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

type Make = (world: World, ids: Ids) => Promise<string>;

/** Makes what an address names, by the address up to the parameter. A new route with a new parameter adds itself here. */
const MAKERS: Readonly<Record<string, Make>> = {
  "/api/v1/projects/{id}": newProject,
  "/api/v1/projects/{id}/attachments/{attachmentId}": newAttachment,
  "/api/v1/backups/{name}": newBackup,
  "/api/v1/jobs/{jobId}": newJob,
  "/files/{id}": newProject,
  "/files/{id}/{attachmentId}": newAttachment,
};

/** Objects of another kind than the usual, for operations that need them. */
const MAKERS_FOR: Readonly<Record<string, Make>> = {
  readImportReport: importedProject,
  restoreProject: deletedProject,
};

type BodyOf = (world: World, ids: Ids) => unknown;

/** Bodies that lead to success, where the smallest one that the schema takes does not. */
const BODIES: Readonly<Record<string, BodyOf>> = {
  createProject: ({ marker }) => ({ name: `New ${marker}`, start: "2027-03-01" }),
  renameProject: ({ marker }) => ({ name: `Renamed ${marker}` }),
  runCommands: () => ({ revision: 1, commands: [insertTasks(["A", "B"])] }),
  importProject: ({ marker }) => Buffer.from(PLAN.replace("NAME", marker)),
  addAttachment: ({ marker }) => Buffer.from(`Content ${marker}`),
};

const QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  importProject: { name: "a.plan" },
  addAttachment: { name: "a.txt" },
};

const PLAN = `project "NAME" starts 2026-03-02\nA "Survey" 3d\nB "Order" 2d after A\n`;

/** A request to this operation that succeeds, on objects made for it. */
export async function sampleFor(world: World, operation: Operation): Promise<Sample> {
  const ids = await idsFor(world, operation);
  return { ids, path: pathOf(operation, ids), body: await bodyOf(world, operation, ids), headers: operation.hasRevision ? { "if-match": `"${await revisionOf(world, operation, ids)}"` } : {} };
}

export async function idsFor(world: World, operation: Operation): Promise<Ids> {
  let ids: Ids = {};
  for (const name of operation.pathNames) {
    const place = `${operation.url.split(`{${name}}`)[0]}{${name}}`;
    const isLast = name === operation.pathNames.at(-1);
    const make = (isLast ? MAKERS_FOR[operation.operationId] : undefined) ?? MAKERS[place];
    if (!make) throw new Error(`${operation.method} ${operation.url}: nobody knows how to make what {${name}} names. Add "${place}" to MAKERS in packages/server/src/testing/api/samples.fixture.ts.`);
    ids = { ...ids, [name]: await make(world, ids) };
  }
  return ids;
}

export function pathOf(operation: Operation, ids: Ids, more: Readonly<Record<string, string>> = {}): string {
  const path = operation.url.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(ids[name] ?? ""));
  const required = Object.fromEntries(operation.query.filter((one) => one.required).map((one) => [one.name, String(sampleOf(one.schema))]));
  const query = new URLSearchParams({ ...required, ...QUERIES[operation.operationId], ...more }).toString();
  return query === "" ? path : `${path}?${query}`;
}

export async function bodyOf(world: World, operation: Operation, ids: Ids): Promise<unknown> {
  const make = BODIES[operation.operationId];
  if (make) return make(world, ids);
  if (operation.isUpload) throw new Error(`${operation.operationId} takes a file: add one to BODIES in packages/server/src/testing/api/samples.fixture.ts.`);
  return operation.body ? (sampleOf(operation.body) ?? {}) : undefined;
}

/** Of what the address names: its ETag. */
async function revisionOf(world: World, operation: Operation, ids: Ids): Promise<number> {
  const { headers } = await world.ask("GET", pathOf({ ...operation, operationId: "", query: [] }, ids));
  return Number(/"(\d+)"/.exec(headers.get("etag") ?? "")?.[1] ?? Number.NaN);
}

/** Changes what the address names, so that its revision rises. */
export async function touch(world: World, operation: Operation, ids: Ids): Promise<void> {
  const path = pathOf({ ...operation, operationId: "", query: [] }, ids);
  const changed = await world.ask("PATCH", path, { body: TOUCHES[operation.url] ?? {}, headers: { "if-match": `"${await revisionOf(world, operation, ids)}"` } });
  if (changed.status !== 200) throw new Error(`${path} could not be changed (${changed.text}). Add a body to TOUCHES in packages/server/src/testing/api/samples.fixture.ts.`);
}

const TOUCHES: Readonly<Record<string, object>> = {
  "/api/v1/projects/{id}": { name: "Renamed by somebody else" },
};

async function newProject({ ask, marker }: World): Promise<string> {
  return idIn(await ask("POST", "/projects", { body: { name: `Project ${marker}`, start: "2027-03-01" } }));
}

async function deletedProject(world: World): Promise<string> {
  const id = await newProject(world);
  await world.ask("DELETE", `/projects/${id}`, { headers: { "if-match": '"1"' } });
  return id;
}

async function importedProject({ ask, marker }: World): Promise<string> {
  const { body } = await ask("POST", "/projects/import?name=a.plan", { body: Buffer.from(PLAN.replace("NAME", marker)) });
  return String(body["project"]?.["id"]);
}

async function newAttachment({ ask, marker }: World, { id = "" }: Ids): Promise<string> {
  return idIn(await ask("POST", `/projects/${id}/attachments?name=${marker}.txt`, { body: Buffer.from(`Content ${marker}`) }));
}

/** The file alone: making a real one takes a while, and its content is tested elsewhere. */
async function newBackup({ ask, marker }: World): Promise<string> {
  const { body } = await ask("GET", "/backups");
  const name = `manual-${marker}-${randomBytes(4).toString("hex")}.backup`;
  mkdirSync(String(body["folder"]), { recursive: true });
  writeFileSync(join(String(body["folder"]), name), `Backup ${marker}`);
  return name;
}

/** One that nobody takes up while the test looks. */
export async function newJob({ administrator, workspaceId, marker }: World): Promise<string> {
  const id = randomUUID();
  await administrator.query("INSERT INTO job (workspace_id, id, kind, actor, run_after) VALUES ($1, $2, 'tidy', $3, now() + interval '1 day')", [workspaceId, id, marker]);
  return id;
}

function idIn({ status, body, text }: Asked): string {
  if (status !== 201 && status !== 200) throw new Error(`a sample could not be made: ${text}`);
  return String(body["id"]);
}

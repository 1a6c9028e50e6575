/** What the generated tests cannot guess: how objects are made whose ids stand in addresses, and what a request that succeeds looks like. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { insertTasks, type Asked } from "../test-server.fixture.ts";
import { sampleOf, type Operation } from "./operations.fixture.ts";
import { signIn, type World } from "./world.fixture.ts";

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
  "/api/v1/projects/{id}/change-requests/{requestId}": newChangeRequest,
  "/api/v1/projects/{id}/reports/{reportId}": newReport,
  "/api/v1/projects/{id}/team-estimates/{estimateId}": newTeamEstimate,
  "/api/v1/account/passkeys/{passkeyId}": newPasskey,
  "/api/v1/backups/{name}": newBackup,
  "/api/v1/jobs/{jobId}": newJob,
  "/api/v1/invitations/{invitationId}": newInvitation,
  "/api/v1/members/{memberId}": newMember,
  "/api/v1/projects/{id}/members/{memberId}": newProjectMember,
  "/api/v1/projects/{id}/share-links/{linkId}": newShareLink,
  "/api/v1/projects/{id}/webhooks/{webhookId}": newWebhook,
  "/api/v1/hooks/{door}": doorOfWebhook,
  "/api/v1/roles/{roleId}": newRole,
  "/api/v1/sessions/{sessionId}": newSession,
  "/api/v1/tokens/{tokenId}": newToken,
  "/files/{id}": newProject,
  "/files/{id}/{attachmentId}": newAttachment,
};

/** Objects of another kind than the usual, for operations that need them. */
const MAKERS_FOR: Readonly<Record<string, Make>> = {
  eraseMember: removedMember,
  readImportReport: importedProject,
  restoreProject: deletedProject,
  publishReport: calledProject,
  openTeamEstimate: projectWithTask,
  moveTeamEstimate: answeredTeamEstimate,
};

type BodyOf = (world: World, ids: Ids) => unknown;

/** Bodies that lead to success, where the smallest one that the schema takes does not. */
const BODIES: Readonly<Record<string, BodyOf>> = {
  createProject: ({ marker }) => ({ name: `New ${marker}`, start: "2027-03-01" }),
  renameProject: ({ marker }) => ({ name: `Renamed ${marker}` }),
  runCommands: () => ({ revision: 1, commands: [insertTasks(["A", "B"])] }),
  publishReport: () => ({ revision: 2, explanation: "Nothing has begun." }),
  correctReport: ({ marker }) => ({ reason: `Mistyped ${marker}`, explanation: "Nothing has begun." }),
  scheduleReports: ({ marker }) => ({ schedule: { weekday: 1, hour: 8, audience: "team", to: [`${marker}@example.org`] } }),
  mailReport: ({ marker }) => ({ to: [`${marker}@example.org`], audience: "team" }),
  withdrawReport: ({ marker }) => ({ reason: `By mistake ${marker}` }),
  openTeamEstimate: async (world) => ({ taskId: "t1", memberIds: [await newMember(world)] }),
  answerTeamEstimate: () => ({ round: 1, lowMinutes: 480, likelyMinutes: 960, highMinutes: 1440 }),
  moveTeamEstimate: () => ({ step: "reveal" }),
  decideChangeRequest: () => ({ revision: 2, verdict: "approve" }),
  importProject: ({ marker }) => Buffer.from(PLAN.replace("NAME", marker)),
  askForNewPassword: ({ marker }) => ({ email: `nobody@${marker}.example` }),
  confirmSecondFactor: () => ({ code: "123456" }),
  signInWithPassword: ({ marker }) => ({ email: `${marker}@example.org`, password: "not the right one" }),
  changeMember: () => ({ role: "contributor" }),
  changeStatusPolicy: () => ({ evidenceDays: 11 + (randomBytes(1)[0] ?? 0) }),
  changeWorkspace: ({ marker }) => ({ name: `Workspace ${marker}` }),
  invite: ({ marker }) => ({ email: `${marker}.${randomBytes(4).toString("hex")}@example.org`, role: "viewer" }),
  addRole: () => ({ name: `Role ${randomBytes(6).toString("hex")}`, permissions: ["workspace.read", "project.read"] }),
  changeRole: ({ marker }) => ({ name: `Other ${marker} ${randomBytes(4).toString("hex")}` }),
  addToken: ({ marker }) => ({ name: `Token ${marker}`, permissions: ["project.read"] }),
  addShareLink: ({ marker }) => ({ name: `Link ${marker}` }),
  addProjectMember: async (world) => ({ memberId: await newMember(world), role: "team" }),
  changeProjectMember: () => ({ role: "approver" }),
  chooseWorkspace: ({ workspaceId }) => ({ workspaceId }),
  addWorkspace: ({ marker }) => ({ name: `Further ${marker}` }),
  erasePerson: ({ marker }) => ({ words: [`Person ${marker}`] }),
  deliverWebhook: ({ marker }) => Buffer.from(JSON.stringify({ zen: marker })),
  addAttachment: ({ marker }) => Buffer.from(`Content ${marker}`),
  previewCostImport: ({ marker }) => Buffer.from(`Date,Text,Amount,Cost type\n2026-03-03,${marker},10.00,Cloud\n`),
};

const QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  importProject: { name: "a.plan" },
  addAttachment: { name: "a.txt" },
  previewCostImport: { name: "ledger.csv" },
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

/** Things that no address answers alone, by their tables. */
const REVISIONS: Readonly<Record<string, (world: World, ids: Ids) => Promise<{ readonly rows: readonly { readonly revision: string }[] }>>> = {
  "/api/v1/members/{memberId}": ({ administrator, workspaceId }, { memberId }) => administrator.query("SELECT revision FROM member WHERE workspace_id = $1 AND id = $2", [workspaceId, memberId]),
  "/api/v1/roles/{roleId}": ({ administrator, workspaceId }, { roleId }) => administrator.query("SELECT revision FROM role WHERE workspace_id = $1 AND id = $2", [workspaceId, roleId]),
  "/api/v1/projects/{id}/members/{memberId}": ({ administrator, workspaceId }, { id, memberId }) => administrator.query("SELECT revision FROM project_member WHERE workspace_id = $1 AND project_id = $2 AND member_id = $3", [workspaceId, id, memberId]),
};

/** Of what the address names: its ETag, or what the table says. */
async function revisionOf(world: World, operation: Operation, ids: Ids): Promise<number> {
  const ask = REVISIONS[operation.url];
  if (ask) return Number((await ask(world, ids)).rows[0]?.revision);
  const { headers } = await world.ask("GET", pathOf({ ...operation, operationId: "", query: [] }, ids));
  return Number(/"(\d+)"/.exec(headers.get("etag") ?? "")?.[1] ?? Number.NaN);
}

/** Changes what the address names, so that its revision rises. */
export async function touch(world: World, operation: Operation, ids: Ids): Promise<void> {
  const path = pathOf({ ...operation, operationId: "", query: [] }, ids);
  const changed = await world.ask("PATCH", path, { body: TOUCHES[operation.url]?.() ?? {}, headers: { "if-match": `"${await revisionOf(world, operation, ids)}"` } });
  if (changed.status !== 200) throw new Error(`${path} could not be changed (${changed.text}). Add a body to TOUCHES in packages/server/src/testing/api/samples.fixture.ts.`);
}

const TOUCHES: Readonly<Record<string, () => object>> = {
  "/api/v1/projects/{id}": () => ({ name: "Renamed by somebody else" }),
  "/api/v1/members/{memberId}": () => ({ role: "guest" }),
  "/api/v1/projects/{id}/members/{memberId}": () => ({ role: "sponsor" }),
  "/api/v1/roles/{roleId}": () => ({ name: `Named by somebody else ${randomBytes(4).toString("hex")}` }),
  "/api/v1/workspace": () => ({ name: "Renamed by somebody else" }),
  "/api/v1/status-policy": () => ({ evidenceDays: 10 + (randomBytes(1)[0] ?? 0) }),
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

/** It changes nothing in the plan, and nobody has reckoned what it does. */
/** A project whose manager has said how they see it. */
async function calledProject(world: World): Promise<string> {
  const id = await newProject(world);
  await sayCall(world, id);
  return id;
}

function sayCall(world: World, id: string): Promise<Asked> {
  const call = { type: "saveRecords", records: [{ kind: "statusCall", record: { id: "call", asOf: 29_600_000, call: "atRisk" } }] };
  return world.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [call] } });
}

async function newReport(world: World, { id = "" }: Ids): Promise<string> {
  await sayCall(world, id);
  const { body, text } = await world.ask("POST", `/projects/${id}/reports`, { body: { revision: 2, explanation: "Nothing has begun." } });
  if (typeof body.report?.id !== "string") throw new Error(`no report could be published: ${text}`);
  return body.report.id;
}

async function newChangeRequest({ ask, marker }: World, { id = "" }: Ids): Promise<string> {
  const record = { id: randomUUID(), code: "CR-1", title: `Change ${marker}`, state: "open", commands: [], approvals: [] };
  const { status, text } = await ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [{ type: "saveRecords", records: [{ kind: "changeRequest", record }] }] } });
  if (status !== 200) throw new Error(`a sample could not be made: ${text}`);
  return record.id;
}

async function projectWithTask(world: World): Promise<string> {
  const id = await newProject(world);
  await world.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["A"])] } });
  return id;
}

/** The owner is asked, who asks in every sample. */
async function newTeamEstimate(world: World, { id = "" }: Ids): Promise<string> {
  await world.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [insertTasks(["A"])] } });
  const session = await world.ask("GET", "/session");
  const { body, text } = await world.ask("POST", `/projects/${id}/team-estimates`, { body: { taskId: "t1", memberIds: [session.body["actor"]?.["id"]] } });
  if (typeof body["estimate"]?.["id"] !== "string") throw new Error(`a sample could not be made: ${text}`);
  return body["estimate"]["id"];
}

async function answeredTeamEstimate(world: World, ids: Ids): Promise<string> {
  const estimateId = await newTeamEstimate(world, ids);
  await world.ask("POST", `/projects/${ids["id"]}/team-estimates/${estimateId}/answer`, { body: { round: 1, lowMinutes: 480, likelyMinutes: 960, highMinutes: 1440 } });
  return estimateId;
}

async function newWebhook({ ask, marker }: World, { id = "" }: Ids): Promise<string> {
  const record = { id: randomUUID(), name: `Tracker ${marker}`, provider: "github" };
  const { status, text } = await ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [{ type: "saveRecords", records: [{ kind: "webhook", record }] }] } });
  if (status !== 200) throw new Error(`a sample could not be made: ${text}`);
  return record.id;
}

async function doorOfWebhook(world: World, ids: Ids): Promise<string> {
  const id = await newProject(world);
  const webhook = await newWebhook(world, { ...ids, id });
  return decodeURIComponent(String((await world.ask("GET", `/projects/${id}/webhooks/${webhook}`)).body["path"]).split("/").at(-1) ?? "");
}

/** The file alone: making a real one takes a while, and its content is tested elsewhere. */
async function newBackup({ ask, marker }: World): Promise<string> {
  const name = `manual-${marker}-${randomBytes(4).toString("hex")}.backup`;
  const { status, body } = await ask("GET", "/backups");
  // Backups belong to the installation: in any other workspace nobody can see one, so there is none to name.
  if (status === 403) return name;
  if (status !== 200) throw new Error(`The folder of backups was answered with ${status}.`);
  mkdirSync(String(body["folder"]), { recursive: true });
  writeFileSync(join(String(body["folder"]), name), `Backup ${marker}`);
  return name;
}

/** One that nobody takes up while the test looks. */
async function newJob({ administrator, workspaceId, marker }: World): Promise<string> {
  const id = randomUUID();
  await administrator.query("INSERT INTO job (workspace_id, id, kind, actor, run_after) VALUES ($1, $2, 'tidy', $3, now() + interval '1 day')", [workspaceId, id, marker]);
  return id;
}

/** A person who never signs in here. */
export async function newMember({ administrator, workspaceId, marker }: World): Promise<string> {
  const id = randomUUID();
  await administrator.query("INSERT INTO member (workspace_id, id, user_id, name, email, role) VALUES ($1, $2, $3, $4, $5, 'viewer')", [workspaceId, id, randomUUID(), `Person ${marker}`, `${id}@${marker}.example`]);
  return id;
}

async function removedMember(world: World): Promise<string> {
  const id = await newMember(world);
  await world.administrator.query("UPDATE member SET removed_at = now() WHERE workspace_id = $1 AND id = $2", [world.workspaceId, id]);
  return id;
}

export async function newProjectMember(world: World, { id = "" }: Ids): Promise<string> {
  const memberId = await newMember(world);
  const { status, text } = await world.ask("POST", `/projects/${id}/members`, { body: { memberId, role: "team" } });
  if (status !== 201) throw new Error(`a sample could not be made: ${text}`);
  return memberId;
}

export async function newInvitation({ ask, marker }: World): Promise<string> {
  return idIn(await ask("POST", "/invitations", { body: { email: `${randomBytes(6).toString("hex")}@${marker}.example`, role: "viewer" } }));
}

async function newRole({ ask, marker }: World): Promise<string> {
  return idIn(await ask("POST", "/roles", { body: { name: `Role ${marker} ${randomBytes(4).toString("hex")}`, permissions: ["workspace.read", "project.read"] } }));
}

export async function newToken({ ask, marker }: World): Promise<string> {
  return idIn(await ask("POST", "/tokens", { body: { name: `Token ${marker}`, permissions: ["project.read"] } }));
}

export async function newShareLink({ ask, marker }: World, { id = "" }: Ids): Promise<string> {
  return idIn(await ask("POST", `/projects/${id}/share-links`, { body: { name: `Link ${marker}` } }));
}

/** A row alone: making a real one needs an authenticator, and is tested beside the sign-in. */
async function newPasskey({ administrator, marker }: World): Promise<string> {
  const id = randomUUID();
  await administrator.query(
    `INSERT INTO leadline_sign_in.passkey (id, name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
      SELECT $1, $2, 'x', id, $1, 0, 'singleDevice', false FROM leadline_sign_in."user" WHERE email = $3`,
    [id, `Passkey ${marker}`, `${marker}@example.org`],
  );
  return id;
}

/** Another session of the same person. */
async function newSession(world: World): Promise<string> {
  await signIn(world.server, `${world.marker}@example.org`, `four grey ducks walk ${world.marker}`);
  const { sessions } = (await world.ask("GET", "/sessions")).body as unknown as { readonly sessions: readonly { readonly id: string; readonly isThis: boolean }[] };
  return sessions.find(({ isThis }) => !isThis)?.id ?? "";
}

function idIn({ status, body, text }: Asked): string {
  if (status !== 201 && status !== 200) throw new Error(`a sample could not be made: ${text}`);
  return String(body["id"]);
}

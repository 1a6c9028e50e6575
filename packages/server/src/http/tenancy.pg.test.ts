/** Nobody reaches another workspace: every operation with every id of somebody else, every list, cursor and stream (C2). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { fieldNames, operationsOf, type Operation } from "../testing/api/operations.fixture.ts";
import { bodyOf, idsFor, newInvitation, newMember, newProjectMember, newShareLink, newToken, pathOf, sampleFor } from "../testing/api/samples.fixture.ts";
import { pictureOf, twoWorlds, type Worlds } from "../testing/api/world.fixture.ts";
import { insertTasks, type Asked } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";

const UNKNOWN = "01900000-0000-7000-8000-000000000000";
/** Where what an address names has another form. */
const UNKNOWN_NAMES: Readonly<Record<string, string>> = { "/api/v1/backups/{name}": "manual-unknown.backup" };
/** Belongs to the whole installation, not to a workspace. */
const OF_EVERYBODY = new Set(["readApiDescription", "readApiPage", "readMetrics"]);

let worlds: Worlds;
let operations: readonly Operation[];
beforeAll(async () => {
  worlds = await twoWorlds();
  operations = await operationsOf(worlds.ours.server);
});
afterAll(() => worlds.stop());

/** An answer with what differs from request to request taken out. */
function told({ status, text }: Asked, id: string): readonly [number, string] {
  return [status, text.replaceAll(id, "ID").replaceAll(encodeURIComponent(id), "ID").replace(/"requestId":"[^"]*"/, "")];
}

test("somebody else's id is answered like one that nobody has, on every operation and in every place, and changes nothing (C2)", async () => {
  const { ours, theirs } = worlds;
  let places = 0;
  // Whoever holds the secret of a webhook is let in by it, and by nothing else: tested beside webhooks.
  for (const operation of operations.filter(({ pathNames, permission }) => pathNames.length > 0 && permission !== "hook.signed")) {
    const foreign = await idsFor(theirs, operation);
    const own = await idsFor(ours, operation);
    const body = await bodyOf(ours, operation, own);
    const [before, ownBefore] = [await pictureOf(theirs), await pictureOf(ours)];
    for (const name of operation.pathNames) {
      places += 1;
      if (INNER_PATH_NAMES.has(name)) continue;
      const asked = async (id: string): Promise<readonly [number, string]> => {
        const ids = { ...own, [name]: id };
        return told(await ours.ask(operation.method, pathOf(operation, ids), { headers: { "if-match": '"1"' }, ...(body === undefined ? {} : { body }) }), id);
      };
      const [status, text] = await asked(foreign[name] ?? "");
      expect.soft(status, `${operation.method} ${operation.url} with a foreign {${name}}`).toBe(404);
      expect.soft([status, text], `${operation.method} ${operation.url}: a foreign {${name}} and an unknown one`).toEqual(await asked(UNKNOWN_NAMES[operation.url] ?? UNKNOWN));
      expect.soft(text).not.toContain(theirs.marker);
    }
    // All ids at once: a whole address of the other workspace.
    const whole = await ours.ask(operation.method, pathOf(operation, foreign), { headers: { "if-match": '"1"' }, ...(body === undefined ? {} : { body }) });
    expect.soft([404, 400].includes(whole.status) && !whole.text.includes(theirs.marker), `${operation.method} ${operation.url} with their whole address: ${whole.status}`).toBe(true);
    expect.soft(await pictureOf(theirs), `${operation.method} ${operation.url}: their data`).toEqual(before);
    expect.soft(await pictureOf(ours), `${operation.method} ${operation.url}: our data`).toEqual(ownBefore);
  }
  reached("C2", `${operations.length} operations, ${places} id parameters of ${operations.filter(({ pathNames }) => pathNames.length > 0).length} addresses; bodies, lists, cursors, streams; 0 leaks, 0 changes`);
  expect(places).toBeGreaterThanOrEqual(40);
});

/** Named inside one project: the first report of every project is report-1-1. With their whole address it is refused, below. */
const INNER_PATH_NAMES: ReadonlySet<string> = new Set(["reportId"]);
/** Ids in bodies and queries that name something outside of the object in the address. */
const OUTER_IDS: Readonly<Record<string, readonly string[]>> = { runCommands: ["projectId"], chooseWorkspace: ["workspaceId"], invite: ["projectId"], addProjectMember: ["memberId"], openTeamEstimate: ["memberIds"] };
/** Ids of records inside one plan: they are looked for in that plan alone, so the same id elsewhere is another thing. */
const INNER_ID = /^(id|ids|uid|.*(task|calendar|resource|assignment|predecessor|successor|link|record|baseline|parent|field|after|before|under|section|tag|source|target|event|raw|order|procurementItem|reserve|case|level|changeRequest|negotiation|package|risk|rule|issue|evidence|deliverable).*ids?)$/i;

test("every id in a body or query is known to be inside of one plan, or has its own test here (C2)", () => {
  for (const { operationId, body, query } of operations) {
    const names = new Set([...fieldNames(body), ...query.map(({ name }) => name)].filter((name) => /Ids?$/.test(name)));
    for (const name of names) expect.soft(INNER_ID.test(name) || OUTER_IDS[operationId]?.includes(name), `${operationId}: ${name} may name something of another workspace. Write a test for it below and add it to OUTER_IDS.`).toBe(true);
  }
});

const SHOWN = { type: "insertExternalTask", id: "x1", name: "Theirs", start: 0, finish: 480, durationMinutes: 480, milestone: false };

test("a task of somebody else's project cannot be shown in ours (C2)", async () => {
  const { ours, theirs } = worlds;
  const idOf = async (world: typeof ours): Promise<string> => String((await world.ask("POST", "/projects", { body: { name: `Shown ${world.marker}` } })).body["id"]);
  const [own, foreign] = [await idOf(ours), await idOf(theirs)];
  await theirs.ask("POST", `/projects/${foreign}/commands`, { body: { revision: 1, commands: [insertTasks(["A"])] } });
  const before = await pictureOf(ours);
  const show = (projectId: string): Promise<Asked> => ours.ask("POST", `/projects/${own}/commands`, { body: { revision: 1, commands: [{ ...SHOWN, otherProject: { projectId, taskId: "t1" } }] } });
  const answer = told(await show(foreign), foreign);
  expect(answer[0]).toBe(404);
  expect(answer).toEqual(told(await show(UNKNOWN), UNKNOWN));
  expect(await pictureOf(ours)).toEqual(before);
});

test("undoing cannot bring the task of a project into view that one may not see (C2)", async () => {
  const { ours } = worlds;
  const idOf = async (name: string): Promise<string> => String((await ours.ask("POST", "/projects", { body: { name: `${name} ${ours.marker}` } })).body["id"]);
  const [open, hidden] = [await idOf("Open"), await idOf("Hidden")];
  const run = (command: object, revision: number, headers: Readonly<Record<string, string>> = {}): Promise<Asked> => ours.ask("POST", `/projects/${open}/commands`, { body: { revision, commands: [command] }, headers });
  await ours.ask("POST", `/projects/${hidden}/commands`, { body: { revision: 1, commands: [insertTasks(["A"])] } });
  const shown = await run({ ...SHOWN, otherProject: { projectId: hidden, taskId: "t1" } }, 1);
  const [{ record } = { record: {} }] = shown.body["change"]?.["added"] as unknown as { record: object }[];
  // The server takes over the other project's dates in between, now or later.
  const revision = async (): Promise<number> => Number((await ours.ask("GET", `/projects/${open}`)).body["revision"]);
  await expect.poll(async () => (await run({ type: "deleteTasks", ids: ["x1"] }, await revision())).status).toBe(200);
  const back = { type: "revert", label: "Undo", change: { added: [{ kind: "task", record }], updated: [], removed: [] } };
  const invited = await ours.ask("POST", "/invitations", { body: { email: `team@${ours.marker}.example`, role: "guest", projectId: open, projectRole: "team" } });
  const joined = await ours.server.ask("POST", "/sign-in/join", { body: { token: String(invited.body["token"]), name: "Team", password: `five small boats ${ours.marker}` } });
  const cookie = joined.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  expect((await ours.ask("GET", `/projects/${open}`, { headers: { cookie } })).status).toBe(200);
  expect((await ours.ask("GET", `/projects/${hidden}`, { headers: { cookie } })).status).toBe(404);
  expect((await run(back, await revision(), { cookie })).status).toBe(404);
  expect((await run(back, await revision())).status).toBe(200);
});

test("somebody else's project, member or workspace in a body is answered like one that nobody has (C2)", async () => {
  const { ours, theirs } = worlds;
  const project = operations.find(({ operationId }) => operationId === "addProjectMember");
  if (!project) throw new Error("the operation addProjectMember is gone");
  const [own, foreign] = [await idsFor(ours, project), await idsFor(theirs, project)];
  const foreignMember = await newMember(theirs);
  const team = operations.find(({ operationId }) => operationId === "openTeamEstimate");
  if (!team) throw new Error("the operation openTeamEstimate is gone");
  const tasked = await idsFor(ours, team);
  const bodies: readonly (readonly [method: string, path: string, foreignId: string, body: (id: string) => object])[] = [
    ["POST", "/invitations", foreign["id"] ?? "", (projectId) => ({ email: `guest@${ours.marker}.example`, role: "guest", projectId, projectRole: "team" })],
    ["POST", `/projects/${own["id"]}/members`, foreignMember, (memberId) => ({ memberId, role: "team" })],
    ["POST", `/projects/${tasked["id"]}/team-estimates`, foreignMember, (memberId) => ({ taskId: "t1", memberIds: [memberId] })],
    ["PUT", "/session/workspace", theirs.workspaceId, (workspaceId) => ({ workspaceId })],
  ];
  const [before, ownBefore] = [await pictureOf(theirs), await pictureOf(ours)];
  for (const [method, path, id, bodyWith] of bodies) {
    const answer = told(await ours.ask(method, path, { body: bodyWith(id) }), id);
    expect.soft(answer[0], path).toBe(404);
    expect.soft(answer, path).toEqual(told(await ours.ask(method, path, { body: bodyWith(UNKNOWN) }), UNKNOWN));
  }
  expect([await pictureOf(theirs), await pictureOf(ours)]).toEqual([before, ownBefore]);
});

test("no answer of any reading operation holds anything of the other workspace (C2)", async () => {
  const { ours, theirs } = worlds;
  for (const operation of operations.filter(({ method, operationId }) => method === "GET" && !OF_EVERYBODY.has(operationId))) {
    if (operation.operationId === "followProject") continue;
    const { path } = await sampleFor(ours, operation);
    const wide = operation.query.some(({ name }) => name === "deleted") ? `${path}${path.includes("?") ? "&" : "?"}deleted=true` : path;
    const { status, text } = await ours.ask("GET", wide);
    expect.soft(status, `GET ${wide}: ${text.slice(0, 200)}`).toBe(200);
    expect.soft(text.includes(theirs.marker) || text.includes(theirs.workspaceId), `GET ${wide} tells of the other workspace`).toBe(false);
  }
});

test("a cursor of the other workspace leads to nothing of it (C2)", async () => {
  const { ours, theirs } = worlds;
  const lists = operations.filter(({ query }) => query.some(({ name }) => name === "cursor"));
  expect(lists.length).toBeGreaterThanOrEqual(2);
  for (const operation of lists) {
    const own = await idsFor(ours, operation);
    const foreign = await idsFor(theirs, operation);
    for (let row = 0; row < 3; row += 1) await fillList(operation, foreign);
    const { body } = await theirs.ask("GET", pathOf(operation, foreign, { limit: "1" }));
    const cursor = body["nextCursor"];
    if (typeof cursor !== "string") {
      expect.soft(UNFILLED[operation.operationId], `${operation.operationId} gave no second page. Say in fillList how its list grows, or in UNFILLED why it cannot.`).toBeDefined();
      continue;
    }
    const { status, text } = await ours.ask("GET", pathOf(operation, own, { cursor }));
    expect.soft([200, 400], operation.operationId).toContain(status);
    expect.soft(text.includes(theirs.marker), `${operation.operationId} with their cursor`).toBe(false);
  }
});

/** Lists that no request makes longer at will. */
const UNFILLED: Readonly<Record<string, string>> = {
  listForecasts: "one a day, made behind the screen",
  listJobs: "belong to the workspace of whoever runs the server, so the other one has none to see",
};

async function fillList(operation: Operation, ids: Readonly<Record<string, string>>): Promise<void> {
  const { theirs } = worlds;
  switch (operation.operationId) {
    case "listAttachments":
      await theirs.ask("POST", `/projects/${ids["id"]}/attachments?name=${theirs.marker}`, { body: Buffer.from(`${Math.random()}`) });
      break;
    case "listInvitations":
      await newInvitation(theirs);
      break;
    case "listMembers":
      await newMember(theirs);
      break;
    case "listTokens":
      await newToken(theirs);
      break;
    case "listProjectMembers":
      await newProjectMember(theirs, ids);
      break;
    case "listShareLinks":
      await newShareLink(theirs, ids);
      break;
    case "readHistory":
      await theirs.ask("POST", `/projects/${ids["id"]}/attachments?name=${theirs.marker}`, { body: Buffer.from(`${Math.random()}`) });
      break;
    default:
      await theirs.ask("POST", "/projects", { body: { name: `Listed ${theirs.marker}` } });
  }
}

test("a stream tells of its own project alone (C2)", async () => {
  const { ours, theirs } = worlds;
  const idOf = async (world: typeof ours): Promise<string> => String((await world.ask("POST", "/projects", { body: { name: `Streamed ${world.marker}` } })).body["id"]);
  const [own, foreign] = [await idOf(ours), await idOf(theirs)];
  const leave = new AbortController();
  const response = await fetch(`${ours.server.address}/api/v1/projects/${own}/events`, { headers: { "last-event-id": "0", cookie: ours.cookie }, signal: leave.signal });
  const edit = (world: typeof ours, id: string): Promise<Asked> => world.ask("PATCH", `/projects/${id}`, { body: { name: `Edited ${world.marker}` }, headers: { "if-match": '"1"' } });
  await edit(theirs, foreign);
  await edit(ours, own);
  let heard = "";
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader && !heard.includes(`Edited ${ours.marker}`)) heard += (await reader.read()).value ?? "";
  leave.abort();
  expect(heard).toContain("event: change");
  expect(heard).not.toContain(theirs.marker);
});

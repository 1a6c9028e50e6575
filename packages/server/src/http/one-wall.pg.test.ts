/** Each of the two walls between workspaces holds alone (R3): row security without conditions, and conditions without row security. */
import pg from "pg";
import { expect, test } from "vitest";
import { withClient } from "../storage/database-access.ts";
import { behindOneWall, WALLS, withoutWorkspace } from "../testing/one-wall.fixture.ts";
import { startWithPeople, type People, type Person } from "../testing/people.fixture.ts";
import { insertTasks, makeDatabase, type Asked } from "../testing/test-server.fixture.ts";

const SECRET = "Marker-of-theirs";

interface Theirs {
  readonly project: string;
  readonly attachment: string;
  readonly member: string;
  readonly role: string;
  readonly token: string;
  readonly link: string;
  readonly invitation: string;
}

async function fill(person: Person, workspace: string): Promise<Theirs> {
  const there = { headers: { "leadline-workspace": workspace } };
  const post = async (path: string, body: unknown): Promise<string> => {
    const answer = await person.ask("POST", path, { body, ...there });
    expect(answer.status, `${path} ${answer.text.slice(0, 300)}`).toBe(201);
    return String(answer.body["id"]);
  };
  const project = await post("/projects", { name: SECRET });
  await person.ask("POST", `/projects/${project}/commands`, { body: { revision: 1, commands: [insertTasks([SECRET])] }, ...there });
  return {
    project,
    attachment: await post(`/projects/${project}/attachments?name=${SECRET}.txt`, Buffer.from(SECRET) as unknown),
    member: person.memberId,
    role: await post("/roles", { name: SECRET, permissions: ["workspace.read"] }),
    token: await post("/tokens", { name: SECRET, permissions: ["workspace.read"] }),
    link: await post(`/projects/${project}/share-links`, { name: SECRET }),
    invitation: await post("/invitations", { email: "somebody@example.org", role: "viewer" }),
  };
}

function requests(t: Theirs): readonly (readonly [method: string, path: string, body?: unknown])[] {
  const p = `/projects/${t.project}`;
  return [
    ...["", "/records", "/history", "/states", "/records/past", "/records/past?revision=1", "/events", "/attachments", `/attachments/${t.attachment}`, "/export?format=json", "/export-losses?format=json", "/import-report", "/members", "/share-links", "/log/checkpoint"].map((rest) => ["GET", `${p}${rest}`] as const),
    ["POST", `${p}/commands`, { revision: 2, commands: [insertTasks(["Ours"], "o")] }],
    ["PATCH", p, { name: "Ours" }],
    ["DELETE", p],
    ["POST", `${p}/restore`, {}],
    ["POST", `${p}/copy`, {}],
    ["DELETE", `${p}/attachments/${t.attachment}`],
    ["POST", `${p}/attachments?name=x.txt`, Buffer.from("x")],
    ["POST", `${p}/members`, { memberId: t.member, role: "team" }],
    ["POST", `${p}/share-links`, { name: "Ours" }],
    ["DELETE", `${p}/share-links/${t.link}`],
    ["PATCH", `/members/${t.member}`, { role: "viewer" }],
    ["DELETE", `/members/${t.member}`],
    ["PATCH", `/roles/${t.role}`, { name: "Ours" }],
    ["DELETE", `/roles/${t.role}`],
    ["DELETE", `/tokens/${t.token}`],
    ["DELETE", `/invitations/${t.invitation}`],
  ];
}

const LISTS = ["/projects?deleted=true", "/members", "/roles", "/tokens?of=everybody", "/invitations", "/workspace", "/session", "/log/entries", "/jobs"];

/** Everything that a workspace holds, as one hash. */
function pictureOf({ database }: People, workspace: string): Promise<string> {
  return withClient(database.access.administrator, async (client) => {
    const tables = ["project", "record", "change", "member", "role", "api_token", "share_link", "invitation", "project_member", "attachment", "workspace_change"];
    const parts = tables.map((table) => `SELECT '${table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM leadline.${table} t WHERE workspace_id = '${workspace}'`);
    return JSON.stringify((await client.query(parts.join(" UNION ALL "))).rows);
  });
}

test.for(WALLS)("%s alone: another workspace is neither seen nor changed, whatever is asked", { timeout: 60_000 }, async (wall) => {
  const database = await behindOneWall(await makeDatabase(), wall);
  const people = await startWithPeople({ database });
  const foreign = await people.newWorkspace(SECRET);
  const theirs = await fill(await people.join("thea", "owner", foreign), foreign);
  const olga = await people.join("olga", "owner");
  const own = String((await olga.ask("POST", "/projects", { body: { name: "Ours" } })).body.id);
  const before = await pictureOf(people, foreign);
  for (const [method, path, body] of requests(theirs)) {
    const answer: Asked = await olga.ask(method, path, { ...(body === undefined ? {} : { body }), headers: { "if-match": '"1"' } });
    expect.soft(answer.status, `${method} ${path}: ${answer.text.slice(0, 200)}`).toBe(404);
    expect.soft(answer.text.includes(SECRET), `${method} ${path}`).toBe(false);
  }
  for (const path of LISTS) {
    const { status, text } = await olga.ask("GET", path);
    expect.soft(status, path).toBe(200);
    expect.soft(text.includes(SECRET) || text.includes(foreign), path).toBe(false);
  }
  expect((await olga.ask("GET", `/projects/${own}`)).status).toBe(200);
  expect(await pictureOf(people, foreign)).toBe(before);
  await people.stop();
  await database.remove();
});

test("the doubles do take a wall down", async () => {
  expect(withoutWorkspace("SELECT 1 FROM project p WHERE p.workspace_id = $1 AND id = $2")).toBe("SELECT 1 FROM project p WHERE $1::uuid IS NOT NULL AND id = $2");
  expect(withoutWorkspace("SELECT 1 FROM a WHERE workspace_id = $11")).toBe("SELECT 1 FROM a WHERE workspace_id = $11");
  const counted = async (walls: readonly (typeof WALLS)[number][]): Promise<number | undefined> => {
    let database = await makeDatabase();
    for (const wall of walls) database = await behindOneWall(database, wall);
    const { application } = database.access;
    await withClient(database.access.administrator, (client) => client.query("INSERT INTO leadline.workspace (workspace_id, name) VALUES (gen_random_uuid(), 'W')"));
    const client = new (clientOf(application))(application);
    await client.connect();
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.workspace', (SELECT local_workspace_id::text FROM installation), true)");
    const { rows } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM workspace WHERE workspace_id = $1", [(await client.query<{ id: string }>("SELECT local_workspace_id AS id FROM installation")).rows[0]?.id]);
    await client.end();
    await database.remove();
    return rows[0]?.n;
  };
  expect(await counted(["row security"])).toBe(1);
  expect(await counted(["statements"])).toBe(1);
  // Without both there is nothing left that holds.
  expect(await counted(["statements", "row security"])).toBe(2);
});

/** The driver's own connection, or the double that stands in for it. */
function clientOf(config: pg.ClientConfig & { readonly Client?: typeof pg.Client }): typeof pg.Client {
  return config.Client ?? pg.Client;
}

/** People and rights as a browser or program meets them: who sees and does what, who gives what to whom, and how it ends. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../../storage/database-access.ts";
import { startWithPeople, type People, type Person } from "../../testing/people.fixture.ts";
import { freshKey, insertTasks, startTestServer, type Asked } from "../../testing/test-server.fixture.ts";

let people: People;
let owner: Person;
let manager: Person;
let contributor: Person;
let viewer: Person;
let guest: Person;
let projectId: string;

beforeAll(async () => {
  people = await startWithPeople();
  owner = await people.join("olga", "owner");
  manager = await people.join("mark", "manager");
  contributor = await people.join("cora", "contributor");
  viewer = await people.join("vera", "viewer");
  guest = await people.join("gus", "guest");
  projectId = String((await owner.ask("POST", "/projects", { body: { name: "Branch refresh" } })).body.id);
  await owner.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 1, commands: [insertTasks(["Survey"])] } });
}, 60_000);
afterAll(() => people.stop());

const bearer = (token: unknown): { readonly headers: Record<string, string> } => ({ headers: { authorization: `Bearer ${String(token)}` } });
const match = (revision: unknown): { readonly headers: Record<string, string> } => ({ headers: { "if-match": `"${String(revision)}"` } });
async function member(person: Person): Promise<Asked["body"]> {
  const { body } = await owner.ask("GET", "/members");
  return list(body, "members").find((one) => String(one["id"]) === person.memberId) ?? body;
}
function list(body: Asked["body"], name: string): readonly Asked["body"][] {
  return body[name] as unknown as readonly Asked["body"][];
}

test("without a session nothing but the public addresses answers, and the session says so", async () => {
  expect((await people.ask("GET", "/session")).body).toMatchObject({ mode: "signed-out", permissions: [] });
  for (const path of ["/projects", `/projects/${projectId}`, `/projects/${projectId}/events`, "/members", "/tokens", "/system", "/log/entries"]) {
    expect.soft(await people.ask("GET", path), path).toMatchObject({ status: 401, body: { code: "session/none" } });
  }
  expect((await people.ask("GET", "/projects", bearer("ll_t_none"))).status).toBe(401);
});

test("the session tells who is at work, where, and what they may do", async () => {
  expect((await viewer.ask("GET", "/session")).body).toMatchObject({ mode: "signed-in", actor: { id: viewer.memberId, name: "vera", email: "vera@example.org", role: "viewer" }, workspaces: [{ id: people.workspaceId, role: "viewer" }], permissions: ["workspace.read", "members.read", "tokens.own", "project.read"] });
  expect((await people.stranger("sam").ask("GET", "/session")).body).toMatchObject({ mode: "signed-in", workspaces: [], permissions: [] });
  expect(await people.stranger("sam").ask("GET", "/projects")).toMatchObject({ status: 403, body: { code: "permission/missing" } });
});

test("somebody in two workspaces works in the one that they name, and in no other", async () => {
  const other = await people.newWorkspace("Other");
  const both = await people.join("bea", "viewer");
  await people.join("bea", "manager", other);
  const there = { headers: { "leadline-workspace": other } };
  const made = await both.ask("POST", "/projects", { body: { name: "Elsewhere" }, ...there });
  expect(made.status).toBe(201);
  expect((await both.ask("GET", "/session", there)).body).toMatchObject({ workspace: { id: other, name: "Other" }, actor: { role: "manager" } });
  expect((await both.ask("GET", `/projects/${String(made.body.id)}`)).status).toBe(404);
  expect((await both.ask("GET", `/projects/${String(made.body.id)}`, there)).status).toBe(200);
  expect((await viewer.ask("GET", "/projects", there)).status).toBe(403);
  expect((await viewer.ask("PUT", "/session/workspace", { body: { workspaceId: other } })).status).toBe(404);
  expect((await both.ask("PUT", "/session/workspace", { body: { workspaceId: other } })).body).toMatchObject({ workspace: { id: other } });
});

test("what may be read but not done answers 403, what may not be read 404", async () => {
  const rename = (person: Person): Promise<Asked> => person.ask("PATCH", `/projects/${projectId}`, { body: { name: "Mine" }, ...match(2) });
  expect((await rename(viewer)).status).toBe(403);
  expect((await rename(guest)).status).toBe(404);
  expect((await viewer.ask("POST", "/projects", { body: { name: "Mine" } })).status).toBe(403);
  expect((await contributor.ask("DELETE", `/projects/${projectId}`, match(2))).status).toBe(403);
  expect((await viewer.ask("GET", `/projects/${projectId}`)).body).toMatchObject({ permissions: ["project.read"], revision: 2 });
});

test("a guest sees the projects that somebody gave to them, in lists and by id, and no other", async () => {
  const other = String((await owner.ask("POST", "/projects", { body: { name: "Secret" } })).body.id);
  expect((await guest.ask("GET", "/projects")).body.projects).toEqual([]);
  const given = await manager.ask("POST", `/projects/${projectId}/members`, { body: { memberId: guest.memberId, role: "team" } });
  expect(given).toMatchObject({ status: 201, body: { memberId: guest.memberId, role: "team", revision: 1 } });
  expect(list((await guest.ask("GET", "/projects?deleted=true")).body, "projects").map(({ id, permissions }) => [String(id), permissions])).toEqual([[projectId, ["project.read", "project.edit"]]]);
  expect((await guest.ask("GET", `/projects/${projectId}/records`)).status).toBe(200);
  for (const path of [`/projects/${other}`, `/projects/${other}/records`, `/projects/${other}/history`, `/projects/${other}/events`, `/projects/${other}/export?format=json`, `/projects/${other}/attachments`, `/projects/${other}/log/checkpoint`, `/projects/${other}/import-report`]) {
    expect.soft((await guest.ask("GET", path)).status, path).toBe(404);
  }
  expect((await fetch(`${people.server.address}/files/${other}/x`, { headers: { cookie: guest.cookie } })).status).toBe(404);
  const copied = await guest.ask("POST", `/projects/${other}/copy`, { body: {} });
  expect(copied.status).toBe(403);
  // A task of a project that they cannot see cannot be brought into the one that they can.
  const shown = { type: "insertExternalTask", id: "x", name: "S", start: 0, finish: 480, durationMinutes: 480, milestone: false, otherProject: { projectId: other, taskId: "t1" } };
  expect((await guest.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 2, commands: [shown] } })).status).toBe(404);
  expect((await manager.ask("PATCH", `/projects/${projectId}/members/${guest.memberId}`, { body: { role: "approver" }, ...match(1) })).body).toMatchObject({ role: "approver", revision: 2 });
  expect((await guest.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 2, commands: [insertTasks(["B"], "g")] } })).status).toBe(403);
  expect((await manager.ask("DELETE", `/projects/${projectId}/members/${guest.memberId}`, match(1))).status).toBe(409);
  expect((await manager.ask("DELETE", `/projects/${projectId}/members/${guest.memberId}`, match(2))).status).toBe(200);
  await within(1000, async () => expect((await guest.ask("GET", `/projects/${projectId}`)).status).toBe(404));
});

test("nobody gives more than they have, and nobody touches those who have more", async () => {
  const patch = async (who: Person, whom: Person, role: string): Promise<Asked> => who.ask("PATCH", `/members/${whom.memberId}`, { body: { role }, ...match((await member(whom)).revision) });
  expect((await patch(manager, viewer, "owner")).status).toBe(403);
  expect((await patch(manager, manager, "owner")).status).toBe(403);
  expect((await patch(manager, owner, "guest")).status).toBe(403);
  expect((await patch(viewer, viewer, "manager")).status).toBe(403);
  expect((await guest.ask("DELETE", `/members/${owner.memberId}`, match(1))).status).toBe(403);
  expect((await manager.ask("DELETE", `/members/${owner.memberId}`, match(1))).status).toBe(403);
  expect((await manager.ask("POST", "/invitations", { body: { email: "new@example.org", role: "owner" } })).status).toBe(403);
  expect((await manager.ask("POST", "/roles", { body: { name: "Mine", permissions: ["workspace.read"] } })).status).toBe(403);
  expect(await patch(manager, viewer, "contributor")).toMatchObject({ status: 200, body: { role: "contributor" } });
  expect((await patch(manager, viewer, "viewer")).status).toBe(200);
});

test("the only owner can neither leave nor be made less; with a second one both go", async () => {
  const here = await people.newWorkspace("Owned");
  const first = await people.join("ona", "owner", here);
  const second = await people.join("oskar", "manager", here);
  const ask = (who: Person, method: string, whom: Person, revision: number, body?: unknown): Promise<Asked> => who.ask(method, `/members/${whom.memberId}`, { headers: { "leadline-workspace": here, "if-match": `"${revision}"` }, ...(body === undefined ? {} : { body }) });
  expect(await ask(first, "DELETE", first, 1)).toMatchObject({ status: 422, body: { code: "access/refused" } });
  expect(await ask(first, "PATCH", first, 1, { role: "viewer" })).toMatchObject({ status: 422 });
  expect((await ask(first, "PATCH", second, 1, { role: "owner" })).status).toBe(200);
  // Both want to leave at once: one of them stays.
  const statuses = (await Promise.all([ask(first, "DELETE", first, 1), ask(second, "DELETE", second, 2)])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 422]);
});

test("the owner of one workspace has no hand in what belongs to the whole server", async () => {
  const elsewhere = await people.newWorkspace("Elsewhere");
  const [eric, erna] = [await people.join("eric", "owner", elsewhere), await people.join("erna", "owner", elsewhere)];
  const there = { "leadline-workspace": elsewhere };
  for (const path of ["/system", "/backups", "/jobs"]) {
    expect.soft((await eric.ask("GET", path, { headers: there })).status, path).toBe(403);
    expect.soft((await owner.ask("GET", path)).status, path).toBe(200);
  }
  expect((await eric.ask("POST", "/backups", { headers: there })).status).toBe(403);
  expect((await eric.ask("POST", "/roles", { body: { name: "All", permissions: ["workspace.read", "system.manage"] }, headers: there })).status).toBe(403);
  expect((await eric.ask("PATCH", `/members/${erna.memberId}`, { body: { role: "viewer" }, headers: { ...there, "if-match": '"1"' } })).status).toBe(200);
});

test("a role of the workspace's own is a list of rights that can be changed for all who have it", async () => {
  const made = await owner.ask("POST", "/roles", { body: { name: "Controller", permissions: ["workspace.read", "project.read", "costs.read"] } });
  expect(made).toMatchObject({ status: 201, body: { name: "Controller", isBuiltIn: false, revision: 1 } });
  const roleId = String(made.body.id);
  const carl = await people.join("carl", roleId);
  expect((await carl.ask("GET", `/projects/${projectId}`)).body.permissions).toEqual(["project.read", "costs.read"]);
  expect((await owner.ask("POST", "/roles", { body: { name: "controller", permissions: [] } })).status).toBe(422);
  expect((await owner.ask("POST", "/roles", { body: { name: "Odd", permissions: ["workspace.read", "project.edit"] } })).status).toBe(422);
  expect((await owner.ask("POST", "/roles", { body: { name: "Odd", permissions: ["test.reset"] } })).status).toBe(400);
  expect((await owner.ask("DELETE", `/roles/${roleId}`, match(1))).status).toBe(422);
  expect((await owner.ask("PATCH", `/roles/${roleId}`, { body: { permissions: ["workspace.read", "project.read"] }, ...match(1) })).body).toMatchObject({ revision: 2 });
  await within(1000, async () => expect((await carl.ask("GET", `/projects/${projectId}`)).body.permissions).toEqual(["project.read"]));
});

test("an invitation is for one address, once, until it ends", async () => {
  const invited = await manager.ask("POST", "/invitations", { body: { email: "Ina@Example.org", role: "guest", projectId, projectRole: "team" }, key: "invite-ina" });
  expect(invited).toMatchObject({ status: 201, body: { email: "ina@example.org", role: "guest", isMailed: false, token: expect.stringMatching(/^ll_i_/), address: expect.stringMatching(/^\/invite#ll_i_/) } });
  const { token } = invited.body;
  expect((await manager.ask("POST", "/invitations", { body: { email: "Ina@Example.org", role: "guest", projectId, projectRole: "team" }, key: "invite-ina" })).text).toBe(invited.text);
  expect((await manager.ask("GET", "/invitations")).text).not.toContain("ll_i_");
  expect((await people.ask("POST", "/invitations/preview", { body: { token } })).body).toMatchObject({ email: "ina@example.org", role: "guest", invitedBy: "mark" });
  const accept = (who: Person, key = freshKey()): Promise<Asked> => who.ask("POST", "/invitations/accept", { body: { token }, key });
  expect((await people.ask("POST", "/invitations/accept", { body: { token } })).status).toBe(401);
  expect((await accept(people.stranger("eve"))).status).toBe(403);
  const ina = people.stranger("ina");
  const [one, two] = await Promise.all([accept(ina), accept(ina)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(one.body.memberId).toEqual(two.body.memberId);
  await within(1000, async () => expect((await ina.ask("GET", `/projects/${projectId}`)).body.permissions).toEqual(["project.read", "project.edit"]));
  expect((await people.ask("POST", "/invitations/preview", { body: { token } })).status).toBe(404);
  const unconfirmed = await manager.ask("POST", "/invitations", { body: { email: "unconfirmed-uma@example.org", role: "viewer" } });
  expect((await people.stranger("unconfirmed-uma").ask("POST", "/invitations/accept", { body: { token: unconfirmed.body.token } })).status).toBe(403);
  expect((await manager.ask("DELETE", `/invitations/${String(unconfirmed.body.id)}`)).status).toBe(200);
  expect((await people.ask("POST", "/invitations/preview", { body: { token: unconfirmed.body.token } })).status).toBe(404);
});

test("an invitation by somebody who may no longer give that role is over", async () => {
  const max = await people.join("max", "manager");
  const { body } = await max.ask("POST", "/invitations", { body: { email: "ivo@example.org", role: "contributor" } });
  await owner.ask("PATCH", `/members/${max.memberId}`, { body: { role: "viewer" }, ...match(1) });
  expect((await people.stranger("ivo").ask("POST", "/invitations/accept", { body: { token: body.token } })).status).toBe(404);
});

test("a token that is none, or another kind of one, is no invitation; one that has ended says nothing", async () => {
  const made = await manager.ask("POST", "/tokens", { body: { name: "Program", permissions: ["project.read"] } });
  expect(made.status).toBe(201);
  const zoe = people.stranger("zoe");
  for (const token of ["no token", made.body.token, `ll_i_${"A".repeat(64)}`]) {
    expect((await people.ask("POST", "/invitations/preview", { body: { token } })).status).toBe(404);
    expect((await zoe.ask("POST", "/invitations/accept", { body: { token } })).status).toBe(404);
  }
  const { body } = await manager.ask("POST", "/invitations", { body: { email: "zoe@example.org", role: "viewer" } });
  await withClient(people.database.access.administrator, (client) => client.query("UPDATE leadline.invitation SET expires_at = now() - interval '1 minute' WHERE id = $1", [String(body.id)]));
  expect((await people.ask("POST", "/invitations/preview", { body: { token: body.token } })).status).toBe(404);
  expect((await zoe.ask("POST", "/invitations/accept", { body: { token: body.token } })).status).toBe(404);
});

test("whoever is a member already keeps their role, and gets the project; whoever left comes back as who they were", async () => {
  const tom = await people.join("tom", "contributor");
  const invite = async (role: string): Promise<unknown> => (await owner.ask("POST", "/invitations", { body: { email: "tom@example.org", role, projectId, projectRole: "sponsor" } })).body.token;
  const token = await invite("guest");
  expect((await tom.ask("POST", "/invitations/accept", { body: { token } })).body.memberId).toBe(tom.memberId);
  expect((await member(tom)).role).toBe("contributor");
  await within(1000, async () => expect((await tom.ask("GET", `/projects/${projectId}`)).body.permissions).toContain("costs.read"));
  expect((await owner.ask("DELETE", `/members/${tom.memberId}`, match((await member(tom)).revision))).status).toBe(200);
  await within(1000, async () => expect((await tom.ask("GET", `/projects/${projectId}`)).status).toBeGreaterThanOrEqual(400));
  expect((await tom.ask("POST", "/invitations/accept", { body: { token: await invite("viewer") } })).body.memberId).toBe(tom.memberId);
  expect((await member(tom)).role).toBe("viewer");
});

test("a role that is not there cannot be given", async () => {
  expect((await owner.ask("POST", "/invitations", { body: { email: "no@example.org", role: "wizard" } })).status).toBe(422);
  expect((await owner.ask("POST", "/invitations", { body: { email: "no@example.org", role: "guest", projectId, projectRole: "wizard" } })).status).toBe(422);
  expect((await owner.ask("PUT", `/projects/${projectId}/members/${viewer.memberId}`, { body: { role: "wizard" } })).status).toBeGreaterThanOrEqual(400);
});

test("where nobody signs in, tokens and links do what they were made for and no more", async () => {
  const alone = await startTestServer();
  const project = String((await alone.ask("POST", "/projects", { body: { name: "Mine" } })).body.id);
  const token = await alone.ask("POST", "/tokens", { body: { name: "T", permissions: ["workspace.read", "project.read"] } });
  const link = await alone.ask("POST", `/projects/${project}/share-links`, { body: { name: "L" } });
  for (const made of [token, link]) {
    const secret = bearer(made.body.token);
    expect((await alone.ask("GET", `/projects/${project}`, secret)).body).toMatchObject({ permissions: ["project.read"] });
    expect((await alone.ask("PATCH", `/projects/${project}`, { body: { name: "Theirs" }, headers: { ...secret.headers, "if-match": '"1"' } })).status).toBe(403);
  }
  expect((await alone.ask("GET", "/projects", bearer(`${String(token.body.token).slice(0, -4)}AAAA`))).status).toBe(401);
  expect((await alone.ask("GET", "/session")).body).toMatchObject({ mode: "single-user", actor: { id: "local", role: "owner" } });
  await alone.stop();
});

test("a token does a part of what its maker may, and makes nothing that outlives it", async () => {
  expect((await viewer.ask("POST", "/tokens", { body: { name: "Too much", permissions: ["project.edit"] } })).status).toBe(403);
  const made = await contributor.ask("POST", "/tokens", { body: { name: "Reports", permissions: ["project.read", "workspace.read"] }, key: "token-1" });
  expect(made).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^ll_t_/), permissions: ["project.read", "workspace.read"] } });
  expect((await contributor.ask("POST", "/tokens", { body: { name: "Reports", permissions: ["project.read", "workspace.read"] }, key: "token-1" })).text).toBe(made.text);
  const program = bearer(made.body.token);
  expect((await people.ask("GET", `/projects/${projectId}`, program)).body).toMatchObject({ permissions: ["project.read"] });
  expect((await people.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 2, commands: [insertTasks(["B"], "p")] }, ...program })).status).toBe(403);
  expect((await people.ask("GET", "/members", program)).status).toBe(403);
  expect((await people.ask("GET", "/session", program)).body).toMatchObject({ mode: "signed-in", actor: { id: contributor.memberId, name: "Reports", kind: "token" } });
  const strong = await owner.ask("POST", "/tokens", { body: { name: "Strong", permissions: ["tokens.own", "workspace.read", "members.manage"] } });
  expect((await people.ask("POST", "/tokens", { body: { name: "Child", permissions: ["workspace.read"] }, ...bearer(strong.body.token) })).status).toBe(403);
  expect((await people.ask("POST", "/invitations", { body: { email: "x@example.org", role: "guest" }, ...bearer(strong.body.token) })).status).toBe(403);
  expect((await viewer.ask("DELETE", `/tokens/${String(made.body.id)}`)).status).toBe(404);
  expect((await viewer.ask("GET", "/tokens?of=everybody")).status).toBe(403);
  expect((await contributor.ask("DELETE", `/tokens/${String(made.body.id)}`)).status).toBe(200);
  await within(1000, async () => expect((await people.ask("GET", `/projects/${projectId}`, program)).status).toBe(401));
});

test("neither tokens nor stored answers hold a secret that the database could give away", async () => {
  const { body } = await owner.ask("POST", "/tokens", { body: { name: "Hidden", permissions: ["workspace.read"] } });
  const tables = ["api_token", "idempotency", "workspace_change", "workspace_change_text", "share_link", "invitation"];
  await withClient(people.database.access.administrator, async (client) => {
    for (const table of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM leadline.${table} t`);
      expect.soft(rows[0]?.text.includes(String(body.token).slice(10)), table).toBe(false);
    }
  });
});

test("a share link shows one project, to read, until it ends", async () => {
  expect((await contributor.ask("POST", `/projects/${projectId}/share-links`, { body: { name: "Customer" } })).status).toBe(403);
  const made = await manager.ask("POST", `/projects/${projectId}/share-links`, { body: { name: "Customer", days: 3 } });
  expect(made).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^ll_s_/), address: expect.stringMatching(/^\/r\/[A-Z0-9]+#ll_s_/) } });
  const holder = bearer(made.body.token);
  expect((await people.ask("GET", "/session", holder)).body).toMatchObject({ mode: "signed-in", actor: { role: "shareLink", kind: "shareLink" }, permissions: ["project.read"] });
  expect(list((await people.ask("GET", "/projects", holder)).body, "projects").map(({ id }) => String(id))).toEqual([projectId]);
  expect((await people.ask("GET", `/projects/${projectId}/records`, holder)).status).toBe(200);
  expect((await people.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 2, commands: [insertTasks(["B"], "s")] }, ...holder })).status).toBe(403);
  for (const path of ["/members", `/projects/${projectId}/members`, `/projects/${projectId}/share-links`, "/tokens", "/log/entries", "/jobs"]) expect.soft((await people.ask("GET", path, holder)).status, path).toBe(403);
  expect((await manager.ask("GET", `/projects/${projectId}/share-links`)).text).not.toContain("ll_s_");
  expect((await manager.ask("DELETE", `/projects/${projectId}/share-links/${String(made.body.id)}`)).status).toBe(200);
  await within(1000, async () => expect((await people.ask("GET", `/projects/${projectId}`, holder)).status).toBe(401));
});

test("everything that changes rights is told by the workspace's log, by pseudonym", async () => {
  const { body } = await owner.ask("GET", "/log/entries");
  const types = new Set(list(body, "entries").map((entry) => String(entry.event["type"])));
  for (const type of ["member.role-changed", "role.added", "invitation.added", "member.added", "token.added", "token.revoked", "share-link.added", "share-link.revoked", "project-member.added", "project-member.removed"]) expect.soft(types, type).toContain(type);
  expect(list(body, "entries").every((entry) => /^member-|^[0-9a-f-]{36}$|^leadline$/.test(String(entry.actor)))).toBe(true);
});

test("the workspace is renamed by who may, on what was seen", async () => {
  const { revision } = (await viewer.ask("GET", "/workspace")).body;
  expect((await manager.ask("PATCH", "/workspace", { body: { name: "New" }, ...match(revision) })).status).toBe(403);
  expect((await owner.ask("PATCH", "/workspace?dryRun=true", { body: { name: "New" }, ...match(revision) })).body).toMatchObject({ name: "New", dryRun: true });
  expect((await owner.ask("PATCH", "/workspace", { body: { name: "New" }, ...match(revision) })).status).toBe(200);
  expect(await owner.ask("PATCH", "/workspace", { body: { name: "Newer" }, ...match(revision) })).toMatchObject({ status: 409, body: { code: "access/changed", theirs: { name: "New" } } });
  expect((await owner.ask("PATCH", "/workspace", { body: { name: "Newer" } })).status).toBe(428);
});

async function within(milliseconds: number, check: () => Promise<void>): Promise<void> {
  const until = Date.now() + milliseconds;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

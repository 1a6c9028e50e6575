/** Webhooks of trackers: signed deliveries claim tasks with evidence; tampered ones are refused, repeated ones ignored, and a shut door stays shut. */
import { createHmac, randomUUID } from "node:crypto";
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../../../storage/database-access.ts";
import { startTestServer, type Json, type TestServer } from "../../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(async () => server.stop());

const closed = (url: string, title = "Cabling done", updated = "1"): object => ({ action: "closed", issue: { html_url: url, number: 12, title, body: null, updated_at: updated }, repository: { full_name: "acme/portal" }, sender: { login: "rita" } });

interface Made {
  readonly id: string;
  readonly path: string;
  readonly secret: string;
}

/** A project with tasks A (a ticket of its own) and B, and a webhook for a tracker. */
async function made(provider = "github"): Promise<Made> {
  const { body } = await server.ask("POST", "/projects", { body: { name: `Portal ${randomUUID()}` } });
  const id = String(body.id);
  const unique = randomUUID().slice(0, 8);
  const commands = [
    { type: "insertTasks", tasks: [{ id: `a${unique}`, fields: { name: "Cabling", durationMinutes: 960, ticket: "https://github.com/Acme/portal/issues/12/" } }, { id: `b${unique}`, fields: { name: "Training", durationMinutes: 480 } }] },
    { type: "saveRecords", records: [{ kind: "webhook", record: { id: `w${unique}`, name: "Portal's tracker", provider } }] },
  ];
  const stored = await server.ask("POST", `/projects/${id}/commands`, { body: { revision: body.revision, commands } });
  expect(stored.status, stored.text).toBe(200);
  const told = await server.ask("GET", `/projects/${id}/webhooks/w${unique}`);
  return { id, path: String(told.body.path), secret: String(told.body.secret) };
}

async function deliver({ path, secret }: Pick<Made, "path" | "secret">, payload: object | string, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly body: Json }> {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const answer = await fetch(server.address + path, { method: "POST", body, headers: { "content-type": "application/json", "x-github-delivery": randomUUID(), "x-hub-signature-256": signature, ...headers } });
  return { status: answer.status, body: (await answer.json()) as Json };
}

async function planOf(id: string): Promise<Project> {
  const { text } = await server.ask("GET", `/projects/${id}/records`);
  return projectOf((JSON.parse(text) as { records: KindedRecord[] }).records);
}

const taskNamed = (plan: Project, name: string) => [...plan.records.task.values()].find((task) => task.name === name);

test("a closed ticket claims the task that names it, with the ticket as evidence; the same bytes again do nothing", async () => {
  const hook = await made();
  const payload = closed("https://github.com/acme/portal/issues/12");
  expect(await deliver(hook, payload)).toMatchObject({ status: 200, body: { result: "claimed" } });
  const plan = await planOf(hook.id);
  expect(taskNamed(plan, "Cabling")).toMatchObject({ percentComplete: 100 });
  expect(taskNamed(plan, "Training")).toMatchObject({ percentComplete: 0 });
  expect([...plan.records.evidence.values()]).toMatchObject([{ kind: "closedTicket", title: "Ticket closed: Cabling done", by: "rita", reference: "https://github.com/acme/portal/issues/12", outcome: "passed" }]);
  const before = (await server.ask("GET", `/projects/${hook.id}`)).body.revision;
  expect(await deliver(hook, payload)).toMatchObject({ status: 200, body: { result: "known" } });
  expect((await server.ask("GET", `/projects/${hook.id}`)).body.revision).toBe(before);
});

test("a claim that was taken back is not made again by the same bytes, even when answers are forgotten", async () => {
  const hook = await made();
  const payload = closed("https://github.com/acme/portal/issues/12");
  await deliver(hook, payload);
  const { revision } = (await server.ask("GET", `/projects/${hook.id}`)).body;
  const [evidence] = [...(await planOf(hook.id)).records.evidence.values()];
  const cabling = taskNamed(await planOf(hook.id), "Cabling");
  const back = await server.ask("POST", `/projects/${hook.id}/commands`, { body: { revision, commands: [{ type: "updateTasks", tasks: [{ id: cabling?.id, fields: { percentComplete: 50 } }] }, { type: "deleteRecords", records: [{ kind: "evidence", id: evidence?.id }] }] } });
  expect(back.status, back.text).toBe(200);
  await withClient(server.access.administrator, (client) => client.query("DELETE FROM idempotency"));
  expect(await deliver(hook, payload)).toMatchObject({ status: 200, body: { result: "known" } });
  expect(taskNamed(await planOf(hook.id), "Cabling")).toMatchObject({ percentComplete: 50 });
});

test("opened again, the ticket speaks against the claim and takes nothing back by itself; merged changes are evidence alone", async () => {
  const hook = await made();
  await deliver(hook, closed("https://github.com/acme/portal/issues/12"));
  expect(await deliver(hook, { ...closed("https://github.com/acme/portal/issues/12"), action: "reopened" })).toMatchObject({ body: { result: "claimed" } });
  const key = String((await server.ask("GET", `/projects/${hook.id}`)).body.key);
  const merged = { action: "closed", pull_request: { html_url: "https://github.com/acme/portal/pull/7", number: 7, title: `${key}-2: slides`, body: "", merged: true, head: { ref: "slides" } }, repository: { full_name: "acme/portal" } };
  expect(await deliver(hook, merged)).toMatchObject({ body: { result: "claimed" } });
  const plan = await planOf(hook.id);
  expect(taskNamed(plan, "Cabling")).toMatchObject({ percentComplete: 100 });
  expect(taskNamed(plan, "Training")).toMatchObject({ percentComplete: 0 });
  expect([...plan.records.evidence.values()].map(({ kind, outcome, taskIds }) => [kind, outcome, taskIds.length])).toEqual(expect.arrayContaining([["closedTicket", "passed", 1], ["closedTicket", "failed", 1], ["mergedChange", "passed", 1]]));
});

test("unsigned, tampered and foreign deliveries are refused before anything is looked up", async () => {
  const [hook, other] = [await made(), await made()];
  const payload = closed("https://github.com/acme/portal/issues/12");
  for (const headers of [{ "x-hub-signature-256": "" }, { "x-hub-signature-256": "sha256=00" }]) expect(await deliver(hook, payload, headers)).toMatchObject({ status: 401, body: { code: "session/none" } });
  expect((await deliver({ path: hook.path, secret: other.secret }, payload)).status).toBe(401);
  expect((await deliver({ path: other.path, secret: hook.secret }, payload)).status).toBe(401);
  const signed = `sha256=${createHmac("sha256", hook.secret).update(JSON.stringify(payload)).digest("hex")}`;
  expect((await deliver(hook, closed("https://github.com/acme/portal/issues/12", "Something else"), { "x-hub-signature-256": signed })).status).toBe(401);
  expect([...(await planOf(hook.id)).records.evidence.values()]).toEqual([]);
});

test("what means no task, what is no JSON and what is of another kind changes nothing and says so", async () => {
  const hook = await made();
  expect(await deliver(hook, closed("https://github.com/acme/portal/issues/13"))).toMatchObject({ status: 200, body: { result: "nothing", sentence: expect.stringContaining("no task of “Portal") } });
  expect(await deliver(hook, { zen: "Keep it logically awesome." })).toMatchObject({ status: 200, body: { result: "nothing" } });
  expect(await deliver(hook, "payload=%7B%7D")).toMatchObject({ status: 400, body: { detail: "The delivery is no JSON. Choose application/json as the content type of the webhook." } });
  expect((await deliver(hook, "x".repeat(1_100_000))).status).toBe(413);
});

test("a webhook that was taken away is shut, and its secret is told no more", async () => {
  const hook = await made();
  const webhookId = hook.path.split("~").at(-1) ?? "";
  const { revision } = (await server.ask("GET", `/projects/${hook.id}`)).body;
  await server.ask("POST", `/projects/${hook.id}/commands`, { body: { revision, commands: [{ type: "deleteRecords", records: [{ kind: "webhook", id: webhookId }] }] } });
  expect(await deliver(hook, closed("https://github.com/acme/portal/issues/12"))).toMatchObject({ status: 404, body: { detail: expect.stringContaining("was taken away") } });
  expect((await server.ask("GET", `/projects/${hook.id}/webhooks/${webhookId}`)).status).toBe(404);
});

test("GitLab shows the secret itself, Jira signs under another name", async () => {
  const gitlab = await made("gitlab");
  const payload = { object_kind: "issue", user: { username: "tom" }, project: { path_with_namespace: "acme/portal" }, object_attributes: { action: "close", url: "https://github.com/acme/portal/issues/12", iid: 12, title: "Cabling" } };
  expect((await deliver(gitlab, payload)).status).toBe(401);
  expect(await deliver(gitlab, payload, { "x-gitlab-token": gitlab.secret })).toMatchObject({ status: 200, body: { result: "claimed" } });
  const jira = await made("jira");
  const key = String((await server.ask("GET", `/projects/${jira.id}`)).body.key);
  const text = JSON.stringify({ webhookEvent: "jira:issue_updated", issue: { key: "NET-7", self: "https://acme.example/rest/api/2/issue/1", fields: { summary: `${key}-2 held`, status: { statusCategory: { key: "done" } } } }, changelog: { items: [{ field: "status" }] } });
  expect(await deliver(jira, text, { "x-hub-signature": `sha256=${createHmac("sha256", jira.secret).update(text).digest("hex")}` })).toMatchObject({ status: 200, body: { result: "claimed" } });
  expect(taskNamed(await planOf(jira.id), "Training")).toMatchObject({ percentComplete: 100 });
});

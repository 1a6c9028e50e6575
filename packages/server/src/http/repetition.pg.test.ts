/** A write that is sent twice happens once, a dry run stores nothing, and nobody overwrites what they have not seen: on every operation (C11, C12). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { operationsOf, type Operation, type Schema } from "../testing/api/operations.fixture.ts";
import { sampleFor, touch, type Sample } from "../testing/api/samples.fixture.ts";
import { oneWorld, pictureOf } from "../testing/api/world.fixture.ts";
import { startMailServer, type MailServer } from "../testing/mail-server.fixture.ts";
import { freshKey, type Asked } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";

let world: Awaited<ReturnType<typeof oneWorld>>;
let writes: readonly Operation[];
let mail: MailServer;
beforeAll(async () => {
  // Reports leave by mail as well.
  mail = await startMailServer();
  world = await oneWorld({ SMTP_URL: mail.url, LEADLINE_PUBLIC_URL: "https://plans.example.org" });
  const operations = await operationsOf(world.server);
  writes = operations.filter(({ isWrite, operationId, url }) => isWrite && KEYLESS[operationId] === undefined && !ABOUT_SIGNING_IN.test(url));
  expect(writes.length).toBeGreaterThanOrEqual(12);
});
afterAll(async () => {
  await world.stop();
  await mail.stop();
});

/** Secrets come and sessions go: no answer of these is kept for repetitions, and none of them stores anything of a workspace. */
const ABOUT_SIGNING_IN = /^\/api\/v1\/(sign-in|account|sessions)(\/|$)/;

/** Writes without an Idempotency-Key, each with its reason. */
const KEYLESS: Readonly<Record<string, string>> = {
  acceptInvitation: "needs the invitation of another workspace: tested beside invitations",
  previewInvitation: "asks what an invitation says; its secret must not stand in an address",
  deliverWebhook: "a tracker sends no key: the same bytes have one effect, tested beside webhooks",
  resetForTests: "only where the program was started for tests; empties everything, the keys too",
};

/** Writes that may have had their effect before: nothing more is stored. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  removeBackup: "takes a file out of a folder, no row out of a table",
  chooseWorkspace: "the choice stands in the session",
  mailReport: "a letter leaves the house, and no row tells of it",
};

function send(operation: Operation, { path, body, headers }: Sample, key: string | undefined, more = ""): Promise<Asked> {
  const address = more === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${more}`;
  return world.ask(operation.method, address, { headers, ...(key === undefined ? {} : { key }), ...(body === undefined ? {} : { body }) });
}

test("every write takes an Idempotency-Key and can be tried without being stored (C11)", () => {
  for (const { operationId, hasKey, hasDryRun } of writes) expect.soft([hasKey, hasDryRun], `${operationId}: writeHeaders and writeQuery of http/route.ts`).toEqual([true, true]);
});

test("the same write sent twice has one effect and the same answer; with another body it is refused (C11)", async () => {
  reached("C11", `${writes.length} of ${writes.length} writes of workspaces; ${Object.keys(KEYLESS).length} others listed with reasons, besides those about signing in`);
  for (const operation of writes) {
    const what = `${operation.method} ${operation.url}`;
    if (operation.operationId === "removeSamples") await world.ask("POST", "/samples", { body: {} });
    const sample = await sampleFor(world, operation);
    const key = freshKey();
    const before = await pictureOf(world);
    const first = await send(operation, sample, key);
    expect.soft(first.status, `${what} must succeed for this test: ${first.text.slice(0, 300)}. Give it a body in packages/server/src/testing/api/samples.fixture.ts.`).toBeLessThan(300);
    const after = await pictureOf(world);
    if (WITHOUT_EFFECT[operation.operationId] === undefined) expect.soft(after, `${what} has an effect`).not.toEqual(before);
    const second = await send(operation, sample, key);
    expect.soft([second.status, second.text], `${what}, sent again`).toEqual([first.status, first.text]);
    expect.soft(await pictureOf(world), `${what}, sent again, stores`).toEqual(after);
    const other = ONE_BODY_ONLY.has(operation.operationId) ? undefined : otherBody(sample.body, operation.body);
    const refused = other === undefined ? await send(operation, sample, key, "dryRun=false") : await send(operation, { ...sample, body: other }, key);
    expect.soft([refused.status, refused.body["code"]], `${what} with the key of another request`).toEqual([422, "idempotency/other-request"]);
    expect.soft(await pictureOf(world), `${what}, refused, stores`).toEqual(after);
    if (operation.operationId === "addSamples") await world.ask("DELETE", "/samples");
  }
});

/** Another body would be refused for itself. */
const ONE_BODY_ONLY = new Set(["chooseWorkspace", "addRole", "addToken"]);

/** The same kind of body with another content; nothing where there is no body or only what the schema prescribes. */
function otherBody(body: unknown, schema: Schema | undefined): unknown {
  if (body instanceof Uint8Array) return Buffer.concat([body, Buffer.from("\n")]);
  if (typeof body !== "object" || body === null) return undefined;
  for (const [name, value] of Object.entries(body)) {
    const { enum: choices, const: fixed, format, pattern } = schema?.properties?.[name] ?? {};
    if (typeof value === "string" && !choices && fixed === undefined && format === undefined && pattern === undefined) return { ...body, [name]: name === "start" ? "2027-03-02" : `${value} 2` };
    if (typeof value === "number") return { ...body, [name]: value + 1 };
  }
  return undefined;
}

test("a write without a key is refused before anything happens (C11)", async () => {
  for (const operation of writes) {
    const { path, body, headers } = await sampleFor(world, operation);
    const before = await pictureOf(world);
    const isFile = body instanceof Uint8Array;
    const response = await fetch(new URL(path, world.server.address), {
      method: operation.method,
      headers: { cookie: world.cookie, ...headers, ...(body === undefined ? {} : { "content-type": isFile ? "application/octet-stream" : "application/json" }) },
      ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    expect.soft([response.status, await response.json()], operation.operationId).toMatchObject([400, { code: "idempotency/missing" }]);
    expect.soft(await pictureOf(world), operation.operationId).toEqual(before);
  }
});

test("a dry run answers before and after, and stores nothing (C11)", async () => {
  for (const operation of writes) {
    if (operation.operationId === "removeSamples") await world.ask("POST", "/samples", { body: {} });
    const sample = await sampleFor(world, operation);
    const before = await pictureOf(world);
    const key = freshKey();
    const answer = await send(operation, sample, key, "dryRun=true");
    expect.soft([answer.status, answer.body["dryRun"]], `${operation.method} ${operation.url}: ${answer.text.slice(0, 300)}`).toEqual([200, true]);
    expect.soft(Object.keys(answer.body), operation.operationId).toEqual(expect.arrayContaining(["before", "after"]));
    expect.soft(await pictureOf(world), operation.operationId).toEqual(before);
    // The key of a dry run is free for the real one.
    expect.soft((await send(operation, sample, key)).status, `${operation.operationId} after its dry run`).toBeLessThan(300);
    if (operation.operationId === "addSamples") await world.ask("DELETE", "/samples");
  }
});

/** Changes of things that have no revision, each with its reason. */
const WITHOUT_REVISION: Readonly<Record<string, string>> = {
  removeSamples: "takes away whatever samples there are",
  deleteAttachment: "a file never changes",
  removeBackup: "a backup never changes",
  chooseWorkspace: "a choice, no change of a thing",
  withdrawInvitation: "an invitation never changes",
  endMemberSessions: "ends what is there at the moment; the membership stays as it is",
  revokeToken: "a token never changes",
  revokeShareLink: "a link never changes",
  cancelJob: "a job that has ended stays as it is",
};

test("a change of what has a revision asks for the one that was seen (C12)", async () => {
  const changes = writes.filter(({ method }) => method !== "POST");
  reached("C12", `${changes.filter(({ hasRevision }) => hasRevision).length} of ${changes.length} PATCH, PUT, DELETE have a revision and ask for it; the others are listed with reasons`);
  for (const operation of changes) {
    const what = `${operation.method} ${operation.url}`;
    if (!operation.hasRevision) {
      expect.soft(WITHOUT_REVISION[operation.operationId], `${what}: matchHeaders of http/route.ts, or a reason in WITHOUT_REVISION`).toBeDefined();
      continue;
    }
    const sample = await sampleFor(world, operation);
    await touch(world, operation, sample.ids);
    const before = await pictureOf(world);
    const ask = (headers: Readonly<Record<string, string>>): Promise<Asked> => send(operation, { ...sample, headers }, freshKey());
    expect.soft(await ask({}), `${what} without If-Match`).toMatchObject({ status: 428, body: { code: "revision/missing" } });
    expect.soft((await ask(sample.headers)).status, `${what} with an old revision`).toBe(409);
    expect.soft((await ask({ "if-match": '"999999"' })).status, `${what} with a revision that is not there yet`).toBe(409);
    expect.soft((await ask({ "if-match": "*" })).status, `${what} with any revision`).toBe(409);
    expect.soft(await pictureOf(world), what).toEqual(before);
  }
});

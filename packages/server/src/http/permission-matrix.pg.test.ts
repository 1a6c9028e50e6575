/** Who may do what: every operation asked as every role, against a table that people read (C3). */
import { afterAll, beforeAll, expect, test } from "vitest";
import { isGrantable } from "../access/permission.ts";
import { WORKSPACE_ROLES } from "../access/role.ts";
import { operationsOf, type Operation } from "../testing/api/operations.fixture.ts";
import { sampleFor, type Sample } from "../testing/api/samples.fixture.ts";
import { oneWorld, pictureOf } from "../testing/api/world.fixture.ts";
import { freshKey } from "../testing/test-server.fixture.ts";
import { reached } from "../testing/trust-report.fixture.ts";

const ROLES = ["owner", "manager", "contributor", "viewer", "guest"] as const;
type Role = (typeof ROLES)[number];

let world: Awaited<ReturnType<typeof oneWorld>>;
let operations: readonly Operation[];
const cookies = new Map<Role, string>();
beforeAll(async () => {
  world = await oneWorld();
  operations = await operationsOf(world.server);
  cookies.set("owner", world.cookie);
  for (const role of ROLES.slice(1)) cookies.set(role, await joined(role));
});
afterAll(() => world.stop());

/** Signs somebody in who has this role in the workspace, and none on any project. */
async function joined(role: Role): Promise<string> {
  const { body } = await world.ask("POST", "/invitations", { body: { email: `${role}@${world.marker}.example`, role } });
  const answer = await world.server.ask("POST", "/sign-in/join", { body: { token: String(body["token"]), name: role, password: `five small ${role} boats ${world.marker}` } });
  if (answer.status !== 201) throw new Error(`the ${role} could not join: ${answer.text}`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

/** What the operation answers, without being carried out; streams are left as soon as they open. */
async function statusOf(operation: Operation, { path, body, headers }: Sample, cookie: string | undefined): Promise<number> {
  const isFile = body instanceof Uint8Array;
  const address = new URL(path, world.server.address);
  if (operation.hasDryRun) address.searchParams.set("dryRun", "true");
  const leave = new AbortController();
  const response = await fetch(address, {
    method: operation.method,
    signal: leave.signal,
    headers: {
      ...headers,
      ...(cookie === undefined ? {} : { cookie }),
      ...(operation.isWrite ? { "idempotency-key": freshKey() } : {}),
      ...(body === undefined ? {} : { "content-type": isFile ? "application/octet-stream" : "application/json" }),
    },
    ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  leave.abort();
  return response.status;
}

/** About one's own account: who is signed in may, whatever their role. Carried out, they would end the sessions of this test. */
function isAskable({ permission, isWrite, hasDryRun }: Operation): boolean {
  return permission !== "test.reset" && (!isWrite || hasDryRun) && (isGrantable(permission) || !isWrite);
}

/** Handlers that allow more than the declared right, or look closer than it, each with its reason. */
const CLOSER: Readonly<Record<string, string>> = {
  removeMember: "everybody may leave; removing others needs members.manage",
  publishReport: "a report says what the project costs as well: nobody publishes what they may not see",
  correctReport: "as publishing",
  withdrawReport: "as publishing",
  answerTeamEstimate: "only those who are asked may answer; for others it does not exist",
  revokeToken: "everybody may end their own; those of others need tokens.manage, and without it they do not exist",
};

test("every operation asked as every role is answered as the table says (C3)", async () => {
  const lines: string[] = [];
  for (const operation of [...operations].sort((a, b) => (`${a.url} ${a.method}` < `${b.url} ${b.method}` ? -1 : 1))) {
    const { method, url, permission, operationId } = operation;
    const head = `${method.padEnd(6)} ${url.padEnd(62)} ${permission.padEnd(17)}`;
    if (!isAskable(operation)) {
      lines.push(`${head} (not asked here)`);
      continue;
    }
    const sample = await sampleFor(world, operation);
    const before = operation.isWrite ? await pictureOf(world) : [];
    const cells: string[] = [];
    for (const role of ROLES) {
      const status = await statusOf(operation, sample, cookies.get(role));
      const may = status < 300;
      cells.push(may ? "yes" : String(status));
      const rights: readonly string[] = WORKSPACE_ROLES[role].permissions;
      const expected = !isGrantable(permission) || rights.includes(permission);
      if (CLOSER[operationId] === undefined) expect.soft(may, `${role}: ${method} ${url} (${permission}) answered ${status}`).toBe(expected);
    }
    const stranger = await statusOf(operation, sample, undefined);
    cells.push(stranger < 300 ? "yes" : String(stranger));
    expect.soft(stranger < 300, `nobody: ${method} ${url} answered ${stranger}`).toBe(permission === "public");
    if (operation.isWrite) expect.soft(await pictureOf(world), `${method} ${url} was only tried`).toEqual(before);
    lines.push(`${head} ${cells.map((cell) => cell.padEnd(8)).join("")}`.trimEnd());
  }
  const heads = ["owner", "manager", "contrib.", "viewer", "guest", "nobody"].map((head) => head.padEnd(8)).join("").trimEnd();
  reached("C3", `${operations.length} operations, ${lines.filter((line) => !line.includes("not asked")).length} asked as 5 roles and as nobody, 0 undeclared`);
  await expect(`Who may do what. yes: may; 401: sign in first; 403: may see, but not do; 404: may not even see.\nWritten by: npx vitest run packages/server/src/http/permission-matrix.pg.test.ts -u\n\n${"".padEnd(87)} ${heads}\n${lines.join("\n")}\n`).toMatchFileSnapshot("permission-matrix.txt");
});

test("every operation declares its permission (C3)", () => {
  for (const { operationId, permission } of operations) expect.soft(["public", "signed-in", "hook.signed", "test.reset"].includes(permission) || isGrantable(permission), operationId).toBe(true);
});

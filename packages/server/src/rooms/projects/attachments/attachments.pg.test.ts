/** Attached files as a browser meets them: taken in by content, handed out as downloads, taken away, and told by the log. */
import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withClient } from "../../../storage/database-access.ts";
import { freshKey, insertTasks, startTestServer, type Asked, type TestServer } from "../../../testing/test-server.fixture.ts";

let server: TestServer;
let projectId: string;
beforeAll(async () => {
  server = await startTestServer({ environment: { LEADLINE_ATTACHMENT_MAX_MB: "1", LEADLINE_ATTACHMENTS_TOTAL_MB: "3" } });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.ask("POST", "/test/reset", { body: {} });
  projectId = String((await server.ask("POST", "/projects", { body: { name: "With files" } })).body.id);
});

function attach(content: Uint8Array, query = "name=a.txt", given: { readonly key?: string; readonly type?: string } = {}): Promise<Asked> {
  return server.ask("POST", `/projects/${projectId}/attachments?${query}`, { body: content, ...(given.key === undefined ? {} : { key: given.key }), headers: given.type === undefined ? {} : { "content-type": given.type } });
}

const text = (content: string): Uint8Array => Buffer.from(content);

async function rowCounts(): Promise<readonly number[]> {
  return withClient(server.access.administrator, async (client) => {
    const { rows } = await client.query<{ a: number; c: number; p: number }>("SELECT (SELECT count(*)::int FROM attachment) a, (SELECT count(*)::int FROM attachment_content) c, (SELECT count(*)::int FROM attachment_piece) p");
    return Object.values(rows[0] ?? {});
  });
}

test("a file comes back byte for byte, whatever its size", async () => {
  for (const size of [0, 1, 262_143, 262_144, 262_145, 700_000]) {
    const content = randomBytes(size);
    const answer = await attach(content, "name=some.bin");
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ projectId, name: "some.bin", bytes: size, sha256: createHash("sha256").update(content).digest("hex") });
    const download = await fetch(`${server.address}${String(answer.body.address)}`);
    expect(Buffer.from(await download.arrayBuffer()).equals(content)).toBe(true);
    expect(download.headers.get("content-length")).toBe(String(size));
  }
});

test("a page, a drawing or a script is handed out as text to keep, in a sandbox, whatever the sender calls it (C22)", async () => {
  for (const [content, name, type] of [
    ["<script>alert(1)</script>", "x.html", "text/html"],
    ["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "x.svg", "image/svg+xml"],
    ["alert(document.cookie)", "x.js", "text/javascript"],
  ] as const) {
    const { body, status } = await attach(text(content), `name=${name}`, { type });
    expect([status, body.mediaType]).toEqual([201, "text/plain"]);
    const download = await fetch(`${server.address}${String(body.address)}`);
    expect(download.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(download.headers.get("content-disposition")).toMatch(/^attachment; filename="x\.(html|svg|js)"/);
    expect(download.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect(download.headers.get("x-content-type-options")).toBe("nosniff");
    expect(download.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    await download.body?.cancel();
  }
});

test("no page can load a file as a part of itself, and its path is none of the API's or of the pages' (C22)", async () => {
  const { body } = await attach(text("alert(1)"));
  const address = String(body.address);
  expect(address).toBe(`/files/${projectId}/${String(body.id)}`);
  for (const use of ["script", "style", "worker", "serviceworker", "iframe", "object", "embed"]) {
    const answer = await fetch(server.address + address, { headers: { "sec-fetch-dest": use } });
    expect.soft(answer.status, use).toBe(403);
    await answer.body?.cancel();
  }
  for (const use of ["document", "empty", "image"]) expect.soft((await fetch(server.address + address, { headers: { "sec-fetch-dest": use } })).status, use).toBe(200);
});

test("names are for people: no path, no second header, no turned line (C22)", async () => {
  const { body } = await attach(text("x"), `name=${encodeURIComponent('../a"b\r\nx: y/Über\u202eblick.txt')}`);
  expect(body.name).toBe("Überblick.txt");
  const download = await fetch(`${server.address}${String(body.address)}`);
  expect(download.headers.get("content-disposition")).toBe(`attachment; filename="_berblick.txt"; filename*=UTF-8''%C3%9Cberblick.txt`);
});

test("files are listed page by page, of a project or of one task, and taken away with their content", async () => {
  await server.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 1, commands: [insertTasks(["A"])] } });
  const ids: string[] = [];
  for (const query of ["name=1.txt", "name=2.txt&taskId=t1", "name=3.txt"]) ids.push(String((await attach(text(query), query)).body.id));
  const first = await server.ask("GET", `/projects/${projectId}/attachments?limit=2`);
  const second = await server.ask("GET", `/projects/${projectId}/attachments?limit=2&cursor=${String(first.body.nextCursor)}`);
  const idsOf = ({ body }: Asked) => (body.attachments as unknown as { id: string }[]).map(({ id }) => id);
  expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
  expect(second.body.nextCursor).toBeNull();
  expect(idsOf(await server.ask("GET", `/projects/${projectId}/attachments?taskId=t1`))).toEqual([ids[1]]);
  expect((await server.ask("DELETE", `/projects/${projectId}/attachments/${ids[1]}`)).status).toBe(200);
  expect((await server.ask("GET", `/projects/${projectId}/attachments/${ids[1]}`)).status).toBe(404);
  expect(await rowCounts()).toEqual([2, 2, 2]);
});

test("the same content is kept once, and for as long as anything needs it", async () => {
  const [one, two] = [await attach(text("same"), "name=1.txt"), await attach(text("same"), "name=2.txt")];
  expect(await rowCounts()).toEqual([2, 1, 1]);
  await server.ask("DELETE", `/projects/${projectId}/attachments/${String(one.body.id)}`);
  expect(await (await fetch(`${server.address}${String(two.body.address)}`)).text()).toBe("same");
  await server.ask("DELETE", `/projects/${projectId}/attachments/${String(two.body.id)}`);
  expect(await rowCounts()).toEqual([0, 0, 0]);
});

test("every file that comes or goes is an entry of the project's log", async () => {
  const { body } = await attach(text("x"), "name=plan.txt");
  await server.ask("DELETE", `/projects/${projectId}/attachments/${String(body.id)}`);
  const { body: history } = await server.ask("GET", `/projects/${projectId}/history`);
  expect(history.changes).toMatchObject([{ revision: 3, label: "Remove “plan.txt”" }, { revision: 2, label: "Attach “plan.txt”" }, { revision: 1 }]);
  const causes = await withClient(server.access.administrator, (client) => client.query<{ cause: object }>("SELECT convert_from(leaf, 'UTF8')::jsonb -> 'cause' AS cause FROM change WHERE project_id = $1 AND revision > 1 ORDER BY revision", [projectId]));
  expect(causes.rows).toMatchObject([{ cause: { attachment: { id: body.id, digest: body.sha256, isRemoved: false } } }, { cause: { attachment: { id: body.id, isRemoved: true } } }]);
});

test("the same upload sent again is one file; the same key with another file is refused", async () => {
  const key = freshKey();
  const first = await attach(text("one"), "name=a.txt", { key });
  const again = await attach(text("one"), "name=a.txt", { key });
  expect([again.status, again.text]).toEqual([first.status, first.text]);
  expect((await attach(text("two"), "name=a.txt", { key })).status).toBe(422);
  expect((await attach(text("one"), "name=b.txt", { key })).status).toBe(422);
  expect(await rowCounts()).toEqual([1, 1, 1]);
});

test("a dry run answers what would be, and keeps nothing", async () => {
  const answer = await attach(text("x"), "name=a.txt&dryRun=true");
  expect([answer.status, answer.body.dryRun, answer.body.name]).toEqual([200, true, "a.txt"]);
  expect(await rowCounts()).toEqual([0, 0, 0]);
});

test("a file that is too large is refused, announced or not, and so is one for which there is no room", async () => {
  const answer = await attach(Buffer.alloc(1_100_000));
  expect([answer.status, answer.body.code]).toEqual([413, "request/too-large"]);
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
  const cut = await fetch(`${server.address}/api/v1/projects/${projectId}/attachments?name=x`, { method: "POST", headers: { "content-type": "application/octet-stream", "idempotency-key": freshKey() }, body: endless, duplex: "half" } as RequestInit & { duplex: "half" }).then((response) => response.status, () => 413);
  expect(cut).toBe(413);
  for (let file = 0; file < 3; file += 1) expect((await attach(randomBytes(1_000_000))).status).toBe(201);
  const full = await attach(randomBytes(1_000_000));
  expect([full.status, full.body.code, full.body.detail]).toEqual([422, "attachment/no-room", expect.stringContaining("3 MB")]);
});

test("a task or project that is not there is told before the file is taken", async () => {
  expect((await attach(text("x"), "name=a.txt&taskId=nobody")).body).toMatchObject({ status: 404, detail: "There is no such task in this project." });
  expect((await server.ask("POST", "/projects/nobody/attachments?name=a.txt", { body: text("x") })).status).toBe(404);
  const other = String((await server.ask("POST", "/projects", { body: { name: "Other" } })).body.id);
  const { body } = await attach(text("x"));
  expect((await server.ask("GET", `/projects/${other}/attachments/${String(body.id)}`)).status).toBe(404);
  expect((await fetch(`${server.address}/files/${other}/${String(body.id)}`)).status).toBe(404);
});

test("files go with their project", async () => {
  await server.ask("POST", "/samples", { body: {} });
  const { body } = await server.ask("GET", "/projects");
  const sample = (body.projects as unknown as { id: string; sample: boolean }[]).find((project) => project.sample);
  expect((await server.ask("POST", `/projects/${sample?.id}/attachments?name=a.txt`, { body: text("x") })).status).toBe(201);
  expect((await server.ask("DELETE", "/samples")).status).toBe(200);
  expect((await rowCounts())[0]).toBe(0);
});

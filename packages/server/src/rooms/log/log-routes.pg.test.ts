/** Over HTTP a log is signed, proven entry by entry, and shown to have only grown. */
import { createHash, createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../../storage/database-access.ts";
import { insertTasks, startTestServer, type Json, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
let projectId: string;
beforeAll(async () => {
  server = await startTestServer();
  const { body } = await server.ask("POST", "/projects", { body: { name: "Proven", start: "2026-03-02" } });
  projectId = String(body.id);
  for (let revision = 1; revision < 7; revision += 1) await server.ask("POST", `/projects/${projectId}/commands`, { body: { revision, commands: [insertTasks([`T${revision}`], `t${revision}-`)] } });
}, 60_000);
afterAll(() => server.stop());

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();

/** Checked with nothing but what the specification says. */
async function isSigned(note: string): Promise<boolean> {
  const { body } = await server.ask("GET", "/log/key");
  const raw = Buffer.from(String(body.publicKey), "base64");
  const [, text = "", name = "", base64 = ""] = /^([\s\S]*\n)\n— (\S+) (\S+)\n$/.exec(note) ?? [];
  const bytes = Buffer.from(base64, "base64");
  const id = sha256(Buffer.from(`${name}\n`), Buffer.of(1), raw).subarray(0, 4);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") }, format: "jwk" });
  return text.startsWith(`${name}\n`) && bytes.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), key, bytes.subarray(4));
}

test("the newest state of a project's log is signed as a C2SP checkpoint, and noted in the workspace's log", async () => {
  const { status, body } = await server.ask("GET", `/projects/${projectId}/log/checkpoint`);
  expect([status, body.size]).toEqual([200, 7]);
  expect(String(body.note)).toMatch(new RegExp(`^${String(body.origin)}\n7\n`));
  expect(String(body.origin)).toContain(projectId);
  expect(await isSigned(String(body.note))).toBe(true);
  expect((await server.ask("GET", `/projects/${projectId}/log/checkpoint`)).body).toEqual(body);
  const entries = await server.ask("GET", "/log/entries");
  expect(entries.body.entries).toMatchObject([{ event: { type: "log.anchored", proof: { projects: [{ projectId, size: 7, root: body.root }] } } }, { actor: "local", label: "Created “Proven”", event: { type: "project.created", proof: { projectId, key: "PROV" } } }]);
});

test("the workspace's log is read in pages, newest first", async () => {
  const first = await server.ask("GET", "/log/entries?limit=1");
  const second = await server.ask("GET", `/log/entries?limit=1&cursor=${String(first.body.nextCursor)}`);
  expect([first.body.entries[0]?.position, second.body.entries[0]?.position, second.body.nextCursor]).toEqual([2, 1, null]);
  expect((await server.ask("GET", "/log/entries?cursor=abc")).status).toBe(400);
});

test("one entry is led to the signed root by its proof", async () => {
  const { body } = await server.ask("GET", `/projects/${projectId}/log/proof?revision=3`);
  const hashes = (body.hashes as unknown as string[]).map((hash) => Buffer.from(hash, "base64"));
  const [leaf, right = leaf, left = leaf, top = leaf] = [sha256(Buffer.of(0), Buffer.from(String(body.leaf), "base64")), ...hashes];
  expect(hashes.length).toBe(3);
  const root = sha256(Buffer.of(1), sha256(Buffer.of(1), left, sha256(Buffer.of(1), leaf, right)), top);
  expect(root.toString("base64")).toBe(String(body.checkpoint?.root));
  expect((await server.ask("GET", `/projects/${projectId}/log/proof?revision=99`)).body.detail).toBe("The project's log has 7 entries; there is no entry 99.");
});

test("the proof is also a file for other tools", async () => {
  const { text, headers } = await server.ask("GET", `/projects/${projectId}/log/tlog-proof?revision=7`);
  expect(headers.get("content-disposition")).toContain("entry-7.tlog-proof");
  expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra \S+\nindex 6\n(\S+\n){2}\nleadline\//);
});

test("an older state is proven to be the beginning of a newer one; a larger one than there is was cut off", async () => {
  const { body } = await server.ask("GET", `/projects/${projectId}/log/consistency?from=4&to=7`);
  expect(body.hashes).toHaveLength(1);
  expect((await server.ask("GET", `/projects/${projectId}/log/consistency?from=4&to=8`)).body).toMatchObject({ status: 404, detail: expect.stringMatching(/7 entries, not 8.*taken away/) });
  expect((await server.ask("GET", `/projects/${projectId}/log/consistency?from=5&to=4`)).status).toBe(400);
  expect((await server.ask("GET", "/log/consistency?from=1&to=2")).body.hashes).toHaveLength(1);
});

test("a removed project leaves its size and root in the workspace's log", async () => {
  const { body } = await server.ask("POST", "/samples");
  const [sample] = body.projects as unknown as Json[];
  await server.ask("DELETE", "/samples");
  const { body: log } = await server.ask("GET", "/log/entries?limit=10");
  const removed = (log.entries as unknown as Json[]).find(({ event }) => event?.type as unknown === "project.removed" && event?.proof?.projectId === sample?.id);
  expect(removed).toMatchObject({ actor: "local", event: { proof: { size: sample?.revision, root: expect.stringMatching(/^[\w+/]{43}=$/) } } });
});

test("the page of the log sees what is signed and what not yet", async () => {
  const { body } = await server.ask("GET", "/log");
  expect(body).toMatchObject({ unsignedProjects: 0, checkpoint: null });
  await server.ask("POST", `/projects/${projectId}/commands`, { body: { revision: 7, commands: [insertTasks(["More"], "m")] } });
  expect((await server.ask("GET", "/log")).body.unsignedProjects).toBe(1);
  const { body: checkpoint } = await server.ask("GET", "/log/checkpoint");
  expect(await isSigned(String(checkpoint.note))).toBe(true);
});

test("a log whose entries are no longer what was signed is signed no more", async () => {
  await withClient(server.access.administrator, async (client) => {
    await client.query("SELECT set_config('leadline.removing_project', 'on', false)");
    await client.query("DELETE FROM change WHERE project_id = $1 AND revision > 6", [projectId]);
  });
  const { body } = await server.ask("GET", `/projects/${projectId}/log/checkpoint`);
  expect(body).toMatchObject({ status: 500, code: "log/contradicted", detail: expect.stringContaining(projectId) });
});

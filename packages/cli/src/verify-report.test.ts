/** `leadline verify` of reports: a whole one is called whole in every format, and what was altered is named. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { draftReport } from "@leadline/engine/report/draft.ts";
import { statusInput } from "@leadline/engine/status/status-plan.fixture.ts";
import { REPORT_FORMATS, writeReportFile, type ReportFile } from "@leadline/formats/report/report-file.ts";
import { rootWords } from "@leadline/verifier/root-words.ts";
import { afterAll, expect, test } from "vitest";
import { verifyVerb, type VerifyOptions } from "./verify-verb.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const key = Buffer.from(String(publicKey.export({ format: "jwk" }).x), "base64url");
const sha = (...parts: readonly Buffer[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const salt = Buffer.alloc(32, 7);

/** A log of one entry, signed. */
function signedFile(content: object): ReportFile {
  const text = canonicalJson(content);
  const sealed = ["", "", sha(salt, Buffer.from(JSON.stringify(text))).toString("base64")];
  const leaf = Buffer.from(canonicalJson({ projectId: "p", revision: 1, at: "2026-03-16T10:00:00.000Z", actor: "u1", change: { added: [{ kind: "statusReport", record: { id: "report-1-1", number: 1, version: 1, content: { sealed: 2 } } }], updated: [], removed: [] }, sealed }));
  const root = sha(Buffer.of(0), leaf);
  const origin = "leadline/w/p";
  const said = `${origin}\n1\n${root.toString("base64")}\n`;
  const signature = Buffer.concat([sha(Buffer.from(`${origin}\n`), Buffer.of(1), key).subarray(0, 4), sign(null, Buffer.from(said), privateKey)]);
  const note = `${said}\n— ${origin} ${signature.toString("base64")}\n`;
  return { format: "leadline-report-file/1", writer: 1, audience: "team", content: text, proof: { size: 1, words: rootWords(root), note, publicKey: key.toString("base64"), entry: 1, leaf: leaf.toString("base64"), path: [], salts: { content: salt.toString("hex") } } };
}

const { body } = draftReport({ ...statusInput(), reports: [], engine: "1.0.0" });
const CONTENT = { ...body, version: 1, publishedAt: 1_773_655_200_000, publishedBy: "Ada", texts: [] };
const WHOLE = signedFile(CONTENT);

async function run(name: string, bytes: Uint8Array, options: VerifyOptions = { key: key.toString("base64") }): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const printed: string[] = [];
  const outcome = await verifyVerb(path, options, { print: (text) => void printed.push(text), tell: () => undefined, emphasize: (text) => text, width: undefined });
  return `${outcome.ok ? "whole" : "altered"}: ${printed.join("")}`;
}

test.for(REPORT_FORMATS)("a report as %s is whole by the key, and without one the notes say what that is worth", async (format) => {
  const bytes = writeReportFile(WHOLE, format);
  expect(await run(`r.${format}`, bytes)).toMatch(/^whole: .*report 1, version 1, of "Branch refresh": checkpoint 1, .*Nothing was altered/s);
  expect(await run(`r.${format}`, bytes, {})).toMatch(/^whole: .*with the key that the file itself names/s);
});

test("altered content, words, pages and signatures are named", async () => {
  const forged = (more: Partial<ReportFile>): Uint8Array => writeReportFile({ ...WHOLE, ...more }, "pdf");
  const better = WHOLE.content.replace('"call":"onTrack"', '"call":"atRisk"');
  expect(better).not.toBe(WHOLE.content);
  expect(await run("a.pdf", forged({ content: better }))).toMatch(/^altered: ALTERED report 1, content: it is not what was published/);
  expect(await run("b.pdf", forged({ proof: { ...WHOLE.proof, words: "babab ".repeat(8).trim() } }))).toMatch(/^altered: ALTERED report 1, words/);
  const page = Buffer.from(writeReportFile(WHOLE, "pdf")).toString("latin1");
  expect(await run("c.pdf", Buffer.from(page.replace("(On track)", "(At risk!)"), "latin1"))).toMatch(/^altered: ALTERED report, page: it shows something else/);
  expect(await run("d.pdf", writeReportFile(WHOLE, "pdf"), { key: Buffer.alloc(32, 1).toString("base64") })).toMatch(/^altered: ALTERED report 1: the checkpoint is not signed by the given key/);
  expect(await run("e.md", Buffer.from(Buffer.from(writeReportFile(WHOLE, "md")).toString().replace(/-----BEGIN[\s\S]*END LEADLINE REPORT-----/, "")))).toMatch(/^altered: ALTERED report: There is no report in this file/);
});

test("a report is a checkpoint that its reader kept: another past of the same length is caught by it", async () => {
  const kept = join(folder, "kept.pdf");
  writeFileSync(kept, writeReportFile(WHOLE, "pdf"));
  const other = signedFile({ ...CONTENT, publishedBy: "Bob" });
  expect(await run("other.pdf", writeReportFile(other, "pdf"))).toMatch(/^whole/);
  expect(await run("other.pdf", writeReportFile(other, "pdf"), { key: key.toString("base64"), checkpoint: kept })).toMatch(/^altered: .*another root for the same number of entries/);
  expect(await run("same.pdf", writeReportFile(WHOLE, "pdf"), { key: key.toString("base64"), checkpoint: kept })).toMatch(/^whole/);
});

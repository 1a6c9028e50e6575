/** Verifies one published report offline: that its texts are those which the signed log binds, in the place that they claim. */
import { listOf, parsedRow, rowOf, shown, type Row } from "./plain-data.ts";
import { rootWords } from "./root-words.ts";
import { commitmentOf, headOf } from "./signed-log.ts";
import type { Finding, Report } from "./verification.ts";
import { verifyProof } from "./verify.ts";

/** What a file of a report carries. */
export interface CarriedReport {
  /** Canonical JSON, as it was logged. */
  readonly content: string;
  readonly costs?: string;
  readonly proof: Readonly<Record<string, unknown>>;
}

/** Without trusted keys the one that the file names itself is taken, and the notes say so. */
export function verifyReport({ content, costs, proof }: CarriedReport, { keys, kept }: { readonly keys: readonly Buffer[]; readonly kept: readonly string[] }): Report {
  const note = String(proof["note"]);
  const head = headOf(note);
  const index = Number(proof["entry"]) - 1;
  const path = Array.isArray(proof["path"]) ? proof["path"].map(String) : [];
  const text = ["c2sp.org/tlog-proof@v1", `extra ${String(proof["leaf"])}`, `index ${index}`, ...path, "", note].join("\n");
  const own = Buffer.from(String(proof["publicKey"]), "base64");
  const proven = verifyProof(text, { keys: keys.length > 0 ? keys : [own], kept });
  const leaf = parsedRow(Buffer.from(String(proof["leaf"]), "base64").toString("utf8")) ?? {};
  const record = listOf(rowOf(leaf["change"])["added"]).map((item) => (item["kind"] === "statusReport" ? rowOf(item["record"]) : undefined)).find((one) => one !== undefined);
  const said = parsedRow(content) ?? {};
  const name = `report ${shown(said["number"])}`;
  const findings: Finding[] = proven.findings.map(({ sentence }) => ({ table: "report", sentence: sentence.replace("proof:", `${name}:`) }));
  const wrong = (field: string, sentence: string): void => void findings.push({ table: "report", kind: "statusReport", field, sentence: `${name}, ${field}: ${sentence}` });
  if (!record) wrong("entry", "the entry of the log that this file carries publishes no report.");
  else {
    const seals = { leaf, record, salts: rowOf(proof["salts"]) };
    if (!isBound(seals, "content", content)) wrong("content", "it is not what was published: a text, a number or a date of it was altered.");
    if (costs !== undefined && !isBound(seals, "costs", costs)) wrong("costs", "they are not what was published.");
    for (const field of ["number", "version"]) if (said[field] !== record[field]) wrong(field, `the file says ${shown(said[field])}, the log ${shown(record[field])}.`);
  }
  if (head && (proof["words"] !== rootWords(Buffer.from(head.root, "base64")) || proof["size"] !== head.size)) wrong("words", "the printed words or the size are not those of the signed root.");
  const trust = keys.length > 0 ? [] : ["The signature was checked with the key that the file itself names. Give the key that you trust with --key, or compare the eight words with another copy."];
  return { ...proven, findings, notes: [...proven.notes, `${name}, version ${shown(said["version"])}, of ${shown(said["project"])}: checkpoint ${head?.size ?? 0}, ${String(proof["words"])}.`, ...trust] };
}

function isBound({ leaf, record, salts }: { readonly leaf: Row; readonly record: Row; readonly salts: Row }, field: string, text: string): boolean {
  const { sealed } = rowOf(record[field]);
  const bound = typeof sealed === "number" && Array.isArray(leaf["sealed"]) ? (leaf["sealed"] as readonly unknown[])[sealed] : undefined;
  const salt = Buffer.from(String(salts[field]), "hex");
  // What is sealed is the value as JSON: of a text, the text in quotes.
  return salt.length === 32 && bound === commitmentOf(salt, JSON.stringify(text));
}

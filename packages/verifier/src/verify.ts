/** The program: `node verify.mjs FILE [--key K] [--checkpoint C] [--json]` verifies an export or a proof with nothing but Node. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { parsedRow, shown } from "./plain-data.ts";
import { headOf, isSignedBy, leafHash, rootByPath } from "./signed-log.ts";
import { keptNote, publicKeyOf, textOf } from "./words.ts";
import { startVerification, type Line, type Report } from "./verification.ts";

const USAGE = "usage: verify FILE [--key K] [--checkpoint C] [--json]\nFILE is an export (.ndjson, also .gz) or a proof (.tlog-proof); K a public key (base64, a verifier key, or a file that holds one); C a file with a checkpoint kept earlier.";
const EXIT = { whole: 0, altered: 1, usage: 2, notFound: 3 } as const;

/** `sentence` is for the person, where the exit code is not 0. */
export interface Answer {
  readonly exitCode: (typeof EXIT)[keyof typeof EXIT];
  readonly sentence: string;
}

/** Prints what was found. Exit codes: 0 nothing was altered, 1 something was, 2 usage, 3 no such file. */
export async function verifyFile(words: readonly string[], print: (text: string) => void): Promise<Answer> {
  const given = wordsOf(words);
  if (!given) return { exitCode: EXIT.usage, sentence: USAGE };
  const { file, key, checkpoint, isJson } = given;
  const missing = [file, checkpoint].find((path) => path !== undefined && !existsSync(path));
  if (missing !== undefined) return { exitCode: EXIT.notFound, sentence: `${missing}: no such file.` };
  const publicKey = key === undefined ? undefined : publicKeyOf(key);
  if (key !== undefined && !publicKey) return { exitCode: EXIT.usage, sentence: `${key} is no Ed25519 public key: it needs 32 bytes in base64, or name+id+base64, or a file that holds one of them.` };
  const options = { keys: publicKey ? [publicKey] : [], kept: checkpoint === undefined ? [] : [keptNote(checkpoint)] };
  if (isProof(file) && !publicKey) return { exitCode: EXIT.usage, sentence: "a proof is worth as much as its signature: give the public key with --key." };
  const report = isProof(file) ? verifyProof(readFileSync(file, "utf8"), options) : await verifyExport(file, options);
  print(isJson ? JSON.stringify(report) : textOf(report));
  return report.findings.length === 0 ? { exitCode: EXIT.whole, sentence: "" } : { exitCode: EXIT.altered, sentence: `${file} is not what was signed and logged.` };
}

function wordsOf(words: readonly string[]): { readonly file: string; readonly key: string | undefined; readonly checkpoint: string | undefined; readonly isJson: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: { key: { type: "string" }, checkpoint: { type: "string" }, json: { type: "boolean" } }, allowPositionals: true });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? undefined : { file, key: values.key, checkpoint: values.checkpoint, isJson: values.json === true };
  } catch {
    return undefined;
  }
}

/** Line by line: an export may be larger than memory. */
export async function verifyExport(file: string, options: { readonly keys: readonly Buffer[]; readonly kept: readonly string[] }): Promise<Report> {
  const verification = startVerification(options);
  const damage: string[] = [];
  const hash = createHash("sha256");
  let [count, end] = [0, undefined as Line | undefined];
  for await (const lines of linesOf(file)) {
    let hashed = "";
    for (const text of lines) {
      const line = parsedRow(text) as Line | undefined;
      if (count === 0 && line?.["format"] !== "leadline-export/1") damage.push(`line 1: this is no leadline-export/1, but ${shown(line?.["format"])}.`);
      if (!line) damage.push(`line ${count + 1} cannot be read.`);
      else if (line.type === "end") end = line;
      else verification.add(line);
      count += 1;
      if (line?.type !== "end") hashed += `${text}\n`;
    }
    hash.update(hashed);
  }
  if (!end) damage.push("the last line is missing: the file was cut off.");
  else if (end["sha256"] !== hash.digest("hex") || end["lines"] !== count - 1) damage.push("the file was altered after it was written: its last line has another hash or number of lines.");
  const report = verification.end();
  return { ...report, findings: [...damage.map((sentence) => ({ table: "file", sentence: `file: ${sentence}` })), ...report.findings] };
}

/** Many at once: waiting for each alone would take longer than looking at it. */
async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  let rest = "";
  for await (const piece of (file.endsWith(".gz") ? source.pipe(createGunzip()) : source).setEncoding("utf8")) {
    const lines = (rest + String(piece)).split("\n");
    rest = lines.pop() ?? "";
    yield lines;
  }
  if (rest !== "") yield [rest];
}

function isProof(file: string): boolean {
  return /\.tlog-proof$/.test(file) || (!file.endsWith(".gz") && readFileSync(file).subarray(0, 19).toString() === "c2sp.org/tlog-proof");
}

/** One entry (carried along as "extra"), its path to the root, and the signed root (C2SP tlog-proof). */
export function verifyProof(text: string, { keys, kept }: { readonly keys: readonly Buffer[]; readonly kept: readonly string[] }): Report {
  const wrong: string[] = [];
  const cut = text.indexOf("\n\n");
  const [format, extra = "", place = "", ...path] = text.slice(0, cut).split("\n");
  const note = text.slice(cut + 2);
  const head = headOf(note);
  const leaf = Buffer.from(extra.replace("extra ", ""), "base64");
  const index = Number(/^index (0|[1-9]\d*)$/.exec(place)?.[1] ?? Number.NaN);
  if (format !== "c2sp.org/tlog-proof@v1" || !extra.startsWith("extra ") || !head || Number.isNaN(index)) wrong.push("this is no c2sp.org/tlog-proof@v1 with the entry as extra.");
  else if (rootByPath(leafHash(leaf), index, head.size, path.map((hash) => Buffer.from(hash, "base64")))?.toString("base64") !== head.root) wrong.push(`entry ${index + 1} is not part of what was signed: the entry, its place, the path or the root was altered.`);
  const { projectId, revision, at, actor } = parsedRow(leaf.toString("utf8")) ?? {};
  if (head && wrong.length === 0 && (projectId !== head.log || revision !== index + 1)) wrong.push(`the entry calls itself number ${shown(revision)} of ${shown(projectId)}, but stands at ${index + 1} of ${head.log}.`);
  if (!keys.some((key) => isSignedBy(note, key))) wrong.push("the checkpoint is not signed by the given key.");
  const notes = [`entry ${index + 1} of ${head?.origin ?? "?"}, stored ${shown(at)} by ${shown(actor)}, in a log of ${head?.size ?? 0} entries.`];
  for (const old of kept.map(headOf)) {
    if (old?.origin !== head?.origin) wrong.push("the checkpoint that was kept elsewhere is of another log.");
    else if (old?.size === head?.size && old?.root !== head?.root) wrong.push("the checkpoint that was kept elsewhere has another root for the same number of entries.");
    else if (old?.size !== head?.size) notes.push("The checkpoint that was kept elsewhere has another size; comparing them needs the export, or a consistency proof of the server.");
  }
  return { findings: wrong.map((sentence) => ({ table: "proof", sentence: `proof: ${sentence}` })), notes, projects: 1, entries: 1, checkpoints: 1 };
}

if (process.argv[1] !== undefined && existsSync(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { exitCode, sentence } = await verifyFile(process.argv.slice(2), (text) => void process.stdout.write(`${text}\n`));
  if (sentence !== "") process.stderr.write(`verify: ${sentence}\n`);
  process.exitCode = exitCode;
}

/** `leadline verify`: a file offline, or the database of this installation by the server program. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyFile } from "@leadline/verifier/verify.ts";
import { keptNote, publicKeyOf, textOf } from "@leadline/verifier/words.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { serverVerb } from "./server-verb.ts";
import type { Terminal } from "./terminal.ts";
import { carriedReport, noteOfReport, verifyReportFile } from "./verify-report.ts";

export interface VerifyOptions {
  readonly database?: true;
  readonly key?: string;
  readonly checkpoint?: string;
  readonly json?: true;
}

export async function verifyVerb(file: string | undefined, options: VerifyOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const note = options.checkpoint === undefined ? undefined : noteOfReport(options.checkpoint);
  if (note === undefined) return verified(file, options, terminal);
  // A report is a checkpoint that its readers kept.
  const folder = mkdtempSync(join(tmpdir(), "leadline-verify-"));
  try {
    const checkpoint = join(folder, "checkpoint");
    writeFileSync(checkpoint, note);
    return await verified(file, { ...options, checkpoint }, terminal);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function verified(file: string | undefined, { database, key, checkpoint, json }: VerifyOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const words = [...(key === undefined ? [] : ["--key", key]), ...(checkpoint === undefined ? [] : ["--checkpoint", checkpoint]), ...(json ? ["--json"] : [])];
  if (database && file === undefined) return serverVerb(["verify", ...words]);
  if (database || file === undefined) return failure(EXIT.usage, "verify needs either a FILE or --database.");
  const read = carriedReport(file);
  if (read) {
    const trusted = key === undefined ? undefined : publicKeyOf(key);
    if (key !== undefined && !trusted) return failure(EXIT.usage, `${key} is no Ed25519 public key: it needs 32 bytes in base64, or name+id+base64, or a file that holds one of them.`);
    const report = verifyReportFile(file, read, { keys: trusted ? [trusted] : [], kept: checkpoint === undefined ? [] : [keptNote(checkpoint)] });
    terminal.print(`${json ? JSON.stringify(report) : textOf(report)}\n`);
    return report.findings.length === 0 ? success(undefined) : failure(EXIT.failed, `${file} is not what was signed and logged.`);
  }
  const { exitCode, sentence } = await verifyFile([...words, "--", file], (text) => terminal.print(`${text}\n`));
  return exitCode === EXIT.ok ? success(undefined) : failure(exitCode, sentence);
}

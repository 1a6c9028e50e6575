/** What goes in and comes out as text: the public key that somebody trusts, the checkpoint that was kept, and what was found. */
import { existsSync, readFileSync } from "node:fs";
import type { Report } from "./verification.ts";

/** Base64 of 32 bytes, a verifier key (name+id+base64 with the kind of key before it), or a file that holds one. */
export function publicKeyOf(given: string): Buffer | undefined {
  const text = existsSync(given) ? readFileSync(given, "utf8").trim() : given;
  const named = /^[^+\s]+\+[0-9a-f]{8}\+(\S+)$/.exec(text)?.[1];
  const bytes = named === undefined ? Buffer.from(text, "base64") : Buffer.from(named, "base64").subarray(1);
  return bytes.length === 32 ? bytes : undefined;
}

/** A checkpoint that somebody kept in a file, whatever blank lines copying it has left at its end. */
export function keptNote(file: string): string {
  return `${readFileSync(file, "utf8").replaceAll("\r\n", "\n").trimEnd()}\n`;
}

/** What was found, for a person. */
export function textOf({ findings, notes, projects, entries, checkpoints }: Report): string {
  const counts = `${projects} projects, ${entries} entries, ${checkpoints} signed checkpoints`;
  const end = findings.length === 0 ? `Nothing was altered (${counts}).` : `${findings.length} findings (${counts}).`;
  return [...findings.map(({ sentence }) => `ALTERED ${sentence}`), ...notes.map((note) => `Note: ${note}`), end].join("\n");
}

/** `leadline verify`: a file offline, or the database of this installation by the server program. */
import { verifyFile } from "@leadline/verifier/verify.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { serverVerb } from "./server-verb.ts";
import type { Terminal } from "./terminal.ts";

export interface VerifyOptions {
  readonly database?: true;
  readonly key?: string;
  readonly checkpoint?: string;
  readonly json?: true;
}

export async function verifyVerb(file: string | undefined, { database, key, checkpoint, json }: VerifyOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const words = [...(key === undefined ? [] : ["--key", key]), ...(checkpoint === undefined ? [] : ["--checkpoint", checkpoint]), ...(json ? ["--json"] : [])];
  if (database && file === undefined) return serverVerb(["verify", ...words]);
  if (database || file === undefined) return failure(EXIT.usage, "verify needs either a FILE or --database.");
  const { exitCode, sentence } = await verifyFile([...words, "--", file], (text) => terminal.print(`${text}\n`));
  return exitCode === EXIT.ok ? success(undefined) : failure(exitCode, sentence);
}

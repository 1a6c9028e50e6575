/** `leadline start`, `migrate`, `backup` and all that works on the server's own data: become the server program that was built beside this one. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";

/** The server runs in this very process, so that signals reach it once and exit codes are its own. */
export async function serverVerb(words: readonly string[]): Promise<Outcome<undefined>> {
  const address = new URL("../server/main.mjs", import.meta.url);
  const program = fileURLToPath(address);
  if (!existsSync(program)) return failure(EXIT.failed, `${program}: the server has not been built. Maybe run: npm run build`);
  process.argv = [process.execPath, program, ...words];
  process.setSourceMapsEnabled(true);
  await import(address.href);
  return success(undefined);
}

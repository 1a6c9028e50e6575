/** `leadline start` and `leadline migrate`: run the server program that was built beside this one. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Answers the server's own exit code when it has ended. */
export async function serverVerb(words: readonly string[]): Promise<Outcome<number>> {
  const program = fileURLToPath(new URL("../server/main.mjs", import.meta.url));
  if (!existsSync(program)) return failure(EXIT.failed, `${program}: the server has not been built. Maybe run: npm run build`);
  const server = spawn(process.execPath, ["--enable-source-maps", program, ...words], { stdio: "inherit" });
  const passOn = (signal: NodeJS.Signals): void => void server.kill(signal);
  for (const signal of SIGNALS) process.on(signal, passOn);
  return new Promise((resolve) => {
    server.on("error", (error) => resolve(failure(EXIT.failed, `The server could not be started: ${error.message}.`)));
    server.on("exit", (code) => resolve(success(code ?? EXIT.failed)));
  });
}

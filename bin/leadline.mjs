#!/usr/bin/env node
/** `npx leadline <verb>` from a clone: installs and builds what is missing, then becomes the command line. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const isClone = existsSync(join(root, "packages/cli/src"));
const verb = process.argv[2] ?? "";
const isServer = verb === "start";
/** They work on the server's own data, with the server's program. */
const needsServer = ["start", "migrate", "backup", "restore", "export", "import", "move"].includes(verb) || (verb === "verify" && process.argv.includes("--database"));

if (isClone) {
  const { setUp } = await import("../tools/setup.mjs");
  const { buildWhatChanged } = await import("../tools/build.mjs");
  setUp();
  buildWhatChanged(isServer ? ["cli", "server", "web"] : needsServer ? ["cli", "server"] : ["cli"]);
}
process.argv[1] = join(root, "dist/cli/leadline.mjs");
await import(pathToFileURL(process.argv[1]).href);
if (isClone && needsServer) (await import("../tools/parent.mjs")).endWithParent();

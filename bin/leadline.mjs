#!/usr/bin/env node
/** `npx leadline <verb>` from a clone: installs and builds what is missing, then becomes the command line. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
if (existsSync(join(root, "packages/cli/src"))) {
  const { setUp } = await import("../tools/setup.mjs");
  const { buildWhatChanged } = await import("../tools/build.mjs");
  setUp();
  buildWhatChanged(["start", "migrate"].includes(process.argv[2] ?? "") ? ["cli", "server", "web"] : ["cli"]);
}
process.argv[1] = join(root, "dist/cli/leadline.mjs");
await import(pathToFileURL(process.argv[1]).href);

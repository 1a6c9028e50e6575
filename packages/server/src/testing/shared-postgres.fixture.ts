/** One PostgreSQL and one built server for a whole run of tests; every test file makes databases of its own. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { TestProject } from "vitest/node";
import { nodeBundle } from "../../../../tools/build.mjs";
import { startEmbeddedPostgres } from "../storage/embedded-postgres.ts";
import { placeForPostgres } from "../storage/postgres-place.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly postgres: { readonly port: number; readonly password: string };
    /** Folder of the built server, made from the sources of this moment. */
    readonly builtServer: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "leadline-tests-"));
  const place = placeForPostgres({ dataFolder: folder });
  const postgres = await startEmbeddedPostgres({
    place,
    onProgress: () => undefined,
    onLost: (failure) => {
      throw failure;
    },
  });
  project.provide("postgres", { port: postgres.port, password: postgres.password });
  const builtServer = await buildServer();
  project.provide("builtServer", builtServer);
  return async () => {
    rmSync(builtServer, { recursive: true, force: true });
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Inside the clone, because the built program looks for its packages from where it lies. */
async function buildServer(): Promise<string> {
  const cache = join(import.meta.dirname, "../../../../node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "leadline-server-"));
  chmodSync(folder, 0o755);
  await build(nodeBundle("server", folder));
  return folder;
}

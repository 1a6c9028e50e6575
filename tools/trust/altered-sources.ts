/** Starts sessions of tests on altered sources, and ends those in which nothing moves any more. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { NODE_SETTINGS, outsidePackagesStayOutside } from "../build.mjs";
import type { Session, SessionResult } from "./source-session.ts";

export interface SessionWish extends Omit<Session, "told" | "root" | "globalSetup"> {
  readonly needsPostgres: boolean;
}

export interface RunResult {
  readonly hasFailed: boolean;
  readonly by: string;
}

export interface SessionOptions {
  readonly root: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Hears how many runs have ended. */
  readonly onProgress?: (runs: number) => void;
}

/** An altered source may wait or loop for ever: that is found as well. */
const STILL_SECONDS = 240;
/** Where every test runs, in one run. */
const PATIENT_SECONDS = 1200;

/** One result for each run, in their order. */
export async function runAltered(wish: SessionWish, options: SessionOptions): Promise<readonly RunResult[]> {
  const { needsPostgres, ...session } = wish;
  // Inside the clone, because the program looks for its packages from where it lies.
  const folder = mkdtempSync(join(options.root, "node_modules/.cache-altered-"));
  try {
    const program = join(folder, "source-session.mjs");
    await build({ ...NODE_SETTINGS, absWorkingDir: options.root, entryPoints: [join(options.root, "tools/trust/source-session.ts")], outfile: program, plugins: [outsidePackagesStayOutside] });
    const globalSetup = needsPostgres ? [join(options.root, "packages/server/src/testing/shared-postgres.fixture.ts")] : [];
    const results: RunResult[] = [];
    const count = Math.max(1, wish.runs.length);
    for (let attempt = 0; results.length < count; attempt += 1) {
      const told = join(folder, `told-${attempt}.ndjson`);
      const first = results.length;
      const part: Session = { ...session, root: options.root, globalSetup, runs: wish.runs.slice(first), told };
      const ending = await watched(program, part, folder, options);
      for (const line of linesOf(told)) {
        const { hasFailed, by = "" } = JSON.parse(line) as SessionResult;
        results.push({ hasFailed, by });
      }
      if (results.length === count) break;
      if (ending !== "stood still") throw new Error(`the session of tests ended after ${results.length - first} runs: ${ending}`);
      results.push({ hasFailed: true, by: "nothing moved any more" });
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Answers how it ended. */
async function watched(program: string, session: Session, folder: string, { root, environment = {}, onProgress }: SessionOptions): Promise<string> {
  const file = join(folder, "session.json");
  writeFileSync(file, JSON.stringify(session));
  const { LEADLINE_TRUST: _whole, LEADLINE_TRUST_REPORT: _report, VITEST: _vitest, VITEST_WORKER_ID: _worker, VITEST_POOL_ID: _pool, ...others } = process.env;
  // A group of its own, so that its workers and its PostgreSQL end with it.
  const child = spawn(process.execPath, [program, file], { cwd: root, detached: true, stdio: ["ignore", "ignore", "pipe"], env: { ...others, NODE_ENV: "test", ...environment } });
  let [stderr, isStill, moved, size] = ["", false, performance.now(), 0];
  child.stderr.on("data", (piece: Buffer) => (stderr = (stderr + piece.toString()).slice(-2000)));
  const look = setInterval(() => {
    const now = linesOf(session.told).length;
    if (now !== size) {
      [size, moved] = [now, performance.now()];
      onProgress?.(now);
    }
    if (performance.now() - moved > (session.isHasty ? STILL_SECONDS : PATIENT_SECONDS) * 1000) {
      isStill = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }
  }, 1000);
  await once(child, "close");
  clearInterval(look);
  return isStill ? "stood still" : stderr;
}

function linesOf(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").slice(0, -1);
}

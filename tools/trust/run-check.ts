/** Runs the tests of one check with vitest and reads what they report. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judged, type Check, type Outcome, type TestReport } from "./check.ts";

export interface RunOptions {
  readonly root: string;
  /** The fast part of the check, as `npm test` runs it. */
  readonly isQuick: boolean;
  /** What is known so far: each number as it is reached, and now and then that the check still runs. */
  readonly onProgress: (sentence: string) => void;
}

const HEARTBEAT_SECONDS = 30;

export async function runCheck(check: Check, { root, isQuick, onProgress }: RunOptions): Promise<Outcome> {
  // A test may serve several checks: "(C17, C18)".
  const tag = `\\([^)]*\\b${check.id}\\b[^)]*\\)`;
  const files = (check.files ?? filesWith(root, new RegExp(tag))).filter((file) => existsSync(join(root, file)));
  if (files.length === 0) return judged(check, [], [], 0);
  const named = check.named ?? (check.files ? undefined : tag);
  const folder = mkdtempSync(join(tmpdir(), "leadline-trust-"));
  const [report, told] = [join(folder, "tests.json"), join(folder, "reached.ndjson")];
  const begin = performance.now();
  const words = ["run", "--reporter=json", `--outputFile=${report}`, "--testTimeout=1200000", ...files, ...(named === undefined ? [] : ["-t", named])];
  const environment = isQuick ? {} : { LEADLINE_TRUST: "1", ...check.environment };
  const run = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), ...words], { cwd: root, stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...environment, LEADLINE_TRUST_REPORT: told } });
  let stderr = "";
  run.stderr.on("data", (piece: Buffer) => (stderr = (stderr + piece.toString()).slice(-1000)));
  const stopTelling = tellAsItComes(() => toldOf(told, check.id), onProgress);
  await once(run, "close");
  stopTelling();
  const seconds = (performance.now() - begin) / 1000;
  const tests = existsSync(report) ? testsOf(readFileSync(report, "utf8")) : [{ name: "vitest", status: "failed" as const, message: `gave no report: ${stderr.slice(-300)}` }];
  const outcome = judged(check, tests, toldOf(told, check.id), seconds);
  rmSync(folder, { recursive: true, force: true });
  return outcome;
}

/** Answers what ends the telling. */
function tellAsItComes(read: () => readonly string[], onProgress: (sentence: string) => void): () => void {
  const begin = performance.now();
  let [known, silent] = [0, 0];
  const timer = setInterval(() => {
    const lines = read();
    for (const line of lines.slice(known)) onProgress(line);
    silent = lines.length > known ? 0 : silent + 1;
    known = lines.length;
    if (silent > 0 && silent % HEARTBEAT_SECONDS === 0) onProgress(`still running after ${Math.round((performance.now() - begin) / 1000)} s`);
  }, 1000);
  return () => clearInterval(timer);
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages?: readonly string[]; readonly meta?: { readonly skipReason?: string } }[];
  }[];
}

/** Tests that the pattern left out count as nothing; a file that cannot even be loaded is a failure. */
export function testsOf(text: string): TestReport[] {
  const { testResults } = JSON.parse(text) as VitestReport;
  return testResults.flatMap((file): TestReport[] => {
    const hasFailedTest = file.assertionResults.some(({ status }) => status === "failed");
    if (file.status === "failed" && !hasFailedTest) return [{ name: file.name, status: "failed", message: file.message ?? "cannot be loaded" }];
    return file.assertionResults.flatMap(({ title, status, failureMessages = [] }): TestReport[] => {
      if (status === "passed") return [{ name: title, status }];
      if (status === "failed") return [{ name: title, status, message: failureMessages.join("\n") }];
      return status === "pending" ? [{ name: title, status: "skipped" }] : [];
    });
  });
}

function toldOf(file: string, id: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as { readonly id: string; readonly reached: string }).flatMap((one) => (one.id === id ? [one.reached] : []));
}

/** Test files of the packages and tools in which a test carries the tag. */
function filesWith(root: string, tag: RegExp): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== "node_modules") walk(path);
      else if (/\.test\.tsx?$/.test(entry.name) && tag.test(readFileSync(join(root, path), "utf8"))) found.push(path);
    }
  };
  for (const folder of ["packages", "tools", "bench"]) walk(folder);
  return found;
}

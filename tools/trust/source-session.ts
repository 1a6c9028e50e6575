/** A program that runs tests on sources that are altered in memory only: one altered source after the other, the files stay as they are. */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createVitest, type TestSpecification, type Vitest } from "vitest/node";

export interface Session {
  readonly root: string;
  /** Test files, the nearest first: where one of them fails, those after it do not run. */
  readonly tests: readonly (readonly string[])[];
  /** Stop at the first failure. */
  readonly isHasty: boolean;
  readonly setupFiles: readonly string[];
  readonly globalSetup: readonly string[];
  /** Sources by path as they are in every run. */
  readonly always: Readonly<Record<string, string>>;
  /** Runs, each with one more source that is another one. None: one run. */
  readonly runs: readonly { readonly path: string; readonly text: string }[];
  /** Where a line of JSON is written after each run. */
  readonly told: string;
}

export interface SessionResult {
  readonly run: number;
  readonly hasFailed: boolean;
  /** The test that failed first. */
  readonly by?: string;
}

/** Where a test waits for something that no longer comes, the error is found just as well. */
const HASTY_MILLISECONDS = 60_000;
const PATIENT_MILLISECONDS = 600_000;

const session = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Session;
const milliseconds = session.isHasty ? HASTY_MILLISECONDS : PATIENT_MILLISECONDS;
const altered = new Map(Object.entries(session.always).map(([path, text]) => [join(session.root, path), text]));
const vitest = await createVitest(
  "test",
  { root: session.root, config: false, watch: false, run: true, reporters: [{}], bail: session.isHasty ? 1 : 0, isolate: false, maxWorkers: 2, include: session.tests.flat(), setupFiles: [...session.setupFiles], globalSetup: [...session.globalSetup], testTimeout: milliseconds, hookTimeout: milliseconds },
  { plugins: [{ name: "altered-sources", enforce: "pre", transform: (_code, id) => altered.get(id.replace(/\?.*$/, "")) }] },
);
await vitest.standalone();
const stages = await Promise.all(session.tests.map((files) => specificationsOf(vitest, files)));
const runs = session.runs.length === 0 ? [undefined] : session.runs;
for (const [run, one] of runs.entries()) {
  const path = one && join(session.root, one.path);
  const before = path === undefined ? undefined : altered.get(path);
  if (one && path !== undefined) {
    altered.set(path, one.text);
    vitest.invalidateFile(path);
  }
  const by = await firstFailure(vitest, stages);
  appendFileSync(session.told, `${JSON.stringify({ run, hasFailed: by !== undefined, ...(by === undefined ? {} : { by }) })}\n`);
  if (path !== undefined) {
    if (before === undefined) altered.delete(path);
    else altered.set(path, before);
    vitest.invalidateFile(path);
  }
}
await vitest.close();
process.exit(0);

async function specificationsOf({ globTestSpecifications }: Pick<Vitest, "globTestSpecifications">, files: readonly string[]): Promise<readonly TestSpecification[]> {
  const found = await globTestSpecifications.call(vitest, files.map((file) => join(session.root, file)));
  return found.filter(({ moduleId }) => files.some((file) => moduleId === join(session.root, file)));
}

/** The name of the first test that fails; `undefined` where all pass. */
async function firstFailure(runner: Vitest, ordered: readonly (readonly TestSpecification[])[]): Promise<string | undefined> {
  for (const specifications of ordered) {
    const { testModules, unhandledErrors } = await runner.runTestSpecifications([...specifications], false);
    const failed = testModules.find((module) => module.state() === "failed");
    if (!failed && unhandledErrors.length === 0) continue;
    const [first] = failed ? [...failed.children.allTests("failed")] : [];
    return first?.fullName ?? failed?.relativeModuleId ?? String(unhandledErrors[0]).slice(0, 200);
  }
  return undefined;
}

/** What a point of the checklist is worth after a run of its tests: yes, no, or not yet and why. */
import type { Point } from "./checklist.ts";

export interface TestResult {
  readonly file: string;
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
}

export interface Score {
  readonly point: Point;
  readonly verdict: "yes" | "no" | "not yet";
  readonly why: string;
}

/** A point counts when every one of its tests ran and passed, nothing of it is missing, and whoever looked was content. */
export function scoreOf(point: Point, results: readonly TestResult[]): Score {
  const said = (verdict: Score["verdict"], why: string): Score => ({ point, verdict, why });
  const found = point.tests.flatMap(({ file, named }) => {
    const own = results.filter((result) => result.file.endsWith(file));
    return named === undefined ? [{ what: file, own }] : named.map((name) => ({ what: name, own: own.filter((result) => result.name.includes(name)) }));
  });
  const failed = found.flatMap(({ own }) => own).find(({ status }) => status === "failed");
  if (failed) return said("no", `failed: ${failed.name}`);
  if (point.byEye?.verdict === "no") return said("no", `looked at on ${point.byEye.on}: ${point.byEye.seen}`);
  if (point.missing !== undefined) return said("not yet", point.missing);
  const silent = found.find(({ own }) => !own.some(({ status }) => status === "passed"));
  if (silent) return said("not yet", `did not run: ${silent.what}`);
  if (point.byEye) return said("yes", `looked at on ${point.byEye.on}: ${point.byEye.seen}`);
  return found.length === 0 ? said("not yet", "nobody has looked") : said("yes", `${found.length} ${found.length === 1 ? "test" : "tests"}`);
}

/** What may not be missing from a release, whatever the sum. */
export const GATES: readonly number[] = [4, 15, 24, 26, 31, 33, 51];
export const RELEASE_POINTS = 45;

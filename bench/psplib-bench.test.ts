/** Published instances, where this machine has them: right schedules within few schedules, and bounds that do not contradict what is known. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { searchJobs } from "@leadline/engine/leveling/job-search.ts";
import { DEFAULT_READ_LIMITS } from "@leadline/formats/plan-file-types.ts";
import { parsePsplib } from "@leadline/formats/psplib/parse.ts";
import { rcpspFaults } from "@leadline/testkit/rcpsp-checker.ts";
import { expect, test } from "vitest";
import { libraryFolder, sharedData } from "../tools/golden/corpora.ts";

const root = join(import.meta.dirname, "..");
const data = sharedData(root);
const folder = data === undefined ? undefined : libraryFolder(root, join(data, "psplib"), "psplib");
if (folder === undefined) console.warn("The shared test data are not here (LEADLINE_TEST_DATA names their folder): no published instance was searched.");

test.runIf(folder !== undefined)("published instances get right schedules near the best known ones, and no bound above them", () => {
  const known = new Map(readFileSync(join(data ?? "", "psplib/bounds.csv"), "utf8").split("\n").map((line) => [line.split(",")[1] ?? "", Number(line.split(",")[4])]));
  let [sum, count] = [0, 0];
  for (const [set, every] of [["j30", 20], ["j120", 60]] as const) {
    const files = readdirSync(join(folder ?? "", set)).sort();
    for (const file of files.filter((_, at) => at % every === 1)) {
      const text = readFileSync(join(folder ?? "", set, file), "utf8");
      const parsed = parsePsplib(text, DEFAULT_READ_LIMITS);
      const started = "failure" in parsed ? undefined : searchJobs(parsed.instance, 1);
      if (!started?.ok) throw new Error(`${file} was not read`);
      const { makespan, lowerBound } = started.search.step(1000);
      const best = known.get(file.replace(".sm", "")) ?? NaN;
      expect(rcpspFaults(text, started.search.starts(), makespan), file).toEqual([]);
      expect(lowerBound, file).toBeLessThanOrEqual(best);
      expect(makespan, file).toBeGreaterThanOrEqual(lowerBound);
      sum += makespan / best - 1;
      count += 1;
    }
  }
  expect(sum / count).toBeLessThan(0.05);
});

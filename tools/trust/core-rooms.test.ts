/** Rooms in which an error costs most: their branches are gone through, and errors planted in them are found. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mulberry32 } from "@leadline/testkit/network-generator.ts";
import { expect, test, type TestContext } from "vitest";
import { reached } from "../../packages/server/src/testing/trust-report.fixture.ts";
import { sourceOf } from "../house/source-file.ts";
import { runAltered } from "./altered-sources.ts";
import { instrumented } from "./branches.ts";
import { CORE_ROOMS, readRoom } from "./core-rooms.ts";
import { mutantsOf, planted, type Mutant } from "./mutants.ts";

const root = join(import.meta.dirname, "../..");
const SEED = Number(process.env["LEADLINE_MUTATION_SEED"] ?? 1);
const MOST_TOLD = 12;

function onlyInTrust({ skip }: TestContext): void {
  if (process.env["LEADLINE_TRUST"] !== "1") skip("takes minutes: npm run trust -- C28");
}

test("an error that is planted in a source is found by its tests, and the file stays as it is", { timeout: 120_000 }, async () => {
  const chosen = "packages/engine/src/cost/spread-cents.ts";
  const tests = [["packages/engine/src/cost/spread-cents.test.ts"]];
  const text = readFileSync(join(root, chosen), "utf8");
  const [mutant] = mutantsOf(sourceOf(chosen, text));
  if (!mutant) throw new Error("there is nothing to plant");
  const runs = [text, planted(text, mutant), text].map((one) => ({ path: chosen, text: one }));
  const results = await runAltered({ tests, isHasty: true, setupFiles: [], always: {}, runs, needsPostgres: false }, { root });
  expect(results.map(({ hasFailed }) => hasFailed)).toEqual([false, true, false]);
  expect(readFileSync(join(root, chosen), "utf8")).toBe(text);
});

for (const room of CORE_ROOMS.filter(({ branchGoal }) => branchGoal !== undefined)) {
  test(`the branches of ${room.name} are gone through (C28)`, { timeout: 1_200_000 }, async (context) => {
    onlyInTrust(context);
    const { sources, tests } = readRoom(root, room);
    const folder = mkdtempSync(join(tmpdir(), "leadline-branches-"));
    const told = join(folder, "branches.txt");
    const made = sources.map((source) => ({ path: source.path, ...instrumented(source) }));
    const always = Object.fromEntries(made.map(({ path, text }) => [path, text]));
    await runAltered({ tests: [tests.flat()], isHasty: false, setupFiles: [join(root, "tools/trust/branches.setup.ts")], always, runs: [], needsPostgres: room.needsPostgres }, { root, environment: { ...room.environment, LEADLINE_BRANCHES: told } });
    const seen = new Set(existsSync(told) ? readFileSync(told, "utf8").split("\n") : []);
    rmSync(folder, { recursive: true, force: true });
    const ways = made.flatMap(({ path, branches }) => branches.flatMap((branch) => branch.ways.map((way) => ({ way, path, branch, isSeen: seen.has(`${branch.id} ${way}`) }))));
    const missed = ways.filter(({ isSeen }) => !isSeen);
    const percent = (100 * (ways.length - missed.length)) / ways.length;
    const first = missed.slice(0, process.env["LEADLINE_TELL_ALL"] === "1" ? undefined : MOST_TOLD).map(({ path, way, branch }) => `${path}:${branch.line} never ${way === "yes" ? "holds" : "fails"}: ${branch.what}`);
    reached("C28", `branches of ${room.name}: ${percent.toFixed(1)} % of ${ways.length}`);
    expect(percent, first.join("\n")).toBeGreaterThanOrEqual(room.branchGoal ?? 0);
  });
}

for (const room of CORE_ROOMS) {
  test(`errors planted in ${room.name} are found by the tests (C28)`, { timeout: 3_600_000 }, async (context) => {
    onlyInTrust(context);
    const { sources, tests } = readRoom(root, room);
    const texts = new Map(sources.map(({ path, text }) => [path, text]));
    const all = sources.flatMap(mutantsOf);
    const mutants = sample(all, Number(process.env["LEADLINE_MUTANTS"] ?? room.mutants), SEED);
    const calm = await runAltered({ tests, isHasty: true, setupFiles: [], always: {}, runs: [], needsPostgres: room.needsPostgres }, { root });
    expect(calm.map(({ by }) => by), "without an error the tests pass").toEqual([""]);
    const runs = mutants.map((mutant) => ({ path: mutant.path, text: planted(texts.get(mutant.path) ?? "", mutant) }));
    const results = await runAltered({ tests, isHasty: true, setupFiles: [], always: {}, runs, needsPostgres: room.needsPostgres }, { root });
    const alive = mutants.filter((_, at) => results[at]?.hasFailed !== true);
    const percent = (100 * (mutants.length - alive.length)) / mutants.length;
    reached("C28", `errors in ${room.name}: ${mutants.length - alive.length} of ${mutants.length} found (${Math.round(percent)} %; ${all.length} possible, seed ${SEED})`);
    expect(percent, alive.map(({ path, line, what }) => `${path}:${line} ${what}`).join("\n")).toBeGreaterThanOrEqual(room.mutationGoal ?? 0);
  });
}

/** The same for the same seed, as long as the sources are the same. */
function sample(all: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  const random = mulberry32(seed);
  const drawn = all.map((mutant) => ({ mutant, by: random() })).sort((a, b) => a.by - b.by);
  return drawn.slice(0, count).map(({ mutant }) => mutant);
}

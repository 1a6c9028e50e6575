/** The optimiser on PSPLIB instances: how near to the best known schedules it comes in given seconds and in given numbers of schedules. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { searchJobs } from "@leadline/engine/leveling/job-search.ts";
import { DEFAULT_READ_LIMITS } from "@leadline/formats/plan-file-types.ts";
import { parsePsplib } from "@leadline/formats/psplib/parse.ts";
import { rcpspFaults } from "@leadline/testkit/rcpsp-checker.ts";
import { libraryFolder, sharedData } from "../tools/golden/corpora.ts";
import type { BenchResult } from "./bench-result.ts";
import type { RatioResult } from "./ratio-result.ts";

export interface PsplibBench {
  readonly results: readonly BenchResult[];
  readonly ratios: readonly RatioResult[];
  readonly notices: readonly string[];
}

interface Instance {
  readonly set: string;
  readonly name: string;
  readonly text: string;
  readonly bestKnown: number;
}

interface Mark {
  readonly unit: "s" | "schedules";
  readonly amount: number;
}

interface Outcome {
  readonly instance: Instance;
  /** Makespan at each mark. */
  readonly makespans: readonly number[];
  readonly lowerBound: number;
  readonly faults: readonly string[];
}

const SEED = 1;
const SETS = ["j30", "j60", "j90", "j120"];
/** Schedules between two looks at the clock. */
const SLICE = 25;
const WORST_SHOWN = 8;
/** Targets at one second: share at the best known makespan, mean gap to it. */
const TARGETS: Readonly<Record<string, { readonly leastShare?: number; readonly mostGap?: number }>> = { j30: { leastShare: 0.95 }, j120: { mostGap: 0.015 } };

/** `--every N` takes each N-th instance (10), `--sets j30,j120` some sets, `--long` adds ten seconds. Only a notice where the data are not here. */
export function psplibBenchmarks(root: string, words: readonly string[] = process.argv): PsplibBench {
  const data = sharedData(root);
  const folder = data === undefined ? undefined : libraryFolder(root, join(data, "psplib"), "psplib");
  if (data === undefined || folder === undefined) return { results: [], ratios: [], notices: ["The shared test data are not here (LEADLINE_TEST_DATA names their folder), or cannot be unpacked (tar with xz is needed): PSPLIB was not measured."] };
  const every = Number(wordAfter(words, "--every") ?? 10);
  if (!(Number.isInteger(every) && every > 0)) throw new Error(`--every ${every}: this is no whole number above 0.`);
  const sets = (wordAfter(words, "--sets") ?? SETS.join(",")).split(",");
  const marks: Mark[] = [...[1_000, 5_000, 50_000].map((amount): Mark => ({ unit: "schedules", amount })), ...(words.includes("--long") ? [0.1, 1, 10] : [0.1, 1]).map((amount): Mark => ({ unit: "s", amount }))];
  const bestKnown = bestKnownIn(readFileSync(join(data, "psplib/bounds.csv"), "utf8"));
  const outcomes = sets.flatMap((set) => instancesOf(folder, set, bestKnown).filter((_, at) => at % every === 3 % every).map((instance) => outcomeOf(instance, marks)));
  return { results: [], ratios: targetsOf(sets, outcomes, marks), notices: [...sets.map((set) => setTable(set, outcomes, marks)), lossText(outcomes)] };
}

function wordAfter(words: readonly string[], option: string): string | undefined {
  const at = words.indexOf(option);
  return at < 0 ? undefined : words[at + 1];
}

/** Best known makespan by instance, from `set,instance,cpm_lower_bound,best_lower_bound,best_upper_bound,…`. */
function bestKnownIn(csv: string): ReadonlyMap<string, number> {
  return new Map(csv.split("\n").slice(1).map((line) => [line.split(",")[1] ?? "", Number(line.split(",")[4])]));
}

function instancesOf(folder: string, set: string, bestKnown: ReadonlyMap<string, number>): Instance[] {
  const path = join(folder, set);
  if (!existsSync(path)) throw new Error(`--sets ${set}: there is no such set. They are ${SETS.join(", ")}.`);
  return readdirSync(path)
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((file) => ({ set, name: file.replace(".sm", ""), text: readFileSync(join(path, file), "utf8"), bestKnown: bestKnown.get(file.replace(".sm", "")) ?? NaN }));
}

/** One search, read at every mark: at the first slice beyond it. */
function outcomeOf(instance: Instance, marks: readonly Mark[]): Outcome {
  const begin = performance.now();
  const parsed = parsePsplib(instance.text, DEFAULT_READ_LIMITS);
  if ("failure" in parsed) throw new Error(`${instance.name}: ${parsed.failure.message}`);
  const started = searchJobs(parsed.instance, SEED);
  if (!started.ok) throw new Error(`${instance.name}: ${started.sentence}`);
  const { search } = started;
  const makespans = marks.map(() => NaN);
  const faults: string[] = [];
  let progress = search.progress();
  for (let open = marks.length; open > 0; ) {
    const left = marks.flatMap(({ unit, amount }, at) => (unit === "schedules" && Number.isNaN(makespans[at]) ? [amount - progress.schedules] : []));
    progress = search.step(Math.min(SLICE, ...left));
    const seconds = (performance.now() - begin) / 1000;
    marks.forEach(({ unit, amount }, at) => {
      if (!Number.isNaN(makespans[at]) || !(progress.isOptimal || (unit === "s" ? seconds : progress.schedules) >= amount)) return;
      makespans[at] = progress.makespan;
      open -= 1;
      faults.push(...rcpspFaults(instance.text, search.starts(), progress.makespan));
    });
  }
  return { instance, makespans, lowerBound: progress.lowerBound, faults };
}

function setTable(set: string, outcomes: readonly Outcome[], marks: readonly Mark[]): string {
  const own = outcomes.filter(({ instance }) => instance.set === set);
  const rows = marks.map(({ unit, amount }, at) => {
    const [share, gap] = [shareAtBest(own, at), meanGap(own, at)];
    return `  ${`${amount.toLocaleString("en")} ${unit}`.padStart(16)}  at best known ${(100 * share).toFixed(1).padStart(5)} %   mean gap ${(100 * gap).toFixed(2)} %`;
  });
  const proven = own.filter(({ makespans, lowerBound }) => makespans.at(-1) === lowerBound).length;
  const wrong = own.filter(({ faults }) => faults.length > 0).length;
  return [`${set}: ${own.length} instances, ${wrong === 0 ? "every schedule checked and right" : `WRONG: ${wrong} with faults`}, ${proven} proven shortest`, ...rows].join("\n");
}

function shareAtBest(own: readonly Outcome[], mark: number): number {
  return own.filter(({ instance, makespans }) => (makespans[mark] ?? NaN) <= instance.bestKnown).length / own.length;
}

/** Of (makespan - best known) / best known. */
function meanGap(own: readonly Outcome[], mark: number): number {
  return own.reduce((sum, { instance, makespans }) => sum + ((makespans[mark] ?? NaN) / instance.bestKnown - 1), 0) / own.length;
}

/** The targets at one second. A set with a faulty schedule has no value. */
function targetsOf(sets: readonly string[], outcomes: readonly Outcome[], marks: readonly Mark[]): RatioResult[] {
  const second = marks.findIndex(({ unit, amount }) => unit === "s" && amount === 1);
  return sets.flatMap((set): RatioResult[] => {
    const own = outcomes.filter(({ instance }) => instance.set === set);
    const faulty = own.filter(({ faults }) => faults.length > 0).length;
    const facts = { answer: `${faulty} of ${own.length} instances with faults`, expected: `0 of ${own.length} instances with faults`, unit: "%" };
    const { leastShare, mostGap } = TARGETS[set] ?? {};
    return [
      ...(leastShare === undefined ? [] : [{ ...facts, name: `${set} at the best known makespan in 1 s`, value: 100 * shareAtBest(own, second), target: 100 * leastShare, isGood: "from" } as const]),
      ...(mostGap === undefined ? [] : [{ ...facts, name: `${set} mean gap to the best known makespan in 1 s`, value: 100 * meanGap(own, second), target: 100 * mostGap, isGood: "upTo" } as const]),
    ];
  });
}

/** What was not reached is published too. */
function lossText(outcomes: readonly Outcome[]): string {
  const gapOf = ({ instance, makespans }: Outcome): number => (makespans.at(-1) ?? NaN) / instance.bestKnown - 1;
  const lost = outcomes.filter((outcome) => gapOf(outcome) > 0).sort((a, b) => gapOf(b) - gapOf(a));
  const rows = lost.slice(0, WORST_SHOWN).map((outcome) => `  ${outcome.instance.name}: ${outcome.makespans.at(-1)} against ${outcome.instance.bestKnown} (${(100 * gapOf(outcome)).toFixed(1)} %)`);
  return [`Losses: ${lost.length} of ${outcomes.length} instances above the best known makespan at the last mark; the largest:`, ...rows].join("\n");
}

/** `npm run bench -- scale`: plans with calendars, mixed links, constraints, summaries and progress, up to a million tasks; time, growth and memory. */
import { spawnSync } from "node:child_process";
import type { Project } from "@leadline/engine/model/project.ts";
import { networkBehind, schedule } from "@leadline/engine/schedule/compute.ts";
import { minuteOfTick } from "@leadline/engine/schedule/ticks.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { passMemory, type Network, type NetworkDates } from "@leadline/kernel/network.ts";
import { scheduleNetwork } from "@leadline/kernel/schedule-network.ts";
import { generatedProject } from "@leadline/testkit/network-generator.ts";
import type { BenchResult } from "./bench-result.ts";
import { measure, medianRatio } from "./measure.ts";
import type { RatioResult } from "./ratio-result.ts";

/** Answers that were right when the specification scheduler agreed on the same family of plans (packages/testkit/src/fuzz.test.ts). */
const EXPECTED: Readonly<Record<number, string>> = {
  100_000: "finish 2038-05-19T12:00, 63283 critical, mean 43700 and -283637",
  1_000_000: "finish 2065-12-15T12:00, 637166 critical, mean 49982 and -1007210",
};

const TARGET_MS = 60;
const MOST_GROWTH = 1.4;
const MOST_MEGABYTES = 2000;

export interface ScaleBenchmarks {
  readonly results: readonly BenchResult[];
  readonly ratios: readonly RatioResult[];
  readonly notices: readonly string[];
}

export function scaleBenchmarks(): ScaleBenchmarks {
  const { compiled, project } = compiledPlan(100_000);
  const memory = passMemory(compiled.nodeCount);
  const answer = answerOf(scheduleNetwork(compiled, memory));
  const [kernel, engine] = measure(
    [
      { name: "100,000 tasks, 3 calendars, mixed links, constraints, summaries, progress: dates, slack, critical", run: () => scheduleNetwork(compiled, memory) },
      { name: "the same from records, everything compiled and rolled up again", run: () => schedule(withNewTaskMap(project)) },
    ],
    { warmUps: 3, counted: 15, inARow: 1 },
  );
  if (!kernel || !engine) throw new Error("a benchmark was not measured");
  const shared = { answer, expected: EXPECTED[100_000] ?? "" };
  return { results: [{ ...shared, name: kernel.name, timing: kernel, targetMs: TARGET_MS }, { ...shared, name: engine.name, timing: engine, targetMs: Infinity }], ratios: millionInOwnProcess(), notices: [] };
}

/** One changed map of tasks: what an edit makes, so that nothing is answered from the run before as a whole. */
function withNewTaskMap(project: Project): Project {
  return { records: { ...project.records, task: new Map(project.records.task) } };
}

interface CompiledPlan {
  readonly project: Project;
  readonly compiled: Network;
}

function compiledPlan(tasks: number): CompiledPlan {
  const project = generatedProject({ tasks, links: "mixed", calendars: 3, tasksPerSummary: 25, constrained: 0.1, progressed: 0.1 });
  const behind = networkBehind(schedule(project).schedule);
  if (!behind) throw new Error("the schedule forgot its network");
  return { project, compiled: behind.compiled.net };
}

/** A finish, a count, and the means of dates (days) and slack (minutes): a rule that goes wrong moves one of them. */
function answerOf({ projectFinish, isCritical, earlyStart, lateFinish, totalSlack }: NetworkDates): string {
  const critical = isCritical.reduce((sum, mark) => sum + mark, 0);
  const days = Math.round(earlyStart.reduce((sum, tick, n) => sum + tick + (lateFinish[n] ?? 0), 0) / earlyStart.length / 14_400);
  const slack = Math.round(totalSlack.reduce((sum, ticks) => sum + ticks, 0) / totalSlack.length / 10);
  return `finish ${formatIso(minuteOfTick(projectFinish)).slice(0, 16)}, ${critical} critical, mean ${days} and ${slack}`;
}

/** A heap that leaves room for the arrays beside it below the target. */
const HEAP_MEGABYTES = 1280;
const CHILD_WORD = "scale-child";

function millionInOwnProcess(): RatioResult[] {
  const program = process.argv[1] ?? "";
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, program, CHILD_WORD], { encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`A million tasks could not be scheduled: ${stderr.slice(0, 2000)}`);
  const { answer, growth, megabytes }: ChildAnswer = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  const shared = { answer, expected: EXPECTED[1_000_000] ?? "", isGood: "upTo" } as const;
  return [
    { ...shared, name: "growth from 10,000 to 1,000,000 tasks over linear growth", value: growth, target: MOST_GROWTH },
    { ...shared, name: "memory of a process that makes and schedules 1,000,000 tasks, at its peak", value: megabytes, unit: "MB", target: MOST_MEGABYTES },
  ];
}

interface ChildAnswer {
  readonly answer: string;
  readonly growth: number;
  readonly megabytes: number;
}

export function isScaleChild(): boolean {
  return process.argv.includes(CHILD_WORD);
}

/** What the process of its own does: memory first, then both sizes in turns. */
export function runScaleChild(): void {
  const million = compiledPlan(1_000_000).compiled;
  const megabytes = process.resourceUsage().maxRSS / 1000;
  const small = compiledPlan(10_000).compiled;
  const [ofMillion, ofSmall] = [passMemory(million.nodeCount), passMemory(small.nodeCount)];
  const answer = answerOf(scheduleNetwork(million, ofMillion));
  const [large, little] = measure(
    [
      { name: "million", run: () => scheduleNetwork(million, ofMillion) },
      { name: "ten thousand", run: () => scheduleNetwork(small, ofSmall) },
    ],
    { warmUps: 2, counted: 7, inARow: 1 },
  );
  if (!large || !little) throw new Error("a benchmark was not measured");
  console.log(JSON.stringify({ answer, growth: medianRatio(large, little) / 100, megabytes }));
}

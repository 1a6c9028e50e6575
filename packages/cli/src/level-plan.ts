/** `leadline level PLAN`: lets tasks wait where people are overloaded, by rule or by a search, and says who waits for whom. */
import { withDelays } from "@leadline/engine/leveling/applied-plan.ts";
import { levelPlan } from "@leadline/engine/leveling/level-plan.ts";
import { levelingBound } from "@leadline/engine/leveling/leveling-bound.ts";
import type { Basis, LevelingOptions, LevelingOrder, LevelingResult } from "@leadline/engine/leveling/leveling.ts";
import { optimizeLeveling, type OptimizedLeveling, type SearchProgress } from "@leadline/engine/leveling/optimize-leveling.ts";
import { overallocations } from "@leadline/engine/leveling/overallocations.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { contentOf, writePlanFile } from "@leadline/formats/plan-file.ts";
import { formatByName } from "./convert-verb.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { readPlan } from "./plan-input.ts";
import { scheduleFacts, uidOf, type ScheduleFacts } from "./schedule-facts.ts";
import { plainLines, scheduleTable } from "./schedule-text.ts";
import type { Terminal } from "./terminal.ts";
import { isSameFile, writeWholeFile } from "./written-file.ts";

export interface LevelPlanOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly order?: string;
  readonly basis?: string;
  readonly withinSlack?: true;
  readonly keepDelays?: true;
  readonly split?: true;
  readonly perAssignment?: true;
  /** Seconds to search. */
  readonly optimize?: string;
  readonly seed?: string;
  readonly output?: string;
}

const ORDERS: readonly LevelingOrder[] = ["standard", "priority", "id"];
const BASES: readonly Basis[] = ["minute", "hour", "day", "week", "month"];
const LONGEST_SEARCH_SECONDS = 86_400;
/** Plans between two looks at the clock, and milliseconds between two words about the progress. */
const SLICE = 4;
const PROGRESS_MS = 500;

export async function levelPlanVerb(path: string, options: LevelPlanOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const wishes = wishesOf(options);
  if (!wishes.ok) return wishes;
  const output = options.output === undefined ? undefined : formatByName(options.output);
  if (output && !output.ok) return output;
  if (options.output !== undefined && (await isSameFile(path, options.output))) {
    return failure(EXIT.conflict, `${options.output}: this is the input file itself, which is never overwritten. Maybe choose another name.`);
  }
  const read = await readPlan(path);
  if (!read.ok) return read;
  const { project } = read.value;

  const begin = performance.now();
  const result = wishes.value.seconds === undefined ? levelPlan(project, wishes.value.leveling) : await searchFor(project, wishes.value, terminal);
  const leveled = withDelays(project, result.delays);
  const scheduled = schedule(leveled);
  const computeMs = performance.now() - begin;
  const facts = scheduleFacts(leveled, scheduled.schedule, [...read.value.problems, ...scheduled.problems], computeMs);
  if (options.output !== undefined && output?.ok) {
    const made = writePlanFile(output.value, leveled);
    const written = await writeWholeFile(options.output, contentOf(made));
    if (!written.ok) return written;
    for (const loss of made.losses) terminal.tell(`${loss.code}: ${loss.message}`);
  }
  const bound = levelingBound(project, wishes.value.leveling).finish;
  return show({ project, facts, result, bound, passedOver: passedOverIn(leveled, scheduled.schedule, wishes.value.leveling.basis) }, options, terminal);
}

interface Wishes {
  readonly leveling: LevelingOptions;
  /** Undefined: by rule. */
  readonly seconds: number | undefined;
  readonly seed: number;
}

function wishesOf(options: LevelPlanOptions): Outcome<Wishes> {
  const leveling = levelingOptionsOf(options);
  if (!leveling.ok) return leveling;
  const seconds = options.optimize === undefined ? undefined : Number(options.optimize);
  if (seconds !== undefined && !(seconds > 0 && seconds <= LONGEST_SEARCH_SECONDS)) return failure(EXIT.usage, `--optimize ${options.optimize}: this is no number of seconds between 0 and ${LONGEST_SEARCH_SECONDS}.`);
  const seed = Number(options.seed ?? 1);
  if (!Number.isSafeInteger(seed) || seed < 0) return failure(EXIT.usage, `--seed ${options.seed}: a seed is a whole number from 0 on.`);
  if (seconds !== undefined && options.withinSlack) return failure(EXIT.usage, "--within-slack keeps the finish, so there is nothing for --optimize to gain. Maybe leave one of them out.");
  return success({ leveling: leveling.value, seconds, seed });
}

/** What the options ask of the levelling rule; unknown words are refused. */
export function levelingOptionsOf(options: LevelPlanOptions): Outcome<LevelingOptions> {
  const order = ORDERS.find((one) => one === (options.order ?? "standard"));
  if (!order) return failure(EXIT.usage, `--order ${options.order}: this order is unknown. It is one of ${ORDERS.join(", ")}.`);
  const basis = BASES.find((one) => one === (options.basis ?? "day"));
  if (!basis) return failure(EXIT.usage, `--basis ${options.basis}: this basis is unknown. It is one of ${BASES.join(", ")}.`);
  return success({
    order,
    basis,
    ...(options.withinSlack ? { withinSlack: true } : {}),
    ...(options.keepDelays ? { keepDelays: true } : {}),
    ...(options.split ? { canSplit: true } : {}),
    ...(options.perAssignment ? { perAssignment: true } : {}),
  });
}

/** Searches until the time is up, nothing is left to be gained, or the person presses Ctrl-C: the best plan so far counts then. */
async function searchFor(project: Project, { leveling, seconds = 0, seed }: Wishes, terminal: Terminal): Promise<OptimizedLeveling> {
  const search = optimizeLeveling(project, { ...leveling, seed });
  const end = performance.now() + seconds * 1000;
  const interrupt = { isWanted: false };
  const onInterrupt = (): void => {
    interrupt.isWanted = true;
  };
  process.once("SIGINT", onInterrupt);
  let told = -Infinity;
  let progress = search.step(1);
  while (!progress.isDone && performance.now() < end && !interrupt.isWanted) {
    progress = search.step(SLICE);
    if (performance.now() - told < PROGRESS_MS) continue;
    told = performance.now();
    terminal.tell(progressLine(progress));
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.off("SIGINT", onInterrupt);
  terminal.tell(progressLine(progress));
  return search.result();
}

function progressLine({ finish, lowerBound, gapPercent, schedules }: SearchProgress): string {
  return `${schedules} plans compared; best finish ${clock(formatIso(finish))}, no plan can finish before ${clock(formatIso(lowerBound))} (gap ${gapPercent} %)`;
}

interface Shown {
  readonly project: Project;
  readonly facts: ScheduleFacts;
  readonly result: LevelingResult | OptimizedLeveling;
  readonly bound: Minute;
  /** Names of overloaded resources that levelling does not mind. */
  readonly passedOver: readonly string[];
}

function show({ project, facts, result, bound, passedOver }: Shown, options: LevelPlanOptions, terminal: Terminal): Outcome<undefined> {
  const { finishBefore, finishAfter, moved, remaining } = result;
  if (options.json) {
    const search = "schedules" in result ? { schedules: result.schedules, seed: result.seed, gapPercent: result.gapPercent, boundReason: result.boundReason } : {};
    terminal.print(
      `${JSON.stringify({
        ...facts,
        ...resultFacts(project, result),
        ...(result.problem && { problem: result.problem }),
        finishBefore: formatIso(finishBefore),
        finishAfter: formatIso(finishAfter),
        lowerBound: formatIso(bound < finishAfter ? bound : finishAfter),
        passedOver,
        ...search,
      })}\n`,
    );
    return success(undefined);
  }
  for (const problem of facts.problems) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  if (result.problem) terminal.tell(`${result.problem.code}: ${[result.problem.message, result.problem.hint].filter(Boolean).join(" ")}`);
  for (const { reason } of remaining) terminal.tell(`overload: ${reason}`);
  if (passedOver.length > 0) terminal.tell(`Overloaded as well, but not to be levelled or only proposed: ${passedOver.join(", ")}.`);
  terminal.print(options.plain ? plainLines(facts) : `${scheduleTable(facts, terminal)}\n${moved.map(({ reason }) => `${reason}\n`).join("")}${summaryLine(result)}\n`);
  return success(undefined);
}

/** What moved and what stays overloaded, with UIDs and names instead of ids. */
export function resultFacts(project: Project, { moved, remaining }: LevelingResult): { readonly moved: readonly object[]; readonly remaining: readonly object[] } {
  const uid = (taskId: string): number | null => {
    const task = project.records.task.get(taskId);
    return task ? uidOf(task) : null;
  };
  const resource = (id: string): string | null => project.records.resource.get(id)?.name ?? null;
  return {
    moved: moved.map(({ taskId, byMinutes, reason, resourceId, heldByTaskId }) => ({ uid: uid(taskId), byMinutes, reason, resource: resourceId === undefined ? null : resource(resourceId), heldBy: heldByTaskId === undefined ? null : uid(heldByTaskId) })),
    remaining: remaining.map(({ resourceId, from, to, demand, capacity, reason, taskIds }) => ({ resource: resource(resourceId), from: formatIso(from), to: formatIso(to), demandMinutes: demand, capacityMinutes: capacity, tasks: taskIds.map(uid), reason })),
  };
}

function passedOverIn(project: Project, result: Schedule, basis: Basis = "day"): readonly string[] {
  const ids = new Set(overallocations(project, result, basis).map(({ resourceId }) => resourceId));
  return [...project.records.resource.values()].flatMap(({ id, name, canLevel, booking }) => (ids.has(id) && (canLevel === false || booking === "proposed") ? [name] : []));
}

export function summaryLine({ moved, remaining, finishBefore, finishAfter }: LevelingResult): string {
  const tasks = `${moved.length} ${moved.length === 1 ? "task moves" : "tasks move"}`;
  const finish = finishBefore === finishAfter ? `the finish stays ${clock(formatIso(finishAfter))}` : `the finish goes from ${clock(formatIso(finishBefore))} to ${clock(formatIso(finishAfter))}`;
  const left = remaining.length === 0 ? "nobody who is levelled is overloaded" : `${remaining.length} ${remaining.length === 1 ? "overload remains" : "overloads remain"}`;
  return `${tasks}; ${finish}; ${left}.`;
}

/** `2026-03-02 08:00`: the seconds are always zero. */
function clock(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

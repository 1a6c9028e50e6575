/** Computes the schedule of a project: compile, run the kernel, roll up summaries, and answer by task id. */
import { NODE, type NetworkDates } from "@leadline/kernel/network.ts";
import { schedulePrimavera } from "@leadline/kernel/primavera/schedule-primavera.ts";
import { scheduleFromFinish } from "@leadline/kernel/mirror.ts";
import { scheduleNetwork } from "@leadline/kernel/schedule-network.ts";
import type { Problem } from "../base/problem.ts";
import { outlineOf, type Outline } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { ProjectSettings, Task } from "../model/records.ts";
import { calendarTablesOf, type CalendarTables } from "./calendar-tables.ts";
import type { ComputedNetwork } from "./computed-network.ts";
import { fixedEndOf } from "./fixed-end.ts";
import { networkOf, type CompiledNetwork } from "./network-of.ts";
import { loopProblems } from "./loops.ts";
import { primaveraNetworkOf } from "./primavera-network.ts";
import { isPlaced, isShownLate, leafDates, rollUp, type RowDates } from "./roll-up.ts";
import type { Schedule, ScheduleResult, TaskSchedule } from "./schedule.ts";
import { inMinutes, inTicks, minuteOfTick } from "./ticks.ts";

const behind = new WeakMap<Schedule, ComputedNetwork>();

/** The network behind a schedule that `schedule` made. */
export function networkBehind(result: Schedule): ComputedNetwork | undefined {
  return behind.get(result);
}

/**
 * Schedules a project from its start, or where its settings say so from its finish. Pure: the same records give the same dates; stored dates are never read.
 * Problems name loops, calendars without working time and tasks that found no working time.
 * Example: three tasks of 1 day in a row from Monday 08:00 finish on Wednesday 17:00.
 */
export function schedule(project: Project): ScheduleResult {
  const settings = settingsOf(project);
  const outline = outlineOf(project);
  const calendars = calendarTablesOf(project);
  const compiled = compile(project, outline, calendars);
  const computed = settings.schedulingRules === "primavera" ? byPrimavera(project, outline, compiled, calendars) : { compiled, dates: datesOf(compiled, settings), calendars, from: fixedEndOf(settings) };
  const result = scheduleOf(project, outline, computed);
  const problems = [...calendars.problems, ...loopProblems(project, outline, compiled.looped), ...unplaced(compiled, computed.dates)];
  return { schedule: result, problems };
}

function byPrimavera(project: Project, outline: Outline, compiled: CompiledNetwork, calendars: CalendarTables): ComputedNetwork {
  const net = primaveraNetworkOf(project, outline, compiled, calendars);
  const dates = schedulePrimavera(net);
  return { compiled, dates, calendars, from: "start", primavera: { net, dates } };
}

function datesOf({ net }: CompiledNetwork, settings: ProjectSettings): NetworkDates {
  return fixedEndOf(settings) === "finish" ? scheduleFromFinish(net, inTicks(settings.finish ?? settings.start)) : scheduleNetwork(net);
}

/** Where a link begins at a summary's start, a first run without such links tells which of its leaves is earliest. */
function compile(project: Project, outline: Outline, calendars: CalendarTables): CompiledNetwork {
  let needsFirstRun = false;
  for (const link of project.records.link.values()) {
    if ((link.type === "SS" || link.type === "SF") && outline.rowOf(link.predecessorId)?.isSummary) needsFirstRun = true;
  }
  if (!needsFirstRun) return networkOf(project, outline, calendars, (leaves) => leaves);
  const first = networkOf(project, outline, calendars, () => []);
  const settings = settingsOf(project);
  const dates = settings.schedulingRules === "primavera" ? byPrimavera(project, outline, first, calendars).dates : datesOf(first, settings);
  return networkOf(project, outline, calendars, (leaves) => {
    let best: Task | undefined;
    let bestStart = Infinity;
    for (const leaf of leaves) {
      const start = dates.earlyStart[first.nodeOfRow[outline.indexOf(leaf.id) ?? -1] ?? -1] ?? Infinity;
      if (start < bestStart) [best, bestStart] = [leaf, start];
    }
    return best ? [best] : [];
  });
}

function unplaced(compiled: CompiledNetwork, dates: NetworkDates): Problem[] {
  const problems: Problem[] = [];
  compiled.taskOfNode.forEach((task, node) => {
    if (!task || Number.isFinite(dates.earlyFinish[node])) return;
    problems.push({
      code: "task/no-working-time",
      message: `“${task.name}” has no dates: its calendar has no working time left for it, or it waits for a task whose calendar has none.`,
      hint: "Maybe add working days to the calendar, or choose another calendar for the task.",
      taskId: task.id,
    });
  });
  return problems;
}

function scheduleOf(project: Project, outline: Outline, computed: ComputedNetwork): Schedule {
  const { compiled, dates } = computed;
  const summaries = rollUp(outline, computed);
  const made = new Map<string, TaskSchedule | undefined>();
  const of = (taskId: string): TaskSchedule | undefined => {
    if (made.has(taskId)) return made.get(taskId);
    const index = outline.indexOf(taskId);
    const row = index === undefined ? undefined : (summaries[index] ?? leafDates(outline, computed, index));
    const answer = row && taskScheduleOf(outline, taskId, row);
    made.set(taskId, answer);
    return answer;
  };
  const settings = settingsOf(project);
  const { start, finish } = extentOf(computed);
  let critical: readonly string[] | undefined;
  let driving: ReadonlySet<string> | undefined;
  const result: Schedule = {
    start: start === Infinity ? settings.start : minuteOfTick(start),
    finish: finish === -Infinity ? settings.start : minuteOfTick(finish),
    of,
    get criticalTaskIds() {
      critical ??= outline.rows.flatMap((row, index) => (dates.isCritical[compiled.nodeOfRow[index] ?? -1] === 1 ? [row.task.id] : []));
      return critical;
    },
    isDriving: (linkId) => (driving ??= drivingLinks(computed)).has(linkId),
  };
  behind.set(result, computed);
  return result;
}

/** Earliest start and latest finish of the tasks that have dates. */
function extentOf(computed: ComputedNetwork): { start: number; finish: number } {
  let start = Infinity;
  let finish = -Infinity;
  const { compiled, dates, primavera } = computed;
  const skipped = NODE.junction | (primavera ? NODE.external : 0);
  for (let node = 0; node < compiled.net.nodeCount; node += 1) {
    if (((compiled.net.flags[node] ?? 0) & skipped) !== 0 || !isPlaced(computed, node)) continue;
    const isLate = isShownLate(computed, node);
    const ownStart = (isLate ? dates.lateStart : dates.earlyStart)[node] ?? Infinity;
    const ownFinish = (isLate ? dates.lateFinish : dates.earlyFinish)[node] ?? -Infinity;
    if (ownStart < start) start = ownStart;
    if (ownFinish > finish) finish = ownFinish;
  }
  return { start, finish };
}

function drivingLinks({ compiled, dates, primavera }: ComputedNetwork): ReadonlySet<string> {
  const driving = new Set<string>();
  primavera?.dates.isDriving.forEach((drives, arc) => {
    const link = drives === 1 ? compiled.linkOfArc[arc] : undefined;
    if (link) driving.add(link.id);
  });
  dates.driver.forEach((arc, node) => {
    const link = arc >= 0 && compiled.taskOfNode[node] ? compiled.linkOfArc[arc] : undefined;
    if (link) driving.add(link.id);
  });
  return driving;
}

function taskScheduleOf(outline: Outline, taskId: string, dates: RowDates): TaskSchedule | undefined {
  const row = outline.rowOf(taskId);
  if (!row) return undefined;
  return {
    taskId,
    start: minuteOfTick(dates.start),
    finish: minuteOfTick(dates.finish),
    earlyStart: minuteOfTick(dates.earlyStart),
    earlyFinish: minuteOfTick(dates.earlyFinish),
    lateStart: minuteOfTick(dates.lateStart),
    lateFinish: minuteOfTick(dates.lateFinish),
    totalSlackMinutes: inMinutes(dates.totalSlack),
    freeSlackMinutes: inMinutes(dates.freeSlack),
    critical: dates.isCritical,
    durationMinutes: dates.durationMinutes,
    percentComplete: row.isSummary ? percentBelow(outline, row.rowNumber, row.endIndex) : row.task.percentComplete,
    isSummary: row.isSummary,
    ...(dates.remainingStart !== undefined && { remainingStart: minuteOfTick(dates.remainingStart) }),
    isMilestone: !row.isSummary && (row.task.milestone || row.task.durationMinutes === 0),
  };
}

/** Percent complete of a summary: done duration over duration of the active leaves below it (domain A8). */
function percentBelow(outline: Outline, fromIndex: number, endIndex: number): number {
  let done = 0;
  let all = 0;
  for (let index = fromIndex; index < endIndex; index += 1) {
    const row = outline.rows[index];
    if (!row || row.isSummary || !row.task.active) continue;
    done += (row.task.durationMinutes * row.task.percentComplete) / 100;
    all += row.task.durationMinutes;
  }
  return all === 0 ? 0 : Math.round((100 * done) / all);
}


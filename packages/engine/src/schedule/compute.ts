/** Computes the schedule of a project: compile, run the kernel, roll up summaries, and answer by task id. */
import { TICKS_PER_MINUTE } from "@leadline/kernel/calendar-table.ts";
import { NODE, type NetworkDates } from "@leadline/kernel/network.ts";
import { scheduleNetwork } from "@leadline/kernel/schedule-network.ts";
import type { Problem } from "../base/problem.ts";
import { outlineOf, type Outline } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { calendarTablesOf, type CalendarTables } from "./calendar-tables.ts";
import { networkOf, workingMinutes, type CompiledNetwork } from "./network-of.ts";
import { loopProblems } from "./loops.ts";
import { rollUp, type RowDates } from "./roll-up.ts";
import type { Schedule, ScheduleResult, TaskSchedule } from "./schedule.ts";

/** Everything that scheduling knows, for the explanation of dates. Never leaves the schedule stage. */
export interface ComputedNetwork {
  readonly compiled: CompiledNetwork;
  readonly dates: NetworkDates;
  readonly calendars: CalendarTables;
}

const behind = new WeakMap<Schedule, ComputedNetwork>();

/** The network behind a schedule that `schedule` made. */
export function networkBehind(result: Schedule): ComputedNetwork | undefined {
  return behind.get(result);
}

/**
 * Schedules a project from its start. Pure: the same records give the same dates; stored dates are never read.
 * Problems name loops, calendars without working time and tasks that found no working time.
 * Example: three tasks of 1 day in a row from Monday 08:00 finish on Wednesday 17:00.
 */
export function schedule(project: Project): ScheduleResult {
  const settings = settingsOf(project);
  const outline = outlineOf(project);
  const calendars = calendarTablesOf(project.records.calendar, settings.calendarId, dayNumberOf(settings.start));
  const compiled = compile(project, outline, calendars);
  const dates = scheduleNetwork(compiled.net);
  const result = scheduleOf(project, outline, { compiled, dates, calendars });
  const problems = [...calendars.problems, ...loopProblems(project, outline, compiled.looped), ...unplaced(compiled, dates)];
  return { schedule: result, problems };
}

/** Where a link begins at a summary's start, a first run without such links tells which of its leaves is earliest. */
function compile(project: Project, outline: Outline, calendars: CalendarTables): CompiledNetwork {
  const needsFirstRun = [...project.records.link.values()].some(
    (link) => (link.type === "SS" || link.type === "SF") && outline.rowOf(link.predecessorId)?.isSummary === true,
  );
  if (!needsFirstRun) return networkOf(project, outline, calendars, (leaves) => leaves);
  const first = networkOf(project, outline, calendars, () => []);
  const dates = scheduleNetwork(first.net);
  return networkOf(project, outline, calendars, (leaves) => {
    let best: Task | undefined;
    let bestStart = Infinity;
    for (const leaf of leaves) {
      const start = dates.earlyStart[first.nodeOfTask.get(leaf.id) ?? -1] ?? Infinity;
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
  const rows = rollUp(outline, leafDates(computed), computed.calendars);
  const made = new Map<string, TaskSchedule | undefined>();
  const of = (taskId: string): TaskSchedule | undefined => {
    if (made.has(taskId)) return made.get(taskId);
    const index = outline.indexOf(taskId);
    const dates = index === undefined ? undefined : rows[index];
    const answer = dates && taskScheduleOf(outline, taskId, dates);
    made.set(taskId, answer);
    return answer;
  };
  const settings = settingsOf(project);
  let start = Infinity;
  let finish = -Infinity;
  const criticalTaskIds: string[] = [];
  outline.rows.forEach((row, index) => {
    const dates = rows[index];
    if (!dates) return;
    if (dates.start < start) start = dates.start;
    if (dates.finish > finish) finish = dates.finish;
    if (dates.isCritical && !row.isSummary) criticalTaskIds.push(row.task.id);
  });
  const driving = new Set<string>();
  const { driver } = computed.dates;
  for (let node = 0; node < driver.length; node += 1) {
    const arc = driver[node] ?? -1;
    const link = arc >= 0 ? computed.compiled.linkOfArc[arc] : undefined;
    if (link) driving.add(link.id);
  }
  const result: Schedule = {
    start: start === Infinity ? settings.start : minuteOfTick(start),
    finish: finish === -Infinity ? settings.start : minuteOfTick(finish),
    of,
    criticalTaskIds,
    isDriving: (linkId) => driving.has(linkId),
  };
  behind.set(result, computed);
  return result;
}

/** Dates of the leaf behind a task id; undefined where it has none. */
function leafDates({ compiled, dates, calendars }: ComputedNetwork): (task: Task) => RowDates | undefined {
  const { net } = compiled;
  return (task) => {
    const node = compiled.nodeOfTask.get(task.id);
    if (node === undefined) return undefined;
    const at = (values: Float64Array): number => values[node] ?? 0;
    const flags = net.flags[node] ?? 0;
    if (!Number.isFinite(at(dates.earlyFinish)) || !Number.isFinite(at(dates.lateStart))) return undefined;
    const isLate = task.constraint === "ALAP" && (flags & (NODE.started | NODE.fixed)) === 0;
    const start = isLate ? at(dates.lateStart) : at(dates.earlyStart);
    const finish = isLate ? at(dates.lateFinish) : at(dates.earlyFinish);
    const isDriven = (flags & NODE.driven) !== 0;
    const table = calendars.tables[calendars.indexOf(task.calendarId)];
    return {
      start,
      finish,
      earlyStart: at(dates.earlyStart),
      earlyFinish: at(dates.earlyFinish),
      lateStart: at(dates.lateStart),
      lateFinish: at(dates.lateFinish),
      totalSlack: at(dates.totalSlack),
      freeSlack: at(dates.freeSlack),
      isCritical: dates.isCritical[node] === 1,
      durationMinutes: isDriven ? workingMinutes(table, start, finish) : at(net.span) / TICKS_PER_MINUTE,
    };
  };
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
    totalSlackMinutes: dates.totalSlack / TICKS_PER_MINUTE,
    freeSlackMinutes: dates.freeSlack / TICKS_PER_MINUTE,
    critical: dates.isCritical,
    durationMinutes: dates.durationMinutes,
    percentComplete: row.isSummary ? percentBelow(outline, row.rowNumber, row.endIndex) : row.task.percentComplete,
    isSummary: row.isSummary,
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

/** Whole minutes; the tenths that a tick keeps are cut off. */
function minuteOfTick(tick: number): Minute {
  return Math.floor(tick / TICKS_PER_MINUTE) as Minute;
}

/** The last step of readers whose file says no more than a plan does: puts its parts together, schedules, and compares with the dates that the file stored. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { workingDaysOf } from "@leadline/engine/views/working-time.ts";
import { assemblePlan } from "./mspdi/assemble-plan.ts";
import { differencesOf, withStoredDates } from "./mspdi/differences.ts";
import type { PlanParts } from "./mspdi/plan-parts.ts";
import type { ProblemList } from "./mspdi/problem-list.ts";
import type { StoredDates } from "./mspdi/read-task.ts";
import { workedMinutesOf, type WorkedMinutes } from "./mspdi/worked-minutes.ts";
import type { DateDifference, PlanFormat, ReadResult } from "./plan-file-types.ts";
import { countRecords } from "./record-counts.ts";

export interface FinishOptions {
  readonly format: PlanFormat;
  /** The program that writes such files, as sentences call it. */
  readonly program: string;
  readonly newId: () => string;
  readonly problems: ProblemList;
  /** How finely the file stores dates: "day" where it says no time of day, "second" where ours are cut to whole minutes. */
  readonly storedTo: StoredPrecision;
}

export type StoredPrecision = "day" | "minute" | "second";

export function finishPlan(parts: PlanParts, options: FinishOptions): ReadResult {
  const { format, problems, newId } = options;
  const { project } = assemblePlan(parts, { newId, impliedId: newId, problems });
  const computed = schedule(project);
  const stored = new Map(parts.tasks.map(({ task, stored: dates }) => [task.id, dates]));
  const datesByTask = comparable(project, computed.schedule, stored, options.storedTo);
  const differences = differencesOf(project, computed.schedule, { datesByTask, odditiesByTask: new Map() });
  return {
    ok: true,
    project: withStoredDates(project, differences),
    problems: [...problems.all().map((problem) => ofFormat(problem, options)), ...computed.problems],
    report: { ...countRecords(format, project), differences, kept: [] },
  };
}

/** Sentences of the parts that all readers share, under the name of the format that was read. */
export function ofFormat(problem: Problem, { format, program }: Pick<FinishOptions, "format" | "program">): Problem {
  const renamed = { ...problem, code: problem.code.replace(/^mspdi\//, `${format}/`) };
  return problem.hint?.includes("Microsoft Project") ? { ...renamed, hint: `Maybe save it again from ${program}.` } : renamed;
}

type DatesByTask = ReadonlyMap<string, StoredDates>;

/** The stored dates, each replaced by ours where the two say the same as finely as the file can say it. */
function comparable(project: Project, computed: Schedule, stored: DatesByTask, storedTo: StoredPrecision): DatesByTask {
  if (storedTo === "minute") return stored;
  const worked = projectWorkedMinutes(project);
  const isSame = (field: DateDifference["field"], date: Minute, dates: TaskSchedule): boolean =>
    storedTo === "day" ? isSameDay(date, dates, field, worked) : Math.abs(dates[field] - date) <= 1;
  return new Map(Array.from(stored, ([taskId, dates]) => {
    const ours = computed.of(taskId);
    return [taskId, ours ? replaced(dates, ours, isSame) : dates];
  }));
}

function replaced(dates: StoredDates, ours: TaskSchedule, isSame: (field: DateDifference["field"], date: Minute, ours: TaskSchedule) => boolean): StoredDates {
  const changed: Partial<Record<DateDifference["field"], Minute>> = { ...dates };
  for (const field of FIELDS) {
    const date = dates[field];
    if (date !== undefined && isSame(field, date, ours)) changed[field] = ours[field];
  }
  return changed;
}

const FIELDS = ["start", "finish", "earlyStart", "earlyFinish", "lateStart", "lateFinish"] as const satisfies readonly DateDifference["field"][];

/**
 * Whether a date stored without its time of day means the same as ours: the same day (midnight ends the day before it), or a
 * milestone that we place at the end of a day and the file at the beginning of the next, with no working time between.
 */
function isSameDay(stored: Minute, ours: TaskSchedule, field: DateDifference["field"], worked: WorkedMinutes): boolean {
  const date = ours[field];
  const isEnd = field.toLowerCase().endsWith("finish");
  const day = isEnd && date % MINUTES_PER_DAY === 0 ? dayNumberOf(date) - 1 : dayNumberOf(date);
  const storedDay = dayNumberOf(stored);
  if (day === storedDay || dayNumberOf(date) === storedDay) return true;
  const isMoment = ours.start === ours.finish;
  const midnight = (storedDay * MINUTES_PER_DAY) as Minute;
  return isMoment && storedDay > day && worked(date, midnight) === 0;
}

function projectWorkedMinutes(project: Project): WorkedMinutes {
  const settings = settingsOf(project);
  return workedMinutesOf(workingDaysOf(project, settings.calendarId), dayNumberOf(settings.start));
}

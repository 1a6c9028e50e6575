/** Where two schedules of one project differ, in lines that a person can read. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Schedule, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";

const FIELDS = [
  "start",
  "finish",
  "earlyStart",
  "earlyFinish",
  "lateStart",
  "lateFinish",
  "totalSlackMinutes",
  "freeSlackMinutes",
  "critical",
  "durationMinutes",
  "percentComplete",
  "isSummary",
  "isMilestone",
  "remainingStart",
] as const;

/** "B lateFinish: 2026-03-06T17:00:00, not 2026-03-09T08:00:00" for every task and field that differ. */
export function scheduleDifferences(project: Project, actual: Schedule, expected: Schedule): readonly string[] {
  const lines: string[] = [];
  const note = (place: string, a: unknown, b: unknown): void => {
    if (shown(place, a) !== shown(place, b)) lines.push(`${place}: ${shown(place, a)}, not ${shown(place, b)}`);
  };
  note("project start", actual.start, expected.start);
  note("project finish", actual.finish, expected.finish);
  for (const { task } of outlineOf(project).rows) {
    const [a, b] = [actual.of(task.id), expected.of(task.id)];
    for (const field of FIELDS) note(`${task.id} ${field}`, valueOf(a, field), valueOf(b, field));
  }
  note("critical tasks", actual.criticalTaskIds.join(), expected.criticalTaskIds.join());
  return lines;
}

function valueOf(dates: TaskSchedule | undefined, field: (typeof FIELDS)[number]): unknown {
  return dates?.[field];
}

/** Dates as dates, minutes to the tenth. */
function shown(place: string, value: unknown): string {
  if (typeof value !== "number") return String(value);
  return /(start|finish)$/i.test(place) ? formatIso(value as Parameters<typeof formatIso>[0]) : String(Math.round(value * 10) / 10 + 0);
}

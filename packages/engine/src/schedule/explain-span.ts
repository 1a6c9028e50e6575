/** Says in words how a task's span becomes its finish: duration in a calendar, by the clock, or by its assignments. */
import { settingsOf, type Project } from "../model/project.ts";
import type { Assignment, Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { formatDuration } from "../time/duration-text.ts";
import type { Schedule } from "./schedule.ts";

/** "It takes 3d in the calendar “Standard” and so finishes …". Empty for a milestone. */
export function spanSentence(project: Project, task: Task, schedule: Schedule): string {
  const dates = schedule.of(task.id);
  const settings = settingsOf(project);
  if (!dates || task.durationMinutes === 0) return "";
  if (task.actualFinish !== undefined) return `It really finished ${readableDate(dates.finish)}.`;
  const finishes = `so it finishes ${readableDate(dates.finish)}.`;
  const drivers = task.mode === "auto" && task.taskType !== "fixedDuration" ? workAssignments(project, task) : [];
  if (drivers.length > 0) {
    const parts = drivers.slice(0, 3).map(({ assignment, name }) => {
      const work = formatDuration({ durationMinutes: assignment.workMinutes, durationUnit: "h", estimated: false }, settings);
      return `${name} works ${work} at ${Math.round(assignment.units * 100)} %`;
    });
    const more = drivers.length > 3 ? ` and ${drivers.length - 3} more` : "";
    return `${parts.join(", ")}${more}, ${finishes}`;
  }
  const span = formatDuration({ ...task, estimated: false, estimate: undefined }, settings);
  if (task.durationUnit.startsWith("e")) return `It takes ${span} by the clock, ${finishes}`;
  const calendar = project.records.calendar.get(task.calendarId ?? settings.calendarId);
  return `It takes ${span}${calendar ? ` in the calendar “${calendar.name}”` : ""}, ${finishes}`;
}

/** Whose working time a task waits for: its people, or its own calendar. */
export function workersOf(project: Project, task: Task): string | undefined {
  const drivers = task.taskType === "fixedDuration" ? [] : workAssignments(project, task);
  if (drivers.length > 0) return drivers.map(({ name }) => name).join(" and ");
  const calendar = project.records.calendar.get(task.calendarId ?? settingsOf(project).calendarId);
  return calendar && `the calendar “${calendar.name}”`;
}

function workAssignments(project: Project, task: Task): readonly { assignment: Assignment; name: string }[] {
  const found: { assignment: Assignment; name: string }[] = [];
  for (const assignment of project.records.assignment.values()) {
    if (assignment.taskId !== task.id || assignment.resourceId === undefined || assignment.units <= 0) continue;
    const resource = project.records.resource.get(assignment.resourceId);
    if (resource?.type === "work") found.push({ assignment, name: `“${resource.name}”` });
  }
  return found;
}

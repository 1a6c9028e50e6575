/** Parses plan-text into statements; names are looked up later, in `build.ts`. */
import { fault, peek, shownToken, take, type Cursor } from "./cursor.ts";
import { parseCalendar, parseProject, parseResource } from "./parse-head.ts";
import { parseTask } from "./parse-task.ts";
import type { CalendarStatement, ProjectStatement, ResourceStatement, TaskStatement } from "./statements.ts";
import { tokenLines, type Fault } from "./tokens.ts";

export interface PlanStatements {
  readonly project: ProjectStatement;
  readonly calendars: readonly CalendarStatement[];
  readonly resources: readonly ResourceStatement[];
  readonly tasks: readonly TaskStatement[];
}

/** The statements of a text, or undefined with at least one fault. */
export function parseStatements(text: string, faults: Fault[]): PlanStatements | undefined {
  const [head, ...lines] = tokenLines(text, faults);
  const first: Cursor = { source: head ?? { line: 1, indent: 0, tokens: [] }, at: 0, faults };
  if (peek(first)?.value !== "project") {
    if (faults.length > 0) return undefined;
    return fault(first, `The first line must name the project, such as: project "Branch refresh" starts 2026-03-02.`);
  }
  take(first);
  const project = parseProject(first);
  if (!project) return undefined;
  const found = { project, calendars: [] as CalendarStatement[], resources: [] as ResourceStatement[], tasks: [] as TaskStatement[] };
  for (const source of lines) parseLine({ source, at: 0, faults }, found);
  return faults.length > 0 ? undefined : found;
}

function parseLine(cursor: Cursor, found: { project: ProjectStatement; calendars: CalendarStatement[]; resources: ResourceStatement[]; tasks: TaskStatement[] }): void {
  const first = peek(cursor);
  switch (first?.kind === "word" ? first.value : "") {
    case "project":
      fault(cursor, "The project has been named already; a file holds one project.");
      return;
    case "calendar":
      take(cursor);
      keep(found.calendars, parseCalendar(cursor));
      return;
    case "resource":
      take(cursor);
      keep(found.resources, parseResource(cursor));
      return;
    default:
      if (first?.kind === "word" || first?.kind === "text") keep(found.tasks, parseTask(cursor, found.project));
      else fault(cursor, `A line begins with project, calendar, resource, or the label or name of a task, but ${shownToken(first)}.`);
  }
}

function keep<T>(list: T[], item: T | undefined): void {
  if (item) list.push(item);
}

/** Reads an MPX file, the text format of Microsoft Project 4 to 98, with a list of what has no place here. */
import { finishPlan } from "../finish-plan.ts";
import type { PlanParts } from "../mspdi/plan-parts.ts";
import { startProblemList, type ProblemList } from "../mspdi/problem-list.ts";
import type { AssignmentDraft } from "../mspdi/read-resource.ts";
import { DEFAULT_READ_LIMITS, type ReadOptions, type ReadResult } from "../plan-file-types.ts";
import { OWN_COLUMNS, placesOf, TASK } from "./field-numbers.ts";
import { notesText, readProject } from "./read-project.ts";
import { startCalendars } from "./read-calendar.ts";
import { assignmentDraft, openResource, resourceDraft, type OpenResource } from "./read-resource.ts";
import { openTask, taskDraft, type OpenTask } from "./read-task.ts";
import { recordFields, type RecordFields } from "./record-fields.ts";
import { mpxFileOf, type MpxFile, type MpxRecord } from "./tokens.ts";
import { hasTime, styleOf, type MpxStyle } from "./values.ts";

/** Never throws. `text` is the whole file, decoded; files of Microsoft Project 98 are windows-1252. */
export function readMpx(text: string, options: ReadOptions & { readonly fileName: string }): ReadResult {
  const clean = text.replace(STRAY, "");
  const parsed = mpxFileOf(clean, options.limits ?? DEFAULT_READ_LIMITS);
  if ("failure" in parsed) return { ok: false, problem: parsed.failure };
  const problems = startProblemList();
  parsed.problems.forEach(problems.add);
  if (clean.length < text.length) problems.add({ code: "mpx/stray-character", message: `The file holds ${text.length - clean.length} control characters that no text has; they were left out.` });
  tellCodePage(parsed.file, clean, problems);
  const style = styleOf(parsed.file.records);
  const parts = startReading(style, options, problems).read(parsed.file.records);
  return finishPlan(parts, { format: "mpx", program: "Microsoft Project", newId: options.newId, problems, storedTo: storedTo(parsed.file.records) });
}

/** Everything below the blank but tab, line feed and carriage return; 0x7F stands for a line break in notes. */
const STRAY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/g;

/** Old files may be in the letters of DOS or of the Macintosh. */
function tellCodePage({ header }: MpxFile, text: string, problems: ProblemList): void {
  const page = header[2]?.trim() ?? "ANSI";
  if (/^(?:ANSI|1252|UTF-?8|)$/i.test(page) || !/[^\u0000-\u007f]/.test(text)) return;
  problems.add({ code: "mpx/code-page", message: `The file says that its letters are those of “${page.slice(0, 20)}”, which Leadline does not know; they were read as windows-1252.`, hint: "Maybe look through the names for wrong letters." });
}

/** Dates are compared to the minute where tasks' dates have a time of day. */
function storedTo(records: readonly MpxRecord[]): "day" | "minute" {
  const first = records.find(({ number, fields }) => number === 70 && fields.some(hasTime));
  return first ? "minute" : "day";
}

/** Notes that came after a task or a resource. */
type WithNotes<T> = T & { notes?: string };

interface Reading {
  readonly read: (records: readonly MpxRecord[]) => PlanParts;
}

function startReading(style: MpxStyle, { newId, fileName }: ReadOptions & { readonly fileName: string }, problems: ProblemList): Reading {
  const calendars = startCalendars(style, problems);
  const resources: (WithNotes<OpenResource> & { calendarUid?: number })[] = [];
  const tasks: WithNotes<OpenTask>[] = [];
  const assignments: { fields: RecordFields; taskUid: number | undefined }[] = [];
  const counts = new Map<string, number>();
  const count = (what: string): unknown => counts.set(what, (counts.get(what) ?? 0) + 1);
  let [taskPlaces, resourcePlaces, project]: [ReadonlyMap<number, number> | undefined, ReadonlyMap<number, number> | undefined, RecordFields | undefined] = [undefined, undefined, undefined];
  let [task, resource]: [WithNotes<OpenTask> | undefined, (WithNotes<OpenResource> & { calendarUid?: number }) | undefined] = [undefined, undefined];
  const open = (record: MpxRecord, called: string, places?: ReadonlyMap<number, number>): RecordFields => recordFields({ record, called, style, problems, ...(places && { places }) });

  const take = (record: MpxRecord): void => {
    switch (record.number) {
      case 20: case 25: case 26: case 55: case 56: case 57:
        calendars.record(record);
        if (resource && record.number === 55) resource.calendarUid = calendars.resourceCalendar() ?? -1;
        return;
      case 30:
        project ??= open(record, "The project");
        return;
      case 40: case 41:
        resourcePlaces = placesOf(record);
        return;
      case 60: case 61:
        taskPlaces = placesOf(record);
        return;
      case 50:
        resource = openResource(open(record, rowCalled("Resource", record, resourcePlaces, 1), resourcePlaces ?? new Map()), newId());
        calendars.startResource(resource?.name ?? "");
        if (resource) resources.push(resource);
        return;
      case 51:
        if (resource) resource.notes = notesText(record.fields[0] ?? "");
        return;
      case 70:
        task = openTask(open(record, rowCalled("Task", record, taskPlaces, 1), taskPlaces ?? new Map()), newId());
        if (task) tasks.push(task);
        if (task && OWN_COLUMNS.some((field) => hasOwnValue(record.fields[taskPlaces?.get(field) ?? -1]))) count("columns");
        if (task?.fields.text(TASK.subproject) !== undefined) count("subprojects");
        return;
      case 71:
        if (task) task.notes = notesText(record.fields[0] ?? "");
        return;
      case 72:
        if (record.fields.length > 2) count("recurring");
        return;
      case 75:
        if (task) assignments.push({ fields: open(record, `An assignment of ${task.fields.called}`), taskUid: task.uid });
        else count("strays");
        return;
      default:
        if (!SILENT.has(record.number)) count(String(record.number));
    }
  };

  return {
    read: (records) => {
      records.forEach(take);
      if (taskPlaces === undefined && records.some(({ number }) => number === 70)) problems.add({ code: "mpx/no-table", message: "The file does not say which fields its tasks have (record 60 or 61), so they were not read." });
      tellLosses(counts, problems);
      const draftOf = draftsBy(style, tasks, resources, newId);
      return {
        settings: readProject(project, style, fileName, calendars.uidByName),
        calendars: calendars.drafts(newId),
        tasks: tasks.map(draftOf.task),
        resources: resources.map(draftOf.resource),
        assignments: assignments.map(draftOf.assignment),
      };
    },
  };
}

/** Records that say nothing about a plan: comments, styles, links to other programs, messages to people. */
const SILENT: ReadonlySet<number> = new Set([0, 10, 11, 12, 31, 76, 80, 81]);

function rowCalled(kind: string, record: MpxRecord, places: ReadonlyMap<number, number> | undefined, nameField: number): string {
  return `${kind} “${record.fields[places?.get(nameField) ?? -1]?.trim().slice(0, 60) ?? ""}”`;
}

/** Something that a person put in: no zero, no "no", no missing date. */
function hasOwnValue(text: string | undefined): boolean {
  const value = text?.trim() ?? "";
  return value !== "" && !/^(?:no|nein|non|na|nv)$/i.test(value) && /[1-9\p{L}]/u.test(value.replace(/[dhtwjm]$/i, ""));
}

function draftsBy(style: MpxStyle, tasks: readonly OpenTask[], resources: readonly OpenResource[], newId: () => string) {
  const taskRows = rowMap(tasks);
  const resourceRows = rowMap(resources);
  return {
    task: (task: WithNotes<OpenTask>) => taskDraft(task, style, { notes: task.notes, uidOfRow: (rowId) => taskRows.get(rowId) }),
    resource: (resource: WithNotes<OpenResource> & { calendarUid?: number }) => resourceDraft(resource, style, { notes: resource.notes, calendarUid: resource.calendarUid }),
    assignment: ({ fields, taskUid }: { fields: RecordFields; taskUid: number | undefined }): AssignmentDraft => assignmentDraft(fields, newId(), taskUid, (rowId) => resourceRows.get(rowId)),
  };
}

function rowMap(rows: readonly { readonly rowId: number | undefined; readonly uid: number | undefined }[]): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (const { rowId, uid } of rows) if (rowId !== undefined && uid !== undefined && !map.has(rowId)) map.set(rowId, uid);
  return map;
}

function tellLosses(counts: ReadonlyMap<string, number>, problems: ProblemList): void {
  const told = (what: string, code: string, sentence: (count: number) => string): void => {
    const count = counts.get(what);
    if (count !== undefined) problems.add({ code, message: sentence(count) });
  };
  told("columns", "mpx/columns", (n) => `What stands in texts, numbers, flags and dates of your own for ${n} ${n === 1 ? "task" : "tasks"} is not imported.`);
  told("subprojects", "mpx/subprojects", (n) => `${n} ${n === 1 ? "task stands" : "tasks stand"} for a plan in another file, which is not imported.`);
  told("strays", "mpx/assignment-without-task", (n) => `${n} ${n === 1 ? "assignment stands" : "assignments stand"} behind no task; ${n === 1 ? "it was" : "they were"} left out.`);
  told("recurring", "mpx/recurring", (n) => `The rule by which ${n} recurring ${n === 1 ? "task comes" : "tasks come"} back is not imported; every single occurrence is.`);
  for (const [what, count] of counts) if (/^\d+$/.test(what)) problems.add({ code: "mpx/unknown-record", message: `${count} ${count === 1 ? "record" : "records"} of number ${what} ${count === 1 ? "is" : "are"} not known and ${count === 1 ? "was" : "were"} left out.` });
}

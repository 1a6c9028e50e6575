/** Makes a project of the tables of an XER file: resolves keys, builds the tree, and tells what does not fit. */
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { CalendarRecord, Link, ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import { affordable } from "../mspdi/calendar-cost.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import { STANDARD_WEEK } from "../mspdi/read-calendar.ts";
import type { StoredDates } from "../mspdi/read-task.ts";
import { assemblePeople } from "./assemble-people.ts";
import { arrange, type Arranged } from "./arrange.ts";
import { keyed, ownRows, projectRow, type Activities, type Activity, type AssembleOptions, type Assembling } from "./assembling.ts";
import { LINK_TYPES } from "./codes.ts";
import type { RowFields } from "./fields.ts";
import { readCalendar } from "./read-calendar.ts";
import { withoutMarkup } from "./read-resource.ts";
import { exportDay, readHours, readOptions } from "./read-settings.ts";
import { readStoredDates, readTask } from "./read-task.ts";
import { rowReader, type OpenRow, type RowReader, type SourceFile } from "./source-file.ts";
import type { XerRow } from "./tokens.ts";

export interface AssembledPlan {
  readonly project: Project;
  /** By task id: the dates that Primavera computed. */
  readonly storedDates: ReadonlyMap<string, StoredDates>;
}

export function assemblePlan(source: SourceFile, options: AssembleOptions): AssembledPlan {
  const reader = rowReader(source.file, options.problems);
  const given: Assembling = { reader, source, options };
  const calendars = readCalendars(given);
  const activities = readActivities(given, calendars);
  const rows = arrange(given, activities);
  const tasks = rows.map(taskOf);
  const links = readLinks(given, activities);
  const settings = readSettings(given, calendars, activities, tasks.length);
  const people = assemblePeople(given, { taskIdOf: (key) => activities.own.get(key)?.task.id, calendarIdOf: (key) => calendars.ids.get(key) });
  const records: KindedRecord[] = [
    { kind: "settings", record: settings },
    ...calendars.records.map((record) => ({ kind: "calendar", record }) as const),
    ...tasks.map((record) => ({ kind: "task", record }) as const),
    ...links.map((record) => ({ kind: "link", record }) as const),
    ...people.resources.map((record) => ({ kind: "resource", record }) as const),
    ...people.assignments.map((record) => ({ kind: "assignment", record }) as const),
  ];
  if (tasks.length === 0) options.problems.add({ code: "xer/no-tasks", message: "The project holds no activities; an empty plan was made." });
  const stored = [...activities.own.values()].map(({ task, fields }) => [task.id, readStoredDates(fields)] as const);
  return { project: projectOf(records), storedDates: new Map(stored) };
}

interface Calendars {
  readonly records: readonly CalendarRecord[];
  /** By `clndr_id`. */
  readonly ids: ReadonlyMap<string, string>;
  readonly rows: ReadonlyMap<string, RowFields>;
  readonly projectCalendarId: string;
  /** The key of the project's calendar, where the file has it. */
  readonly projectKey: string | undefined;
}

function readCalendars({ reader, source, options }: Assembling): Calendars {
  const { idOf, problems } = options;
  const open = keyed(reader.rows("CALENDAR", "clndr_id", "clndr_name"), "clndr_id");
  const ids = new Map([...open].map(([key, { row }]) => [key, idOf(row)]));
  const bases = baseKeys(open);
  const drafts = [...open].map(([key, { row, fields }]) => {
    const baseCalendarId = ids.get(bases.get(key) ?? "");
    return { ...readCalendar(fields, idOf(row)), ...(baseCalendarId !== undefined && { baseCalendarId }) };
  });
  const rows = new Map([...open].map(([key, { fields }]) => [key, fields]));
  if (drafts.length === 0) {
    problems.add({ code: "xer/no-calendar", message: "The file holds no calendar; a Standard calendar (Monday to Friday, 08:00-12:00 and 13:00-17:00) was made." });
    const id = options.impliedCalendarId();
    return { records: [{ id, name: "Standard", week: STANDARD_WEEK, workWeeks: [], exceptions: [] }], ids, rows, projectCalendarId: id, projectKey: undefined };
  }
  const records = affordable(drafts, ({ name }) => {
    problems.add({ code: "xer/too-many-days", message: `Calendar “${name.slice(0, 60)}”: Its exceptions, with those of the calendars before it, cover more days than a plan can hold; they were left out.` });
  });
  const named = projectRow(reader, source)?.text("clndr_id");
  const isDefault = [...open].find(([, { fields }]) => fields.flag("default_flag") === true)?.[0];
  const projectKey = named !== undefined && ids.has(named) ? named : (isDefault ?? [...ids.keys()][0] ?? "");
  if (named !== undefined && !ids.has(named)) problems.add({ code: "xer/unknown-calendar", message: `The project's calendar (${named.slice(0, 40)}) is not in the file; “${open.get(projectKey)?.fields.text("clndr_name") ?? ""}” is taken.` });
  return { records, ids, rows, projectCalendarId: ids.get(projectKey) ?? "", projectKey };
}

/** Deriving once or twice is usual; a few levels more do no harm. */
const MOST_BASES = 10;

/** Base by key. A base that is missing or leads back to the calendar itself is told and left out. */
function baseKeys(open: ReadonlyMap<string, OpenRow>): Map<string, string> {
  const bases = new Map<string, string>();
  for (const [key, { fields }] of open) {
    const base = fields.text("base_clndr_id");
    if (base === undefined) continue;
    if (open.has(base)) bases.set(key, base);
    else fields.odd("xer/unknown-calendar", `Its base calendar (${base.slice(0, 40)}) is not in the file; it stands alone.`);
  }
  for (const [key, { fields }] of open) {
    let count = 0;
    for (let at = bases.get(key); at !== undefined && count <= MOST_BASES; at = bases.get(at)) count += 1;
    if (count <= MOST_BASES) continue;
    bases.delete(key);
    fields.odd("xer/calendar-loop", "Its base calendars lead back to itself, or are too many; it stands alone.");
  }
  return bases;
}

function readActivities(given: Assembling, calendars: Calendars): Activities {
  const { reader, source } = given;
  const rows = reader.rows("TASK", "task_code", "task_name");
  const own = keyed(ownRows(rows, source), "task_id");
  const notes = notesByTask(reader);
  const activity = ({ row, fields }: OpenRow): Activity => {
    const text = notes.get(fields.text("task_id") ?? "");
    return { task: { ...activityTask(given, calendars, row, fields), ...(text !== undefined && { notes: text }) }, fields };
  };
  const inProject = new Map([...own].map(([key, open]) => [key, activity(open)]));
  const linked = linkedKeys(reader);
  const foreign = rows.filter(({ row, fields }) => {
    const key = fields.text("task_id");
    return key !== undefined && own.get(key)?.row !== row && !own.has(key) && [...(linked.get(key) ?? [])].some((other) => own.has(other));
  });
  return { own: inProject, foreign: new Map([...keyed(foreign, "task_id")].map(([key, open]) => [key, outside(activity(open))])) };
}

/** Notes of all kinds on an activity, one below the other, without their markup. */
function notesByTask(reader: RowReader): Map<string, string> {
  const notes = new Map<string, string>();
  for (const { fields } of reader.rows("TASKMEMO", "memo_id", "")) {
    const text = withoutMarkup(fields.lines("task_memo"));
    const key = fields.text("task_id") ?? "";
    if (text !== "") notes.set(key, ownText([notes.get(key), text].filter((part) => part !== undefined).join("\n\n"), 100_000));
  }
  return notes;
}

function linkedKeys(reader: RowReader): Map<string, Set<string>> {
  const linked = new Map<string, Set<string>>();
  const join = (a: string, b: string): unknown => linked.set(a, (linked.get(a) ?? new Set<string>()).add(b));
  for (const { fields } of reader.rows("TASKPRED", "task_pred_id", "")) {
    const [to, from] = [fields.text("task_id"), fields.text("pred_task_id")];
    if (to === undefined || from === undefined) continue;
    join(to, from);
    join(from, to);
  }
  return linked;
}

function activityTask({ options }: Assembling, calendars: Calendars, row: XerRow, fields: RowFields): Activity["task"] {
  const id = options.idOf(row);
  const uid = Number(fields.text("task_id"));
  const key = fields.text("clndr_id");
  const calendarId = calendars.ids.get(key ?? "");
  if (key !== undefined && calendarId === undefined) fields.odd("xer/unknown-calendar", `Its calendar (${key.slice(0, 40)}) is not in the file; it goes by the project's calendar.`, { taskId: id });
  return {
    id,
    ...(Number.isInteger(uid) && uid >= 0 && uid <= 2_147_483_647 && { uid }),
    ...(calendarId !== undefined && calendarId !== calendars.projectCalendarId && { calendarId }),
    ...readTask(fields),
  };
}

/** An activity of another project stands where Primavera computed it there. */
function outside({ task, fields }: Activity): Activity {
  const start = task.actualStart ?? fields.date("early_start_date") ?? fields.date("target_start_date");
  const finish = task.actualFinish ?? fields.date("early_end_date") ?? fields.date("target_end_date");
  const { calendarId: _, ...rest } = task;
  return { task: { ...rest, external: true, ...(start !== undefined && { manualStart: start }), ...(finish !== undefined && { manualFinish: finish }) }, fields };
}

function taskOf({ task, parentId, number, rank }: Arranged): Task {
  return { ...task, number, rank, ...(parentId !== undefined && { parentId }) };
}

function readLinks({ reader, options }: Assembling, { own, foreign }: Activities): Link[] {
  const links: Link[] = [];
  for (const { row, fields } of reader.rows("TASKPRED", "task_pred_id", "")) {
    const [to, from] = [fields.text("task_id") ?? "", fields.text("pred_task_id") ?? ""];
    if (!own.has(to) && !own.has(from)) continue;
    const [successor, predecessor] = [own.get(to) ?? foreign.get(to), own.get(from) ?? foreign.get(from)];
    if (!successor || !predecessor) {
      const missing = successor ? from : to;
      fields.odd("xer/unknown-activity", `It joins an activity (${missing.slice(0, 40)}) that is not in the file; it has no effect.`, { taskId: (successor ?? predecessor)?.task.id ?? "" });
      continue;
    }
    if (successor === predecessor) {
      fields.odd("xer/self-link", "It joins an activity to itself; it has no effect.", { taskId: successor.task.id });
      continue;
    }
    links.push({
      id: options.idOf(row),
      predecessorId: predecessor.task.id,
      successorId: successor.task.id,
      type: fields.code("pred_type", LINK_TYPES) ?? "FS",
      lagMinutes: fields.minutes("lag_hr_cnt") ?? 0,
      lagPercent: 0,
      lagUnit: "d",
    });
  }
  return links;
}

function readSettings(given: Assembling, calendars: Calendars, activities: Activities, taskCount: number): ProjectSettings {
  const { reader, source, options } = given;
  const project = projectRow(reader, source);
  const scheduling = ownRows(reader.rows("SCHEDOPTIONS", "schedoptions_id", ""), source)[0]?.fields;
  const hours = readHours(calendars.rows.get(calendars.projectKey ?? ""));
  const statusDate = project?.date("last_recalc_date");
  const start = project?.date("plan_start_date") ?? statusDate ?? impliedStart(given, activities);
  const storedFinish = project?.date("scd_end_date");
  const thresholdHours = project?.within("critical_drtn_hr_cnt", -1e5, 1e5) ?? 0;
  return {
    id: "settings",
    name: projectName(given),
    start,
    ...(storedFinish !== undefined && { storedFinish }),
    calendarId: calendars.projectCalendarId,
    ...(statusDate !== undefined && { statusDate }),
    ...hours,
    defaultStartTime: 480,
    defaultFinishTime: 1020,
    honorConstraints: true,
    criticalSlackLimitDays: Math.max(-1000, Math.min(1000, (thresholdHours * 60) / hours.minutesPerDay)),
    multipleCriticalPaths: false,
    schedulingRules: "primavera",
    p6: readOptions(project, scheduling),
    newTasksAreManual: false,
    weekStartDay: weekStart(project),
    currency: ownText(baseCurrency(reader) ?? source.file.header[8]?.trim() ?? "", 10),
    nextTaskNumber: taskCount + 1,
    origin: { format: "xer", name: ownText(options.fileName, 1000) },
  };
}

/** Primavera counts weekdays from 1, Sunday. */
function weekStart(project: RowFields | undefined): number {
  const day = project?.within("week_start_day", 1, 7);
  return day === undefined ? 1 : Math.trunc(day) - 1;
}

/** Amounts are in the currency that the others are measured by. */
function baseCurrency(reader: RowReader): string | undefined {
  const base = reader.rows("CURRTYPE", "curr_id", "curr_short_name").find(({ fields }) => fields.text("curr_id") === "1");
  return base?.fields.text("curr_short_name");
}

/** The long name is that of the project's own WBS element. */
function projectName({ reader, source, options }: Assembling): string {
  const root = ownRows(reader.rows("PROJWBS", "wbs_id", "wbs_name"), source).find(({ fields }) => fields.flag("proj_node_flag") === true);
  const fromFile = options.fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const name = root?.fields.text("wbs_name") ?? projectRow(reader, source)?.text("proj_short_name") ?? fromFile;
  return ownText(name === "" ? "Project" : name, 1000);
}

/** Without a PROJECT row: the earliest actual start, or the day of the export. */
function impliedStart({ source, options }: Assembling, { own }: Activities): Minute {
  let earliest: Minute | undefined;
  for (const { task } of own.values()) if (task.actualStart !== undefined && (earliest === undefined || task.actualStart < earliest)) earliest = task.actualStart;
  const start = earliest ?? exportDay(source.file.header) ?? minuteOf(2000, 1, 3, 8);
  const taken = earliest !== undefined ? "the earliest actual start" : exportDay(source.file.header) !== undefined ? "the day of the export" : "3 January 2000";
  options.problems.add({ code: "xer/no-start", message: `The file says neither when the project starts nor its data date; ${taken} is taken.`, hint: "Maybe set the project's start date." });
  return start;
}

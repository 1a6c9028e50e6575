/** The columns of the issue log that are typed into: what each shows of an issue, and how typed text becomes its fields. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { parseDate } from "@leadline/engine/time/date-text.ts";
import { dayNumberOf, formatIsoDay, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";

export type Kept = { readonly fields: Readonly<Record<string, unknown>> } | { readonly sentence: string };

export interface IssueContext {
  readonly project: Project;
  /** NET of NET-42. */
  readonly key: string;
  /** Day number. */
  readonly today: number;
}

export interface IssueColumn {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly textOf: (issue: IssueItem, context: IssueContext) => string;
  readonly keep: (text: string, issue: IssueItem, context: IssueContext) => Kept;
}

const optional = (id: "owner" | "raisedBy" | "description" | "resolution", label: string, width: number): IssueColumn => ({
  id,
  label,
  width,
  textOf: (issue) => issue[id] ?? "",
  keep: (text) => ({ fields: { [id]: text.trim() === "" ? null : text.trim() } }),
});

const day = (id: "dueDay" | "raisedDay", label: string): IssueColumn => ({
  id,
  label,
  width: 108,
  textOf: (issue) => (issue[id] === undefined ? "" : formatIsoDay(issue[id])),
  keep: (text, _issue, { project, today }) => {
    if (text.trim() === "") return { fields: { [id]: null } };
    const settings = settingsOf(project);
    const read = parseDate(text, { today: (today * MINUTES_PER_DAY) as Minute, order: "dmy", role: "start", settings, weekStart: settings.weekStartDay });
    return read.ok ? { fields: { [id]: dayNumberOf(read.minute) } } : { sentence: read.message };
  },
});

/** Between the number and the choices of kind, severity and state. */
export const TITLE_COLUMN: IssueColumn = { id: "title", label: "Issue", width: 280, textOf: ({ title }) => title, keep: (text) => ({ fields: { title: text.trim() } }) };

export const ISSUE_COLUMNS: readonly IssueColumn[] = [
  optional("owner", "Owner", 120),
  day("dueDay", "Due"),
  { id: "tasks", label: "Tasks", width: 120, textOf: tasksText, keep: keepTasks },
  { id: "risks", label: "Risks", width: 90, textOf: ({ riskIds }, { project }) => codesOf(riskIds, project.records.riskItem), keep: (text, _issue, { project }) => keepCodes(text, "riskIds", project.records.riskItem, "risk", "R01") },
  {
    id: "changes",
    label: "Changes",
    width: 90,
    textOf: ({ changeRequestIds }, { project }) => codesOf(changeRequestIds, project.records.changeRequest),
    keep: (text, _issue, { project }) => keepCodes(text, "changeRequestIds", project.records.changeRequest, "change request", "CR-1"),
  },
  optional("description", "What it is about", 240),
  optional("resolution", "What was done", 240),
  optional("raisedBy", "Raised by", 120),
  day("raisedDay", "Raised on"),
];

function tasksText({ taskIds }: IssueItem, { project, key }: IssueContext): string {
  return taskIds.flatMap((id) => project.records.task.get(id) ?? []).map(({ number }) => `${key}-${number}`).join(", ");
}

/** Keys or row numbers, parted by commas. */
function keepTasks(text: string, _issue: IssueItem, { project, key }: IssueContext): Kept {
  const found = tasksOfText(text, project, key);
  return "sentence" in found ? found : { fields: { taskIds: found.ids } };
}

/** Tasks by key or row number, parted by commas. */
export function tasksOfText(text: string, project: Project, key: string): { readonly ids: readonly string[] } | { readonly sentence: string } {
  const words = wordsOf(text);
  const byNumber = new Map([...project.records.task.values()].map((task) => [`${key}-${task.number}`.toLowerCase(), task.id]));
  const { rows } = outlineOf(project);
  const ids = words.map((word) => byNumber.get(word.toLowerCase()) ?? (/^\d+$/.test(word) ? rows[Number(word) - 1]?.task.id : undefined));
  const missing = words.find((_, at) => ids[at] === undefined);
  if (missing !== undefined) return { sentence: `There is no task “${missing}”. Name tasks by key or row, such as ${key}-3 or 3, parted by commas.` };
  return { ids: [...new Set(ids.flatMap((id) => id ?? []))] };
}

type Coded = ReadonlyMap<string, { readonly id: string; readonly code: string }>;

function codesOf(ids: readonly string[], records: Coded): string {
  return ids.flatMap((id) => records.get(id)?.code ?? []).join(", ");
}

function keepCodes(text: string, field: string, records: Coded, noun: string, example: string): Kept {
  const words = wordsOf(text);
  const ids = words.map((word) => [...records.values()].find(({ code }) => code.toLowerCase() === word.toLowerCase())?.id);
  const missing = words.find((_, at) => ids[at] === undefined);
  if (missing !== undefined) return { sentence: `There is no ${noun} “${missing}”. Name them by number, such as ${example}, parted by commas.` };
  return { fields: { [field]: [...new Set(ids)] } };
}

function wordsOf(text: string): string[] {
  return text.split(/[,;]/).map((word) => word.trim()).filter(Boolean);
}

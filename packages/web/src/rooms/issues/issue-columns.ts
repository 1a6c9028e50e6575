/** The columns of the issue log that are typed into: what each shows of an issue, and how typed text becomes its fields. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { formatIsoDay } from "@leadline/engine/time/minute.ts";
import { codesOfText, codesText, tasksOfText, tasksText, type Found } from "../../ui/record-names.ts";
import { dayOfTyped } from "../../ui/typed-day.ts";

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
    const read = dayOfTyped(text, project, today);
    return "sentence" in read ? read : { fields: { [id]: read.day } };
  },
});

/** Between the number and the choices of kind, severity and state. */
export const TITLE_COLUMN: IssueColumn = { id: "title", label: "Issue", width: 280, textOf: ({ title }) => title, keep: (text) => ({ fields: { title: text.trim() } }) };

export const ISSUE_COLUMNS: readonly IssueColumn[] = [
  optional("owner", "Owner", 120),
  day("dueDay", "Due"),
  { id: "tasks", label: "Tasks", width: 120, textOf: ({ taskIds }, { project, key }) => tasksText(taskIds, project, key), keep: (text, _issue, { project, key }) => kept("taskIds", tasksOfText(text, project, key)) },
  { id: "risks", label: "Risks", width: 90, textOf: ({ riskIds }, { project }) => codesText(riskIds, project.records.riskItem), keep: (text, _issue, { project }) => kept("riskIds", codesOfText(text, project.records.riskItem, "risk")) },
  {
    id: "changes",
    label: "Changes",
    width: 90,
    textOf: ({ changeRequestIds }, { project }) => codesText(changeRequestIds, project.records.changeRequest),
    keep: (text, _issue, { project }) => kept("changeRequestIds", codesOfText(text, project.records.changeRequest, "change request")),
  },
  optional("description", "What it is about", 240),
  optional("resolution", "What was done", 240),
  optional("raisedBy", "Raised by", 120),
  day("raisedDay", "Raised on"),
];

function kept(field: string, found: Found): Kept {
  return "sentence" in found ? found : { fields: { [field]: found.ids } };
}

/** The columns of the issue log: what each shows of an issue, and how what is typed or chosen becomes its fields. */
import { isOpenIssue } from "@leadline/engine/model/issues/escalation.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { formatIsoDay } from "@leadline/engine/time/minute.ts";
import { choiceColumn, codeColumn, tasksColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { codesOfText, codesText } from "../../ui/record-names.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { dayOfTyped } from "../../ui/typed-day.ts";
import { KINDS, SEVERITIES, STATES } from "./issue-words.ts";

export interface IssueContext {
  readonly project: Project;
  /** NET of NET-42. */
  readonly key: string;
  /** Day number. */
  readonly today: number;
}

/** `reach` shows whom an issue must reach. */
export function issueColumns(context: IssueContext, reach: SheetColumn<IssueItem>): readonly SheetColumn<IssueItem>[] {
  const { project } = context;
  return [
    { ...codeColumn<IssueItem>("No."), className: "is-code" },
    titleColumn<IssueItem>("title", "Issue", 280),
    choiceColumn<IssueItem>("kind", "Kind", 104, KINDS),
    { ...choiceColumn<IssueItem>("severity", "Severity", 112, SEVERITIES.map(([value, words]) => [String(value), words])), keep: (text) => ({ severity: Number(text) }) },
    { ...choiceColumn<IssueItem>("state", "State", 116, STATES), keep: (text, issue) => stateFields(text, issue, context.today) },
    textColumn<IssueItem>("owner", "Owner", 120),
    typedDayColumn("dueDay", "Due", context),
    reach,
    tasksColumn<IssueItem>("taskIds", "Tasks", context),
    codesColumn("riskIds", "Risks", project.records.riskItem, "risk"),
    codesColumn("changeRequestIds", "Changes", project.records.changeRequest, "change request"),
    textColumn<IssueItem>("description", "What it is about", 240),
    textColumn<IssueItem>("resolution", "What was done", 240),
    textColumn<IssueItem>("raisedBy", "Raised by", 120),
    typedDayColumn("raisedDay", "Raised on", context),
  ];
}

/** An issue ends on the day on which somebody says so, and stays ended on that day. */
function stateFields(text: string, { endedDay, raisedDay }: IssueItem, today: number): Readonly<Record<string, unknown>> {
  const state = STATES.find(([one]) => one === text)?.[0] ?? "open";
  return { state, endedDay: isOpenIssue({ state }) ? null : (endedDay ?? Math.max(today, raisedDay ?? today)) };
}

/** Days as people say them: 31 Mar, today, +3d. */
function typedDayColumn(id: "dueDay" | "raisedDay", label: string, { project, today }: IssueContext): SheetColumn<IssueItem> {
  return {
    id,
    label,
    width: 108,
    textOf: (issue) => (issue[id] === undefined ? "" : formatIsoDay(issue[id])),
    keep: (text) => {
      if (text.trim() === "") return { [id]: null };
      const read = dayOfTyped(text, project, today);
      return "sentence" in read ? read.sentence : { [id]: read.day };
    },
  };
}

function codesColumn(id: "riskIds" | "changeRequestIds", label: string, records: Parameters<typeof codesOfText>[1], noun: string): SheetColumn<IssueItem> {
  return {
    id,
    label,
    width: 90,
    textOf: (issue) => codesText(issue[id], records),
    keep: (text) => {
      const found = codesOfText(text, records, noun);
      return "sentence" in found ? found.sentence : { [id]: found.ids };
    },
  };
}

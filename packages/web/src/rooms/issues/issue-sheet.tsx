/** The issue log: every issue as a row that can be typed into, whom it must reach, and a row for the next one. */
import { escalationReason, escalationsOf, isOpenIssue, overdueDays, USUAL_ISSUE_POLICY } from "@leadline/engine/model/issues/escalation.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { TriangleAlert, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { IconButton } from "../../ui/button.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { nextCode } from "../../ui/record-names.ts";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { toast } from "../../ui/toast.ts";
import { ISSUE_COLUMNS, TITLE_COLUMN, type IssueColumn, type IssueContext } from "./issue-columns.ts";
import { KINDS, roleText, SEVERITIES, STATES } from "./issue-words.ts";

interface IssueSheetProps {
  readonly store: ProjectStore;
  readonly issues: readonly IssueItem[];
  readonly context: IssueContext;
  readonly mayEdit: boolean;
}

export function IssueSheet({ store, issues, context, mayEdit }: IssueSheetProps): ReactNode {
  const set = (issue: IssueItem, fields: Readonly<Record<string, unknown>>): string | undefined => refusalText(store.run([{ type: "updateRecords", records: [{ kind: "issueItem", id: issue.id, fields }] }]));
  const choose = (issue: IssueItem, fields: Readonly<Record<string, unknown>>): void => {
    const refused = set(issue, fields);
    if (refused !== undefined) toast(refused);
  };
  const remove = (issue: IssueItem): void => {
    const refused = refusalText(store.run([{ type: "deleteRecords", records: [{ kind: "issueItem", id: issue.id }] }]));
    toast(refused ?? `“${issue.title}” deleted.`, refused === undefined ? { id: "issue-deleted", verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  const cell = (column: IssueColumn, issue: IssueItem): ReactNode => <IssueCell key={column.id} {...{ column, issue, context, mayEdit }} set={(fields) => set(issue, fields)} />;
  return (
    <div className="ll-sheet-scroll" role="region" aria-label="Issue log" tabIndex={0}>
      <table className="ll-sheet">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col" style={{ minWidth: TITLE_COLUMN.width }}>
              {TITLE_COLUMN.label}
            </th>
            <th scope="col" style={{ minWidth: 104 }}>
              Kind
            </th>
            <th scope="col" style={{ minWidth: 112 }}>
              Severity
            </th>
            <th scope="col" style={{ minWidth: 116 }}>
              State
            </th>
            {ISSUE_COLUMNS.slice(0, 2).map(head)}
            <th scope="col" style={{ minWidth: 200 }}>
              Must reach
            </th>
            {ISSUE_COLUMNS.slice(2).map(head)}
            <th scope="col">
              <span className="ll-hidden">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => (
            <tr key={issue.id} data-issue={issue.code} data-severity={issue.severity} data-state={issue.state} data-overdue={overdueDays(issue, context.today) || undefined}>
              <td className="is-code">{issue.code}</td>
              {cell(TITLE_COLUMN, issue)}
              <ChoiceCell label={`Kind of ${issue.title}`} value={issue.kind} choices={KINDS} isReadOnly={!mayEdit} onChoose={(kind) => choose(issue, { kind })} />
              <ChoiceCell label={`Severity of ${issue.title}`} value={issue.severity} choices={SEVERITIES} isReadOnly={!mayEdit} onChoose={(severity) => choose(issue, { severity })} />
              <ChoiceCell label={`State of ${issue.title}`} value={issue.state} choices={STATES} isReadOnly={!mayEdit} onChoose={(state) => choose(issue, { state, endedDay: isOpenIssue({ state }) ? null : (issue.endedDay ?? Math.max(context.today, issue.raisedDay ?? context.today)) })} />
              {ISSUE_COLUMNS.slice(0, 2).map((column) => cell(column, issue))}
              <EscalationCell issue={issue} context={context} />
              {ISSUE_COLUMNS.slice(2).map((column) => cell(column, issue))}
              <td>
                {mayEdit && (
                  <IconButton label={`Delete ${issue.title}`} onClick={() => remove(issue)}>
                    <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                )}
              </td>
            </tr>
          ))}
          {mayEdit && <NewIssue store={store} today={context.today} />}
        </tbody>
      </table>
    </div>
  );
}

function head({ id, label, width }: IssueColumn): ReactNode {
  return (
    <th key={id} scope="col" style={{ minWidth: width }}>
      {label}
    </th>
  );
}

interface IssueCellProps {
  readonly column: IssueColumn;
  readonly issue: IssueItem;
  readonly context: IssueContext;
  readonly mayEdit: boolean;
  readonly set: (fields: Readonly<Record<string, unknown>>) => string | undefined;
}

function IssueCell({ column, issue, context, mayEdit, set }: IssueCellProps): ReactNode {
  const keep = (text: string): string | undefined => {
    const kept = column.keep(text, issue, context);
    return "sentence" in kept ? kept.sentence : set(kept.fields);
  };
  return (
    <td data-column={column.id} data-label={column.label}>
      <SheetTextCell label={`${column.label} of ${issue.title}`} value={column.textOf(issue, context)} isReadOnly={!mayEdit} keep={keep} />
    </td>
  );
}

interface ChoiceCellProps<T extends string | number> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [T, string])[];
  readonly isReadOnly: boolean;
  readonly onChoose: (value: T) => void;
}

function ChoiceCell<T extends string | number>({ label, value, choices, isReadOnly, onChoose }: ChoiceCellProps<T>): ReactNode {
  const choose = (text: string): void => {
    const chosen = choices.find(([one]) => String(one) === text);
    if (chosen) onChoose(chosen[0]);
  };
  return (
    <td data-label={label.split(" ")[0]}>
      <select className="ll-sheet-input" aria-label={label} value={value} disabled={isReadOnly} onChange={(event) => choose(event.target.value)}>
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </td>
  );
}

/** Whom the rules name for this issue today, and who was told already. */
function EscalationCell({ issue, context: { project, today } }: { readonly issue: IssueItem; readonly context: IssueContext }): ReactNode {
  const rules = escalationsOf(issue, settingsOf(project).issuePolicy ?? USUAL_ISSUE_POLICY, today);
  const told = issue.told ?? [];
  const days = overdueDays(issue, today);
  return (
    <td className="is-escalation" data-label="Must reach" data-escalated={rules.length > 0 || undefined} data-empty={rules.length === 0 && days === 0 ? "" : undefined}>
      {rules.length === 0 && days > 0 && <span className="ll-muted">{`${days} ${days === 1 ? "day" : "days"} overdue`}</span>}
      {[...new Set(rules.flatMap(({ roles }) => roles))].map((role) => {
        // Of several rules that name a role, the one that asks for most says why.
        const own = rules.filter(({ roles }) => roles.includes(role)).sort((a, b) => (b.overdueDays ?? 0) - (a.overdueDays ?? 0));
        const last = told.filter(({ ruleId }) => own.some(({ id }) => id === ruleId)).at(-1);
        return (
          <span key={role} className="is-reach">
            <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
            <span>
              <strong>{roleText(role)}</strong>: {own[0] && escalationReason(issue, own[0], today)}
              {last && <span className="ll-muted">{`; told ${shortDayText(last.day)}${last.mailedTo.length > 0 ? ` (${last.mailedTo.length} by mail)` : ""}`}</span>}
            </span>
          </span>
        );
      })}
    </td>
  );
}

/** The last row: a title is enough. */
function NewIssue({ store, today }: { readonly store: ProjectStore; readonly today: number }): ReactNode {
  const [made, setMade] = useState(0);
  const keep = (title: string): string | undefined => {
    if (title.trim() === "") return undefined;
    const record: IssueItem = { id: newId(), code: nextCode("I-", store.getState().project.records.issueItem.values()), kind: "issue", title: title.trim(), severity: 3, state: "open", raisedDay: today, taskIds: [], riskIds: [], changeRequestIds: [] };
    const refused = refusalText(store.run([{ type: "saveRecords", records: [{ kind: "issueItem", record }] }]));
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <tr data-new>
      <td />
      <td>
        <SheetTextCell key={made} label="New issue" placeholder="Type the next issue …" value="" keep={keep} />
      </td>
      <td colSpan={4 + ISSUE_COLUMNS.length} />
    </tr>
  );
}

/** The issue log: every issue as a row that can be typed into, whom it must reach, and a row for the next one. */
import { escalationReason, escalationsOf, overdueDays, USUAL_ISSUE_POLICY } from "@leadline/engine/model/issues/escalation.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { nextCode } from "../../ui/record-names.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { issueColumns, type IssueContext } from "./issue-columns.ts";
import { roleText } from "./issue-words.ts";

interface IssueSheetProps {
  readonly store: ProjectStore;
  readonly issues: readonly IssueItem[];
  readonly context: IssueContext;
  readonly mayEdit: boolean;
}

export function IssueSheet({ store, issues, context, mayEdit }: IssueSheetProps): ReactNode {
  const { today } = context;
  const add = (title: string): ReturnType<ProjectStore["run"]> => {
    const record: IssueItem = { id: newId(), code: nextCode("I-", store.getState().project.records.issueItem.values()), kind: "issue", title, severity: 3, state: "open", raisedDay: today, taskIds: [], riskIds: [], changeRequestIds: [] };
    return store.run([{ type: "saveRecords", records: [{ kind: "issueItem", record }] }]);
  };
  return (
    <RecordSheet
      store={store}
      label="Issue log"
      kind="issueItem"
      records={issues}
      columns={issueColumns(context, { id: "reach", label: "Must reach", width: 200, className: "is-escalation", textOf: () => "", show: (issue) => <Reach issue={issue} context={context} /> })}
      mayEdit={mayEdit}
      titleOf={({ title }) => title}
      marksOf={(issue) => ({ "data-issue": issue.code, "data-severity": issue.severity, "data-state": issue.state, "data-overdue": overdueDays(issue, today) || undefined })}
      newLabel="New issue"
      newColumn="title"
      onNew={add}
    />
  );
}

/** Whom the rules name for this issue today, and who was told already. */
function Reach({ issue, context: { project, today } }: { readonly issue: IssueItem; readonly context: IssueContext }): ReactNode {
  const rules = escalationsOf(issue, settingsOf(project).issuePolicy ?? USUAL_ISSUE_POLICY, today);
  const told = issue.told ?? [];
  const days = overdueDays(issue, today);
  return (
    <>
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
    </>
  );
}

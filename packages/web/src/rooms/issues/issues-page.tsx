/** The page of issues: the log with its filters, and the rules that say whom an issue must reach. */
import { escalationsOf, isOpenIssue, overdueDays, USUAL_ISSUE_POLICY } from "@leadline/engine/model/issues/escalation.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { useState, type ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { todayNumber } from "../../ui/day-text.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { EscalationRules } from "./escalation-rules.tsx";
import { IssueSheet } from "./issue-sheet.tsx";
import { KINDS, SEVERITIES } from "./issue-words.ts";
import "./issues.css";

const VIEWS = ["open", "escalated", "done", "all"] as const;
export type IssuesView = (typeof VIEWS)[number];

export function isIssuesView(view: string): view is IssuesView {
  return VIEWS.some((one) => one === view);
}

interface IssuesPageProps {
  readonly store: ProjectStore;
  readonly mayEdit: boolean;
  readonly view: IssuesView;
  readonly onView: (view: IssuesView) => void;
}

interface Filter {
  readonly kind: string;
  readonly severity: string;
  readonly owner: string;
}

export function IssuesPage({ store, mayEdit, view, onView }: IssuesPageProps): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const key = useProjectState(store, (state) => state.key);
  const [filter, setFilter] = useState<Filter>({ kind: "", severity: "", owner: "" });
  const today = todayNumber(new Date());
  const issues = [...project.records.issueItem.values()].sort((a, b) => bySeverity(a, b, today));
  const counts = Object.fromEntries(VIEWS.map((one) => [one, issues.filter((issue) => isIn(one, issue, project, today)).length]));
  const shown = issues.filter((issue) => isIn(view, issue, project, today) && passes(issue, filter));
  const labels = { open: "Open", escalated: "Escalated", done: "Done", all: "All" } as const;
  return (
    <div className="is-page">
      <h1 className="ll-hidden">Issues</h1>
      <Tabs label="Issues" tabs={VIEWS.map((id) => ({ id, label: `${labels[id]} (${counts[id] ?? 0})` }))} chosen={view} onChoose={onView}>
        <IssueFilter issues={issues} filter={filter} onFilter={setFilter} />
        {issues.length === 0 ? (
          <p className="is-empty">What stands in the way, is faulty or waits for an answer? Type the first one below, then say how bad it is, who sees to it and by when.</p>
        ) : (
          shown.length === 0 && <p className="is-empty">{view === "escalated" ? "No issue here must reach anybody beside its owner." : "No issue here fits."}</p>
        )}
        <IssueSheet store={store} issues={shown} context={{ project, key, today }} mayEdit={mayEdit} />
      </Tabs>
      <EscalationRules store={store} project={project} mayEdit={mayEdit} />
    </div>
  );
}

function IssueFilter({ issues, filter, onFilter }: { readonly issues: readonly IssueItem[]; readonly filter: Filter; readonly onFilter: (filter: Filter) => void }): ReactNode {
  const owners = [...new Set(issues.flatMap(({ owner }) => owner ?? []))].sort();
  const choice = (name: keyof Filter, label: string, any: string, choices: readonly (readonly [string, string])[]): ReactNode => (
    <label>
      <span>{label}</span>
      <select className="ll-input" value={filter[name]} onChange={(event) => onFilter({ ...filter, [name]: event.target.value })}>
        <option value="">{any}</option>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="is-filter" role="group" aria-label="Show only">
      {choice("kind", "Kind", "All kinds", KINDS)}
      {choice("severity", "Severity", "All severities", SEVERITIES.map(([severity, words]) => [String(severity), words]))}
      {choice("owner", "Owner", "Everybody's", owners.map((owner) => [owner, owner]))}
    </div>
  );
}

function isIn(view: IssuesView, issue: IssueItem, project: Project, today: number): boolean {
  switch (view) {
    case "open":
      return isOpenIssue(issue);
    case "escalated":
      return escalationsOf(issue, settingsOf(project).issuePolicy ?? USUAL_ISSUE_POLICY, today).length > 0;
    case "done":
      return !isOpenIssue(issue);
    case "all":
      return true;
  }
}

function passes(issue: IssueItem, { kind, severity, owner }: Filter): boolean {
  return (kind === "" || issue.kind === kind) && (severity === "" || String(issue.severity) === severity) && (owner === "" || issue.owner === owner);
}

/** The worst first, then the longest overdue, then by number. */
function bySeverity(a: IssueItem, b: IssueItem, today: number): number {
  return a.severity - b.severity || overdueDays(b, today) - overdueDays(a, today) || a.code.localeCompare(b.code, "en", { numeric: true }) || (a.id < b.id ? -1 : 1);
}

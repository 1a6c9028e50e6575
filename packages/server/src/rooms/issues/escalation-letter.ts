/** The mail about issues that must reach somebody: one for each person and project, whatever the number of issues. */
import { escalationReason, type EscalationRule } from "@leadline/engine/model/issues/escalation.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { formatIsoDay } from "@leadline/engine/time/minute.ts";
import { letterOf, type Letter } from "../../mail/letter.ts";

export interface Escalated {
  readonly issue: IssueItem;
  readonly rule: EscalationRule;
}

export interface LetterFacts {
  readonly to: string;
  readonly projectName: string;
  /** The address of the project's page of issues. */
  readonly url: string;
  readonly cases: readonly Escalated[];
  /** Day number. */
  readonly today: number;
}

export function escalationLetter({ to, projectName, url, cases, today }: LetterFacts): Letter {
  const [first] = cases;
  const subject = cases.length === 1 && first ? `${first.issue.code} ${first.issue.title} (${projectName})` : `${cases.length} issues of ${projectName} need you`;
  return letterOf({
    to,
    subject,
    paragraphs: [`${cases.length === 1 ? "An issue" : `${cases.length} issues`} of “${projectName}” must reach you:`, ...cases.map((one) => lineOf(one, today))],
    link: { label: "See the issues", url },
    foot: "You get this mail because rules of this project name your role. The rules stand below its issues. Each of them tells you once, and again only when a new due date has passed.",
  });
}

function lineOf({ issue, rule }: Escalated, today: number): string {
  const due = issue.dueDay === undefined ? "" : `, due ${formatIsoDay(issue.dueDay)}`;
  return `${issue.code} ${issue.title}: ${escalationReason(issue, rule, today)}${due}; ${issue.owner === undefined ? "nobody owns it" : `${issue.owner} sees to it`}.`;
}

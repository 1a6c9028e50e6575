/** Whom an issue must reach beside its owner: rules as data, and which of them hold for an issue on a day. */
import { z } from "zod";
import { id, line } from "../fields.ts";
import type { issueItemSchema } from "./issue-item.ts";

const escalationRule = z.strictObject({
  id,
  /** The mildest severity that it is about: 1 is about the worst alone. */
  severityUpTo: z.number().int().min(1).max(4),
  /** Holds from so many calendar days after the due date on. Absent: at once. */
  overdueDays: z.number().int().min(0).max(1000).optional(),
  /** Roles in the workspace or on the project whose people are told, such as "manager" or "sponsor". */
  roles: z.array(line.min(1)).min(1, "a rule of escalation needs a role that is told").max(20),
});
export type EscalationRule = Readonly<z.infer<typeof escalationRule>>;

/** Part of the settings. */
export const issuePolicySchema = z.strictObject({ rules: z.array(escalationRule).max(20) });
export type IssuePolicy = Readonly<z.infer<typeof issuePolicySchema>>;

/** What holds until a project says otherwise. */
export const USUAL_ISSUE_POLICY: IssuePolicy = {
  rules: [
    { id: "worst", severityUpTo: 1, roles: ["manager"] },
    { id: "worst-overdue", severityUpTo: 1, overdueDays: 1, roles: ["sponsor"] },
    { id: "severe-overdue", severityUpTo: 2, overdueDays: 1, roles: ["manager"] },
    { id: "long-overdue", severityUpTo: 4, overdueDays: 7, roles: ["manager"] },
  ],
};

type IssueItem = Readonly<z.infer<typeof issueItemSchema>>;

export function isOpenIssue({ state }: Pick<IssueItem, "state">): boolean {
  return state === "open" || state === "inProgress";
}

/** Calendar days since the due date; 0 where it is not due yet, has no date, or is done with. */
export function overdueDays(issue: Pick<IssueItem, "state" | "dueDay">, today: number): number {
  return isOpenIssue(issue) && issue.dueDay !== undefined ? Math.max(0, today - issue.dueDay) : 0;
}

/**
 * The rules that hold for an issue on a day (day numbers). With the usual policy an open issue of severity 2 that was due
 * yesterday is one for the manager: [severe-overdue].
 */
export function escalationsOf(issue: IssueItem, { rules }: IssuePolicy, today: number): readonly EscalationRule[] {
  if (!isOpenIssue(issue)) return [];
  return rules.filter((rule) => issue.severity <= rule.severityUpTo && (rule.overdueDays === undefined || (issue.dueDay !== undefined && today - issue.dueDay >= Math.max(1, rule.overdueDays))));
}

/** Those of them by which nobody was told yet, since the issue became a case for the rule: a new due date begins anew. */
export function untoldEscalations(issue: IssueItem, policy: IssuePolicy, today: number): readonly EscalationRule[] {
  return escalationsOf(issue, policy, today).filter((rule) => {
    const since = rule.overdueDays === undefined || issue.dueDay === undefined ? -Infinity : issue.dueDay;
    return !(issue.told ?? []).some(({ ruleId, day }) => ruleId === rule.id && day > since);
  });
}

/** "severity 1", "severity 2, 3 days overdue": why a rule holds for an issue. */
export function escalationReason(issue: IssueItem, rule: EscalationRule, today: number): string {
  const days = overdueDays(issue, today);
  return rule.overdueDays === undefined ? `severity ${issue.severity}` : `severity ${issue.severity}, ${days} ${days === 1 ? "day" : "days"} overdue`;
}

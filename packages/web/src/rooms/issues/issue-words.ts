/** The words of issues: kinds, severities and states as people read them, and roles that are told. */
import type { IssueItem } from "@leadline/engine/model/records.ts";

export const KINDS: readonly (readonly [IssueItem["kind"], string])[] = [
  ["issue", "Issue"],
  ["defect", "Defect"],
  ["question", "Question"],
];

export const SEVERITIES: readonly (readonly [IssueItem["severity"], string])[] = [
  [1, "1 stops us"],
  [2, "2 severe"],
  [3, "3 hinders"],
  [4, "4 blemish"],
];

export const STATES: readonly (readonly [IssueItem["state"], string])[] = [
  ["open", "Open"],
  ["inProgress", "In progress"],
  ["resolved", "Resolved"],
  ["closed", "Closed"],
];

/** Roles that a rule can name: those of every workspace and of a project. */
export const ROLES: readonly (readonly [string, string])[] = [
  ["manager", "Manager"],
  ["owner", "Owner of the workspace"],
  ["sponsor", "Sponsor"],
  ["approver", "Approver"],
  ["team", "Team"],
];

export function roleText(role: string): string {
  return ROLES.find(([id]) => id === role)?.[1] ?? role;
}

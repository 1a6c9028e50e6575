/** Rules of escalation: who is told of an issue depends on severity and on how long it is overdue, and once is enough. */
import { expect, test } from "vitest";
import type { IssueItem } from "../records.ts";
import { escalationReason, escalationsOf, overdueDays, untoldEscalations, USUAL_ISSUE_POLICY } from "./escalation.ts";

const DUE = 20_500;

function issue(more: Partial<IssueItem> = {}): IssueItem {
  return { id: "i", code: "I-1", kind: "issue", title: "No access to the server room", severity: 2, state: "open", dueDay: DUE, taskIds: [], riskIds: [], changeRequestIds: [], ...more };
}

const rulesOn = (day: number, more: Partial<IssueItem> = {}): string[] => escalationsOf(issue(more), USUAL_ISSUE_POLICY, day).map(({ id }) => id);

test("what is due today is not overdue, from tomorrow on it is", () => {
  expect(rulesOn(DUE)).toEqual([]);
  expect(rulesOn(DUE + 1)).toEqual(["severe-overdue"]);
  expect(rulesOn(DUE + 7)).toEqual(["severe-overdue", "long-overdue"]);
  expect([overdueDays(issue(), DUE), overdueDays(issue(), DUE + 3), overdueDays(issue({ state: "closed" }), DUE + 3)]).toEqual([0, 3, 0]);
});

test("the worst severity is told at once, and to the sponsor once it is overdue", () => {
  expect(rulesOn(DUE - 3, { severity: 1 })).toEqual(["worst"]);
  expect(rulesOn(DUE + 1, { severity: 1 })).toEqual(["worst", "worst-overdue", "severe-overdue"]);
});

test("a blemish is told after a week, and what is resolved is told to nobody", () => {
  expect(rulesOn(DUE + 6, { severity: 4 })).toEqual([]);
  expect(rulesOn(DUE + 7, { severity: 4 })).toEqual(["long-overdue"]);
  expect(rulesOn(DUE + 7, { severity: 1, state: "resolved" })).toEqual([]);
});

test("nobody is told twice, until a new due date has passed as well", () => {
  const told = [{ ruleId: "severe-overdue", day: DUE + 1, whom: "manager", mailedTo: [] }];
  const untold = (day: number, more: Partial<IssueItem>): string[] => untoldEscalations(issue({ told, ...more }), USUAL_ISSUE_POLICY, day).map(({ id }) => id);
  expect(untold(DUE + 2, {})).toEqual([]);
  expect(untold(DUE + 11, { dueDay: DUE + 10 })).toEqual(["severe-overdue"]);
});

test("the reason names severity and days", () => {
  const [rule] = escalationsOf(issue(), USUAL_ISSUE_POLICY, DUE + 1);
  expect(rule && escalationReason(issue(), rule, DUE + 1)).toBe("severity 2, 1 day overdue");
});

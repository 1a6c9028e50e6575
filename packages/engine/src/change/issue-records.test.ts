/** Issues, root causes and events of delay as records: kept, named by each other, and refused where they contradict themselves. */
import { edited, refusedWith } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { DelayEvent, IssueItem, RootCause } from "../model/records.ts";
import type { Command } from "./command.ts";

const issue: IssueItem = { id: "i", code: "I-1", kind: "defect", title: "Login fails", severity: 2, state: "open", raisedDay: 20_500, dueDay: 20_510, taskIds: ["a"], riskIds: [], changeRequestIds: [] };
const event: DelayEvent = { id: "e", code: "E-1", title: "Customs hold", party: "authority", day: 20_505, steps: [{ id: "s", name: "Held", durationMinutes: 960, afterStepIds: [] }], afterTaskIds: ["a"], beforeTaskIds: ["b"], issueIds: ["i"] };
const cause: RootCause = { id: "c", code: "RC-1", title: "Login failed in the pilot", whys: [{ answer: "The certificate had expired", evidence: "server log of 4 March" }], causes: [], taskIds: ["a"], riskIds: [], changeRequestIds: [], issueIds: ["i"], delayEventIds: ["e"] };
const save: Command = { type: "saveRecords", records: [{ kind: "issueItem", record: issue }, { kind: "delayEvent", record: event }, { kind: "rootCause", record: cause }] };
const plan = edited(smallPlan([{ id: "a" }, { id: "b" }]), save);

const set = (kind: "issueItem" | "delayEvent" | "rootCause", id: string, fields: Readonly<Record<string, unknown>>): Command => ({ type: "updateRecords", records: [{ kind, id, fields }] });

test("what goes is forgotten by what names it", () => {
  const left = edited(plan, { type: "deleteTasks", ids: ["a"] }, { type: "deleteRecords", records: [{ kind: "issueItem", id: "i" }] });
  expect(left.records.rootCause.get("c")).toMatchObject({ taskIds: [], issueIds: [], delayEventIds: ["e"] });
  expect(left.records.delayEvent.get("e")).toMatchObject({ afterTaskIds: [], beforeTaskIds: ["b"], issueIds: [] });
});

test("an answer keeps its words when a piece of its evidence goes", () => {
  const evidence: Command = { type: "saveRecords", records: [{ kind: "evidence", record: { id: "v", kind: "file", title: "Server log", taskIds: [], day: 20_500 } }] };
  const linked = edited(plan, evidence, set("rootCause", "c", { whys: [{ answer: "The certificate had expired", evidenceIds: ["v"] }] }));
  expect(edited(linked, { type: "deleteRecords", records: [{ kind: "evidence", id: "v" }] }).records.rootCause.get("c")?.whys).toEqual([{ answer: "The certificate had expired", evidenceIds: [] }]);
  expect(refusedWith(plan, set("rootCause", "c", { whys: [{ answer: "x", evidenceIds: ["gone"] }] }))[0]).toBe("record/missing-reference");
});

test("an issue's days and state must fit each other, and its severity the scale", () => {
  expect(refusedWith(plan, set("issueItem", "i", { endedDay: 20_506 }))[1]).toContain("it is open, so it has no day on which it ended");
  expect(refusedWith(plan, set("issueItem", "i", { dueDay: 20_400 }))[1]).toContain("before it was raised");
  expect(refusedWith(plan, set("issueItem", "i", { state: "closed", endedDay: 20_400 }))[1]).toContain("before it was raised");
  expect(refusedWith(plan, set("issueItem", "i", { severity: 5 }))[1]).toContain("a severity runs from 1 (worst) to 4");
  expect(edited(plan, set("issueItem", "i", { state: "closed", endedDay: 20_506 })).records.issueItem.get("i")?.state).toBe("closed");
});

test("the steps of an event must be a network of its own without circles", () => {
  const step = (id: string, ...afterStepIds: string[]): DelayEvent["steps"][number] => ({ id, name: id.toUpperCase(), durationMinutes: 480, afterStepIds });
  const refused = (steps: DelayEvent["steps"]): string => refusedWith(plan, set("delayEvent", "e", { steps }))[1];
  expect(refused([step("s"), step("s")])).toContain("two of its steps have the same id");
  expect(refused([step("s", "gone")])).toContain("its step “S” follows a step that it does not have");
  expect(refused([step("s", "t"), step("t", "s")])).toContain("its step “S” waits for itself, directly or through others");
  expect(refused([])).toContain("an event needs a step that takes time");
  expect(edited(plan, set("delayEvent", "e", { steps: [step("t", "s"), step("s")] })).records.delayEvent.get("e")?.steps).toHaveLength(2);
});

test("an answer to why needs words, and rules of escalation are a setting", () => {
  expect(refusedWith(plan, set("rootCause", "c", { whys: [{ answer: "" }] }))[1]).toContain("an answer to “why?” needs words");
  const issuePolicy = { rules: [{ id: "all", severityUpTo: 4, overdueDays: 2, roles: ["sponsor"] }] };
  const ruled = edited(plan, { type: "updateSettings", fields: { issuePolicy } });
  expect(ruled.records.settings.get("settings")?.issuePolicy).toEqual(issuePolicy);
  expect(edited(ruled, { type: "updateSettings", fields: { issuePolicy: null } }).records.settings.get("settings")).not.toHaveProperty("issuePolicy");
});

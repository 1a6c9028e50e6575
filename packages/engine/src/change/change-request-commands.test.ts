/** Tests of change requests: nothing changes before the last yes, all of it with it, nothing with a no, and no way around. */
import { edited } from "@leadline/testkit/edits.ts";
import { canonicalJson, smallPlan } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { levelsFor, USUAL_CHANGE_POLICY } from "../model/changes/change-policy.ts";
import type { Project } from "../model/project.ts";
import type { ChangeRequest } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { waitingLevels } from "./change-request-commands.ts";
import { evolve, reverse, type Change } from "./change.ts";
import { commandSchema, type Command, type CommandContext } from "./command.ts";
import { decide } from "./decide.ts";
import { describeCommands } from "./describe.ts";
import { seededIds } from "./id-maker.ts";

const day = (date: number): ReturnType<typeof minuteOf> => minuteOf(2026, 3, date, 17);
const shorten: Command = { type: "updateTasks", tasks: [{ id: "a", fields: { durationMinutes: 480 } }] };
const ends = (p80: number): ChangeRequest["impact"] => ({ runs: 1000, seed: 1, before: { p50: day(9), p80: day(10) }, after: { p50: day(9), p80: day(p80) } });
const costs = (more: number): ChangeRequest["costImpact"] => ({ before: { p50: 100, p80: 200 }, after: { p50: 100, p80: 200 + more } });
const request = (more: Partial<ChangeRequest> = {}): ChangeRequest => ({ id: "q", code: "CR-1", title: "Shorten the survey", state: "open", requestedBy: "ann", commands: [shorten], impact: ends(10), costImpact: costs(0), approvals: [], ...more });
const saving = (record: ChangeRequest): Command => ({ type: "saveRecords", records: [{ kind: "changeRequest", record }] });
const verdict = (verdict: "approve" | "reject" | "withdraw", more: object = {}): Command => ({ type: "decideChangeRequest", id: "q", verdict, ...more });
const plan = edited(smallPlan([{ id: "a", durationMinutes: 960 }, { id: "b", durationMinutes: 480, after: ["a"] }]), { type: "setBaseline", number: 0 });

function tried(project: Project, commands: readonly Command[], { actor = "ann", roles = ["owner"] }: { readonly actor?: string; readonly roles?: readonly string[] } = {}): Change | string {
  const context: CommandContext = { actor, at: Date.UTC(2026, 2, 6), newId: seededIds("k"), roles, schedule: (of) => schedule(of).schedule };
  const decision = decide(project, commands.map((command) => commandSchema.parse(command)), context);
  return "change" in decision ? decision.change : (decision.refusals[0]?.message ?? "");
}

function after(project: Project, commands: readonly Command[], who: Parameters<typeof tried>[2] = {}): Project {
  const made = tried(project, commands, who);
  if (typeof made === "string") throw new Error(made);
  return evolve(project, made);
}

/** Everything but requests and the decision log. */
const planText = (project: Project): string => canonicalJson({ records: { ...project.records, changeRequest: new Map(), decision: new Map() } });
const asked = after(plan, [saving(request())]);

test("a request leaves the plan as it is, and approval carries it out with a new baseline beside the old one", () => {
  expect(planText(asked)).toBe(planText(plan));
  const done = after(asked, [verdict("approve", { note: "Good", conditions: "Tell the vendor" })]);
  expect(done.records.task.get("a")?.durationMinutes).toBe(480);
  expect(done.records.changeRequest.get("q")).toMatchObject({ state: "approved", decidedBy: "ann", decidedAt: Date.UTC(2026, 2, 6), decisionNote: "Good", conditions: "Tell the vendor", approvals: [{ levelId: "manager", by: "ann" }], baselineBefore: { number: 1 }, baselineAfter: { number: 0 } });
  expect([...done.records.decision.values()]).toMatchObject([{ code: "D-1", question: "CR-1 Shorten the survey", outcome: "Approved", changeRequestId: "q", rationale: "Good", actor: "ann" }]);
  expect(done.records.taskBaseline.get("1.a")).toEqual({ ...plan.records.taskBaseline.get("0.a"), id: "1.a", number: 1 });
  expect(done.records.taskBaseline.get("0.a")?.durationMinutes).toBe(480);
  expect(done.records.baseline.get("baseline.0")?.reason).toBe("CR-1 Shorten the survey");
  const { baselineBefore, baselineAfter } = done.records.changeRequest.get("q") ?? {};
  expect(baselineBefore?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(baselineBefore?.fingerprint).not.toBe(baselineAfter?.fingerprint);
});

test("rejecting leaves no trace in the plan, and one in the request and the decision log", () => {
  const done = after(asked, [verdict("reject", { note: "Too dear" })]);
  expect(planText(done)).toBe(planText(plan));
  expect(done.records.changeRequest.get("q")).toMatchObject({ state: "rejected", decisionNote: "Too dear" });
  expect([...done.records.decision.values()]).toMatchObject([{ outcome: "Rejected", rationale: "Too dear" }]);
  expect(planText(after(asked, [verdict("withdraw")], { roles: [] }))).toBe(planText(plan));
});

test("a large change needs every level up to the one that holds it, in turn", () => {
  const large = after(plan, [saving(request({ costImpact: costs(5_000_000) }))]);
  expect(tried(large, [verdict("approve")], { roles: ["sponsor"] })).toContain("waits for the level “Project manager” (manager or owner), which is not among your roles here (sponsor)");
  const half = after(large, [verdict("approve")], { roles: ["manager"] });
  expect(half.records.changeRequest.get("q")).toMatchObject({ state: "open", approvals: [{ levelId: "manager" }] });
  expect(planText(half)).toBe(planText(plan));
  expect(tried(half, [saving({ ...request({ costImpact: costs(0) }), approvals: half.records.changeRequest.get("q")?.approvals ?? [] })])).toContain("approved by Project manager as it is");
  expect(tried(half, [verdict("approve")], { roles: ["manager"] })).toContain("waits for the level “Sponsor”");
  expect(after(half, [verdict("approve")], { actor: "bob", roles: ["contributor", "sponsor"] }).records.changeRequest.get("q")).toMatchObject({ state: "approved", approvals: [{ levelId: "manager", by: "ann" }, { levelId: "sponsor", by: "bob" }] });
  expect(tried(asked, [verdict("approve")], { roles: ["contributor"] })).toContain("waits for the level");
});

test("a later promise is no small change, though nothing finishes later for it", () => {
  const promising = (promisedFinish: number | null): ChangeRequest => request({ commands: [{ type: "updateSettings", fields: { promisedFinish } }], impact: { ...ends(10), runs: 1000, seed: 1, before: { p50: day(9), p80: day(10) }, after: { p50: day(9), p80: day(10) }, chance: { by: day(10), before: 0.8, after: 0.8 } } });
  const waiting = (record: ChangeRequest): string[] => waitingLevels(USUAL_CHANGE_POLICY, record).map(({ id }) => id);
  expect(waiting(promising(day(12)))).toEqual(["manager"]);
  expect(waiting(promising(day(24)))).toEqual(["manager", "sponsor"]);
  expect(waiting(promising(null))).toEqual(["manager", "sponsor"]);
  expect(waiting(promising(day(3)))).toEqual(["manager"]);
});

test("what nobody reckoned counts as beyond every limit", () => {
  const names = (cents: number | undefined, days: number | undefined): string[] => levelsFor(USUAL_CHANGE_POLICY, { cents, days }).map(({ id }) => id);
  expect(names(600_000, 2)).toEqual(["manager"]);
  expect(names(-5, -20)).toEqual(["manager"]);
  expect(names(600_000, 6)).toEqual(["manager", "sponsor"]);
  expect(names(undefined, 0)).toEqual(["manager", "sponsor"]);
  expect(names(0, undefined)).toEqual(["manager", "sponsor"]);
});

test("nobody decides their own request where the project says so", () => {
  const strict = after(plan, [{ type: "updateSettings", fields: { changePolicy: { ...USUAL_CHANGE_POLICY, ownRequests: "refused" } } }, saving(request())]);
  expect(tried(strict, [verdict("approve")])).toContain("is your own, and in this project nobody decides their own requests");
  expect(typeof tried(strict, [verdict("approve")], { actor: "bob" })).toBe("object");
});

test("a request that no longer fits the plan is refused whole, and says why", () => {
  const gone = after(asked, [{ type: "deleteTasks", ids: ["a"] }]);
  expect(tried(gone, [verdict("approve")])).toContain("no longer fits the plan as it is now: There is no such task in the plan any more");
  expect(after(gone, [verdict("reject")]).records.changeRequest.get("q")?.state).toBe("rejected");
});

test("no edit, import of records or undo decides a request, alters a decided one or asks for somebody else", () => {
  const approve = tried(asked, [verdict("approve")]);
  if (typeof approve === "string") throw new Error(approve);
  const done = evolve(asked, approve);
  const undo: Command = { type: "revert", label: "Undo", change: JSON.parse(JSON.stringify(reverse(approve))) };
  expect(tried(done, [undo])).toContain("a decision stays as it is");
  const redo: Command = { type: "revert", label: "Redo", change: JSON.parse(JSON.stringify(approve)) };
  expect(tried(asked, [redo])).toContain("is decided with Approve or Reject");
  expect(tried(asked, [saving(request({ state: "approved" }))])).toContain("is decided with Approve or Reject");
  expect(tried(asked, [{ type: "updateRecords", records: [{ kind: "changeRequest", id: "q", fields: { conditions: "x" } }] }])).toContain("is decided with Approve or Reject");
  expect(tried(plan, [saving(request({ state: "rejected" }))])).toContain("would come in decided");
  expect(tried(plan, [saving(request())], { actor: "bob" })).toContain("names somebody else");
  expect(tried(done, [{ type: "deleteRecords", records: [{ kind: "changeRequest", id: "q" }] }])).toContain("a decision stays as it is");
  expect(tried(asked, [{ type: "deleteRecords", records: [{ kind: "changeRequest", id: "q" }] }], { actor: "bob" })).toContain("instead of deleted");
  expect(tried(done, [verdict("reject")])).toContain("has been approved already");
  expect(tried(asked, [{ type: "decideChangeRequest", id: "none", verdict: "approve" }])).toContain("no such change request");
});

test("a request holds only commands that a plan can carry out later", () => {
  const refused = (...commands: readonly object[]): string => String(tried(plan, [saving(request({ commands: commands as ChangeRequest["commands"] }))]));
  expect(refused(shorten, { type: "updateTasks", tasks: "all" })).toContain("command 2 of 2 (updateTasks) is none that a plan can carry out later");
  expect(refused(verdict("approve"))).toContain("cannot wait for somebody's yes");
  expect(refused(saving(request({ id: "p", state: "approved" })))).toContain("is none that a plan can carry out later");
  expect(tried(asked, [saving(request({ id: "p" }))])).toContain("its code CR-1 belongs to “Shorten the survey” already");
});

test("verdicts are told in a line", () => {
  expect(describeCommands(asked, [verdict("approve")])).toBe("Approve change request CR-1 “Shorten the survey”");
});

test("whatever order verdicts of whatever roles come in, the plan changes exactly when all levels have said yes", () => {
  const large = after(plan, [saving(request({ impact: ends(28) }))]);
  const step = fc.record({ verdict: fc.constantFrom("approve" as const, "reject" as const, "withdraw" as const), roles: fc.subarray(["manager", "sponsor", "contributor"]) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const end = steps.reduce((project, { verdict: said, roles }) => {
        const made = tried(project, [verdict(said)], { roles });
        return typeof made === "string" ? project : evolve(project, made);
      }, large);
      const { state, approvals = [] } = end.records.changeRequest.get("q") ?? {};
      expect(planText(end) === planText(plan)).toBe(state !== "approved");
      if (state === "approved") expect(approvals.map(({ levelId }) => levelId)).toEqual(["manager", "sponsor"]);
      expect(end.records.decision.size).toBe(state === "approved" || state === "rejected" ? 1 : 0);
    }),
    { numRuns: 60 },
  );
});

/** What becomes of an option: a request that the engine takes, with its numbers, and without amounts for people who see none. */
import { evolve } from "@leadline/engine/change/change.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Option, OptionKind } from "@leadline/engine/recovery/option.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { WaysOutState } from "../../store/ways-out.ts";
import { requestOfOption } from "./accepted-option.ts";
import { agreement } from "./agreement.ts";
import { effectOfOption } from "./option-effect.ts";
import { negotiationOf } from "./prepared-negotiation.ts";

const plan = smallPlan([{ id: "a", durationMinutes: 960 }, { id: "b", durationMinutes: 480, after: ["a"] }]);
const shorten: Command = { type: "updateTasks", tasks: [{ id: "a", fields: { durationMinutes: 480 } }] };
const at = (day: number): Minute => ((20_000 + day) * 1440 + 1020) as Minute;
const option = (kind: OptionKind, days: number, cents: number, commands: readonly Command[]): Option => ({ id: kind, kind, summary: `${kind} it`, commands, finish: { p50: at(days - 2), p80: at(days) }, cost: { p50: cents, p80: cents + 0.4 }, chance: 0.6, scopeLost: kind === "descope" ? 3 : 0, risk: kind === "fastTrack" ? "Rework" : "", peopleHit: ["Ann"], approvals: ["Sponsor"], dominated: false, riskDays: 0 });
const doNothing = option("doNothing", 40, 1000, []);
const crash = option("addPeople", 20, 90_000, [shorten]);
const found: WaysOutState = { stage: "done", options: [doNothing, crash, option("overtime", 30, 45_000, [shorten]), option("fastTrack", 25, 67_500, [shorten])], project: plan, revision: 7, runs: 1000, seed: 1, goal: { kind: "finishBy", minute: at(15), chance: 0.8 } };

function stored(project: Project, ...commands: readonly Command[]): Project {
  const decision = decide(project, commands, { actor: "ann", at: 0, newId: () => "n", schedule: (of) => schedule(of).schedule });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return evolve(project, decision.change);
}

test("an accepted option is one open request with effect, risk, people and what else was looked at", () => {
  const record = requestOfOption({ option: crash, doNothing, found, project: plan, actor: "ann", showsCosts: true });
  expect(record).toMatchObject({ code: "CR-1", title: "Add people: addPeople it", state: "open", origin: "wayOut", revision: 7, requestedBy: "ann", approvals: [], scopeLost: "none", risk: "None found", peopleHit: ["Ann"], mustAgree: ["Sponsor"] });
  expect(record.impact).toEqual({ runs: 1000, seed: 1, before: doNothing.finish, after: crash.finish, chance: { by: at(15), before: 0.6, after: 0.6 } });
  expect(record.costImpact).toEqual({ before: { p50: 1000, p80: 1000 }, after: { p50: 90_000, p80: 90_000 } });
  expect(record.optionsConsidered?.map(({ isChosen }) => isChosen)).toEqual([undefined, true, undefined, undefined]);
  expect(JSON.stringify(record.optionsConsidered)).not.toMatch(/EUR|cost/);
  const after = stored(plan, { type: "saveRecords", records: [{ kind: "changeRequest", record }] });
  expect([...after.records.changeRequest.keys()]).toEqual([record.id]);
  expect(after.records.task).toEqual(plan.records.task);
  expect(requestOfOption({ option: crash, doNothing, found, project: after, actor: "ann", showsCosts: false })).toMatchObject({ code: "CR-2" });
  expect(requestOfOption({ option: crash, doNothing, found, project: plan, actor: "ann", showsCosts: false })).not.toHaveProperty("costImpact");
});

test("a prepared negotiation is kept by the engine, and an agreement makes one request and one commitment", () => {
  const sheet = negotiationOf({ found, project: plan, showsCosts: true });
  expect(sheet.packages.map(({ name }) => name).sort()).toEqual(["Add people: addPeople it", "Fast-track: fastTrack it", "Overtime: overtime it"]);
  expect(sheet.criteria.map(({ name }) => name)).toContain("Finish if nothing is done");
  expect(JSON.stringify(sheet.criteria)).not.toContain("EUR");
  expect(negotiationOf({ found, project: plan, showsCosts: false })).not.toHaveProperty("packageCosts");
  const kept = stored(plan, { type: "saveRecords", records: [{ kind: "negotiation", record: { ...sheet, counterpart: "Board" } }] });
  const negotiation = kept.records.negotiation.get(sheet.id);
  if (!negotiation) throw new Error("not kept");
  const { commands, code } = agreement({ negotiation, packageId: "addPeople", project: kept, actor: "ann", showsCosts: true, revision: 9, effect: effectOfOption(crash, found) });
  const agreed = stored(kept, ...commands);
  expect(code).toBe("CR-1");
  expect([...agreed.records.changeRequest.values()]).toMatchObject([{ code: "CR-1", state: "open", origin: "negotiation", revision: 9, mustAgree: ["Board"], commands: [shorten] }]);
  expect([...agreed.records.commitment.values()]).toMatchObject([{ code: "P-1", to: "Board", finish: crash.finish.p80, chance: 0.8, negotiationId: sheet.id }]);
  expect(agreed.records.negotiation.get(sheet.id)).toMatchObject({ state: "agreed", agreedPackageId: "addPeople" });
  expect(agreed.records.task).toEqual(plan.records.task);
});

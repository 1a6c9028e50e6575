/** Status follows from chances, hard facts and evidence; a better call needs more than its limit, a worse one comes at once. */
import { expect, test } from "vitest";
import { minuteOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { chanceBy, computeStatus, valueOfChance } from "./computed-status.ts";
import { DATA_DATE, PROMISE, statusInput, TODAY } from "./status-plan.fixture.ts";
import { policyWords, USUAL_STATUS_POLICY } from "./status-policy.ts";

const valueFrom = (chance: number, before?: "onTrack" | "atRisk" | "offTrack" | "noEvidence") => valueOfChance(chance, before, USUAL_STATUS_POLICY);

test("70 % is on track, 30 % at risk, less is off track", () => {
  expect([0.7, 0.69, 0.3, 0.29].map((chance) => valueFrom(chance))).toEqual(["onTrack", "atRisk", "atRisk", "offTrack"]);
});

test("a better call needs five points more, a worse one comes at once", () => {
  expect([valueFrom(0.74, "atRisk"), valueFrom(0.75, "atRisk")]).toEqual(["atRisk", "onTrack"]);
  expect([valueFrom(0.34, "offTrack"), valueFrom(0.35, "offTrack"), valueFrom(0.74, "offTrack"), valueFrom(0.75, "offTrack")]).toEqual(["offTrack", "atRisk", "atRisk", "onTrack"]);
  expect([valueFrom(0.69, "onTrack"), valueFrom(0.29, "atRisk"), valueFrom(0.7, "noEvidence")]).toEqual(["atRisk", "offTrack", "onTrack"]);
});

test("each area says its chance with the promise that it is about", () => {
  const { areas } = computeStatus(statusInput());
  expect(areas.date).toMatchObject({ value: "onTrack", hardFacts: [] });
  expect(areas.date.reason).toMatch(/% of the runs are done by the promised 3 Apr 2026; 8 of 10 are done by \d+ (Mar|Apr) 2026\.$/);
  expect(areas.cost.reason).toMatch(/^The budget of EUR 5,000 is enough in /);
  expect(areas.scope.reason).toMatch(/^0 of 1 deliverable is accepted\. The least likely in time is “Network”/);
  for (const { numbers } of Object.values(areas)) for (const number of numbers) expect(number).toMatchObject({ source: expect.stringMatching(/./), asOf: DATA_DATE });
});

test("a promised date that has passed is off track whatever the chance", () => {
  const { value, areas } = computeStatus(statusInput({ settings: { promisedFinish: minuteOf(2026, 3, 13, 17) } }));
  expect(value).toBe("offTrack");
  expect(areas.date.hardFacts).toEqual(["The promised date, 13 Mar 2026, has passed, and 3 tasks are open."]);
});

test("money beyond the budget and a deliverable that was not accepted are hard facts", () => {
  const spent = computeStatus(statusInput({ records: [{ kind: "actualCost", record: { id: "x", name: "Cables", day: TODAY - 5, costType: "hardware", amountCents: 900_000 } }] }));
  expect(spent.areas.cost).toMatchObject({ value: "offTrack", hardFacts: [expect.stringMatching(/^EUR .* were spent, more than the budget of EUR /)] });
  const rejected = computeStatus(statusInput({ records: [{ kind: "deliverable", record: { id: "d1", code: "DL-1", name: "Network", criteria: [], state: "rejected" } }] }));
  expect(rejected.areas.scope).toMatchObject({ value: "offTrack", hardFacts: ["“Network” was not accepted."] });
});

test("without fresh evidence nothing is on track, and bad news stands", () => {
  const old = { kind: "evidence" as const, record: { id: "e2", kind: "mergedChange" as const, title: "Old", taskIds: ["b"], day: TODAY - 11 } };
  const status = computeStatus(statusInput({ records: [old] }));
  expect(status).toMatchObject({ value: "noEvidence", evidence: { state: "old", sentence: "The newest evidence of “Order” is 11 days old; the rule allows 10." } });
  expect(computeStatus(statusInput({ records: [{ ...old, record: { ...old.record, day: TODAY - 10 } }] })).value).toBe("onTrack");
  expect(computeStatus(statusInput({ records: [old], settings: { promisedFinish: minuteOf(2026, 3, 13, 17) } })).value).toBe("offTrack");
  const asserted = computeStatus(statusInput({ without: ["e1"] }));
  expect(asserted).toMatchObject({ value: "noEvidence", evidence: { state: "asserted", assertedShare: 0.5 } });
  const word = { kind: "evidence" as const, record: { id: "e1", kind: "none" as const, title: "Nothing", taskIds: ["a"], day: TODAY } };
  expect(computeStatus(statusInput({ records: [word] })).evidence.state).toBe("asserted");
});

test("a plan without ranges has a date and no chance, and one that ends too late is off track by itself", () => {
  const tasks = { a: { estimate: undefined }, b: { estimate: undefined }, c: { estimate: undefined } };
  expect(computeStatus(statusInput({ tasks })).areas.date).toMatchObject({ value: "noEvidence", reason: expect.stringContaining("no chance") });
  expect(computeStatus(statusInput({ tasks, settings: { promisedFinish: minuteOf(2026, 3, 20, 17) } })).areas.date.value).toBe("offTrack");
});

test("nothing promised is said as such", () => {
  const status = computeStatus(statusInput({ settings: { promisedFinish: undefined }, tasks: { m: { deadline: undefined } }, without: ["d1"] }));
  expect([status.areas.date.value, status.areas.scope.value]).toEqual([undefined, undefined]);
});

test("a chance between the quantiles lies on a straight line", () => {
  const at = (days: number): Minute => (PROMISE + days * MINUTES_PER_DAY) as Minute;
  const task = { p10: at(0), p50: at(4), p80: at(10) };
  expect([-2, 0, 2, 4, 7, 10, 14, 20].map((days) => Math.round(chanceBy(task, at(days)) * 100))).toEqual([0, 10, 30, 50, 65, 80, 100, 100]);
});

test("the rule in words has its numbers", () => {
  expect(policyWords({ ...USUAL_STATUS_POLICY, onTrackFrom: 0.8, version: 3 })).toMatch(/^On track: a chance of at least 80 % .* Version 3\.$/);
});

/** What is uncertain in a plan: our own format keeps all of it, the others say what they leave out. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { countedIds } from "./mspdi/small-plan.fixture.ts";
import { readPlanFile, writePlanFile } from "./plan-file.ts";

/** Everything that issue, risk and estimate records can say. */
function uncertainPlan(): Project {
  const plan = planOf('A "Pour" 2/5/9d by "Rita"[100%]\nB "Build" 1d after A');
  const [rita = ""] = plan.records.resource.keys();
  const changed = [...recordsOf(plan)].map((item): KindedRecord => {
    if (item.kind === "task" && item.record.id === "A" && item.record.estimate) {
      return { kind: "task", record: { ...item.record, fixedCostCents: 100, fixedCostEstimate: { lowCents: 50, likelyCents: 100, highCents: 300 }, estimate: { ...item.record.estimate, distribution: "triangular", ends: "p10p90", method: "team", source: "Poker", estimator: "Ann", estimatedAt: minuteOf(2026, 2, 1, 9) } } };
    }
    if (item.kind === "link") return { kind: "link", record: { ...item.record, lagEstimate: { lowMinutes: 0, likelyMinutes: 0, highMinutes: 960 } } };
    if (item.kind === "assignment") return { kind: "assignment", record: { ...item.record, workEstimate: { lowMinutes: 960, likelyMinutes: 2400, highMinutes: 4320 } } };
    if (item.kind === "settings") return { kind: "settings", record: { ...item.record, promisedFinish: minuteOf(2026, 4, 1, 17), estimateEnds: "p5p95" } };
    return item;
  });
  return projectOf([
    ...changed,
    { kind: "riskItem", record: { id: "r", code: "R1", title: "Late", category: "", probability: 0.5, impact: { kind: "delayDays", low: 1, likely: 2, high: 3 }, furtherImpacts: [{ kind: "cost", low: 1, likely: 2, high: 3 }], taskIds: ["A"], response: "mitigate", action: "", trigger: "", cause: "Because", event: "may", effect: "so", proximity: "imminent", owner: "Ann", scales: { probability: 3, time: 4 }, responseCostCents: 100, residual: { probability: 0.1 }, status: "open", combination: "parallel" } },
    { kind: "correlationGroup", record: { id: "g", name: "Site", taskIds: ["A", "B"], coefficient: 0.5, measure: "pearson" } },
    { kind: "planBranch", record: { id: "b", name: "Perhaps", kind: "chance", ways: [{ name: "Build", probability: 0.5, taskIds: ["B"] }] } },
    { kind: "calendarRisk", record: { id: "c", name: "Rain", dayLossByMonth: new Array<number>(12).fill(0.1), taskIds: ["A"] } },
    { kind: "resourceAbsence", record: { id: "x", name: "Ill", resourceIds: [rita], spellsPerYear: 2, days: { low: 1, likely: 2, high: 5 } } },
  ]);
}

const PLAN = uncertainPlan();

function lossesIn(format: "mspdi" | "xer" | "plan-text"): string {
  const written = writePlanFile(format, PLAN);
  return written.losses.map(({ message }) => message).join("\n");
}

test("our own format keeps all of it", () => {
  const written = writePlanFile("json", PLAN);
  expect(written.losses).toEqual([]);
  const read = readPlanFile("plan.json", new TextEncoder().encode(written.text), { newId: countedIds() });
  if (!read.ok) throw new Error(read.problem.message);
  expect([...recordsOf(read.project)]).toEqual([...recordsOf(PLAN)]);
  expect(settingsOf(read.project).promisedFinish).toBe(minuteOf(2026, 4, 1, 17));
});

test.each(["mspdi", "xer", "plan-text"] as const)("%s says what of it is not in the file", (format) => {
  const told = lossesIn(format);
  for (const noun of ["1 risk", "1 group of correlated tasks", "1 branch", "1 calendar risk", "1 absence of people"]) expect(told, noun).toContain(noun);
  expect(told).toMatch(/range of the fixed cost|a cost of its own/);
  expect(told).toMatch(/range of a lag|range of the lag|lags? or works? ha(s|ve)|ranges of lags/);
  expect(told).toMatch(/finish that was promised/);
  expect(told).toMatch(/low and (a )?high estimate|what is said of the estimate/);
});

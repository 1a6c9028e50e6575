/** Explanations: every card has the plan's own numbers, agrees with what it explains, and is missing where there is no such number. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { evolve } from "../change/change.ts";
import { commandSchema } from "../change/command.ts";
import { decide } from "../change/decide.ts";
import { seededIds } from "../change/id-maker.ts";
import type { Project } from "../model/project.ts";
import { simulate } from "../risk/simulation.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { explanationOf, type ExplainedPlan, type Term } from "./explanation.ts";

const TERMS: readonly Term[] = ["p80", "chance", "contingency", "driver", "cpi", "spi", "totalSlack"];

function changed(project: Project, ...commands: readonly object[]): Project {
  const decision = decide(project, commands.map((command) => commandSchema.parse(command)), { actor: "x", at: 0, newId: seededIds("x"), schedule: (of) => schedule(of).schedule });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return evolve(project, decision.change);
}

function underWay(): Project {
  const plan = planOf(`project "Refresh" starts 2026-03-02
A "Survey" 4/5/9d by "Rita"
B "Order" 3/4/6d after A by "Tom"
C "Training" 2/3/4d after A by "Uma"
M "Go-live" 0d after B, C`);
  const people = [...plan.records.resource.values()].map((resource) => ({ type: "saveResource", resource: { ...resource, standardRateCentsPerHour: 5000 } }));
  const priced = changed(plan, ...people, { type: "setBaseline", number: 0 }, { type: "updateSettings", fields: { statusDate: minuteOf(2026, 3, 6, 17), promisedFinish: minuteOf(2026, 3, 13, 17) } });
  return changed(priced, { type: "updateTasks", tasks: [{ id: "A", fields: { actualStart: minuteOf(2026, 3, 2, 8), percentComplete: 80 } }] });
}

function explained(project: Project, costs: ExplainedPlan["costs"] = "shown"): ExplainedPlan {
  return { project, schedule: schedule(project).schedule, facts: simulate(project, { risks: "with", runs: 1000, seed: 1, drivers: "none", target: minuteOf(2026, 3, 13, 17) }), costs };
}

const plan = explained(underWay());
const wordsOf = (term: Term, of: ExplainedPlan = plan): string => Object.values(explanationOf(term, of, "C") ?? {}).join(" ");

test("every card holds at least two of the plan's own numbers, and no word for a missing one", () => {
  for (const term of TERMS) {
    const words = wordsOf(term);
    expect(words.match(/\d[\d.,]*/g)?.length ?? 0, term).toBeGreaterThanOrEqual(2);
    expect(words, term).not.toMatch(/NaN|undefined|Infinity|null/);
  }
});

test("a card says what its number says elsewhere", () => {
  const { facts } = plan;
  expect(explanationOf("p80", plan)?.meaning).toContain("of 1,000 simulated runs the finish came on or before");
  const inTime = Math.round((facts?.target?.probability ?? 0) * 1000);
  expect(explanationOf("chance", plan)?.meaning).toContain(`${inTime} finish on or before 13 Mar 2026`);
  // Four of five days at 400.00 are done, five were to be done.
  expect(explanationOf("cpi", plan)).toMatchObject({ title: "CPI is 1.00", computed: "Earned value EUR 1,600 divided by actual cost EUR 1,600. As of 6 Mar 2026." });
  expect(explanationOf("spi", plan)).toMatchObject({ title: "SPI is 0.80", meaning: "Of the EUR 2,000 that was to be done by now, EUR 1,600 is done." });
  const dates = plan.schedule.of("C");
  expect(explanationOf("totalSlack", plan, "C")?.title).toBe("Total slack of “Training”: 1 working day");
  expect(dates?.totalSlackMinutes).toBe(480);
  expect(explanationOf("totalSlack", plan, "B")?.meaning).toMatch(/^Every day that it takes longer moves the project's finish/);
});

test("who may not see costs is told none", () => {
  const hidden = explained(underWay(), "hidden");
  expect(TERMS.map((term) => wordsOf(term, hidden)).join(" ")).not.toContain("EUR");
  expect(explanationOf("cpi", hidden)).toBeUndefined();
});

test("where there is no such number there is no card", () => {
  const bare = planOf('A "Alone" 2d');
  const without: ExplainedPlan = { project: bare, schedule: schedule(bare).schedule, costs: "shown" };
  expect(TERMS.map((term) => explanationOf(term, without, "Z"))).toEqual(TERMS.map(() => undefined));
});

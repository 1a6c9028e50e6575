/** What-if questions: how they are read, and that the answer is the difference of two simulations with the same random numbers. */
import { expect, test } from "vitest";
import { emptyTask, newSettings, standardCalendar } from "../model/new-project.ts";
import { projectOf, type KindedRecord, type Project } from "../model/project.ts";
import type { Link, RiskItem, Task } from "../model/records.ts";
import { minuteOf } from "../time/minute.ts";
import { simulate } from "./simulation.ts";
import { askWhatIf } from "./what-if.ts";
import { parseWhatIf } from "./what-if-text.ts";

const WISH = { runs: 1000, seed: 1, risks: "with" } as const;

const START = minuteOf(2026, 3, 2, 8);
const RANK = "abcdefgh";

function task(number: number, name: string, days: number, more: Partial<Task> = {}): KindedRecord {
  return { kind: "task", record: emptyTask({ id: `t${number}`, number, name, rank: RANK[number] ?? "z", durationMinutes: days * 480, milestone: days === 0, ...more }) };
}

function link(from: number, to: number): KindedRecord {
  const record: Link = { id: `l${from}-${to}`, predecessorId: `t${from}`, successorId: `t${to}`, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
  return { kind: "link", record };
}

const RISK: RiskItem = { id: "r1", code: "R01", title: "Vendor goes bankrupt", category: "", probability: 0.1, impact: { kind: "delayDays", low: 10, likely: 20, high: 40 }, taskIds: ["t2"], response: "", action: "", trigger: "" };

/** Survey, then the switch delivery beside the cabling, then go-live; promised with a deadline. */
function plan(): Project {
  const days = (low: number, likely: number, high: number): Partial<Task> => ({ estimate: { lowMinutes: low * 480, likelyMinutes: likely * 480, highMinutes: high * 480 } });
  return projectOf([
    { kind: "settings", record: newSettings({ name: "Branch refresh", start: START, calendarId: "c", nextTaskNumber: 6 }) },
    { kind: "calendar", record: standardCalendar("c") },
    task(1, "Site survey", 3, days(2, 3, 5)),
    task(2, "Switch delivery", 15, days(10, 15, 25)),
    task(3, "Cabling", 8, days(6, 8, 12)),
    task(4, "Cable tests", 2),
    task(5, "Go-live", 0, { deadline: minuteOf(2026, 4, 1, 17) }),
    link(1, 2),
    link(1, 3),
    link(3, 4),
    link(2, 5),
    link(4, 5),
    { kind: "riskItem", record: RISK },
  ]);
}

function understood(text: string): string {
  const parsed = parseWhatIf(text, plan(), "NET");
  return parsed.ok ? parsed.whatIf.reading : `? ${parsed.message}`;
}

test("a task is named by key, row, or words of its name, and its range moves with it", () => {
  const moved = "Switch delivery takes 25/30/40d instead of 10/15/25d";
  for (const text of ["NET-2 +3w", "what if NET-2 +3w?", "Switch delivery +3w", "switch +3w", "2 +15d", "“Switch delivery” 3 weeks late", "Switch delivery is 3 weeks later", "the switch delivery +3 weeks"]) expect(understood(text), text).toBe(moved);
  expect(understood("NET-3 -2d")).toBe("Cabling takes 4/6/10d instead of 6/8/12d");
  expect(understood("NET-3 +50%")).toBe("Cabling takes 9/12/18d instead of 6/8/12d");
  expect(understood("NET-3 1/2/3w")).toBe("Cabling takes 1/2/3w instead of 6/8/12d");
  expect(understood("Cabling takes 5d")).toBe("Cabling takes 5d instead of 6/8/12d");
  expect(understood("Go-live +1w")).toBe("Go-live takes 5d instead of 0d");
  expect(understood("NET-2 +3w; NET-3 +1d")).toBe(`${moved}; Cabling takes 7/9/13d instead of 6/8/12d`);
});

test("a risk happens or does not, a task is left out", () => {
  expect(understood("R01 happens")).toBe("risk “Vendor goes bankrupt” happens");
  expect(understood("vendor does not happen")).toBe("risk “Vendor goes bankrupt” does not happen");
  expect(understood("without cable tests")).toBe("without Cable tests");
});

test("what cannot be understood is told in one sentence", () => {
  expect(understood("")).toBe("? A question is missing. Type a task and a change, such as “NET-17 +3w”.");
  expect(understood("Switch delivery")).toContain("does not say what changes");
  expect(understood("NET-99 +1d")).toBe("? There is no task “NET-99” in the plan. Name it by its key, row number or words of its name.");
  expect(understood("cab +1d")).toBe("? “cab” could mean 2 tasks: Cabling (row 3), Cable tests (row 4). Name one of them.");
  expect(understood("NET-1 +3y")).toContain("is no unit of time");
  expect(understood("NET-1 -4d")).toContain("cannot be shortened by more than that");
  expect(understood("NET-3 5/2/1d")).toContain("does not rise");
  const parsed = parseWhatIf("cab +1d", plan(), "NET");
  expect(parsed.ok ? [] : parsed.candidates?.map(({ id }) => id)).toEqual(["t3", "t4"]);
});

test("the answer is the difference of two simulations with the same seed, and its sentence says its numbers", () => {
  const project = plan();
  const parsed = parseWhatIf("NET-2 +3w", project, "NET");
  if (!parsed.ok) throw new Error(parsed.message);
  const asked = askWhatIf(project, parsed.whatIf, WISH);
  if (!asked.ok) throw new Error("refused");
  const { answer } = asked;
  expect(answer.before.finish).toEqual(simulate(project, { ...WISH, target: minuteOf(2026, 4, 1, 17) }).finish);
  // The delivery decides, so all of its three weeks arrive.
  expect(answer.deltaP80Days).toBeGreaterThan(13);
  expect(answer.deltaP80Days).toBeLessThanOrEqual(15.01);
  expect(answer.promise?.after).toBeLessThan(answer.promise?.before ?? 0);
  expect(answer.spreadShare).toBeGreaterThan(0.5);
  expect(answer.moved.map(({ taskId }) => taskId)).toEqual(["t2", "t5"]);
  expect(answer.sentence).toMatch(/^Go-live P80 moves \d+ \w+ 2026 → \d+ \w+ 2026 \(\+1[345](\.\d)? working days\)\. Chance of 1 Apr 2026: \d+ % → (under )?\d+ %\. It matters because it drives \d+% of the spread\. 2 tasks move\.$/);
  const value = (metric: string): unknown => answer.words.find((part) => part.metric === metric)?.value;
  expect(value("deltaP80Days")).toBe(Math.round(answer.deltaP80Days * 10) / 10);
  expect(value("chanceAfter")).toBe(answer.promise?.after);
  expect(project).toEqual(plan());
});

test("a risk that happens moves the finish, one that cannot does not", () => {
  const project = plan();
  const delta = (text: string): number => {
    const parsed = parseWhatIf(text, project, "NET");
    const asked = parsed.ok ? askWhatIf(project, parsed.whatIf, WISH) : undefined;
    return asked?.ok ? asked.answer.deltaP50Days : Number.NaN;
  };
  expect(delta("R01 happens")).toBeGreaterThan(15);
  expect(delta("R01 does not happen")).toBeLessThanOrEqual(0);
});

test("a change that the plan refuses answers its sentence", () => {
  const project = plan();
  const whatIf = { commands: [{ type: "linkTasks", predecessorId: "t5", successorId: "t1", linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }], subjects: [], reading: "" } as const;
  const asked = askWhatIf(project, whatIf, WISH);
  expect(asked.ok ? "" : asked.refusals[0]?.message).toContain("loop");
});

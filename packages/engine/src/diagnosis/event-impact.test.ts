/** Time impact of events: what slack takes up does not move the finish, and what the plan cannot tell is said. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { settingsOf, type Project } from "../model/project.ts";
import type { DelayEvent } from "../model/records.ts";
import { dayNumberOf, minuteOf } from "../time/minute.ts";
import { impactSentence } from "./diagnosis-words.ts";
import { eventImpact, updateBefore } from "./event-impact.ts";

const D = 480;

function event(more: Partial<DelayEvent> = {}): DelayEvent {
  return {
    id: "e1",
    code: "E-1",
    title: "Customs hold",
    party: "supplier",
    day: dayNumberOf(minuteOf(2026, 3, 4)),
    steps: [{ id: "s", name: "Goods held at customs", durationMinutes: 6 * D, afterStepIds: [] }],
    afterTaskIds: ["a"],
    beforeTaskIds: ["b"],
    issueIds: [],
    ...more,
  };
}

/** A and B with 4 days of slack beside a longer task. */
function plan(): Project {
  return smallPlan([
    { id: "a", durationMinutes: 3 * D },
    { id: "b", durationMinutes: 3 * D, after: ["a"] },
    { id: "long", durationMinutes: 10 * D },
    { id: "end", durationMinutes: D, after: ["b", "long"] },
  ]);
}

test("EX-D8: an event of 6 days on a path with 4 days of slack moves the finish by 2", () => {
  const impact = eventImpact(plan(), event());
  expect(impact).toMatchObject({ impactDays: 2, eventDays: 6, heldUp: { days: 6, slackDays: 4 }, isDriving: true, problems: [] });
  expect(impactSentence(event(), impact, "the status of 3 March")).toBe("“Customs hold” takes 6 working days, put into the status of 3 March. What waited for it begins 6 days later and had 4 days of slack. The finish moves 2 working days later (Mon 16 March 2026 → Wed 18 March 2026).");
});

test("an event that slack takes up leaves the finish where it is, and is not on the path", () => {
  const small = event({ steps: [{ id: "s", name: "Wait", durationMinutes: 3 * D, afterStepIds: [] }] });
  const impact = eventImpact(plan(), small);
  expect(impact).toMatchObject({ impactDays: 0, isDriving: false });
  expect(impactSentence(small, impact, "the plan")).toContain("The finish stays (Mon 16 March 2026).");
});

test("the steps of an event follow each other, and nothing of it begins before its day", () => {
  const steps = [{ id: "s", name: "Held", durationMinutes: 2 * D, afterStepIds: [] }, { id: "t", name: "Papers", durationMinutes: 4 * D, afterStepIds: ["s"] }];
  expect(eventImpact(plan(), event({ steps })).impactDays).toBe(2);
  expect(eventImpact(plan(), event({ steps, day: dayNumberOf(minuteOf(2026, 3, 9)) })).impactDays).toBe(4);
});

test("an event that is over before what waited could begin holds nothing up", () => {
  const early = event({ afterTaskIds: [], beforeTaskIds: ["end"], steps: [{ id: "s", name: "Wait", durationMinutes: D, afterStepIds: [] }] });
  const impact = eventImpact(plan(), early);
  expect(impact).toMatchObject({ impactDays: 0, heldUp: { days: 0 } });
  expect(impactSentence(early, impact, "the plan")).toContain("What waited for it would not have begun earlier without it. The finish stays");
});

test("what the update cannot tell is said: a task that had begun, one that is not there, nothing that waited, a circle", () => {
  const base = plan();
  const b = base.records.task.get("b");
  const begun: Project = b ? { records: { ...base.records, task: new Map(base.records.task).set("b", { ...b, actualStart: minuteOf(2026, 3, 5, 8) }) } } : base;
  const codes = (project: Project, of: DelayEvent): string[] => eventImpact(project, of).problems.map(({ code }) => code);
  expect(codes(begun, event())).toEqual(["event/begun"]);
  expect(codes(base, event({ afterTaskIds: ["gone"] }))).toEqual(["event/task-missing"]);
  expect(codes(base, event({ beforeTaskIds: [] }))).toEqual(["event/holds-nothing"]);
  expect(codes(base, event({ afterTaskIds: ["b"], beforeTaskIds: ["a"] }))).toContain("link/loop");
});

test("the update for an event is the newest whose status is not after it", () => {
  const at = (day: number): { readonly project: Project } => ({ project: { records: { ...plan().records, settings: new Map([["settings", { ...settingsOf(plan()), statusDate: minuteOf(2026, 3, day, 17) }]]) } } });
  const updates = [at(2), at(3), at(9)];
  expect(updateBefore(updates, event())).toBe(updates[1]);
  expect(updateBefore(updates, event({ day: dayNumberOf(minuteOf(2026, 2, 1)) }))).toBe(updates[0]);
});

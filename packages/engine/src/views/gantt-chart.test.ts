/** Facts about what the chart draws and what lies where, from plans in a few lines. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { randomProject } from "@leadline/testkit/random-project.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOf } from "../time/minute.ts";
import { drivingChain, ganttChart, placeAt, type GanttChart, type GanttWindow } from "./gantt-chart.ts";
import { crossesBox } from "./gantt-labels.ts";
import { GANTT_LAYERS, USUAL_LAYERS, labelStart, rowMetrics } from "./gantt-layout.ts";
import { shownRows } from "./plan-rows.ts";
import type { PlanFacts } from "./plan-words.ts";

function factsOf(project: Project): PlanFacts {
  return { project, outline: outlineOf(project), schedule: schedule(project).schedule };
}

function withTask(project: Project, id: string, fields: Partial<Task>): Project {
  const task = project.records.task.get(id);
  if (!task) throw new Error(`no task ${id}`);
  return { records: { ...project.records, task: new Map(project.records.task).set(id, { ...task, ...fields }) } };
}

/** 10 px a day from Sunday 1 March 2026; a character is 6 px wide. */
function chartOf(project: Project, given: Partial<GanttWindow> = {}): GanttChart {
  const facts = factsOf(project);
  const rows = shownRows(facts.outline, facts.schedule, { collapsed: given.collapsed ?? new Set() });
  return ganttChart(facts, {
    scale: { origin: minuteOf(2026, 3, 1), pixelsPerDay: 10 },
    thisYear: 2026,
    layers: new Set(GANTT_LAYERS),
    labelled: "leaves",
    collapsed: new Set(),
    rows,
    first: 0,
    last: rows.indices.length - 1,
    fromX: 0,
    toX: 2000,
    rowHeight: 28,
    measure: (text) => text.length * 6,
    ...given,
  });
}

const row = (chart: GanttChart, taskId: string) => chart.rows.find((marks) => marks.taskId === taskId);

test("the bar of a normal row is 13 px high and begins 6 px below the row's top", () => {
  expect(rowMetrics(28)).toMatchObject({ barTop: 6, barHeight: 13, middle: 12.5 });
});

test("a bar spans from start to finish on the axis", () => {
  const chart = chartOf(planOf('A "Survey" 3d'));
  expect(row(chart, "A")).toMatchObject({ kind: "task", isCritical: true, label: "Survey" });
  expect(row(chart, "A")?.x1).toBeCloseTo(10 + 10 / 3);
  expect(row(chart, "A")?.x2).toBeCloseTo(30 + (17 / 24) * 10);
});

test("slack runs from the finish to the late finish, and the label stands behind it", () => {
  const chart = chartOf(planOf('A "Survey" 2d\nB "Order" 8d\nC "Go-live" 0d after A, B'));
  const survey = row(chart, "A");
  expect(survey?.isCritical).toBe(false);
  expect(survey?.slackTo).toBeCloseTo(row(chart, "B")?.x2 ?? 0);
  expect(chart.labels.find((label) => label.taskId === "A")?.x).toBeGreaterThan(survey?.slackTo ?? Infinity);
});

test("a label that a long slack would push out of sight stands beside its bar", () => {
  const chart = chartOf(planOf('A "Survey" 2d\nB "Order" 80d\nC "Go-live" 0d after A, B'), { toX: 400 });
  const label = chart.labels.find((box) => box.taskId === "A");
  expect((label?.x ?? 0) + (label?.width ?? 0)).toBeLessThan(400);
});

test("a milestone shows where the simulation has it, in words too; other bars where that was asked for", () => {
  const ranges = new Map(["A", "M"].map((id) => [id, { p10: minuteOf(2026, 3, 4), p50: minuteOf(2026, 3, 6), p80: minuteOf(2026, 3, 10) }]));
  const plan = planOf('A "Survey" 3d\nM "Go-live" 0d after A');
  const usual = chartOf(plan, { ranges, layers: new Set(USUAL_LAYERS) });
  expect(row(usual, "M")).toMatchObject({ whisker: { x10: 30, x50: 50, x80: 90 }, label: "Go-live · 4 Mar (P50 5 Mar · P80 9 Mar)" });
  expect(row(usual, "A")?.whisker).toBeUndefined();
  expect(row(chartOf(plan, { ranges }), "A")?.whisker).toEqual({ x10: 30, x50: 50, x80: 90 });
  expect(row(chartOf(withTask(plan, "M", { percentComplete: 100, actualFinish: minuteOf(2026, 3, 4) }), { ranges }), "M")?.whisker).toBeUndefined();
});

test("a missed deadline says by how many working days", () => {
  const project = withTask(planOf('A "Survey" 10d'), "A", { deadline: minuteOf(2026, 3, 10, 17) });
  expect(row(chartOf(project), "A")?.deadline?.lateText).toBe("−3d");
  const kept = withTask(planOf('A "Survey" 3d'), "A", { deadline: minuteOf(2026, 3, 10, 17) });
  expect(row(chartOf(kept), "A")?.deadline?.lateText).toBeUndefined();
});

test("a constraint flag stands at the end that it holds, filled when it can beat a link", () => {
  expect(row(chartOf(planOf('A "Survey" 1d must-finish-on 2026-03-20')), "A")?.constraint).toMatchObject({ end: "finish", isHard: true });
  expect(row(chartOf(planOf('A "Survey" 1d start-no-earlier-than 2026-03-20')), "A")?.constraint).toMatchObject({ end: "start", isHard: false });
});

test("progress is drawn as far as it was given", () => {
  const half = withTask(planOf('A "Survey" 4d'), "A", { percentComplete: 50 });
  const marks = row(chartOf(half), "A");
  expect(marks?.doneTo).toBeCloseTo(((marks?.x1 ?? 0) + (marks?.x2 ?? 0)) / 2);
});

test("the baseline of a task is where it was kept, and only while its layer is shown", () => {
  const plan = planOf('A "Survey" 3d');
  const kept = { id: "2.A", number: 2, taskId: "A", start: minuteOf(2026, 3, 5, 8), finish: minuteOf(2026, 3, 6, 17), durationMinutes: 960 };
  const project: Project = { records: { ...plan.records, taskBaseline: new Map([[kept.id, kept]]) } };
  const baseline = row(chartOf(project, { baseline: 2 }), "A")?.baseline;
  expect(baseline?.x1).toBeCloseTo(40 + 10 / 3);
  expect(baseline?.x2).toBeCloseTo(50 + (17 / 24) * 10);
  expect(row(chartOf(project), "A")?.baseline, "baseline 0 does not have it").toBeUndefined();
  expect(row(chartOf(project, { baseline: 2, layers: new Set() }), "A")?.baseline).toBeUndefined();
});

test("a pause is left out of the bar: after two days of work, for one day", () => {
  const project = withTask(planOf('A "Survey" 4d'), "A", { splits: [{ afterMinutes: 960, gapMinutes: 480 }] });
  const [gap, ...more] = row(chartOf(project), "A")?.gaps ?? [];
  expect(more).toEqual([]);
  expect(gap?.x1).toBeCloseTo(20 + (17 / 24) * 10);
  expect(gap?.x2).toBeCloseTo(30 + (17 / 24) * 10);
});

test("work that is left after a wait shows the wait", () => {
  const dates = { percentComplete: 50, actualStart: minuteOf(2026, 3, 2, 8), actualDurationMinutes: 960, remainingDurationMinutes: 960, stop: minuteOf(2026, 3, 3, 17), resume: minuteOf(2026, 3, 9, 8) };
  const project = withTask(planOf('A "Survey" 4d'), "A", dates);
  expect(row(chartOf(project), "A")?.gaps).toEqual([{ x1: expect.closeTo(20 + (17 / 24) * 10, 5), x2: expect.closeTo(80 + 10 / 3, 5) }]);
});

test("an inactive task is drawn where its predecessors would have it, and moves nothing", () => {
  const plan = planOf('A "Survey" 2d\nB "Order" 3d after A\nC "Cable" 1d after B');
  const chart = chartOf(withTask(plan, "B", { active: false }));
  expect(row(chart, "B")).toMatchObject({ isInactive: true, isCritical: false, slackTo: undefined });
  expect(row(chart, "B")?.x1).toBeCloseTo(30 + 10 / 3);
  expect(row(chart, "C")?.x1).toBeCloseTo(10 + 10 / 3);
  expect(chart.labels.find((label) => label.taskId === "B")?.isStruck).toBe(true);
});

test("no label is cut off by the left edge", () => {
  const chart = chartOf(planOf('A "Survey of cabinets, power and cooling" 2d'), { fromX: 60, toX: 400 });
  expect(chart.labels).toEqual([]);
});

test("a collapsed summary task shows its descendants thin on its own row", () => {
  const project = withTask(withTask(planOf('S "Phase" 1d\nA "Survey" 2d\nB "Order" 3d after A'), "A", { parentId: "S" }), "B", { parentId: "S" });
  const chart = chartOf(project, { collapsed: new Set(["S"]) });
  expect(chart.rows).toHaveLength(1);
  expect(row(chart, "S")).toMatchObject({ kind: "summary", label: "" });
  expect(row(chart, "S")?.rolledUp).toHaveLength(2);
  expect(row(chartOf(project), "S")?.rolledUp).toEqual([]);
});

test("layers that are left out leave no trace", () => {
  const chart = chartOf(planOf('A "Survey" 2d\nB "Order" 8d after A'), { layers: new Set() });
  expect(chart.routes).toEqual([]);
  expect(chart.labels).toEqual([]);
});

test.each([
  ["A", "down"],
  ["A SS", "right"],
  ["A FF", "left"],
  ["A SF", "left"],
])("a link after %s is drawn with right angles and ends with an arrow %s", (after, arrow) => {
  const chart = chartOf(planOf(`A "Survey" 2d\nB "Order" 8d after ${after}`));
  const route = chart.routes[0];
  expect(route?.arrow).toBe(arrow);
  route?.points.forEach((point, index) => {
    const before = route.points[index - 1];
    if (before) expect(before.x === point.x || before.y === point.y).toBe(true);
  });
});

test("a link to a row above comes up to its bar", () => {
  const project = planOf('B "Order" 8d after A\nA "Survey" 2d');
  expect(chartOf(project).routes[0]?.arrow).toBe("up");
});

test("links are drawn while one of their ends is in sight", () => {
  const project = planOf('A "Survey" 2d\nB "Order" 1d\nC "Cable" 1d after A');
  expect(chartOf(project, { first: 0, last: 0 }).routes).toHaveLength(1);
  expect(chartOf(project, { first: 1, last: 1 }).routes).toHaveLength(0);
});

test("no link line runs through a label while there is a free place within 320 px of its row's end", () => {
  fc.assert(
    fc.property(randomProject({ most: 40 }), (project) => {
      const chart = chartOf(project, { toX: 1e6 });
      for (const label of chart.labels) {
        const marks = row(chart, label.taskId);
        const isCrossed = (x: number): boolean => chart.routes.some((route) => crossesBox(route, { ...label, x: x - 4, width: label.width + 8 }));
        if (!marks || !isCrossed(label.x)) continue;
        const start = labelStart(marks);
        const free = Array.from({ length: 320 }, (_, shift) => start + shift).find((x) => !isCrossed(x) && !isCrossed(x + 1));
        if (free !== undefined) throw new Error(`the label of ${label.taskId} is crossed at ${label.x}, and free at ${free}`);
      }
    }),
    { numRuns: 60 },
  );
});

test("a label moves past the line that comes down beside its bar", () => {
  const chart = chartOf(planOf('A "Survey" 2d\nB "Order" 2d\nC "Cable" 1d after A FS+1d'));
  const label = chart.labels.find((box) => box.taskId === "B");
  expect(chart.routes.some((route) => label && crossesBox(route, label))).toBe(false);
  expect(label?.x).toBeGreaterThan(Math.max(...(chart.routes[0]?.points.map((point) => point.x) ?? [])));
});

test("what lies under the pointer: bar, right edge, dots of the hovered row, link, empty row", () => {
  const chart = chartOf(planOf('A "Survey" 20d\nB "Order" 8d after A'));
  const marks = row(chart, "A");
  if (!marks) throw new Error("no bar");
  const y = 12;
  expect(placeAt(chart, { x: marks.x1 + 20, y }, undefined).on).toBe("bar");
  expect(placeAt(chart, { x: marks.x2 - 1, y }, undefined).on).toBe("rightEdge");
  expect(placeAt(chart, { x: marks.x2 + 12, y }, "A").on).toBe("endDot");
  expect(placeAt(chart, { x: marks.x1 - 12, y }, "A").on).toBe("startDot");
  expect(placeAt(chart, { x: marks.x1 - 12, y }, undefined).on).toBe("row");
  const [bend] = chart.routes[0]?.points.slice(1) ?? [];
  expect(placeAt(chart, { x: bend?.x ?? 0, y: 22 }, undefined).on).toBe("link");
  expect(placeAt(chart, { x: 900, y: 40 }, undefined)).toEqual({ on: "row", position: 1 });
});

test("hovering lights the driving links forward and back", () => {
  const facts = factsOf(planOf('A "Survey" 2d\nB "Order" 8d\nC "Cable" 1d after A, B\nD "Test" 1d after C'));
  const chain = drivingChain(facts, "C");
  const ends = [...chain].map((id) => facts.project.records.link.get(id)).map((link) => `${link?.predecessorId}-${link?.successorId}`);
  expect(ends.sort()).toEqual(["B-C", "C-D"]);
});

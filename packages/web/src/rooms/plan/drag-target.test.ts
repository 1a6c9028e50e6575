/** Facts about what drags in the chart ask for. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { expect, test } from "vitest";
import { dragCommand, linkTypeOf, nudgeCommand, snapFor } from "./drag-target.ts";

const DAY = 1440;

/** Tuesday 3 March to Thursday 5 March. */
const project = planOf('A "Survey" 1d\nB "Order" 3d after A');
const plan: PlanFacts = { project, outline: outlineOf(project), schedule: schedule(project).schedule };

test("a bar moves by whole days", () => {
  expect(dragCommand(plan, "B", { kind: "move", byMinutes: 0.9 * DAY, snap: "day" })).toEqual({ type: "setTaskStart", id: "B", start: at("2026-03-04T08:00:00") });
});

test("a bar dropped on a weekend starts on the next working day", () => {
  expect(dragCommand(plan, "B", { kind: "move", byMinutes: 4 * DAY, snap: "day" })).toEqual({ type: "setTaskStart", id: "B", start: at("2026-03-09T08:00:00") });
});

test("a bar that comes back to its place asks for nothing", () => {
  expect(dragCommand(plan, "B", { kind: "move", byMinutes: 0.3 * DAY, snap: "day" })).toBeUndefined();
  expect(dragCommand(plan, "B", { kind: "resize", byMinutes: -0.3 * DAY, snap: "day" })).toBeUndefined();
});

test("the right edge sets the duration in working time", () => {
  expect(dragCommand(plan, "B", { kind: "resize", byMinutes: 4 * DAY, snap: "day" })).toEqual({ type: "updateTasks", tasks: [{ id: "B", fields: { durationMinutes: 5 * 480 } }] });
  expect(dragCommand(plan, "B", { kind: "resize", byMinutes: -1 * DAY, snap: "day" })).toEqual({ type: "updateTasks", tasks: [{ id: "B", fields: { durationMinutes: 2 * 480 } }] });
});

test("without snapping to days a bar moves by the hour", () => {
  expect(dragCommand(plan, "B", { kind: "move", byMinutes: 100, snap: 60 })).toEqual({ type: "setTaskStart", id: "B", start: at("2026-03-03T10:00:00") });
});

test("no drag makes a bar vanish", () => {
  expect(dragCommand(plan, "B", { kind: "resize", byMinutes: -30 * DAY, snap: 60 })).toEqual({ type: "updateTasks", tasks: [{ id: "B", fields: { durationMinutes: 30 } }] });
});

test("a task is moved by a working day from the keyboard", () => {
  expect(nudgeCommand(plan, "A", -1)).toEqual({ type: "setTaskStart", id: "A", start: at("2026-02-27T08:00:00") });
  expect(nudgeCommand(plan, "A", 1)).toEqual({ type: "setTaskStart", id: "A", start: at("2026-03-03T08:00:00") });
});

test("the ends that a link is drawn between choose its type", () => {
  expect([linkTypeOf("finish", "start"), linkTypeOf("start", "start"), linkTypeOf("finish", "finish"), linkTypeOf("start", "finish")]).toEqual(["FS", "SS", "FF", "SF"]);
});

test("wider days are snapped to finer steps", () => {
  expect([snapFor(13, false), snapFor(240, false), snapFor(960, false), snapFor(13, true)]).toEqual(["day", 60, 15, 60]);
});

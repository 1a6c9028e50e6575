/**
 * The specification of scheduling, written to be read: domain records in, dates out, no tables and no shortcuts.
 * `packages/engine/src/schedule/compute.ts` must give the same answers fast. Instants are ticks (tenths of a minute).
 */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { ScheduleResult } from "@leadline/engine/schedule/schedule.ts";
import { TICKS } from "./slow-calendar.ts";
import { calendarsOf } from "./slow-calendars-of-plan.ts";
import { drivingLinks, earlyDates } from "./slow-early.ts";
import { turnedBack, turnedNetwork } from "./slow-from-finish.ts";
import { lateDates } from "./slow-late.ts";
import { workedTogether, type Leaf } from "./slow-leaf.ts";
import { activeLeaves, earliestOf, leafLinks, type LeafLink } from "./slow-links.ts";
import { fixedFinish, mustHave, networkOf, type Network } from "./slow-network.ts";
import { answersOf, type PlacedLeaf } from "./slow-roll-up.ts";
import { resultOf, type LeafResult } from "./slow-slack.ts";

type Results = ReadonlyMap<string, PlacedLeaf>;

/** Schedules a project from its start or from its finish, as domain A1-A9 say. Loops are left out without a word; the fast engine names them. */
export function slowSchedule(project: Project): ScheduleResult {
  const outline = outlineOf(project);
  const calendars = calendarsOf(project);
  const leaves = activeLeaves(outline);
  const resultsWith = (links: readonly LeafLink[]): Results => scheduled(networkOf(project, outline, calendars, leaves, links));
  // A summary that is linked by its start is stood for by its earliest leaf, which a first run without such links tells.
  const first = resultsWith(leafLinks(project, outline, () => undefined));
  const results = resultsWith(leafLinks(project, outline, (below) => earliestOf(below, (id) => first.get(id)?.early.start)));
  return { schedule: answersOf(project, outline, calendars, results), problems: [] };
}

function scheduled(network: Network): Results {
  const results = fromFixedEnd(network);
  return new Map([...network.leaves].map(([id, leaf]) => [id, { ...mustHave(results, id), durationMinutes: durationOf(leaf, mustHave(results, id).shown.start) }]));
}

/** Of an unstarted task that assignments drive the time in which any of them is worked; else its own. */
function durationOf(leaf: Leaf, start: number): number {
  return leaf.isDriven && leaf.task.actualStart === undefined ? workedTogether(leaf, start) / TICKS : leaf.task.durationMinutes;
}

/** From the finish, where the plan has one to be scheduled from; else from the start. */
function fromFixedEnd(network: Network): ReadonlyMap<string, LeafResult> {
  const finish = fixedFinish(network.settings);
  if (finish === undefined) return fromStart(network);
  const turned = fromStart(turnedNetwork(network, finish));
  return new Map([...network.leaves].map(([id, leaf]) => [id, turnedBack(mustHave(turned, id), leaf)]));
}

/** Early dates, late dates, and where a task is as late as possible a last pass in which it pushes its successors. */
function fromStart(network: Network): ReadonlyMap<string, LeafResult> {
  const leaves = [...network.leaves];
  const first = earlyDates(network, new Map());
  const late = lateDates(network, first);
  const pushing = leaves.some(([, leaf]) => leaf.constraint === "ALAP") ? late : new Map();
  const early = earlyDates(network, pushing);
  return new Map(leaves.map(([id, leaf]) => [id, { ...resultOf(network, leaf, early, late), driving: drivingLinks(network, leaf, { early, late: pushing }) }]));
}

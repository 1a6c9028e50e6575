/**
 * The specification of scheduling, written to be read: domain records in, dates out, no tables and no shortcuts.
 * `packages/engine/src/schedule/compute.ts` must give the same answers fast. Instants are ticks (tenths of a minute).
 */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import type { ScheduleResult } from "@leadline/engine/schedule/schedule.ts";
import { TICKS } from "./slow-calendar.ts";
import { calendarsOf } from "./slow-calendars-of-plan.ts";
import { drivingLinks, earlyDates } from "./slow-early.ts";
import { turnedBack, turnedNetwork } from "./slow-from-finish.ts";
import { lateDates } from "./slow-late.ts";
import { activeLeaves, leafLinks, type LeafLink } from "./slow-links.ts";
import { mustHave, networkOf, type Network } from "./slow-network.ts";
import { answersOf } from "./slow-roll-up.ts";
import { resultOf, type LeafResult } from "./slow-slack.ts";

type Results = ReadonlyMap<string, LeafResult>;

/** Schedules a project from its start or from its finish, as domain A1-A9 say. Loops are left out without a word; the fast engine names them. */
export function slowSchedule(project: Project): ScheduleResult {
  const outline = outlineOf(project);
  const calendars = calendarsOf(project);
  const leaves = activeLeaves(outline);
  const resultsWith = (links: readonly LeafLink[]): Results => scheduled(networkOf(project, outline, calendars, leaves, links));
  // A summary that is linked by its start is stood for by its earliest leaf, which a first run without such links tells.
  const first = resultsWith(leafLinks(project, outline, () => undefined));
  const results = resultsWith(leafLinks(project, outline, (below) => earliestOf(below, first)));
  return { schedule: answersOf(project, outline, calendars, results), problems: [] };
}

function earliestOf(below: readonly Task[], results: Results): Task | undefined {
  const startOf = (task: Task | undefined): number => results.get(task?.id ?? "")?.early.start ?? Infinity;
  return below.reduce<Task | undefined>((earliest, task) => (startOf(task) < startOf(earliest) ? task : earliest), undefined);
}

/** From the finish, where the plan has one to be scheduled from; else from the start. */
function scheduled(network: Network): Results {
  const { scheduleFrom, finish } = network.settings;
  if (scheduleFrom !== "finish" || finish === undefined) return fromStart(network);
  const turned = fromStart(turnedNetwork(network, finish * TICKS));
  return new Map([...network.leaves].map(([id, leaf]) => [id, turnedBack(mustHave(turned, id), leaf)]));
}

/** Early dates, late dates, and where a task is as late as possible a last pass in which it pushes its successors. */
function fromStart(network: Network): Results {
  const leaves = [...network.leaves];
  const first = earlyDates(network, new Map());
  const late = lateDates(network, first);
  const pushing = leaves.some(([, leaf]) => leaf.constraint === "ALAP") ? late : new Map();
  const early = earlyDates(network, pushing);
  return new Map(leaves.map(([id, leaf]) => [id, { ...resultOf(network, leaf, early, late), driving: drivingLinks(network, leaf, { early, late: pushing }) }]));
}

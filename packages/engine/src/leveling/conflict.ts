/** Who contends for one resource in one stretch of time, as the keys of levelling weigh them. */
import { finishAt, nextStart, workBetween } from "@leadline/kernel/calendar-table.ts";
import { unitsAt } from "./capacity.ts";
import type { Contender, Follows } from "./delay-order.ts";
import type { Stretch } from "./load.ts";
import { isInflexible } from "./leveling-model.ts";
import type { Sweep } from "./sweep-state.ts";

/** A task with work for the resource in the stretch (ticks times units). */
export interface Asking {
  readonly node: number;
  readonly work: number;
}

interface Conflict {
  readonly asking: readonly Asking[];
  readonly movable: readonly Asking[];
  readonly stretch: Stretch;
}

/** When a task frees the resource, and how much of it. */
interface Release {
  readonly node: number;
  readonly end: number;
  readonly units: number;
}

export function contendersFor(sweep: Sweep, person: number, { asking, movable, stretch }: Conflict): { readonly contenders: readonly Contender[]; readonly follows: Follows | undefined } {
  const { model, dates } = sweep;
  const releases = releasesOf(sweep, person, asking);
  const owner = model.people[person];
  const units = owner ? unitsAt(owner, stretch.from) : 0;
  const contenders = movable.map(
    ({ node }): Contender => ({
      node,
      start: dates.start[node] ?? 0,
      isInflexible: isInflexible(model.net, node),
      weightedSlack: slackOf(sweep, node) - delayToClear(sweep, node, { releases, units, stretch }),
      priority: model.compiled.taskOfNode[node]?.priority ?? 500,
      rowNumber: model.rowNumber[node] ?? 0,
    }),
  );
  return { contenders, follows: followersAmong(sweep, movable, stretch) };
}

/** Total slack of a task where it stands now, against the late dates before levelling. */
function slackOf({ memory }: Sweep, node: number): number {
  const atStart = (memory.lateStartWorked[node] ?? 0) - (memory.earlyStartWorked[node] ?? 0);
  const atFinish = (memory.lateFinishWorked[node] ?? 0) - (memory.earlyFinishWorked[node] ?? 0);
  return Math.min(atStart, atFinish);
}

/** Latest release first. */
function releasesOf(sweep: Sweep, person: number, asking: readonly Asking[]): readonly Release[] {
  const nodes = new Set(asking.map(({ node }) => node));
  const releases: Release[] = [];
  for (const { demand, to } of sweep.placed[person] ?? []) {
    if (nodes.has(demand.node)) releases.push({ node: demand.node, end: finishAt(demand.table, to), units: demand.peak });
  }
  return releases.sort((a, b) => b.end - a.end);
}

/** Working time that this task would wait if it alone moved until the others leave room for it. */
function delayToClear({ model, dates }: Sweep, node: number, { releases, units, stretch }: { readonly releases: readonly Release[]; readonly units: number; readonly stretch: Stretch }): number {
  const table = model.net.calendars[model.net.calendarOf[node] ?? 0];
  if (!table) return 0;
  let taken = releases.reduce((sum, release) => (release.node === node ? sum + release.units : sum), 0);
  let free = stretch.to;
  for (const release of releases) {
    if (release.node === node) continue;
    taken += release.units;
    if (taken <= units) continue;
    free = release.end;
    break;
  }
  return Math.max(0, workBetween(table, dates.start[node] ?? 0, nextStart(table, free)));
}

/** Which of the contenders hang on which; undefined where none does. Nodes are numbered so that what hangs on another has the higher number. */
function followersAmong({ model, dates, reachesBack, mark }: Sweep, movable: readonly Asking[], stretch: Stretch): Follows | undefined {
  if (movable.length < 2) return undefined;
  const { firstSuccessor, outTo } = model.net;
  const among = new Set(movable.map(({ node }) => node));
  const last = Math.max(...among);
  const behind = new Map<number, number[]>();
  const way: number[] = [];
  for (const node of among) {
    mark.stamp += 1;
    way.length = 0;
    way.push(node);
    for (let at = way.pop(); at !== undefined; at = way.pop()) {
      for (let k = firstSuccessor[at] ?? 0; k < (firstSuccessor[at + 1] ?? 0); k += 1) {
        const to = outTo[k] ?? 0;
        if (to > last || mark.of[to] === mark.stamp || (!reachesBack && (dates.start[to] ?? 0) >= stretch.to)) continue;
        mark.of[to] = mark.stamp;
        way.push(to);
        if (!among.has(to)) continue;
        const list = behind.get(node);
        if (list) list.push(to);
        else behind.set(node, [to]);
      }
    }
  }
  return behind.size === 0 ? undefined : (later, earlier) => behind.get(earlier)?.includes(later) === true;
}

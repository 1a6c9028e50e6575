/** The cheapest way to shorten a network day by day: an exact time-cost curve by cuts with refund (Phillips and Dessouky; domain D2). */
import { maximumFlow, NO_LIMIT, type FlowArc } from "./network-flow.ts";

/** Times in whole units of any length; costs per unit of time in any currency. */
export interface CrashActivity {
  readonly id: string;
  readonly normal: number;
  /** The shortest that it can be made; as long as normal where it cannot. */
  readonly crash: number;
  readonly costPerUnit: number;
  readonly after: readonly string[];
}

export interface CrashPoint {
  readonly duration: number;
  /** What shortening has cost up to here. */
  readonly cost: number;
  /** Units by which each activity is shorter than normal; those that are not are left out. */
  readonly shortened: ReadonlyMap<string, number>;
}

/** Predecessors must stand before their successors. The longest curve is this many units. */
const MOST_STEPS = 2000;

/**
 * From the normal duration down, one unit at a time, until nothing can be shortened any more or `until` is reached. Each point
 * is the optimum of the linear program: what is crashed and no longer needed is given back. EX-D3: 14 0, 13 10, 12 20, 11 120, 10 220.
 */
export function crashCurve(activities: readonly CrashActivity[], until = 0): readonly CrashPoint[] {
  const shortened = new Map<string, number>();
  const points: CrashPoint[] = [];
  let cost = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const times = passes(activities, shortened);
    points.push({ duration: times.duration, cost, shortened: new Map([...shortened].filter(([, units]) => units > 0)) });
    if (times.duration <= until) break;
    const cut = cheapestCut(activities, shortened, times);
    if (!cut) break;
    for (const { id, costPerUnit } of cut.shorten) {
      shortened.set(id, (shortened.get(id) ?? 0) + 1);
      cost += costPerUnit;
    }
    for (const { id, costPerUnit } of cut.giveBack) {
      shortened.set(id, (shortened.get(id) ?? 0) - 1);
      cost -= costPerUnit;
    }
  }
  return points;
}

interface Passes {
  readonly duration: number;
  readonly start: ReadonlyMap<string, number>;
  readonly finish: ReadonlyMap<string, number>;
  readonly lateFinish: ReadonlyMap<string, number>;
}

function passes(activities: readonly CrashActivity[], shortened: ReadonlyMap<string, number>): Passes {
  const [start, finish, lateFinish] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const length = ({ id, normal }: CrashActivity): number => normal - (shortened.get(id) ?? 0);
  for (const activity of activities) {
    const begin = activity.after.reduce((latest, id) => Math.max(latest, finish.get(id) ?? 0), 0);
    start.set(activity.id, begin);
    finish.set(activity.id, begin + length(activity));
  }
  const duration = Math.max(0, ...finish.values());
  for (const activity of activities.toReversed()) {
    const end = lateFinish.get(activity.id) ?? duration;
    lateFinish.set(activity.id, end);
    for (const id of activity.after) lateFinish.set(id, Math.min(lateFinish.get(id) ?? duration, end - length(activity)));
  }
  return { duration, start, finish, lateFinish };
}

interface Cut {
  readonly shorten: readonly CrashActivity[];
  readonly giveBack: readonly CrashActivity[];
}

/** Activities as arcs between their ends, only the critical ones; `undefined` where nothing can be shortened any more. */
function cheapestCut(activities: readonly CrashActivity[], shortened: ReadonlyMap<string, number>, times: Passes): Cut | undefined {
  const critical = activities.filter(({ id }) => times.finish.get(id) === times.lateFinish.get(id));
  const place = new Map(critical.map(({ id }, at) => [id, at]));
  const [source, sink] = [2 * critical.length, 2 * critical.length + 1];
  const open = (from: number, to: number): FlowArc => ({ from, to, least: 0, most: NO_LIMIT });
  const arcs: FlowArc[] = critical.map((activity, at) => ({ from: 2 * at, to: 2 * at + 1, ...limits(activity, shortened.get(activity.id) ?? 0) }));
  critical.forEach((activity, at) => {
    if (times.start.get(activity.id) === 0) arcs.push(open(source, 2 * at));
    if (times.finish.get(activity.id) === times.duration) arcs.push(open(2 * at + 1, sink));
    for (const id of activity.after) {
      const before = place.get(id);
      if (before !== undefined && times.finish.get(id) === times.start.get(activity.id)) arcs.push(open(2 * before + 1, 2 * at));
    }
  });
  const side = maximumFlow(sink + 1, arcs, source, sink);
  if (!side) return undefined;
  const crosses = (at: number, from: boolean): boolean => side[2 * at] === from && side[2 * at + 1] === !from;
  return {
    shorten: critical.filter((_, at) => crosses(at, true)),
    giveBack: critical.filter(({ id }, at) => crosses(at, false) && (shortened.get(id) ?? 0) > 0),
  };
}

/** Not crashed: up to its cost; partly: just its cost; at its limit: at least its cost; what cannot be crashed: anything. */
function limits({ normal, crash, costPerUnit }: CrashActivity, units: number): Pick<FlowArc, "least" | "most"> {
  return { least: units > 0 ? costPerUnit : 0, most: units < normal - crash ? costPerUnit : NO_LIMIT };
}

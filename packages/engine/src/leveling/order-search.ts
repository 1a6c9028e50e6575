/** Looks for better orders of tasks: priority rules first, then forward-backward improvement and changes around what makes the end. */
import { firstOrders, roomBehind } from "./first-orders.ts";
import type { LevelingModel } from "./leveling-model.ts";
import type { Placement, Placer } from "./placement-by-list.ts";
import { seededNumbers } from "./seeded-numbers.ts";

export interface OrderSearch {
  /** Places one more order; false where nothing is left to be gained. */
  readonly step: () => boolean;
  readonly best: () => Placement;
  readonly schedules: () => number;
}

export interface SearchStart {
  readonly seed: number;
  /** No placement ends before it, in ticks. */
  readonly lowerBound: number;
  /** Orders to try before all others. */
  readonly orders: readonly Float64Array[];
}

/** Share of steps that accept a placement that ends later than the one they come from. */
const WORSE_ACCEPTED = 0.02;
/** Steps without a better end after which the search goes back to the best placement. */
const STEPS_ASTRAY = 60;

export function orderSearch(model: LevelingModel, placer: Placer, { seed, lowerBound, orders }: SearchStart): OrderSearch {
  const draw = seededNumbers(seed);
  const queue = [...orders, ...firstOrders(model, placer).map(({ keys }) => keys)];
  let schedules = 0;
  let astray = 0;
  let best: Placement | undefined;
  let current: Placement | undefined;
  const take = (keys: Float64Array): Placement => {
    schedules += 1;
    const found = placer.place(keys);
    if (!best || isBetter(found, best)) {
      best = found;
      astray = 0;
    }
    return found;
  };
  /** Where the next order comes from: moved back in time, then changed at random. */
  const nextKeys = (from: Placement): Float64Array => {
    const room = roomBehind(model, placer.net, from);
    const keys = from.start.map((tick, node) => tick + (room[node] ?? 0));
    return astray === 0 ? keys : changed(keys, { draw, placement: from, room, model });
  };
  const step = (): boolean => {
    const given = queue.shift();
    if (given) {
      const found = take(given);
      if (!current || isBetter(found, current)) current = found;
      return true;
    }
    const from = current ?? best;
    if (!from || !best || (best.forced === 0 && best.end <= lowerBound)) return false;
    const keys = nextKeys(from);
    astray += 1;
    const found = take(keys);
    if (!isBetter(from, found) || draw() < WORSE_ACCEPTED) current = found;
    if (astray % STEPS_ASTRAY === 0) current = best;
    return true;
  };
  return { step, best: () => best ?? take(placer.free.lateFinish), schedules: () => schedules };
}

/** Fewer overloads, then the earlier end, then the earlier tasks on the whole. */
export function isBetter(a: Placement, b: Placement): boolean {
  if (a.forced !== b.forced) return a.forced < b.forced;
  if (a.end !== b.end) return a.end < b.end;
  return a.sum < b.sum;
}

interface Change {
  readonly draw: () => number;
  readonly placement: Placement;
  /** How far each task could move back. */
  readonly room: Float64Array;
  readonly model: LevelingModel;
}

/** One of three changes: a stretch of time, the tasks of one person, or a few tasks that make the end. */
function changed(keys: Float64Array, { draw, placement, room, model }: Change): Float64Array {
  const made = keys.slice();
  const begin = placement.start.reduce((least, tick) => (Number.isFinite(tick) ? Math.min(least, tick) : least), placement.end);
  const length = Math.max(1, placement.end - begin);
  const kind = draw();
  if (kind < 0.4) {
    const from = begin + draw() * length;
    const width = length * (0.02 + 0.2 * draw());
    for (let node = 0; node < made.length; node += 1) {
      const tick = placement.start[node] ?? 0;
      if (tick >= from && tick < from + width) made[node] = (made[node] ?? 0) + (draw() - 0.5) * 2 * width;
    }
  } else if (kind < 0.6) {
    const person = Math.floor(draw() * model.people.length);
    const width = length * 0.3 * draw();
    model.demands.forEach((demands, node) => {
      if (demands.some((demand) => demand.person === person)) made[node] = (made[node] ?? 0) + (draw() - 0.5) * width;
    });
  } else {
    const tight = [...room.keys()].filter((node) => (room[node] ?? 0) < length * 0.01 && (model.demands[node]?.length ?? 0) > 0);
    for (let count = 1 + Math.floor(draw() * 4); count > 0 && tight.length > 0; count -= 1) {
      const node = tight[Math.floor(draw() * tight.length)] ?? 0;
      made[node] = (made[node] ?? 0) - draw() * length * 0.3;
    }
  }
  return made;
}

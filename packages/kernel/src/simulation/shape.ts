/** Shapes of distributions: the value at a share, by which a random number becomes a duration. */
import type { Shape } from "./simulation-plan.ts";

/** The value of a distribution at a share between 0 and 1. */
export function valueAtShare(shape: Shape, share: number): number {
  if (shape.kind === "triangle") {
    const { low, mode, high } = shape;
    const range = high - low;
    if (range <= 0) return mode;
    const rising = mode - low;
    return share * range < rising ? low + Math.sqrt(share * range * rising) : high - Math.sqrt((1 - share) * range * (high - mode));
  }
  if (shape.kind === "steps") {
    const at = shape.ends.findIndex((end) => share < end);
    return shape.values[at < 0 ? shape.values.length - 1 : at];
  }
  const place = share * (shape.table.length - 1);
  const cell = Math.floor(place);
  const below = shape.table[cell];
  return shape.low + shape.range * (below + (place - cell) * (shape.table[cell + 1] - below));
}

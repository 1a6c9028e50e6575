/** The book of who is asked for what: demands are put in and taken out, and it answers where a resource is overloaded and where a demand would fit. */
import type { Footprint } from "./demand.ts";

/** A stretch of time of one resource; instants are ticks, work is ticks times units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly demand: number;
  readonly capacity: number;
}

export interface Load {
  readonly put: (footprint: Footprint) => void;
  /** The footprint must be as it was when it was put in. */
  readonly take: (footprint: Footprint) => void;
  /** Takes everything out. */
  readonly clear: () => void;
  /** The first overloaded stretch that ends after `from` and begins before `to`. */
  readonly firstOverload: (person: number, from: number, to: number) => Stretch | undefined;
  /** Work that a footprint, in the book or not, asks for in a stretch. */
  readonly workIn: (footprint: Footprint, stretch: Stretch) => number;
  /** The instant by which every demand that has a part in the stretch has begun. */
  readonly settledAt: (stretch: Stretch) => number;
  /** Undefined where the footprint fits beside what is in the book; else the next instant at which it is worth trying to begin, Infinity for none. */
  readonly misfit: (footprint: Footprint) => number | undefined;
}

/** Work that may be asked beyond the capacity of a stretch: what adding and taking away fractions can come to. */
export const TOLERATED_TICKS = 0.01;

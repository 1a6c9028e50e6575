/** Schedules of one kind that the search keeps, with the list from which each has children. */

export interface Population {
  readonly makespans: Float64Array;
  /** Tells schedules apart, so that none is kept twice; 0 for one of the first. */
  readonly marks: Int32Array;
  readonly starts: readonly Int32Array[];
  /** For the scheme of the other direction. */
  readonly lists: readonly Int32Array[];
}

export function emptyPopulation(activities: number, size: number): Population {
  const rows = (): Int32Array[] => Array.from({ length: size }, () => new Int32Array(activities));
  return { makespans: new Float64Array(size).fill(Infinity), marks: new Int32Array(size), starts: rows(), lists: rows() };
}

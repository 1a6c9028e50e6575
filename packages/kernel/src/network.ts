/** The schedule network as flat arrays: nodes in topological order, links grouped by successor and by predecessor. */
import type { CalendarTable } from "./calendar-table.ts";

/** Bits of `Network.flags`. A node without any, without a constraint and without delay takes the short path of the passes. */
export const NODE = {
  /** May sit on the end of a working period. */
  milestone: 1,
  /** Its span is wall-clock time. */
  elapsed: 2,
  /** Its early dates are given in `fixedStart`/`fixedFinish` (manual scheduling); late dates are computed. */
  fixed: 4,
  /** A task of another project: all its dates are given. */
  external: 8,
  /** `fixedStart` is its actual start. */
  started: 16,
  /** `fixedFinish` is its actual finish. */
  finished: 32,
  /** Assignments, not the span, give its dates. */
  driven: 64,
  /** No task: joins many links of a summary into few. Its calendar is round the clock. */
  junction: 128,
} as const;

/** Values of `Network.constraint`. */
export const CONSTRAINT = { ASAP: 0, ALAP: 1, MSO: 2, MFO: 3, SNET: 4, SNLT: 5, FNET: 6, FNLT: 7 } as const;

/** Values of `Network.linkType`: bit 0 = ends on the successor's finish, bit 1 = begins at the predecessor's start. */
export const LINK = { FS: 0, FF: 1, SS: 2, SF: 3 } as const;

/** Values of `NetworkDates.driver` where no link fixed the date. */
export const DRIVER = { projectStart: -1, constraint: -2, actual: -3, given: -4 } as const;

/** All instants and durations are ticks (tenths of a minute). Links are numbered by successor: `firstPredecessor`. */
export interface Network {
  readonly nodeCount: number;
  readonly calendars: readonly CalendarTable[];
  readonly projectStart: number;
  /** Constraints win over links ("tasks always honor their constraint dates"). */
  readonly honorConstraints: boolean;
  /** A node without successors is late-limited by its own early finish. */
  readonly multipleCriticalPaths: boolean;
  /** A node is critical when its total slack is at most this. */
  readonly criticalSlackLimit: number;

  readonly calendarOf: Uint16Array;
  readonly flags: Uint8Array;
  readonly span: Float64Array;
  /** Span still to do; equals `span` for a node that has not started. */
  readonly remaining: Float64Array;
  /** Span already done. */
  readonly done: Float64Array;
  readonly constraint: Uint8Array;
  readonly constraintDate: Float64Array;
  /** Infinity: none. */
  readonly deadline: Float64Array;
  readonly fixedStart: Float64Array;
  readonly fixedFinish: Float64Array;
  /** Elapsed delay between early start by logic and start. */
  readonly delay: Float64Array;

  /** Assignments of node n: firstDriver[n] … firstDriver[n + 1] - 1. */
  readonly firstDriver: Int32Array;
  readonly driverCalendar: Uint16Array;
  readonly driverSpan: Float64Array;
  readonly driverRemaining: Float64Array;
  readonly driverDone: Float64Array;

  /** Links into node n: firstPredecessor[n] … firstPredecessor[n + 1] - 1. */
  readonly firstPredecessor: Int32Array;
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  readonly linkType: Uint8Array;
  readonly lag: Float64Array;
  readonly lagIsElapsed: Uint8Array;
  /** Links out of node n: outLink[firstSuccessor[n]] … outLink[firstSuccessor[n + 1] - 1]. */
  readonly firstSuccessor: Int32Array;
  readonly outLink: Int32Array;
}

/** Results of the passes, per node. */
export interface NetworkDates {
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  readonly totalSlack: Float64Array;
  readonly freeSlack: Float64Array;
  readonly isCritical: Uint8Array;
  /** The link that fixed the early start, or a value of `DRIVER`. */
  readonly driver: Int32Array;
  /** Latest early finish. */
  readonly projectFinish: number;
}

/** Groups the links of a network by predecessor: `firstSuccessor` and `outLink` for `linkFrom`. */
export function groupByPredecessor(nodeCount: number, linkFrom: Int32Array): { firstSuccessor: Int32Array; outLink: Int32Array } {
  const firstSuccessor = new Int32Array(nodeCount + 1);
  for (let k = 0; k < linkFrom.length; k += 1) firstSuccessor[linkFrom[k] + 1] += 1;
  for (let n = 0; n < nodeCount; n += 1) firstSuccessor[n + 1] += firstSuccessor[n];
  const fill = firstSuccessor.slice(0, nodeCount);
  const outLink = new Int32Array(linkFrom.length);
  for (let k = 0; k < linkFrom.length; k += 1) {
    outLink[fill[linkFrom[k]]] = k;
    fill[linkFrom[k]] += 1;
  }
  return { firstSuccessor, outLink };
}

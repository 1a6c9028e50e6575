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
  /** `fixedStart` is its actual start; `fixedFinish` is where its remaining work ends. */
  started: 16,
  /** `fixedFinish` is its actual finish. */
  finished: 32,
  /** Assignments, not the span, give its dates. */
  driven: 64,
  /** No task: joins many links of a summary into few. Its calendar is round the clock. */
  junction: 128,
  /**
   * A zero-length node that takes its instants over from its neighbours as they come, even in non-working time.
   * So MS Project stores milestones; otherwise a milestone's late finish moves back to the end of the period before.
   */
  bare: 256,
  /** Below a manually scheduled summary: not later than the latest early finish of its `lateGroup`. */
  grouped: 512,
  /** Below a summary that starts no earlier than a date: neither does it (`floor`). */
  floored: 1024,
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
  readonly flags: Uint16Array;
  readonly span: Float64Array;
  /** Span still to do; equals `span` for a node that has not started. */
  readonly remaining: Float64Array;
  /** Of a started node: the end of what is done, and where the rest goes on. */
  readonly stop: Float64Array;
  readonly resume: Float64Array;
  readonly constraint: Uint8Array;
  readonly constraintDate: Float64Array;
  /** Infinity: none. */
  readonly deadline: Float64Array;
  readonly fixedStart: Float64Array;
  readonly fixedFinish: Float64Array;
  /** Elapsed delay between early start by logic and start. */
  readonly delay: Float64Array;
  /** Of a `grouped` node: the number of its group, below `groupCount`. */
  readonly lateGroup: Int32Array;
  readonly groupCount: number;
  /** Of a `floored` node: it starts no earlier; a constraint of its own still has the last word. */
  readonly floor: Float64Array;

  /** Assignments of node n: firstDriver[n] … firstDriver[n + 1] - 1. */
  readonly firstDriver: Int32Array;
  readonly driverCalendar: Uint16Array;
  /** From the node's start to the end of this assignment, delays and pauses counted. */
  readonly driverSpan: Float64Array;
  readonly driverRemaining: Float64Array;
  /** 1: it begins after a delay, so that the node does not start with it (unless all do). */
  readonly driverWaits: Uint8Array;

  /** Links into node n: firstPredecessor[n] … firstPredecessor[n + 1] - 1. */
  readonly firstPredecessor: Int32Array;
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  readonly linkType: Uint8Array;
  readonly lag: Float64Array;
  readonly lagIsElapsed: Uint8Array;
  /** In whose working time the lag is measured. */
  readonly lagCalendar: Uint16Array;
  /** 1: the link is drawn to a summary above the successor. */
  readonly linkToSummary: Uint8Array;
  /** Links out of node n stand at firstSuccessor[n] … firstSuccessor[n + 1] - 1 of the four arrays below. */
  readonly firstSuccessor: Int32Array;
  readonly outLink: Int32Array;
  readonly outTo: Int32Array;
  readonly outLag: Float64Array;
  /** Per link in, and per link out: the link type and the bits of `REACH`. */
  readonly reachIn: Uint8Array;
  readonly reachOut: Uint8Array;
}

/** Bits beside the link type (0-3) in `reachIn` and `reachOut`: what the passes must mind at this link. */
export const REACH = {
  type: 3,
  /** Worked ticks are not enough: other calendar, elapsed lag, or (outward) a successor with dates of its own. */
  needsClock: 4,
  /** The successor is finished and asks for nothing any more. */
  isSpent: 8,
  /**
   * The clock is needed, but nothing more than it: of links in, the lag counts in the successor's calendar; of links out,
   * that too, and the successor is a span in a calendar. Neither calendar ends. Most links between calendars are so, and the passes take them at once.
   */
  onlyClock: 16,
} as const;

/** A network without what `completeNetwork` derives. */
export type NetworkInputs = Omit<Network, "firstSuccessor" | "outLink" | "outTo" | "outLag" | "reachIn" | "reachOut">;

type Successors = Pick<Network, "firstSuccessor" | "outLink" | "outTo">;

/** By the array of the links' predecessors: it stays the same as long as no link comes or goes. */
const knownSuccessors = new WeakMap<Int32Array, Successors>();

function successorsOf(net: NetworkInputs): Successors {
  const known = knownSuccessors.get(net.linkFrom);
  if (known?.firstSuccessor.length === net.nodeCount + 1) return known;
  const links = net.linkFrom.length;
  const firstSuccessor = new Int32Array(net.nodeCount + 1);
  for (let k = 0; k < links; k += 1) firstSuccessor[net.linkFrom[k] + 1] += 1;
  for (let n = 0; n < net.nodeCount; n += 1) firstSuccessor[n + 1] += firstSuccessor[n];
  const fill = firstSuccessor.slice(0, net.nodeCount);
  const outLink = new Int32Array(links);
  const outTo = new Int32Array(links);
  for (let k = 0; k < links; k += 1) {
    const at = fill[net.linkFrom[k]];
    fill[net.linkFrom[k]] += 1;
    outLink[at] = k;
    outTo[at] = net.linkTo[k];
  }
  const made = { firstSuccessor, outLink, outTo };
  knownSuccessors.set(net.linkFrom, made);
  return made;
}

/** Groups the links by predecessor and notes at each what the passes must mind. */
export function completeNetwork(net: NetworkInputs): Network {
  const { calendars, linkFrom, linkTo, linkType, lag, lagIsElapsed, lagCalendar, calendarOf, flags, delay } = net;
  const links = linkFrom.length;
  const successors = successorsOf(net);
  const { outLink } = successors;
  const spentJunctions = finishedJunctions(net, successors);
  const outLag = new Float64Array(links);
  const reachIn = new Uint8Array(links);
  const reachOut = new Uint8Array(links);
  for (let at = 0; at < links; at += 1) {
    const k = outLink[at];
    const to = linkTo[k];
    outLag[at] = lag[k];
    const hasOtherLag = lag[k] !== 0 && (lagIsElapsed[k] !== 0 || lagCalendar[k] !== calendarOf[to]);
    const differs = calendarOf[linkFrom[k]] !== calendarOf[to] || lagIsElapsed[k] !== 0 || hasOtherLag;
    const hasOwnDates = (flags[to] & HAS_OWN_DATES) !== 0 || delay[to] !== 0;
    const ends = calendars[calendarOf[to]].weekTicks === 0 || calendars[calendarOf[linkFrom[k]]].weekTicks === 0;
    const onlyClock = differs && !hasOtherLag && !ends ? REACH.onlyClock : 0;
    reachIn[k] = linkType[k] | (differs ? REACH.needsClock : 0) | onlyClock;
    const isSpent = (flags[to] & NODE.finished) !== 0 || ((flags[to] & NODE.junction) !== 0 && spentJunctions.has(to));
    reachOut[at] = linkType[k] | (differs || hasOwnDates ? REACH.needsClock : 0) | (isSpent ? REACH.isSpent : 0) | (hasOwnDates ? 0 : onlyClock);
  }
  return { ...net, ...successors, outLag, reachIn, reachOut };
}

/** Junctions behind which all is finished; each is looked through once. */
function finishedJunctions({ nodeCount, flags }: NetworkInputs, { firstSuccessor, outTo }: Successors): ReadonlySet<number> {
  const found = new Set<number>();
  for (let n = 0; n < nodeCount; n += 1) {
    if (!(flags[n] & NODE.junction)) continue;
    let at = firstSuccessor[n];
    while (at < firstSuccessor[n + 1] && flags[outTo[at]] & NODE.finished) at += 1;
    if (at === firstSuccessor[n + 1]) found.add(n);
  }
  return found;
}

const HAS_OWN_DATES = NODE.started | NODE.fixed | NODE.external | NODE.elapsed | NODE.driven | NODE.junction;

/** Every array that one run writes, per node. Each run writes all of it, so a second run may use the same memory. */
export interface PassMemory {
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  /** Late start of the remaining work; the late start shown for a started node is its actual start. */
  readonly remainingStart: Float64Array;
  /** The early and late instants as worked ticks of the node's own calendar: what most of the arithmetic runs on. */
  readonly earlyStartWorked: Float64Array;
  readonly earlyFinishWorked: Float64Array;
  readonly lateStartWorked: Float64Array;
  readonly lateFinishWorked: Float64Array;
  readonly totalSlack: Float64Array;
  readonly freeSlack: Float64Array;
  readonly isCritical: Uint8Array;
  readonly driver: Int32Array;
}

export function passMemory(nodeCount: number): PassMemory {
  const numbers = (): Float64Array => new Float64Array(nodeCount);
  return {
    earlyStart: numbers(),
    earlyFinish: numbers(),
    lateStart: numbers(),
    lateFinish: numbers(),
    remainingStart: numbers(),
    earlyStartWorked: numbers(),
    earlyFinishWorked: numbers(),
    lateStartWorked: numbers(),
    lateFinishWorked: numbers(),
    totalSlack: numbers(),
    freeSlack: numbers(),
    isCritical: new Uint8Array(nodeCount),
    driver: new Int32Array(nodeCount),
  };
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

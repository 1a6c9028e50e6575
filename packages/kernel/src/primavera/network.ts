/** A schedule network by Primavera's rules as flat arrays: nodes in topological order, links grouped by successor and by predecessor. */
import type { CalendarTable } from "../calendar-table.ts";
import type { NetworkDates } from "../network.ts";

/** Values of `PrimaveraNetwork.kind`. */
export const KIND = {
  task: 0,
  startMilestone: 1,
  finishMilestone: 2,
  /** Spans its neighbours; drives nothing. */
  levelOfEffort: 3,
  /** Spans its members; drives nothing. */
  wbsSummary: 4,
  /** All its dates are given. */
  given: 5,
  /** A task of another project: its dates are given, and the project's finish is not its. */
  external: 7,
  /** No task: joins many links of a summary into few. */
  junction: 6,
} as const;

/** Values of `PrimaveraNetwork.state`. */
export const STATE = { notStarted: 0, started: 1, finished: 2 } as const;

/** What a task under way does about unfinished predecessors. */
export const PROGRESS = { retainedLogic: 0, progressOverride: 1, actualDates: 2 } as const;

export const FLOAT = { start: 0, finish: 1, smallest: 2 } as const;

/** Values of `driver` beside link numbers; those of `../network.ts` come before them. */
export const P6_DRIVER = { dataDate: -5, mandatory: -6, resume: -7, neighbours: -8, expectedFinish: -9 } as const;

/** All instants and durations are ticks. NaN: no such date. Links are numbered by successor: `firstPredecessor`. */
export interface PrimaveraNetwork {
  readonly nodeCount: number;
  readonly calendars: readonly CalendarTable[];
  readonly dataDate: number;
  /** NaN: late dates begin at the latest early finish. */
  readonly mustFinishBy: number;
  readonly progress: number;
  readonly floatType: number;
  readonly openEndsAreCritical: boolean;
  /** The lag of an SS link counts from the predecessor's actual start, once it has one. */
  readonly lagsCountFromActualStart: boolean;
  readonly criticalIsLongestPath: boolean;
  readonly criticalSlackLimit: number;

  readonly calendarOf: Uint16Array;
  readonly kind: Uint8Array;
  readonly state: Uint8Array;
  readonly remaining: Float64Array;
  /** Also the given dates of a node of kind `given`. */
  readonly actualStart: Float64Array;
  readonly actualFinish: Float64Array;
  readonly earliestStart: Float64Array;
  readonly latestStart: Float64Array;
  readonly earliestFinish: Float64Array;
  readonly latestFinish: Float64Array;
  readonly mandatoryStart: Float64Array;
  readonly mandatoryFinish: Float64Array;
  readonly expectedFinish: Float64Array;
  /** Start of the work after a pause. */
  readonly resume: Float64Array;
  readonly isAsLateAsPossible: Uint8Array;
  /** Levelling delay of an unstarted node, elapsed. */
  readonly delay: Float64Array;

  /** Resources that a node depends on: firstDriver[n] … firstDriver[n + 1] - 1. */
  readonly firstDriver: Int32Array;
  readonly driverCalendar: Uint16Array;
  readonly driverRemaining: Float64Array;

  /** Members of a WBS summary: firstMember[n] … firstMember[n + 1] - 1. */
  readonly firstMember: Int32Array;
  readonly member: Int32Array;

  readonly firstPredecessor: Int32Array;
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  readonly linkType: Uint8Array;
  readonly lag: Float64Array;
  readonly lagCalendar: Uint16Array;
  readonly firstSuccessor: Int32Array;
  readonly outLink: Int32Array;
}

/** What one run writes, per node and per link. */
export interface PrimaveraDates extends NetworkDates {
  /** Early and late start of the work still to do: of an unstarted node its start; of a finished one the instant it passes on. */
  readonly remainingEarlyStart: Float64Array;
  readonly remainingEarlyFinish: Float64Array;
  readonly remainingLateStart: Float64Array;
  readonly remainingLateFinish: Float64Array;
  /** Span still to do, as an expected finish makes it. */
  readonly remaining: Float64Array;
  /** Whether a link fixes its successor's remaining start; several may. */
  readonly isDriving: Uint8Array;
  readonly isOnLongestPath: Uint8Array;
}

export function isGiven(kind: number): boolean {
  return kind === KIND.given || kind === KIND.external;
}

export function spansOthers(kind: number): boolean {
  return kind === KIND.levelOfEffort || kind === KIND.wbsSummary;
}

export function emptyDates(net: PrimaveraNetwork): Mutable<PrimaveraDates> {
  const numbers = (): Float64Array => new Float64Array(net.nodeCount);
  return {
    earlyStart: numbers(),
    earlyFinish: numbers(),
    lateStart: numbers(),
    lateFinish: numbers(),
    remainingEarlyStart: numbers(),
    remainingEarlyFinish: numbers(),
    remainingLateStart: numbers(),
    remainingLateFinish: numbers(),
    remaining: net.remaining.slice(),
    totalSlack: numbers(),
    freeSlack: numbers(),
    isCritical: new Uint8Array(net.nodeCount),
    driver: new Int32Array(net.nodeCount),
    isDriving: new Uint8Array(net.linkFrom.length),
    isOnLongestPath: new Uint8Array(net.nodeCount),
    projectFinish: net.dataDate,
  };
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

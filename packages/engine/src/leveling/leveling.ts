/** What levelling is asked and what it answers: options, delays per task, what moved and why, and what stays overloaded. */
import type { Problem } from "../base/problem.ts";
import type { Minute } from "../time/minute.ts";

/** How long a stretch is over which demand and capacity are compared. "minute" compares them at every instant. */
export type Basis = "minute" | "hour" | "day" | "week" | "month";

/** Which task waits first: Microsoft's published keys, the same with the priority in front, or the row number alone. */
export type LevelingOrder = "standard" | "priority" | "id";

export interface LevelingOptions {
  /** "standard" unless given. */
  readonly order?: LevelingOrder;
  /** "day" unless given. */
  readonly basis?: Basis;
  /** Moves a task only as far as its total slack goes, so that the project finish stays; some overloads may stay as well. */
  readonly withinSlack?: boolean;
  /** A task that is under way when its resource is overloaded pauses there instead of starting later as a whole. */
  readonly canSplit?: boolean;
  /** Delays the assignment of the overloaded resource alone where a task has several. */
  readonly perAssignment?: boolean;
  /** Minds resources that are booked as proposed. They are left out unless this is true. */
  readonly levelProposed?: boolean;
  /** Keeps the delays of an earlier levelling. They are cleared first unless this is true. */
  readonly keepDelays?: boolean;
  /** Resolves only overloads that begin in this range, and moves only tasks that start in it. */
  readonly from?: Minute;
  readonly to?: Minute;
}

export interface LevelingDelay {
  readonly taskId: string;
  /** Elapsed minutes between the start by logic and the start, as the task record keeps them. 0 takes an earlier delay away. */
  readonly levelingDelayMinutes: number;
  /** Present where levelling has paused the task: all pauses of the task from now on. */
  readonly splits?: readonly { readonly afterMinutes: number; readonly gapMinutes: number }[];
  /** Assignments that wait alone. */
  readonly assignments?: readonly { readonly id: string; readonly levelingDelayMinutes: number }[];
}

/** Which rule decided that a task waits and not the one that it waits for. */
export type LevelingKey = "successor" | "laterStart" | "constraint" | "slack" | "priority" | "id" | "held" | "search";

export interface MovedTask {
  readonly taskId: string;
  /** Working minutes of the task's calendar between its start before and after; negative where it starts earlier. */
  readonly byMinutes: number;
  /** Whole sentence. */
  readonly reason: string;
  /** Absent where a link moved it. */
  readonly resourceId?: string;
  /** The task that it waits for. */
  readonly heldByTaskId?: string;
  readonly decidedBy?: LevelingKey;
}

/** A stretch of one resource in which more is asked than it can give. Work is minutes; of basis "minute" units times length. */
export interface Overload {
  readonly resourceId: string;
  readonly from: Minute;
  readonly to: Minute;
  /** Work asked for and work available between `from` and `to`, in minutes. */
  readonly demand: number;
  readonly capacity: number;
  readonly taskIds: readonly string[];
}

export interface RemainingOverload extends Overload {
  /** Whole sentence: why levelling left it. */
  readonly reason: string;
}

export interface LevelingResult {
  /** Why levelling can move no task of this plan at all, and what to do; nothing is changed then, stored delays included. */
  readonly problem?: Problem;
  /** Only tasks whose record changes. */
  readonly delays: readonly LevelingDelay[];
  readonly moved: readonly MovedTask[];
  readonly remaining: readonly RemainingOverload[];
  readonly finishBefore: Minute;
  readonly finishAfter: Minute;
}

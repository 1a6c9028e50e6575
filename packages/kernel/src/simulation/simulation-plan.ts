/** What a simulation takes and gives: a network, what is drawn for it in every run, and the results of a range of runs. */
import type { Network } from "../network.ts";
import type { PrimaveraNetwork } from "../primavera/network.ts";

/** A distribution on the scale of its use: `low + range x (value of the table at the share drawn)`; a triangle is reckoned exactly. */
export type Shape =
  | { readonly kind: "triangle"; readonly low: number; readonly mode: number; readonly high: number }
  /** One of a few values; `ends` are the upper ends of their shares. */
  | { readonly kind: "steps"; readonly ends: readonly number[]; readonly values: readonly number[] }
  | { readonly kind: "table"; readonly low: number; readonly range: number; readonly table: Float64Array };

/** One uncertain number of a node: its span (or what is left of it) is multiplied by what is drawn. */
export interface SpanDraw {
  readonly node: number;
  readonly stream: number;
  /** In multiples of the planned span. */
  readonly shape: Shape;
}

/** The lag of a link, drawn in multiples of `unit` ticks. */
export interface LagDraw {
  readonly link: number;
  readonly stream: number;
  readonly shape: Shape;
  readonly unit: number;
}

/** Draws of spans that go together: lower triangular root of their correlations, row by row (Gaussian copula). */
export interface CorrelationGroup {
  /** Positions in `spanDraws`. */
  readonly members: Int32Array;
  readonly root: Float64Array;
}

/** What may happen, drawn once a run for all that it hits. */
export interface RiskDraw {
  readonly stream: number;
  readonly probability: number;
  readonly impactStream: number;
  readonly shape: Shape;
  /** Factor on spans one after the other, or the largest of those that meet; ticks added to each span; cents. */
  readonly kind: "series" | "parallel" | "delay" | "cost";
  readonly nodes: Int32Array;
}

/** One way of several is taken in each run; the nodes of all others take no time and cost nothing. */
export interface BranchDraw {
  readonly stream: number;
  /** Upper ends of the ways' shares: ascending to 1; less than 1 at the end: none may be taken. */
  readonly ends: readonly number[];
  readonly ways: readonly Int32Array[];
}

/** Which nodes are left out follows from a date of the run: they take no time and cost nothing. */
export interface Condition {
  /** The node whose finish decides. */
  readonly node: number;
  /** In ticks. */
  readonly later: number;
  /** Left out where the node finishes later than that, and where it does not. */
  readonly outIfLater: Int32Array;
  readonly outIfNot: Int32Array;
}

/** Spells of whole days on which calendars give no work, drawn anew in each run, the same for all calendars listed. */
export interface LostDays {
  readonly stream: number;
  readonly calendars: readonly number[];
  readonly firstDay: number;
  /** Of each day from `firstDay` on, the probability that a spell begins on it. */
  readonly begins: Float64Array;
  /** Days of a spell. */
  readonly length: Shape;
}

export interface CostTermsOfNodes {
  readonly fixedCents: number;
  /** Paid whatever the span, unless a branch leaves the node out; per node. */
  readonly nodeCents: Float64Array;
  /** Cents per tick of remaining span, per node. */
  readonly centsPerTick: Float64Array;
  /** Own uncertainty of costs: a factor on `nodeCents`. */
  readonly draws: readonly { readonly node: number; readonly stream: number; readonly shape: Shape }[];
}

/** Plain data that can be sent to a worker. */
export interface SimulationPlan {
  readonly network: Network;
  /** The same nodes and links by Primavera's rules, where the plan follows them. */
  readonly primavera?: PrimaveraNetwork;
  readonly spanDraws: readonly SpanDraw[];
  readonly lagDraws: readonly LagDraw[];
  /** Links whose lag is a share of the predecessor's span, with that share. */
  readonly shareLags: readonly { readonly link: number; readonly share: number }[];
  readonly correlations: readonly CorrelationGroup[];
  readonly risks: readonly RiskDraw[];
  readonly branches: readonly BranchDraw[];
  readonly conditions?: readonly Condition[];
  readonly lostDays?: readonly LostDays[];
  readonly costs: CostTermsOfNodes;
  /** Nodes whose finish is kept run by run. */
  readonly reported: Int32Array;
}

export interface RunRange {
  readonly seed: number;
  /** First run, and the one past the last. */
  readonly from: number;
  readonly to: number;
  /** "finish": only finish and cost of each run, without slack: half the time. */
  readonly wanted: "everything" | "finish";
}

/** Sums are of whole numbers, so that adding up parts in any order gives the same. */
export interface SimulationPart {
  readonly from: number;
  readonly to: number;
  /** Project finish of each run, in ticks, and cost, in cents. */
  readonly finish: Float64Array;
  readonly cost: Float64Array;
  /** Per node: runs in which it has no slack. */
  readonly critical: Float64Array;
  /** Per node, over the runs: span in minutes, its square, and its product with the project's finish in minutes after its start. */
  readonly span: Float64Array;
  readonly spanSquares: Float64Array;
  readonly spanTimesFinish: Float64Array;
  /** Finish in ticks of the reported nodes: all runs of the first one, then of the second, … */
  readonly nodeFinish: Float64Array;
}

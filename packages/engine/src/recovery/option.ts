/** What a way out is: a goal, and options that say what they change, what that does, and what it takes. */
import type { Command } from "../change/command.ts";
import type { Minute } from "../time/minute.ts";

export type Goal =
  | { readonly kind: "finishBy"; readonly minute: Minute; readonly chance: number }
  | { readonly kind: "saveCents"; readonly cents: number }
  | { readonly kind: "freeResource"; readonly resourceId: string };

export type OptionKind = "doNothing" | "crash" | "overtime" | "addPeople" | "fastTrack" | "relevel" | "relaxLinks" | "descope" | "phase" | "sourcing" | "moveDate" | "reassign" | "combination";

/** Commands that might help, and what no simulation tells of them. */
export interface Candidate {
  readonly kind: OptionKind;
  /** One sentence without amounts of money: people who see no costs read it as well. */
  readonly summary: string;
  readonly commands: readonly Command[];
  /** Tasks that are given up, and the value points that they were given. */
  readonly scopeLost: number;
  readonly valueLost?: number;
  /** The milestone that is met first where the rest is delivered later. */
  readonly firstDelivery?: string;
  /** The new risk in words, empty where there is none, and the working days that it costs on average. */
  readonly risk: string;
  readonly riskDays: number;
  readonly peopleHit: readonly string[];
  /** Who must agree. */
  readonly approvals: readonly string[];
}

/** A candidate with its figures: of as many runs as were wished, with the same random numbers as every other option. */
export interface Option extends Candidate {
  readonly id: string;
  readonly finish: { readonly p50: Minute; readonly p80: Minute };
  /** Whole cents. */
  readonly cost: { readonly p50: number; readonly p80: number };
  /** When the first delivery is there, in the same runs; `finish` is that of the last. */
  readonly first?: { readonly p50: Minute; readonly p80: Minute };
  /** Of the goal's date, by the first delivery where there are two; of the promise where the goal is no date. */
  readonly chance: number;
  /** Another option is at least as good in finish, first delivery, cost, scope and risk, and better in one of them. */
  readonly dominated: boolean;
}

/** What is shown of a ledger before it is stored: which columns mean what, open questions, totals, duplicates, and rows that cannot be. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { CostType } from "@leadline/engine/model/cost/money.ts";
import type { ActualCost } from "@leadline/engine/model/records.ts";
import type { ColumnMapping, MappingWishes } from "../table/column-mapping.ts";
import type { LedgerField } from "./ledger-fields.ts";

/** Answers to the questions of an earlier preview; whatever is not said is found out or asked. */
export interface LedgerWishes extends MappingWishes<LedgerField> {
  readonly sheet?: string;
  /** What a negative amount is: money that came back, or money that was spent (and a positive one came back). */
  readonly negative?: "refund" | "spent";
  /** Kind of cost by the words or account numbers of the ledger. */
  readonly costTypes?: Readonly<Record<string, CostType>>;
  /** Kind of cost of rows that name none. */
  readonly costType?: CostType;
  /** What becomes of rows whose task is not in the plan: they belong to the project as a whole. */
  readonly unknownTasks?: "project";
  /** What becomes of rows that seem to be stored already or stand twice. */
  readonly duplicates?: "leave out" | "keep";
  /** Rows that are not to be stored, as the spreadsheet counts. */
  readonly leaveOut?: readonly number[];
}

export type LedgerQuestionKind = "dates" | "decimals" | "column" | "negative" | "costTypes" | "costType" | "unknownTasks" | "duplicates";

export interface LedgerQuestion {
  readonly kind: LedgerQuestionKind;
  readonly message: string;
  /** The words that the answer is about: kinds of cost, tasks. */
  readonly values?: readonly string[];
  readonly rows?: readonly number[];
}

/** A row that can be stored; the id is given by whoever stores it. */
export interface LedgerPosting {
  readonly row: number;
  readonly record: Omit<ActualCost, "id">;
  /** Why it may be there already: "stored", or the row of this file that says the same. */
  readonly duplicateOf?: "stored" | number;
}

export interface LedgerTotal {
  readonly currency: string;
  readonly rows: number;
  /** Whole minor units; what was spent, what came back, and the difference. */
  readonly spentCents: number;
  readonly refundedCents: number;
  readonly netCents: number;
  readonly byCostType: readonly { readonly costType: CostType; readonly netCents: number }[];
}

export interface LedgerPreview {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly mapping: ColumnMapping<LedgerField>;
  readonly questions: readonly LedgerQuestion[];
  /** Rows that cannot be stored, each with its number and the reason. While there is one, nothing is. */
  readonly refusals: readonly Problem[];
  /** What was noticed and hinders nothing. */
  readonly notes: readonly Problem[];
  readonly totals: readonly LedgerTotal[];
  /** Whether nothing is open and nothing refused; only then are there postings. */
  readonly isReady: boolean;
  readonly postings: readonly LedgerPosting[];
}

export type LedgerResult = { readonly ok: true; readonly preview: LedgerPreview } | { readonly ok: false; readonly problem: Problem };

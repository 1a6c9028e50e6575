/** What the import worker is asked and what it answers: plain data that travels between threads. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { WritablePlanFormat, ImportReport, PlanFormat, ReadOptions } from "@leadline/formats/plan-file-types.ts";
import type { LedgerWishes } from "@leadline/formats/ledger/ledger-preview.ts";
import type { PlanFacts, PreparedPlan } from "../rooms/projects/prepare-plan.ts";

/** What somebody said of dates and decimals that a table writes in two ways. */
export type TableReading = Pick<ReadOptions, "dates" | "decimals">;

export type PlanJob =
  | {
      readonly kind: "read";
      readonly path: string;
      /** As the person's computer calls the file. */
      readonly fileName: string;
      readonly maxBytes: number;
      /** The project to take from a file that holds several. */
      readonly project: string | undefined;
      /** How a table is read that leaves it open. */
      readonly reading?: TableReading | undefined;
      /** Label and cause are made from what is read. */
      readonly facts: Omit<PlanFacts, "label" | "cause">;
    }
  | {
      readonly kind: "write";
      readonly format: WritablePlanFormat;
      /** JSON array of `{ kind, record }`, kept sources included. */
      readonly records: string;
      /** For somebody who must not see costs the file has none, and no kept sources. */
      readonly shown: "everything" | "no costs";
    }
  | {
      readonly kind: "ledger";
      readonly path: string;
      readonly maxBytes: number;
      /** JSON array of `{ kind, record }`: the plan that the costs belong to. */
      readonly records: string;
      readonly projectKey: string;
      readonly wishes: LedgerWishes;
    };

export type ReadAnswer =
  | { readonly ok: true; readonly plan: PreparedPlan; readonly format: PlanFormat; readonly report: ImportReport; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problem: Problem };

export interface WriteAnswer {
  /** A text to be sent as UTF-8, or bytes where the format has another encoding. */
  readonly content: string | Uint8Array;
  readonly losses: readonly Problem[];
}

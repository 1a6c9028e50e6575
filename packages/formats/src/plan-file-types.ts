/** What every plan file reader and writer takes and answers, whatever the format. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { DateOrder } from "@leadline/engine/time/date-text.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";

/** The formats that a plan can be read from. */
export type PlanFormat = "mspdi" | "xer" | "json" | "plan-text" | "template" | "gan" | "mpx" | "planner" | "pod" | "psplib" | "csv" | "xlsx";
/** The formats that a plan can be written to. */
export type WritablePlanFormat = "mspdi" | "xer" | "json" | "plan-text" | "csv" | "xlsx";

/** How much a reader accepts before it refuses; the sentence of the refusal names the limit. */
export interface ReadLimits {
  /** Size of the file in bytes. */
  readonly maxBytes: number;
  /** How deep elements may nest. */
  readonly maxDepth: number;
  /** How many elements a file may hold. */
  readonly maxElements: number;
}

/** 512 MB, depth 64, 20 million elements (10,000 tasks written by MS Project are about 55 MB and 1.2 million elements). */
export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxBytes: 512 * 1024 * 1024,
  maxDepth: 64,
  maxElements: 20_000_000,
};

export interface ReadOptions {
  /** Makes the ids of the new records. */
  readonly newId: () => string;
  readonly limits?: ReadLimits;
  /** Short name or id of the project to take from a file that holds several (XER). */
  readonly project?: string;
  /** Whether the day or the month comes first in the dates of a table, where the table leaves it open. */
  readonly dates?: DateOrder;
  /** What parts decimals in a table, where the table leaves it open. */
  readonly decimals?: "point" | "comma";
  /** Told the share done, rising from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** A date that the source stored and Leadline's schedule does not reproduce. */
export interface DateDifference {
  readonly taskId: string;
  readonly taskName: string;
  readonly field: "start" | "finish" | "earlyStart" | "earlyFinish" | "lateStart" | "lateFinish";
  readonly stored: Minute;
  /** Absent where Leadline has no date (an inactive task, a loop of links). */
  readonly computed?: Minute;
  /** Wall-clock minutes, computed minus stored; 0 where nothing was computed. */
  readonly byMinutes: number;
  /** Why, in words; "unknown" is said honestly. */
  readonly reason: string;
}

/** What came in, which dates differ from the source's, and what is only kept, not modelled. */
export interface ImportReport {
  readonly format: PlanFormat;
  readonly tasks: number;
  readonly links: number;
  readonly calendars: number;
  readonly resources: number;
  readonly assignments: number;
  readonly differences: readonly DateDifference[];
  /** Elements that Leadline keeps word for word and writes back, but does not work with; most frequent first. */
  readonly kept: readonly { readonly element: string; readonly count: number }[];
}

export type ReadResult =
  | {
      readonly ok: true;
      readonly project: Project;
      readonly problems: readonly Problem[];
      readonly report: ImportReport;
    }
  | { readonly ok: false; readonly problem: Problem };

export interface WriteResult {
  readonly text: string;
  /** The file itself where it is no text (a workbook); `text` is then empty. */
  readonly bytes?: Uint8Array;
  /** How the text becomes bytes; absent: UTF-8. `contentOf` of plan-file.ts heeds it. */
  readonly encoding?: "utf-8" | "windows-1252";
  /** What the format cannot hold, or holds as it was before the edits: one sentence each. */
  readonly losses: readonly Problem[];
}

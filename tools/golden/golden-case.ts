/** One golden case: a plan, the dates that an authority stored for it, and which of them must come out the same. */
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { TaskSchedule } from "@leadline/engine/schedule/schedule.ts";

/** Values that can be compared: dates as minutes, slack in working minutes, critical as 0 or 1. */
export type GoldenField = "start" | "finish" | "earlyStart" | "earlyFinish" | "lateStart" | "lateFinish" | "totalSlackMinutes" | "freeSlackMinutes" | "critical";

/** What the authority says of one task. A field that it does not state is not compared. */
export interface StatedTask {
  /** UID in the source, or the name where tasks have no UIDs. */
  readonly key: string;
  readonly values: Readonly<Partial<Record<GoldenField, number>>>;
}

export interface GoldenCase {
  /** Stable name, e.g. `mspdi/A_a81528_….xml`. */
  readonly name: string;
  /** Group of the printed table, e.g. `mspdi A`. */
  readonly group: string;
  /** Fields that must match; the others are not looked at. */
  readonly judged: readonly GoldenField[];
  /** A case that is scored for information cannot fail. */
  readonly isScoreOnly: boolean;
  readonly stated: readonly StatedTask[];
  /** The same plan in the forms in which it must schedule alike: as stored, and without the stored results. */
  readonly variants: readonly { readonly name: string; readonly read: () => GoldenPlan | undefined }[];
}

export interface GoldenPlan {
  readonly project: Project;
  /** Our task id of a stated task. */
  readonly taskIdOf: (key: string) => string | undefined;
}

/** A value that came out otherwise than stated; `computed` is undefined where we have no such task or date. */
export interface Difference {
  readonly caseName: string;
  readonly variant: string;
  readonly key: string;
  readonly field: GoldenField;
  readonly stated: number;
  readonly computed: number | undefined;
}

export interface CaseResult {
  readonly golden: GoldenCase;
  readonly tasks: number;
  /** Tasks of which every judged value is as stated, in every variant. */
  readonly same: number;
  readonly differences: readonly Difference[];
}

export function judge(golden: GoldenCase): CaseResult {
  const differences = golden.variants.flatMap((variant) => differencesOf(golden, variant.name, variant.read()));
  const odd = new Set(differences.map((difference) => difference.key));
  return { golden, tasks: golden.stated.length, same: golden.stated.length - odd.size, differences };
}

/** A plan that our importer refused (`undefined`) differs in every value. */
function differencesOf(golden: GoldenCase, variant: string, plan: GoldenPlan | undefined): Difference[] {
  const result = plan && schedule(plan.project).schedule;
  return golden.stated.flatMap((task) => {
    const dates = result?.of(plan?.taskIdOf(task.key) ?? "");
    return golden.judged.flatMap((field) => {
      const stated = task.values[field];
      const computed = dates && valueOf(dates, field);
      return stated === undefined || stated === computed ? [] : [{ caseName: golden.name, variant, key: task.key, field, stated, computed }];
    });
  });
}

function valueOf(dates: TaskSchedule, field: GoldenField): number {
  return Number(dates[field]);
}

/** What an assignment costs: work times rates as they change by date, each use, amounts of material and sums of money. */
import type { Minute } from "../../time/minute.ts";
import type { Assignment, Resource } from "../records.ts";

/** When the work is done, so that rates which change by date count for their part of it. */
export interface CostSpan {
  readonly start: Minute;
  /** The share (0-1) of the work that lies before an instant. */
  readonly shareBefore: (at: Minute) => number;
}

/**
 * Cost in whole hundredths of the currency unit. A person costs hours times the rate in force then, overtime hours times the
 * overtime rate, and the cost per use for each unit; material its amount times its rate, and one use; a cost what was typed.
 */
export function assignmentCostCents(assignment: Assignment, resource: Resource | undefined, span: CostSpan): number {
  const { regular, overtime, use } = assignmentCostUntil(assignment, resource, span, Infinity);
  return Math.round(regular + overtime + use);
}

/** Unrounded hundredths of the currency unit: of regular work, material or a sum; of overtime; of each use. */
export interface CostParts {
  readonly regular: number;
  readonly overtime: number;
  readonly use: number;
}

/** What of the cost has arisen before an instant as the work goes on (Infinity: all of it); uses count from the start on. */
export function assignmentCostUntil(assignment: Assignment, resource: Resource | undefined, span: CostSpan, at: number): CostParts {
  if (!resource) return { regular: 0, overtime: 0, use: 0 };
  const shareAt = (instant: number): number => (instant === Infinity ? 1 : span.shareBefore(instant as Minute));
  if (resource.type === "cost") return { regular: (assignment.costCents ?? 0) * shareAt(at), overtime: 0, use: 0 };
  const rows = rateRowsOf(resource, assignment.rateTable ?? "A");
  const overtimeHours = (assignment.overtimeWorkMinutes ?? 0) / 60;
  const hours = assignment.workMinutes / 60 - overtimeHours;
  const uses = resource.type === "work" ? assignment.units : 1;
  let [regular, overtime, use] = [0, 0, 0];
  rows.forEach((row, index) => {
    const next = rows[index + 1]?.from ?? Infinity;
    const share = Math.max(0, shareAt(Math.min(next, at)) - (row.from === undefined ? 0 : shareAt(Math.min(row.from, at))));
    regular += share * hours * row.standard;
    overtime += share * overtimeHours * row.overtime;
    const isFirst = (row.from === undefined || row.from <= span.start) && next > span.start;
    if (isFirst && assignment.workMinutes > 0 && at > span.start) use += uses * row.perUse;
  });
  return { regular, overtime, use };
}

interface RateRow {
  /** Undefined: from the beginning. */
  readonly from: Minute | undefined;
  readonly standard: number;
  readonly overtime: number;
  readonly perUse: number;
}

/** The rows of a rate table by date; before the first dated one counts the resource's own rate (table A) or none. */
function rateRowsOf(resource: Resource, table: NonNullable<Assignment["rateTable"]>): readonly RateRow[] {
  const own: RateRow = { from: undefined, standard: resource.standardRateCentsPerHour ?? 0, overtime: resource.overtimeRateCentsPerHour ?? 0, perUse: resource.costPerUseCents ?? 0 };
  const dated = (resource.rates ?? [])
    .filter((row) => row.table === table)
    .map((row): RateRow => ({ from: row.from, standard: row.standardCentsPerHour ?? 0, overtime: row.overtimeCentsPerHour ?? 0, perUse: row.costPerUseCents ?? 0 }))
    .sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
  const hasBeginning = dated.some((row) => row.from === undefined);
  const none: RateRow = { from: undefined, standard: 0, overtime: 0, perUse: 0 };
  return hasBeginning ? dated : [table === "A" ? own : none, ...dated];
}

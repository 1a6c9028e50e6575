/** What budget lines and things to buy add to the cost of the tasks they belong to. */
import type { BudgetLine, ProcurementItem } from "../records.ts";
import { convertedCents, rateOn, type RateTable } from "./exchange.ts";
import { linePartsOf } from "./line-amount.ts";

export interface TaskLines {
  readonly lines: readonly BudgetLine[];
  readonly purchases: readonly ProcurementItem[];
}

/** Lines and purchases by the task that they name; those of the project as a whole are left out. */
export function linesByTask(lines: Iterable<BudgetLine>, purchases: Iterable<ProcurementItem>): ReadonlyMap<string, TaskLines> {
  const byTask = new Map<string, { lines: BudgetLine[]; purchases: ProcurementItem[] }>();
  const entry = (taskId: string): { lines: BudgetLine[]; purchases: ProcurementItem[] } => {
    const found = byTask.get(taskId) ?? { lines: [], purchases: [] };
    byTask.set(taskId, found);
    return found;
  };
  for (const line of lines) if (line.taskId !== undefined) entry(line.taskId).lines.push(line);
  for (const purchase of purchases) if (purchase.taskId !== undefined) entry(purchase.taskId).purchases.push(purchase);
  return byTask;
}

/** Whole hundredths of the project's currency; money without a rate counts as nothing. `startDay`: the task's first day. */
export function taskLineCents({ lines, purchases }: TaskLines, { startDay, currency, rates }: { readonly startDay: number; readonly currency: string; readonly rates: RateTable }): number {
  const ofLine = (line: BudgetLine): number =>
    linePartsOf(line, line.firstDay ?? startDay).reduce((sum, { day, cents }) => {
      if (line.currency === undefined || line.currency === currency) return sum + cents;
      const rate = rateOn(rates, line.currency, day);
      return sum + (rate ? convertedCents(cents, rate.rateMillionths) : 0);
    }, 0);
  return lines.reduce((sum, line) => sum + ofLine(line), 0) + purchases.reduce((sum, { budgetCents }) => sum + budgetCents, 0);
}

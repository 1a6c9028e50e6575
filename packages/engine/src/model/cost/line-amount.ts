/** What a budget line comes to in its own currency: a sum, licences for a term, or cloud use. */
import { civilOf, dayOf, daysInMonth } from "../../time/minute.ts";
import type { BudgetAmount, BudgetPhasing } from "./budget-line.ts";

/** Hours of a month, as cloud providers count it: 8,760 hours of a year by 12. */
export const HOURS_PER_MONTH = 730;

/**
 * Whole cents. A sum is itself. Licences: quantity x price x months, and for each true-up what is added for the months that
 * are left of the term, the month of its day counted in. Cloud: units x hours x rate x (1 - discount) x months.
 * Example: 10 machines x 730 h x 0.12 for 1 month are 87,600 cents.
 */
export function amountCentsOf(amount: BudgetAmount, firstDay: number): number {
  switch (amount.kind) {
    case "sum":
      return amount.cents;
    case "licence":
      return firstTermCents(amount) + trueUpsOf(amount, firstDay).reduce((sum, part) => sum + part.cents, 0);
    case "cloud":
      return cloudMonthCents(amount) * amount.months;
  }
}

/** Money of a line that is converted at the rate of one day; the phased part is then laid over the line's span. */
export interface LinePart {
  readonly day: number;
  readonly cents: number;
  readonly lies: "phased" | "onItsDay";
}

/** The parts of a line in its own currency; they sum to its amount. */
export function linePartsOf({ amount, phasing }: { readonly amount: BudgetAmount; readonly phasing: BudgetPhasing }, firstDay: number): LinePart[] {
  if (phasing.kind === "dated") return phasing.parts.map((part) => ({ ...part, lies: "onItsDay" }));
  switch (amount.kind) {
    case "sum":
      return [{ day: firstDay, cents: amount.cents, lies: "phased" }];
    case "licence":
      return [{ day: firstDay, cents: firstTermCents(amount), lies: "phased" }, ...trueUpsOf(amount, firstDay).map((part): LinePart => ({ ...part, lies: "onItsDay" }))];
    case "cloud":
      return Array.from({ length: amount.months }, (_, month) => ({ day: monthsAfter(firstDay, month), cents: cloudMonthCents(amount), lies: "onItsDay" }));
  }
}

/** The same day so many months later, or the last of a shorter month. */
export function monthsAfter(day: number, months: number): number {
  const { year, month, day: dayOfMonth } = civilOf(day);
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf(y, m, Math.min(dayOfMonth, daysInMonth(y, m)));
}

type Licence = Extract<BudgetAmount, { readonly kind: "licence" }>;
type Cloud = Extract<BudgetAmount, { readonly kind: "cloud" }>;

function firstTermCents({ quantity, unitPriceCents, months }: Licence): number {
  return Math.round(quantity * unitPriceCents * months);
}

/** What each true-up costs, on its day. One before the term counts for the whole of it, one after it for nothing. */
function trueUpsOf({ trueUps, unitPriceCents, months }: Licence, firstDay: number): readonly { readonly day: number; readonly cents: number }[] {
  return (trueUps ?? []).map(({ day, quantity }) => {
    const gone = Math.max(0, wholeMonthsBetween(firstDay, day));
    return { day, cents: Math.round(quantity * unitPriceCents * Math.max(0, months - gone)) };
  });
}

/** A month of cloud use. A commitment pays all hours of the month, used or not. */
export function cloudMonthCents({ units, hoursPerMonth, ratePerHour, discountPercent, committed }: Cloud): number {
  const hours = committed ? HOURS_PER_MONTH : hoursPerMonth;
  return Math.round(units * hours * ratePerHour * (100 - discountPercent));
}

/** Whole months from one day to another; negative where the second is earlier. 31 January to 28 February is none, to 1 March one. */
function wholeMonthsBetween(from: number, to: number): number {
  const [a, b] = [civilOf(from), civilOf(to)];
  return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0);
}

/** A line of the budget that does not follow from the plan: a sum, licences or cloud use, when it falls due and where it belongs. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";
import { amountCents, costType, currencyCode, paymentDays, spending } from "./money.ts";

const quantity = z.number().min(0, "a quantity cannot be negative").max(1e9, "a quantity is at most a thousand million");
const months = z.number().int("a term is a whole number of months").min(1, "a term is at least one month").max(600, "a term is at most 600 months");
const percent = z.number().min(0, "a percentage lies between 0 and 100").max(100, "a percentage lies between 0 and 100");

/** Metric x price x term; a true-up pays for further licences from its day to the end of the term. */
const licence = z.strictObject({
  kind: z.literal("licence"),
  /** What is counted, such as "named user". */
  metric: line,
  quantity,
  /** For one of the metric and one month. */
  unitPriceCents: amountCents,
  months,
  trueUps: z.array(z.strictObject({ day: dayNumber, quantity })).max(100).optional(),
});

/** Units x hours x rate x (1 - discount), each month. */
const cloud = z.strictObject({
  kind: z.literal("cloud"),
  units: quantity,
  /** Of each unit; a month has 730 hours. */
  hoursPerMonth: z.number().min(0, "hours cannot be negative").max(744, "a month has at most 744 hours"),
  /** Currency units, such as 0.12. */
  ratePerHour: z.number().min(0, "a rate cannot be negative").max(1e6, "a rate is at most a million an hour"),
  discountPercent: percent,
  /** A commitment is paid whether it is used or not. Absent: what is used is paid. */
  committed: z.boolean().optional(),
  /** What the provider would take off the list price for a commitment; for use that is paid as it comes. */
  offeredDiscountPercent: percent.optional(),
  months,
});

export const budgetAmount = z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("sum"), cents: amountCents }), licence, cloud]);
export type BudgetAmount = z.infer<typeof budgetAmount>;

/** When the cost arises: at one end of the span, evenly over it, or in parts with a day each that add up to the whole. */
export const budgetPhasing = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["start", "end", "prorated"]) }),
  /** The same sum on the first day of each month of the span. */
  z.strictObject({ kind: z.literal("byMonth") }),
  z.strictObject({ kind: z.literal("dated"), parts: z.array(z.strictObject({ day: dayNumber, cents: amountCents })).min(1).max(1000) }),
]);
export type BudgetPhasing = z.infer<typeof budgetPhasing>;

export const budgetLineSchema = z.strictObject({
  id,
  name: line,
  /** The task or summary task that it belongs to; absent: the project as a whole. */
  taskId: id.optional(),
  costType,
  amount: budgetAmount,
  /** Absent: the project's. */
  currency: currencyCode.optional(),
  phasing: budgetPhasing,
  /** The span of the phasing. Absent: the task's dates, or the project's. */
  firstDay: dayNumber.optional(),
  lastDay: dayNumber.optional(),
  /** Instead of what the policy says; needs a reason. */
  spending: spending.optional(),
  spendingReason: line.optional(),
  supplier: line.optional(),
  /** Days from the cost to its payment. */
  paymentDays: paymentDays.optional(),
  /** Capital expenditure is written off in equal parts from the month of this day on. */
  inServiceDay: dayNumber.optional(),
  usefulLifeMonths: months.optional(),
  notes: text.optional(),
});

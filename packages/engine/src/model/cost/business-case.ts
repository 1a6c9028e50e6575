/** Why the project is worth doing: the case with its flows of money, and each benefit with owner, measure and date (domain E). */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";
import { amountCents, flowCents } from "./money.ts";

const percent = z.number().min(-99).max(1000);

export const businessCaseSchema = z.strictObject({
  id,
  name: line,
  problem: text.optional(),
  /** What happens if nothing is done. */
  doNothing: text.optional(),
  /** Yearly, for net present value; 0 is today's money. */
  discountPercent: percent,
  /** Yearly rates for the modified rate of return. Absent: the discount rate. */
  financePercent: percent.optional(),
  reinvestPercent: percent.optional(),
  /** Day 0 of the flows. Absent: the project's start. */
  day: dayNumber.optional(),
  /** Years after day 0 that count. */
  years: z.number().int("a case looks ahead whole years").min(1, "a case looks at least one year ahead").max(50, "a case looks at most 50 years ahead"),
  /** Whether what the budget pays counts as cost. Absent: it does. */
  countsBudget: z.boolean().optional(),
  /** Further money by year: 0 is day 0; cost is negative. */
  flows: z.array(z.strictObject({ name: line, year: z.number().int().min(0).max(50), cents: flowCents })).max(1000),
});

export const benefitSchema = z.strictObject({
  id,
  name: line,
  caseId: id,
  owner: line,
  /** What is measured, such as "hours of downtime a month", where it stands and where it should get to. */
  measure: line,
  baselineValue: z.number().optional(),
  targetValue: z.number().optional(),
  /** The first day of the benefit as planned. */
  day: dayNumber,
  /** The task whose finish the benefit waits for: when that slips, so does the benefit. Absent: the project's finish. */
  afterTaskId: id.optional(),
  /** Worth a year as a range; one number three times where it is certain. */
  yearlyCents: z.strictObject({ low: amountCents, likely: amountCents, high: amountCents }),
  /** How many years it lasts. Absent: as long as the case looks. */
  years: z.number().int("a benefit lasts whole years").min(1, "a benefit lasts at least one year").max(50, "a benefit lasts at most 50 years").optional(),
  notes: text.optional(),
});

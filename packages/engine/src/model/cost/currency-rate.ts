/** What one unit of a foreign currency is worth in the project's currency from a day on. */
import { z } from "zod";
import { dayNumber, id, line } from "../fields.ts";
import { currencyCode } from "./money.ts";

export const currencyRateSchema = z.strictObject({
  id,
  currency: currencyCode,
  /** Holds from this day until the next rate of the currency. */
  day: dayNumber,
  /** Millionths of the project's currency for one unit: 1.0856 is 1,085,600. Whole, so that converting is exact. */
  rateMillionths: z.number().int("a rate has at most six decimals").min(1, "a rate must be more than 0").max(1e12),
  source: line.optional(),
});

/** Days on which no work is done: bad weather by month, or people who are away. Which days, every run draws anew. */
import { z } from "zod";
import { id, line } from "../fields.ts";

const share = z.number().min(0, "a probability is 0 to 1").max(0.95, "at least one day in twenty must be left to work");

/** Like weather: each working day is lost with the probability of its month, for all tasks of the record alike. */
export const calendarRiskSchema = z.strictObject({
  id,
  name: line,
  /** January to December: probability that a day is lost. */
  dayLossByMonth: z.array(share).length(12, "twelve probabilities, January to December"),
  taskIds: z.array(id).max(10_000),
});

/** Spells in which a person or crew is away, beyond the leave that their calendar knows of. */
export const resourceAbsenceSchema = z.strictObject({
  id,
  name: line,
  resourceIds: z.array(id).max(10_000),
  /** Mean number of spells in a year. */
  spellsPerYear: z.number().min(0).max(100),
  /** Calendar days of one spell. */
  days: z.strictObject({ low: z.number().min(0), likely: z.number().min(0), high: z.number().min(0).max(366) }),
});

/** Small schemas that several record kinds share: ids, instants, durations, days and clock times. */
import { z } from "zod";
import { EARLIEST_MINUTE, LATEST_MINUTE, type Minute } from "../time/minute.ts";

/** Record id, made by the client (UUIDv7 or any stable text of at most 64 characters). */
export const id = z.string().min(1).max(64);
/** Free text of one line. */
export const line = z.string().max(1000);
export const text = z.string().max(100_000);

/** Wall-clock instant: whole minutes since 1970-01-01T00:00. */
export const instant = z
  .number()
  .int()
  .min(EARLIEST_MINUTE)
  .max(LATEST_MINUTE)
  .transform((value) => value as Minute);

/** Minutes with at most one decimal (MS Project keeps tenths of a minute). */
export const minutes = z
  .number()
  .min(-1e9)
  .max(1e9)
  .refine((value) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6, "at most one decimal");
export const nonNegativeMinutes = minutes.refine((value) => value >= 0, "must not be negative");

/** Day number: whole days since 1970-01-01. */
export const dayNumber = z.number().int().min(-25567).max(376_200);

/** One working period of a day, in minutes after midnight: 0 <= from < to <= 1440. */
export const workingTime = z
  .strictObject({ from: z.number().int().min(0).max(1440), to: z.number().int().min(0).max(1440) })
  .refine((value) => value.from < value.to, "a working time must end after it starts");

/** Units in which people type and read a duration; `e…` is elapsed (wall-clock) time. */
export const durationUnit = z.enum(["m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo"]);
export type DurationUnit = z.infer<typeof durationUnit>;

/** How likely the values between the ends of a range are. Where none is said: PERT. */
export const rangeDistribution = z.enum(["pert", "triangular", "uniform", "lognormal"]);

/** When a cost falls due: at the start, at the end, or spread over the work. */
export const accrual = z.enum(["start", "end", "prorated"]);

/** Who or what does the work: a person or role (work), a material or a cost. */
import { z } from "zod";
import { costType } from "../cost/money.ts";
import { accrual, id, instant, line, text } from "../fields.ts";

/** One of the five tables of rates that a resource can have. */
export const rateTable = z.enum(["A", "B", "C", "D", "E"]);
export type RateTable = z.infer<typeof rateTable>;

export const resourceSchema = z.strictObject({
  id,
  uid: z.number().int().optional(),
  name: line,
  initials: line.optional(),
  type: z.enum(["work", "material", "cost"]),
  /** 1 = 100 %. */
  maxUnits: z.number().min(0).max(1_000_000),
  calendarId: id.optional(),
  group: line.optional(),
  email: line.optional(),
  /** Hundredths of the currency unit per hour of work; of a material, per piece. */
  standardRateCentsPerHour: z.number().optional(),
  /** Hundredths of the currency unit per hour of overtime. */
  overtimeRateCentsPerHour: z.number().optional(),
  /** Hundredths of the currency unit each time the resource is used. */
  costPerUseCents: z.number().optional(),
  accrueAt: accrual.optional(),
  /** The kind of cost that it makes. Absent: labour for people, hardware for materials, other for costs. */
  costType: costType.optional(),
  /** Rates that change by date, and further rate tables. Table A without `from` is the standard rate above. */
  rates: z
    .array(
      z.strictObject({
        table: rateTable,
        /** Absent: from the beginning. */
        from: instant.optional(),
        standardCentsPerHour: z.number().optional(),
        overtimeCentsPerHour: z.number().optional(),
        costPerUseCents: z.number().optional(),
      }),
    )
    .max(125)
    .optional(),
  /** Units that change by period; outside every period there are none. Absent: `maxUnits` always. */
  availability: z.array(z.strictObject({ from: instant.optional(), to: instant.optional(), units: z.number().min(0).max(1_000_000) })).max(1000).optional(),
  /** What a piece of material is counted in, such as "m" or "licence". */
  materialLabel: line.optional(),
  /** Whether levelling minds this resource. Absent: it does. */
  canLevel: z.boolean().optional(),
  /** A role that stands for people not yet named. */
  generic: z.boolean().optional(),
  booking: z.enum(["committed", "proposed"]).optional(),
  /** What a person can do: level 0 none … 4 expert. */
  skills: z.array(z.strictObject({ skill: line, level: z.number().int().min(0).max(4) })).max(200).optional(),
  notes: text.optional(),
  /** Place in the resource sheet. */
  rank: z.string().min(1).max(200),
});

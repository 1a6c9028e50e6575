/** Who or what does the work: a person or role (work), a material or a cost. */
import { z } from "zod";
import { id, line, text } from "../fields.ts";

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
  /** Hundredths of the currency unit per hour of work. */
  standardRateCentsPerHour: z.number().optional(),
  notes: text.optional(),
  /** Place in the resource sheet. */
  rank: z.string().min(1).max(200),
});

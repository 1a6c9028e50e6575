/**
 * What a source file said that Leadline does not model, kept word for word so that it can be written back.
 * `id` is the id of the record it belongs to; "settings" holds the project's own elements.
 */
import { z } from "zod";
import { id } from "../fields.ts";

export const keptSourceSchema = z.strictObject({
  id,
  format: z.enum(["mspdi", "xer"]),
  /** The source entity, in an encoding that the format's own reader and writer agree on. */
  content: z.string(),
});

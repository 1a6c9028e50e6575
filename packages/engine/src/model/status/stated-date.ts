/** A date that somebody stated, such as a supplier: an opinion until it comes true, judged by how earlier ones turned out. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";

export const statedDateSchema = z.strictObject({
  id,
  /** What it is about: "Switches leave the factory". */
  title: line,
  /** Who said it. */
  source: line.min(1, "a stated date needs the one who stated it"),
  taskId: id.optional(),
  saidDay: dayNumber,
  /** The day that was stated. */
  day: dayNumber,
  /** When it happened. */
  actualDay: dayNumber.optional(),
  note: text.optional(),
});

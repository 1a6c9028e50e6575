/** A gate that a project passes only when its criteria are met. */
import { z } from "zod";
import { id, line } from "../fields.ts";

export const qualityGateSchema = z.strictObject({
  id,
  code: line,
  name: line,
  criteria: z.array(line),
});

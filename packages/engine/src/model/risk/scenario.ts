/** A question to the plan that somebody wants to ask again: what if …? Its answer is computed each time, on the plan as it is then. */
import { z } from "zod";
import { id, line } from "../fields.ts";

export const scenarioSchema = z.strictObject({
  id,
  name: line,
  /** As it was typed: "NET-17 +3w". */
  question: line.min(1, "a scenario needs its question"),
});

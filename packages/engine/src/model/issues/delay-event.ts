/** Something that delayed the plan, as a small network that can be put into the plan as it was just before (domain D7, time impact analysis). */
import { z } from "zod";
import { dayNumber, id, line, nonNegativeMinutes, text } from "../fields.ts";

/** A piece of the event's own network. */
const eventStep = z.strictObject({
  id,
  name: line.min(1, "a step of an event needs a name"),
  /** Working time of the project's calendar. */
  durationMinutes: nonNegativeMinutes,
  /** Steps of the same event that come before it; none: it follows `afterTaskIds`. */
  afterStepIds: z.array(id).max(100),
});

export const delayEventSchema = z.strictObject({
  id,
  /** E-1, E-2, … */
  code: line.min(1),
  title: line,
  /** Whose doing it is. */
  party: z.enum(["ours", "client", "supplier", "authority", "nobody"]),
  /** When it began: it is put into the newest plan from before that day, and nothing of it starts earlier. */
  day: dayNumber,
  steps: z.array(eventStep).min(1, "an event needs a step that takes time").max(100),
  afterTaskIds: z.array(id).max(1000),
  /** Tasks that had to wait for it. */
  beforeTaskIds: z.array(id).max(1000),
  description: text.optional(),
  evidence: line.optional(),
  issueIds: z.array(id).max(1000),
});

/** Preparation and record of a negotiation: who wants what and why, what the numbers say, what is offered, and where one would walk away (domain D8). */
import { z } from "zod";
import { dayNumber, id, instant, line, text } from "../fields.ts";
import { amountCents, flowCents } from "../cost/money.ts";

const side = z.enum(["ours", "theirs"]);
const share = z.number().min(0, "a chance is 0 to 1").max(1, "a chance is 0 to 1");

/** The last that a side would accept; theirs is our guess. */
const limit = z.strictObject({ finish: instant.optional(), words: line.optional() });

/** One of several offers that are worth the same to us, so that the other side chooses. */
const offer = z.strictObject({
  id,
  name: line,
  finish: z.strictObject({ p50: instant, p80: instant }),
  chance: share.optional(),
  scopeLost: line.optional(),
  quality: line.optional(),
  /** What it is worth to us: 0 the worst of all options, 1 the best. */
  worth: share,
  /** Commands that it would need, each fitting `commandSchema`. */
  commands: z.array(z.object({ type: line }).loose()).max(10_000),
});

export const negotiationSchema = z.strictObject({
  id,
  /** N-1, N-2, … */
  code: line.min(1),
  title: line,
  counterpart: line.optional(),
  /** What each side says that it wants. */
  positions: z.array(z.strictObject({ side, text: line })).max(50),
  /** Why they want it. */
  interests: z.array(z.strictObject({ side, text: line })).max(50),
  /** Figures that both sides can check. */
  criteria: z.array(z.strictObject({ name: line, value: line, source: line })).max(50),
  /** The best that is left to each side without an agreement. */
  alternatives: z.strictObject({ ours: text.optional(), theirs: text.optional() }),
  limits: z.strictObject({ ours: limit.optional(), theirs: limit.optional() }),
  /** The most that we would pay or ask, the least that they would take, in hundredths of the currency unit. */
  limitCosts: z.strictObject({ ours: amountCents.optional(), theirs: amountCents.optional() }).optional(),
  packages: z.array(offer).max(10),
  /** P50 and P80 of the cost of each package, by its id. */
  packageCosts: z.array(z.strictObject({ id, p50: flowCents, p80: flowCents })).max(10).optional(),
  /** Of which plan the packages and criteria were computed. */
  revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  runs: z.number().int().min(1).max(10_000_000).optional(),
  concessions: z.array(z.strictObject({ day: dayNumber, side, gives: line, for: line.optional() })).max(500),
  walkAway: text.optional(),
  /** Absent: under way. */
  state: z.enum(["open", "agreed", "ended"]).optional(),
  agreedPackageId: id.optional(),
  changeRequestId: id.optional(),
});

/** A wish to change the plan: what would be done, what it would do to dates, cost and risk, and who has agreed so far (domain D10). */
import { z } from "zod";
import { id, instant, line, text } from "../fields.ts";
import { flowCents } from "../cost/money.ts";

/** Two points of a forecast: half of the runs are done by p50, eight of ten by p80. */
const finishes = z.strictObject({ p50: instant, p80: instant });
const costs = z.strictObject({ p50: flowCents, p80: flowCents });
const share = z.number().min(0, "a chance is 0 to 1").max(1, "a chance is 0 to 1");
const moment = z.number().int().min(0).max(1e14);

/** Id of a baseline with a short hash of what it held then, so that one sees whether it is still the same. */
const frozenPlan = z.strictObject({ number: z.number().int().min(0).max(10), fingerprint: line });

export const changeRequestSchema = z.strictObject({
  id,
  /** CR-1, CR-2, … */
  code: line.min(1),
  title: line,
  /** Absent where nobody has classed it. */
  reasonClass: z.enum(["error", "omission", "newNeed", "external", "risk"]).optional(),
  /** Why it is asked for. */
  reason: text.optional(),
  /** Where the wish came from: a way out that was accepted, a negotiation, or somebody's own words (absent). */
  origin: z.enum(["wayOut", "negotiation"]).optional(),
  /** Pseudonym of whoever asked, and when: milliseconds since the Unix epoch, UTC. */
  requestedBy: line.optional(),
  requestedAt: moment.optional(),
  state: z.enum(["open", "approved", "rejected", "withdrawn"]),
  /** The revision of the plan on which effects were computed; what others have changed since is compared when it is approved. */
  revision: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Commands that are carried out when it is approved; each fits `commandSchema`. Empty: it changes no record of the plan. */
  commands: z.array(z.object({ type: line }).loose()).max(10_000),
  /** What two simulations of the plan say, before and after, with the same random numbers. */
  impact: z
    .strictObject({
      runs: z.number().int().min(1).max(10_000_000),
      seed: z.number().int().min(0).max(4_294_967_295),
      before: finishes,
      after: finishes,
      /** Chance of the promised or wished finish. */
      chance: z.strictObject({ by: instant, before: share, after: share }).optional(),
    })
    .optional(),
  costImpact: z.strictObject({ before: costs, after: costs }).optional(),
  /** What of the scope would be lost, in words. */
  scopeLost: text.optional(),
  risk: text.optional(),
  benefit: text.optional(),
  /** Whose work it touches. */
  peopleHit: z.array(line).max(500).optional(),
  /** Who must agree beside the levels of authority. */
  mustAgree: z.array(line).max(100).optional(),
  /** What else was looked at. */
  optionsConsidered: z.array(z.strictObject({ name: line, effect: line, isChosen: z.boolean().optional() })).max(100).optional(),
  /** Yes from each level of authority that has said it. */
  approvals: z.array(z.strictObject({ levelId: id, levelName: line, by: line, at: moment, note: text.optional() })).max(20),
  conditions: text.optional(),
  decidedBy: line.optional(),
  decidedAt: moment.optional(),
  decisionNote: text.optional(),
  /** The baseline that stood before, under the number where it is kept now, and the one that was set with the approval. */
  baselineBefore: frozenPlan.optional(),
  baselineAfter: frozenPlan.optional(),
});

type ChangeRequest = Readonly<z.infer<typeof changeRequestSchema>>;

const DAY = 1440;

/**
 * How far P80 of finish (calendar days) and cost (cents) move, where that was computed. Moving the promise itself counts as
 * much as moving the finish: a later promise makes nothing later, and is no small change for it.
 */
export function extentOf({ impact, costImpact, commands }: Pick<ChangeRequest, "impact" | "costImpact" | "commands">): { readonly cents: number | undefined; readonly days: number | undefined } {
  return {
    days: impact && Math.max(impact.after.p80 - impact.before.p80, promiseMoves(commands, impact.chance?.by)) / DAY,
    cents: costImpact && costImpact.after.p80 - costImpact.before.p80,
  };
}

/** Minutes by which commands put the promised finish off; without end where they take it away, or where none is known. */
function promiseMoves(commands: ChangeRequest["commands"], promised: number | undefined): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const { type, fields } of commands) {
    if (type !== "updateSettings" || typeof fields !== "object" || fields === null || !("promisedFinish" in fields)) continue;
    const to = fields.promisedFinish;
    most = Math.max(most, typeof to === "number" && promised !== undefined ? to - promised : Number.POSITIVE_INFINITY);
  }
  return most;
}

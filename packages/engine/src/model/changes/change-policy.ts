/** Who may approve which change: levels of authority with the most that each may let the plan cost and slip. */
import { z } from "zod";
import { id, line } from "../fields.ts";
import { amountCents } from "../cost/money.ts";

const authorityLevel = z.strictObject({
  id,
  name: line.min(1),
  /** Roles in the workspace or on the project that hold this level, such as "manager" or "sponsor". */
  roles: z.array(line.min(1)).min(1, "a level of authority needs a role that holds it").max(20),
  /** The most that P80 of the cost may grow, in hundredths of the currency unit. Absent: any amount. */
  mostCents: amountCents.optional(),
  /** The most calendar days that P80 of the finish may move out. Absent: any number. */
  mostDays: z.number().min(0, "a limit in days cannot be negative").max(10_000).optional(),
});
export type AuthorityLevel = Readonly<z.infer<typeof authorityLevel>>;

/** Part of the settings. */
export const changePolicySchema = z.strictObject({
  /** Lowest first. A change goes through every level up to the first one whose limits hold it. */
  levels: z.array(authorityLevel).min(1, "somebody must be able to approve").max(10),
  /** Whether whoever asks may also approve. Absent: they may, within their level. */
  ownRequests: z.enum(["allowed", "refused"]).optional(),
});
export type ChangePolicy = Readonly<z.infer<typeof changePolicySchema>>;

/** What holds until a project says otherwise. */
export const USUAL_CHANGE_POLICY: ChangePolicy = {
  levels: [
    { id: "manager", name: "Project manager", roles: ["manager", "owner"], mostCents: 1_000_000, mostDays: 5 },
    { id: "sponsor", name: "Sponsor", roles: ["sponsor", "approver", "owner"] },
  ],
};

/** What a change does at most, as far as it is known. */
export interface Extent {
  readonly cents: number | undefined;
  readonly days: number | undefined;
}

/**
 * The levels that a change needs, lowest first; what is unknown is taken for beyond every limit, so that nothing passes
 * because nobody reckoned it. 6,000.00 more and 2 days later with the usual policy: the project manager alone.
 */
export function levelsFor({ levels }: ChangePolicy, { cents, days }: Extent): readonly AuthorityLevel[] {
  const holds = ({ mostCents = Infinity, mostDays = Infinity }: AuthorityLevel): boolean => isWithin(cents, mostCents) && isWithin(days, mostDays);
  const first = levels.findIndex(holds);
  return first < 0 ? levels : levels.slice(0, first + 1);
}

function isWithin(value: number | undefined, most: number): boolean {
  return most === Infinity || (value !== undefined && value <= most);
}

/** A new baseline with an approved change: the old one is kept under another number, and both are known by a fingerprint. */
import type { Refusal } from "../base/problem.ts";
import { baselineId, taskBaselineId } from "../model/plan/baseline-ids.ts";
import type { TaskBaseline } from "../model/records.ts";
import { setBaseline } from "./baseline-commands.ts";
import type { CommandContext } from "./command.ts";
import { all, get, put, settingsIn, type Draft } from "./draft.ts";
import { refusal } from "./names.ts";

interface FrozenPlan {
  readonly number: number;
  readonly fingerprint: string;
}

export interface RenewedBaseline {
  /** Where the old one is kept now; absent where there was none. */
  readonly before?: FrozenPlan;
  readonly after: FrozenPlan;
}

const FURTHER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Freezes the plan as it is in the draft; `undefined` where there is no baseline and none is asked for. */
export function renewBaseline(draft: Draft, reason: string, when: "renew" | "where there is one", context: CommandContext): RenewedBaseline | { readonly refusal: Refusal } | undefined {
  const number = settingsIn(draft).baselineForEarnedValue ?? 0;
  const held = heldBy(draft, number);
  if (held.length === 0 && when !== "renew") return undefined;
  const free = FURTHER.find((one) => one !== number && heldBy(draft, one).length === 0);
  if (held.length > 0 && free === undefined) return { refusal: refusal("baseline/full", "all baselines are taken, so the old one could not be kept beside a new one. Clear one that nobody needs, or approve without a new baseline.") };
  if (held.length > 0 && free !== undefined) keepUnder(draft, number, free);
  const [refused] = setBaseline(draft, { type: "setBaseline", number, reason }, context);
  if (refused) return { refusal: refused };
  const after = { number, fingerprint: fingerprintOf(heldBy(draft, number)) };
  return held.length === 0 || free === undefined ? { after } : { before: { number: free, fingerprint: fingerprintOf(held) }, after };
}

function heldBy(draft: Draft, number: number): TaskBaseline[] {
  return [...all(draft, "taskBaseline")].filter((one) => one.number === number);
}

function keepUnder(draft: Draft, number: number, free: number): void {
  for (const held of heldBy(draft, number)) put(draft, "taskBaseline", { ...held, id: taskBaselineId(free, held.taskId), number: free });
  const header = get(draft, "baseline", baselineId(number));
  put(draft, "baseline", { ...header, id: baselineId(free), number: free });
}

/**
 * 16 hexadecimal digits over dates, work and cost of every task, whatever number the baseline has: two runs of FNV-1a with
 * different beginnings. It tells versions apart; that nobody forges them is the log's task.
 */
export function fingerprintOf(held: readonly TaskBaseline[]): string {
  const lines = held.map(({ taskId, start, finish, durationMinutes, workMinutes, costCents }) => [taskId, start, finish, durationMinutes, workMinutes, costCents].join(" ")).sort();
  const text = lines.join("\n");
  return hashed(text, 0x811c9dc5) + hashed(text, 0x1b873593);
}

function hashed(text: string, begin: number): string {
  let hash = begin;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

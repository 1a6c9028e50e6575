/** How much something moves, as people read it: signed, with its unit, and never a bare number. */
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { moneyText } from "./money-text.ts";

/** "+13 days", "−1 day", "no change": calendar days between two finishes. */
export function dayChangeText(before: Minute, after: Minute): string {
  const days = dayNumberOf(after) - dayNumberOf(before);
  if (days === 0) return "no change";
  return `${days > 0 ? "+" : "−"}${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
}

/** "+EUR 14k", "−EUR 900", "no change"; less than half a unit is none. */
export function moneyChangeText(before: number, after: number, currency: string): string {
  const cents = after - before;
  return Math.abs(cents) < 50 ? "no change" : `${cents > 0 ? "+" : ""}${moneyText(cents, currency)}`;
}

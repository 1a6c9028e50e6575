/** True-ups of a licence as people type them: "2026-06-01 +20; 2026-09-01 +5". */
import type { BudgetAmount } from "@leadline/engine/model/cost/budget-line.ts";
import { formatIsoDay } from "@leadline/engine/time/minute.ts";
import { numberOf } from "../../ui/number-text.ts";
import { dayOfText } from "../../ui/typed-day.ts";

type TrueUps = Extract<BudgetAmount, { readonly kind: "licence" }>["trueUps"];

export function trueUpsText(trueUps: TrueUps): string {
  return (trueUps ?? []).map(({ day, quantity }) => `${formatIsoDay(day)} +${quantity}`).join("; ");
}

/** The field of a licence, or a sentence that says which part cannot be read. */
export function trueUpsOfText(text: string): { readonly trueUps: NonNullable<TrueUps> } | string {
  const trueUps: { day: number; quantity: number }[] = [];
  for (const part of text.split(";").map((one) => one.trim()).filter(Boolean)) {
    const [dayWord = "", more = "", ...rest] = part.split(" ").filter(Boolean);
    const [day, quantity] = [dayOfText(dayWord), numberOf(more.replace(/^\+/, ""))];
    if (day === undefined || quantity === undefined || quantity < 0 || rest.length > 0) return `“${part}” is no true-up: type a day and how many more, such as 2026-06-01 +20, parted by semicolons.`;
    trueUps.push({ day, quantity });
  }
  return { trueUps: trueUps.sort((a, b) => a.day - b.day) };
}

/** Reserves and what was drawn from them: contingency lies inside the budget, management reserve outside until it is drawn (domain B5). */
import type { Project } from "../model/project.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { paymentDaysOf, spendingOf, type CostItem } from "./cost-item.ts";
import { accruedDays } from "./plan-costs.ts";
import { dayWeights, evenCurve } from "./work-curve.ts";

export interface ReserveTotals {
  readonly reserveId: string;
  readonly name: string;
  readonly kind: "contingency" | "management";
  readonly cents: number;
  readonly drawnCents: number;
  readonly leftCents: number;
}

export function reserveTotals(project: Project): ReserveTotals[] {
  const drawn = new Map<string, number>();
  for (const one of project.records.reserveDrawdown.values()) drawn.set(one.reserveId, (drawn.get(one.reserveId) ?? 0) + one.amountCents);
  return [...project.records.reserve.values()].map(({ id, name, kind, amountCents }) => {
    const drawnCents = drawn.get(id) ?? 0;
    return { reserveId: id, name, kind, cents: amountCents, drawnCents, leftCents: amountCents - drawnCents };
  });
}

/** What is left of contingency, evenly over the project; what was drawn of any reserve, where and when it went. */
export function reserveItems(project: Project, schedule: Schedule): CostItem[] {
  const curve = evenCurve(project, { durationUnit: "d" }, schedule);
  const left = reserveTotals(project).flatMap(({ reserveId, name, kind, leftCents }): CostItem[] => {
    if (kind === "management" || leftCents === 0) return [];
    const days = accruedDays(leftCents, "prorated", schedule, () => dayWeights(curve, curve.shareBefore));
    return [{ source: { kind: "reserve", id: reserveId }, label: name, taskId: undefined, costType: "contingency", spending: spendingOf(project, "contingency"), cents: leftCents, days, paymentDays: 0 }];
  });
  const drawn = [...project.records.reserveDrawdown.values()].flatMap((one): CostItem[] => {
    const { costType, taskId, day, amountCents: cents } = one;
    if (cents === 0) return [];
    return [{ source: { kind: "reserveDrawdown", id: one.id }, label: one.name, taskId, costType, spending: spendingOf(project, costType), cents, days: [{ day, cents }], paymentDays: paymentDaysOf(project, costType) }];
  });
  return [...left, ...drawn];
}

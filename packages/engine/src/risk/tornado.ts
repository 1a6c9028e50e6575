/** The bars of a tornado: what moves the P80 most, in days or in money, and what all else together moves (domain C6). */
import type { SimulationPlan } from "@leadline/kernel/simulation/simulation-plan.ts";
import type { SimulationInputs, Source } from "./simulation-inputs.ts";
import { planWithout, type SimulatedDriver } from "./simulation.ts";

export type Measure = "days" | "money";

/** Smaller moves than these are not worth a bar: a twentieth of a working day, half a currency unit. */
const LEAST = { days: 0.05, money: 50 } as const;

export function movedBy({ deltaP80Days, deltaP80Cents }: Pick<SimulatedDriver, "deltaP80Days" | "deltaP80Cents">, measure: Measure): number {
  return measure === "days" ? deltaP80Days : deltaP80Cents;
}

/** The largest first. */
export function largestDrivers(drivers: readonly SimulatedDriver[], measure: Measure, most = 10): SimulatedDriver[] {
  const moving = drivers.filter((driver) => Math.abs(movedBy(driver, measure)) >= LEAST[measure]);
  return moving.sort((a, b) => movedBy(b, measure) - movedBy(a, measure) || (a.id < b.id ? -1 : 1)).slice(0, most);
}

/** The plan in which nothing but these sources adds spread: compared with the whole one it shows what all else does. Which way branches go is still drawn. */
export function planWithOnly(inputs: SimulationInputs, kept: readonly Source[]): SimulationPlan {
  const isKept = (one: Source): boolean => kept.some(({ kind, id }) => kind === one.kind && id === one.id);
  const others = [...inputs.sourceOfDraw, ...inputs.sourceOfRisk, ...inputs.sourceOfLostDays].filter((source) => !isKept(source));
  return { ...planWithout(inputs, ...others), lagDraws: [] };
}

/** Kinds of cost as people call them. */
import type { CostType } from "@leadline/engine/model/cost/money.ts";

export const COST_TYPES: readonly (readonly [CostType, string])[] = [
  ["labour", "Labour"],
  ["contractor", "Contractor"],
  ["hardware", "Hardware"],
  ["licence", "Licence"],
  ["cloud", "Cloud"],
  ["travel", "Travel"],
  ["contingency", "Contingency"],
  ["other", "Other"],
];

export function costTypeOf(text: string): CostType {
  return COST_TYPES.find(([type]) => type === text)?.[0] ?? "other";
}

/** Further impacts of a risk as text: "adds 2/5/15d; x1.1/1.2/1.5; costs 1000/5000/15000". */
import type { RiskImpact } from "@leadline/engine/model/risk/risk-item.ts";
import { numberOf } from "../../ui/number-text.ts";

const HIDDEN = "costs hidden";

/** What a risk costs is told only to those who see costs. */
export function impactsText(impacts: readonly RiskImpact[], showsCosts: boolean): string {
  return impacts.map((impact) => (impact.kind === "cost" && !showsCosts ? HIDDEN : impactText(impact))).join("; ");
}

function impactText({ kind, low, likely, high }: RiskImpact): string {
  const ends = `${low}/${likely}/${high}`;
  switch (kind) {
    case "delayDays":
      return `adds ${ends}d`;
    case "durationFactor":
      return `x${ends}`;
    case "cost":
      return `costs ${ends}`;
  }
}

export function impactsOfText(text: string): { readonly impacts: readonly RiskImpact[] } | { readonly sentence: string } {
  const impacts: RiskImpact[] = [];
  for (const part of text.split(";").map((one) => one.trim()).filter(Boolean)) {
    const impact = impactOf(part);
    if (!impact) return { sentence: `“${part}” is no impact. Type adds 2/5/15d, x1.1/1.2/1.5 or costs 1000/5000/15000 (low, likely, high); part several by semicolons.` };
    impacts.push(impact);
  }
  return { impacts };
}

const KINDS: readonly (readonly [string, string, RiskImpact["kind"]])[] = [
  ["adds", "d", "delayDays"],
  ["x", "", "durationFactor"],
  ["costs", "", "cost"],
];

function impactOf(part: string): RiskImpact | undefined {
  const lower = part.toLowerCase();
  const [begin = "", end = "", kind] = KINDS.find(([word]) => lower.startsWith(word)) ?? [];
  if (kind === undefined) return undefined;
  const rest = lower.slice(begin.length).trim();
  const numbers = (end !== "" && rest.endsWith(end) ? rest.slice(0, -end.length) : rest).split("/").map(numberOf);
  const [low, likely = low, high = likely, ...more] = numbers;
  const isWhole = more.length === 0 && (numbers.length === 1 || numbers.length === 3);
  return isWhole && low !== undefined && likely !== undefined && high !== undefined && numbers.every((value) => value !== undefined) ? { kind, low, likely, high } : undefined;
}

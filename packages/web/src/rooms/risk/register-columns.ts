/** The columns of the risk register: what each shows of a risk, and how what is typed or chosen becomes its fields. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import { numberOf, percentOf, percentText } from "../../ui/number-text.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { amountColumn, tasksColumn } from "../../ui/record-columns.ts";
import { impactsOfText, impactsText } from "./impacts-text.ts";

type RiskColumn = SheetColumn<RiskItem>;
type ImpactKind = RiskItem["impact"]["kind"];

const KINDS: readonly (readonly [ImpactKind, string])[] = [
  ["delayDays", "adds days"],
  ["durationFactor", "multiplies durations"],
  ["cost", "costs"],
];

/** A new kind of impact begins with values that mean something in its unit. */
export const USUAL_IMPACTS: Readonly<Record<ImpactKind, RiskItem["impact"]>> = {
  delayDays: { kind: "delayDays", low: 2, likely: 5, high: 15 },
  durationFactor: { kind: "durationFactor", low: 1.05, likely: 1.2, high: 1.5 },
  cost: { kind: "cost", low: 1000, likely: 5000, high: 15_000 },
};

const plain = (id: "code" | "title" | "category" | "response" | "owner" | "trigger" | "action", label: string, width: number): RiskColumn => ({
  id,
  label,
  width,
  textOf: (risk) => risk[id] ?? "",
  keep: (text) => ({ [id]: id === "owner" && text.trim() === "" ? null : text.trim() }),
});

/** One end of the impact; what a risk costs is told only to those who see costs. */
function end(id: "low" | "likely" | "high", label: string, showsCosts: boolean): RiskColumn {
  const isHidden = ({ impact }: RiskItem): boolean => !showsCosts && impact.kind === "cost";
  return {
    id,
    label,
    width: 76,
    isNumber: true,
    isFixed: isHidden,
    textOf: (risk) => (isHidden(risk) ? "hidden" : String(risk.impact[id])),
    keep: (text, { impact }) => {
      const value = numberOf(text);
      return value === undefined ? `${label} “${text}” is no number.` : { impact: stretched({ ...impact, [id]: value }, id) };
    },
  };
}

const CHANCE: RiskColumn = {
  id: "probability",
  label: "Chance",
  width: 72,
  isNumber: true,
  textOf: ({ probability }) => percentText(probability * 100),
  keep: (text) => {
    const percent = percentOf(text);
    return percent === undefined ? `A chance lies between 0 and 100 %; “${text}” does not.` : { probability: percent / 100 };
  },
};

const IMPACT: RiskColumn = {
  id: "impact",
  label: "It",
  width: 150,
  choices: KINDS,
  nameOf: ({ title }) => `What ${title} does`,
  textOf: ({ impact }) => impact.kind,
  keep: (text) => ({ impact: USUAL_IMPACTS[KINDS.find(([kind]) => kind === text)?.[0] ?? "delayDays"] }),
};

/** What comes with the first impact, each drawn on its own. */
function further(showsCosts: boolean): RiskColumn {
  return {
    id: "furtherImpacts",
    label: "And also",
    width: 190,
    isFixed: ({ furtherImpacts = [] }) => !showsCosts && furtherImpacts.some(({ kind }) => kind === "cost"),
    textOf: ({ furtherImpacts = [] }) => impactsText(furtherImpacts, showsCosts),
    keep: (text) => {
      const read = impactsOfText(text);
      return "sentence" in read ? read.sentence : { furtherImpacts: read.impacts.length === 0 ? null : read.impacts };
    },
  };
}

/** Matters to factors alone: two that happen together multiply, or only the largest counts. */
const COMBINATION: RiskColumn = {
  id: "combination",
  label: "Beside other factors",
  width: 180,
  choices: [
    ["series", "multiplies with them"],
    ["parallel", "only the largest counts"],
  ],
  isFixed: ({ impact, furtherImpacts = [] }) => ![impact, ...furtherImpacts].some(({ kind }) => kind === "durationFactor"),
  textOf: ({ combination = "series" }) => combination,
  keep: (text) => ({ combination: text === "parallel" ? text : null }),
};

const STATUS: RiskColumn = {
  id: "status",
  label: "State",
  width: 120,
  choices: [
    ["open", "open"],
    ["occurred", "has happened"],
    ["closed", "closed"],
  ],
  textOf: ({ status = "open" }) => status,
  keep: (text) => ({ status: text === "open" ? null : text }),
};

const RESPONSE_STATE: RiskColumn = {
  id: "responseState",
  label: "Response is",
  width: 110,
  choices: [
    ["planned", "planned"],
    ["inPlace", "in place"],
  ],
  textOf: ({ responseState = "planned" }) => responseState,
  keep: (text) => ({ responseState: text === "planned" ? null : text }),
};

/** What is left once the response works. */
const RESIDUAL: RiskColumn = {
  id: "residual",
  label: "Chance then",
  width: 90,
  isNumber: true,
  textOf: ({ residual }) => (residual ? percentText(residual.probability * 100) : ""),
  keep: (text, { residual }) => {
    const percent = text.trim() === "" ? null : percentOf(text);
    if (percent === undefined) return `A chance lies between 0 and 100 %; “${text}” does not.`;
    return { residual: percent === null ? null : { ...residual, probability: percent / 100 } };
  },
};

export function registerColumns({ project, key, showsCosts }: { readonly project: Project; readonly key: string; readonly showsCosts: boolean }): readonly RiskColumn[] {
  return [
    plain("code", "No.", 56),
    plain("title", "Risk", 260),
    CHANCE,
    IMPACT,
    end("low", "Low", showsCosts),
    end("likely", "Likely", showsCosts),
    end("high", "High", showsCosts),
    { ...tasksColumn<RiskItem>("taskIds", "Hits", { project, key }), width: 150 },
    further(showsCosts),
    COMBINATION,
    plain("owner", "Owner", 110),
    STATUS,
    plain("response", "Response", 110),
    plain("action", "What is done", 220),
    RESPONSE_STATE,
    RESIDUAL,
    ...(showsCosts ? [amountColumn<RiskItem>("responseCostCents", "Response costs", 110)] : []),
    plain("trigger", "Watch for", 180),
    plain("category", "Category", 110),
  ];
}

/** Typing a likely value beyond an end takes the end along. */
function stretched(impact: RiskItem["impact"], typed: "low" | "likely" | "high"): RiskItem["impact"] {
  if (typed === "likely") return { ...impact, low: Math.min(impact.low, impact.likely), high: Math.max(impact.high, impact.likely) };
  return impact;
}

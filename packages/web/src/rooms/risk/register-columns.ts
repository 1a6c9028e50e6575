/** The columns of the risk register: what each shows of a risk, and how typed text becomes its fields. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import { numberOf, percentOf, percentText } from "../../ui/number-text.ts";

export type Kept = { readonly fields: Readonly<Record<string, unknown>> } | { readonly sentence: string };

export interface RegisterColumn {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly isNumber?: true;
  readonly textOf: (risk: RiskItem, project: Project, key: string) => string;
  readonly keep: (text: string, risk: RiskItem, project: Project, key: string) => Kept;
}

const plain = (id: "code" | "title" | "category" | "response" | "owner" | "trigger" | "action", label: string, width: number): RegisterColumn => ({
  id,
  label,
  width,
  textOf: (risk) => risk[id] ?? "",
  keep: (text) => ({ fields: { [id]: id === "owner" && text.trim() === "" ? null : text.trim() } }),
});

const end = (id: "low" | "likely" | "high", label: string): RegisterColumn => ({
  id,
  label,
  width: 76,
  isNumber: true,
  textOf: ({ impact }) => String(impact[id]),
  keep: (text, { impact }) => {
    const value = numberOf(text);
    return value === undefined ? { sentence: `${label} “${text}” is no number.` } : { fields: { impact: stretched({ ...impact, [id]: value }, id) } };
  },
});

export const REGISTER_COLUMNS: readonly RegisterColumn[] = [
  plain("code", "No.", 56),
  plain("title", "Risk", 260),
  {
    id: "probability",
    label: "Chance",
    width: 72,
    isNumber: true,
    textOf: ({ probability }) => percentText(probability * 100),
    keep: (text) => {
      const percent = percentOf(text);
      return percent === undefined ? { sentence: `A chance lies between 0 and 100 %; “${text}” does not.` } : { fields: { probability: percent / 100 } };
    },
  },
  end("low", "Low"),
  end("likely", "Likely"),
  end("high", "High"),
  { id: "tasks", label: "Hits", width: 150, textOf: tasksText, keep: keepTasks },
  plain("owner", "Owner", 110),
  plain("response", "Response", 110),
  plain("action", "What is done", 220),
  plain("trigger", "Watch for", 180),
  plain("category", "Category", 110),
];

/** Typing a likely value beyond an end takes the end along. */
function stretched(impact: RiskItem["impact"], typed: "low" | "likely" | "high"): RiskItem["impact"] {
  if (typed === "likely") return { ...impact, low: Math.min(impact.low, impact.likely), high: Math.max(impact.high, impact.likely) };
  return impact;
}

function tasksText({ taskIds }: RiskItem, project: Project, key: string): string {
  return taskIds.flatMap((id) => (project.records.task.get(id) ? [`${key}-${project.records.task.get(id)?.number ?? ""}`] : [])).join(", ");
}

/** Keys or row numbers, parted by commas. */
function keepTasks(text: string, _risk: RiskItem, project: Project, key: string): Kept {
  const words = text.split(/[,;]/).map((word) => word.trim()).filter(Boolean);
  const byNumber = new Map([...project.records.task.values()].map((task) => [`${key}-${task.number}`.toLowerCase(), task.id]));
  const { rows } = outlineOf(project);
  const ids = words.map((word) => byNumber.get(word.toLowerCase()) ?? (/^\d+$/.test(word) ? rows[Number(word) - 1]?.task.id : undefined));
  const missing = words.find((_, at) => ids[at] === undefined);
  if (missing !== undefined) return { sentence: `There is no task “${missing}”. Name tasks by key or row, such as ${key}-3 or 3, parted by commas.` };
  return { fields: { taskIds: [...new Set(ids)] } };
}

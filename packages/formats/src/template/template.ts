/** A project template after the schema `leadline-template/1`, checked: every task, role and gate that is named exists. */
import { civilOf, dayNumberOf, minuteOf, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { fieldsOf, flagField, listField, lower, numberField, optionalText, textField, textsField, wordField, type Fields } from "./tree-fields.ts";
import type { Fault, Tree } from "./yaml-tree.ts";

export const TEMPLATE_SCHEMA = "leadline-template/1";

export interface Template {
  readonly key: string;
  readonly name: string;
  readonly exampleScope?: string | undefined;
  readonly provenance?: string | undefined;
  /** Start of the plan, where the template names one. */
  readonly start?: Minute | undefined;
  readonly hoursPerDay: number;
  readonly currency: string;
  readonly roles: readonly TemplateRole[];
  readonly phases: readonly TemplatePhase[];
  readonly gates: readonly { readonly code: string; readonly name: string; readonly criteria: readonly string[] }[];
  readonly procurement: readonly { readonly item: string; readonly kind: string; readonly contractType: string; readonly budget: number }[];
  readonly risks: readonly TemplateRisk[];
}

export interface TemplateRole {
  readonly code: string;
  readonly name: string;
  readonly dayRate: number;
  readonly units: number;
}

export interface TemplatePhase {
  readonly code: string;
  readonly name: string;
  readonly tasks: readonly TemplateTask[];
}

export interface TemplateTask {
  readonly code: string;
  readonly name: string;
  readonly line: number;
  readonly roles: readonly string[];
  /** Optimistic, most likely and pessimistic duration in working days. */
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly predecessors: readonly { readonly task: string; readonly type: "FS" | "SS" | "FF" | "SF"; readonly lagDays: number }[];
  readonly deliverable?: string | undefined;
  readonly gate?: string | undefined;
  readonly milestone: boolean;
  readonly security: boolean;
  readonly procurement: boolean;
}

export interface TemplateRisk {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly probability: number;
  readonly impact: { readonly kind: "durationFactor" | "delayDays" | "cost"; readonly low: number; readonly likely: number; readonly high: number };
  readonly tasks: readonly string[];
  readonly response: string;
  readonly action: string;
  readonly trigger: string;
}

/** The fields of each map of the schema. */
const NAMES = {
  template: ["schema", "key", "name", "example_scope", "provenance", "start", "conventions", "reference_results", "roles", "phases", "quality_gates", "procurement_items", "risks"],
  conventions: ["duration_unit", "hours_per_day", "distribution", "currency", "delay_days_risk", "duration_factor_risk"],
  role: ["code", "name", "day_rate", "units"],
  phase: ["code", "name", "tasks"],
  task: ["code", "name", "roles", "duration_days", "predecessors", "deliverable", "milestone", "gate", "security", "procurement"],
  duration_days: ["o", "m", "p"],
  predecessor: ["task", "type", "lag_days"],
  gate: ["code", "name", "criteria"],
  procurement: ["item", "kind", "contract_type", "budget"],
  risk: ["id", "title", "category", "probability", "impact", "tasks", "response", "action", "trigger"],
  impact: ["kind", "o", "m", "p"],
};
const NO_CONVENTIONS: Tree = { kind: "map", line: 1, entries: new Map() };

const MOST_DAYS = 10_000;
const MOST_MONEY = 1e12;

/** Checks a YAML tree; whatever is wrong is added to `faults` with its line, and the result is then not to be used. */
export function templateOf(tree: Tree, faults: Fault[]): Template {
  const fields = fieldsOf(tree, "The template", NAMES.template, faults);
  const schema = textField(fields, "schema");
  if (schema !== "" && schema !== TEMPLATE_SCHEMA) {
    faults.push({ line: fields.map.entries.get("schema")?.line ?? 1, message: `The schema is “${schema}”; Leadline reads “${TEMPLATE_SCHEMA}”.` });
  }
  const conventions = fieldsOf(fields.map.entries.get("conventions") ?? NO_CONVENTIONS, "The conventions", NAMES.conventions, faults);
  wordField(conventions, "duration_unit", ["working_day"], "working_day");
  if (listField(fields, "phases").length === 0) faults.push({ line: fields.map.line, message: "The template has no phases, so there is nothing to plan." });
  const known: Known = { tasks: taskCodes(fields), roles: codesOf(fields, "roles"), gates: codesOf(fields, "quality_gates") };
  return {
    key: textField(fields, "key"),
    name: textField(fields, "name"),
    exampleScope: optionalText(fields, "example_scope"),
    provenance: optionalText(fields, "provenance"),
    start: startOf(fields),
    hoursPerDay: numberField(conventions, "hours_per_day", { min: 1, max: 14, fallback: 8 }),
    currency: (optionalText(conventions, "currency") ?? "").slice(0, 10),
    roles: listField(fields, "roles").map((role, index) => roleOf(role, index, faults)),
    phases: listField(fields, "phases").map((phase, index) => phaseOf(phase, index, known, faults)),
    gates: listField(fields, "quality_gates").map((gate, index) => gateOf(gate, index, faults)),
    procurement: listField(fields, "procurement_items").map((item, index) => procurementOf(item, index, faults)),
    risks: listField(fields, "risks").map((risk, index) => riskOf(risk, index, known, faults)),
  };
}

/** Codes that other parts of the file may refer to. */
interface Known {
  readonly tasks: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly gates: ReadonlySet<string>;
}

function startOf(fields: Fields): Minute | undefined {
  const text = optionalText(fields, "start");
  if (text === undefined) return undefined;
  const start = parseIso(text);
  if (start === undefined) fields.faults.push({ line: fields.map.entries.get("start")?.line ?? 1, message: `“${text}” is not a date; write it as 2026-03-02.` });
  if (start === undefined || text.includes(":")) return start;
  const { year, month, day } = civilOf(dayNumberOf(start));
  return minuteOf(year, month, day, 8);
}

function taskCodes(fields: Fields): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const phase of listField({ ...fields, faults: [] }, "phases")) {
    if (phase.kind !== "map") continue;
    for (const code of codesOf({ map: phase, what: "The phase", faults: fields.faults }, "tasks", codes)) codes.add(code);
  }
  return codes;
}

/** The codes of a list of coded maps; a code given twice is a fault. */
function codesOf(fields: Fields, name: string, elsewhere: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const item of listField({ ...fields, faults: [] }, name)) {
    const code = item.kind === "map" ? item.entries.get("code") : undefined;
    if (code?.kind !== "text") continue;
    if (codes.has(code.value) || elsewhere.has(code.value)) {
      fields.faults.push({ line: code.line, message: `The code “${code.value}” is given twice in “${name}”.` });
    }
    codes.add(code.value);
  }
  return codes;
}

/** How sentences call an item: by its code where it has one, else by its place. */
function nameOf(tree: Tree, kind: string, index: number, key = "code"): string {
  const code = tree.kind === "map" ? tree.entries.get(key) : undefined;
  return code?.kind === "text" && code.value !== "" ? `${kind} ${code.value}` : `${kind} number ${index + 1}`;
}

function roleOf(tree: Tree, index: number, faults: Fault[]): TemplateRole {
  const fields = fieldsOf(tree, nameOf(tree, "Role", index), NAMES.role, faults);
  return {
    code: textField(fields, "code"),
    name: textField(fields, "name"),
    dayRate: numberField(fields, "day_rate", { min: 0, max: MOST_MONEY, fallback: 0 }),
    units: numberField(fields, "units", { min: 0, max: 10_000, fallback: 1 }),
  };
}

function phaseOf(tree: Tree, index: number, known: Known, faults: Fault[]): TemplatePhase {
  const fields = fieldsOf(tree, nameOf(tree, "Phase", index), NAMES.phase, faults);
  return {
    code: textField(fields, "code"),
    name: textField(fields, "name"),
    tasks: listField(fields, "tasks").map((task, at) => taskOf(task, at, known, faults)),
  };
}

function taskOf(tree: Tree, index: number, known: Known, faults: Fault[]): TemplateTask {
  const fields = fieldsOf(tree, nameOf(tree, "Task", index), NAMES.task, faults);
  const range = threePointsOf(fields, "duration_days", { min: 0, max: MOST_DAYS });
  const gate = optionalText(fields, "gate");
  if (gate !== undefined && !known.gates.has(gate)) {
    faults.push({ line: fields.map.entries.get("gate")?.line ?? tree.line, message: `${fields.what} ends in gate “${gate}”, which “quality_gates” does not define.` });
  }
  return {
    code: textField(fields, "code"),
    name: textField(fields, "name"),
    line: tree.line,
    roles: namedCodes(fields, "roles", known.roles, "role"),
    ...range,
    predecessors: listField(fields, "predecessors").map((item) => predecessorOf(item, fields.what, known, faults)),
    deliverable: optionalText(fields, "deliverable"),
    gate,
    milestone: flagField(fields, "milestone"),
    security: flagField(fields, "security"),
    procurement: flagField(fields, "procurement"),
  };
}

/** The codes in a list field, each of which must be known. */
function namedCodes(fields: Fields, name: string, known: ReadonlySet<string>, noun: string): readonly string[] {
  return textsField(fields, name).map(({ value, line }) => {
    if (!known.has(value)) fields.faults.push({ line, message: `${fields.what} names the ${noun} “${value}”, which the template does not define.` });
    return value;
  });
}

function predecessorOf(tree: Tree, taskName: string, known: Known, faults: Fault[]): TemplateTask["predecessors"][number] {
  const fields = fieldsOf(tree, `A predecessor of ${lower(taskName)}`, NAMES.predecessor, faults);
  const task = textField(fields, "task");
  if (task !== "" && !known.tasks.has(task)) {
    faults.push({ line: fields.map.entries.get("task")?.line ?? tree.line, message: `${taskName} waits for task “${task}”, which the template does not define.` });
  }
  return {
    task,
    type: wordField(fields, "type", ["FS", "SS", "FF", "SF"], "FS"),
    lagDays: numberField(fields, "lag_days", { min: -MOST_DAYS, max: MOST_DAYS, fallback: 0 }),
  };
}

/** `{o, m, p}` with o <= m <= p. */
function threePointsOf(parent: Fields, name: "duration_days" | "impact", limits: { readonly min: number; readonly max: number }): { low: number; likely: number; high: number } {
  const tree = parent.map.entries.get(name);
  const fields = fieldsOf(tree, `“${name}” of ${lower(parent.what)}`, NAMES[name], parent.faults, parent.map.line);
  if (tree?.kind !== "map") return { low: 0, likely: 0, high: 0 };
  const low = numberField(fields, "o", limits);
  const likely = numberField(fields, "m", limits);
  const high = numberField(fields, "p", limits);
  if (low > likely || likely > high) {
    parent.faults.push({ line: fields.map.line, message: `${parent.what}: in “${name}”, o <= m <= p must hold, but they are ${low}, ${likely} and ${high}.` });
  }
  return { low, likely, high };
}

function gateOf(tree: Tree, index: number, faults: Fault[]): Template["gates"][number] {
  const fields = fieldsOf(tree, nameOf(tree, "Gate", index), NAMES.gate, faults);
  return { code: textField(fields, "code"), name: textField(fields, "name"), criteria: textsField(fields, "criteria").map((item) => item.value) };
}

function procurementOf(tree: Tree, index: number, faults: Fault[]): Template["procurement"][number] {
  const fields = fieldsOf(tree, nameOf(tree, "Procurement item", index, "item"), NAMES.procurement, faults);
  return {
    item: textField(fields, "item"),
    kind: optionalText(fields, "kind") ?? "",
    contractType: optionalText(fields, "contract_type") ?? "",
    budget: numberField(fields, "budget", { min: 0, max: MOST_MONEY, fallback: 0 }),
  };
}

const IMPACT_KINDS = { duration_factor: "durationFactor", delay_days: "delayDays", cost: "cost" } as const;
const IMPACT_WORDS = ["duration_factor", "delay_days", "cost"] as const;

function riskOf(tree: Tree, index: number, known: Known, faults: Fault[]): TemplateRisk {
  const fields = fieldsOf(tree, nameOf(tree, "Risk", index, "id"), NAMES.risk, faults);
  const impact = fields.map.entries.get("impact");
  const kind = impact?.kind === "map" ? wordField({ ...fields, map: impact }, "kind", IMPACT_WORDS, "delay_days") : "delay_days";
  return {
    id: textField(fields, "id"),
    title: textField(fields, "title"),
    category: optionalText(fields, "category") ?? "",
    probability: numberField(fields, "probability", { min: 0, max: 1 }),
    impact: { kind: IMPACT_KINDS[kind], ...threePointsOf(fields, "impact", { min: -MOST_MONEY, max: MOST_MONEY }) },
    tasks: namedCodes(fields, "tasks", known.tasks, "task"),
    response: optionalText(fields, "response") ?? "",
    action: optionalText(fields, "action") ?? "",
    trigger: optionalText(fields, "trigger") ?? "",
  };
}

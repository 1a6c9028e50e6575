/** Registers: kinds of records that people keep as lists, such as risks, and the facts from which saving, naming, linking and hiding them follow. */
import type { KindedRecord } from "./project.ts";
import type { Kind, RecordOf } from "./records.ts";

/** A field that names other records by id, alone or in a list; "parts.taskId" is a field of the objects in a list. */
export interface RegisterReference {
  readonly field: string;
  readonly kind: Kind;
  /** What happens to this record when the named one goes: the name is taken out (only of lists and optional fields), or it goes too. */
  readonly whenGone: "clear" | "remove";
}

export interface RegisterFacts<K extends Kind> {
  readonly one: string;
  readonly many: string;
  /** The field whose text names a record in sentences. */
  readonly titleField: string & keyof RecordOf<K>;
  readonly references: readonly RegisterReference[];
  /** Fields that tell amounts of money, with what stands there for people who see no costs; `undefined` leaves an optional field out. */
  readonly costs: Readonly<Record<string, unknown>>;
}

/** To make a new register: its schema in the room it belongs to, a line in `records.ts` and `kinds.ts`, its name and facts here. */
export type RegisterKind = "riskItem" | "qualityGate" | "procurementItem"
  | "budgetLine" | "actualCost" | "purchaseOrder" | "reserve" | "reserveDrawdown" | "currencyRate" | "controlAccount" | "businessCase" | "benefit"
  | "correlationGroup" | "planBranch" | "calendarRisk" | "resourceAbsence" | "scenario"
  | "changeRequest" | "decision" | "lesson" | "commitment" | "negotiation"
  | "issueItem" | "rootCause" | "delayEvent"
  | "evidence" | "deliverable" | "statusCall" | "contradictionAnswer" | "statedDate" | "webhook" | "keptEstimate";

const FOR_TASK: RegisterReference = { field: "taskId", kind: "task", whenGone: "clear" };
const TASKS: RegisterReference = { field: "taskIds", kind: "task", whenGone: "clear" };
const FOR_CHANGE: RegisterReference = { field: "changeRequestId", kind: "changeRequest", whenGone: "clear" };
const RISKS: RegisterReference = { field: "riskIds", kind: "riskItem", whenGone: "clear" };
const CHANGES: RegisterReference = { field: "changeRequestIds", kind: "changeRequest", whenGone: "clear" };
const ISSUES: RegisterReference = { field: "issueIds", kind: "issueItem", whenGone: "clear" };

export const REGISTERS: { readonly [K in RegisterKind]: RegisterFacts<K> } = {
  riskItem: { one: "risk", many: "risks", titleField: "title", references: [TASKS], costs: { responseCostCents: undefined } },
  qualityGate: { one: "quality gate", many: "quality gates", titleField: "name", references: [], costs: {} },
  procurementItem: { one: "thing to buy", many: "things to buy", titleField: "name", references: [FOR_TASK], costs: { budgetCents: 0 } },
  budgetLine: { one: "budget line", many: "budget lines", titleField: "name", references: [FOR_TASK], costs: { amount: { kind: "sum", cents: 0 }, phasing: { kind: "prorated" } } },
  actualCost: { one: "actual cost", many: "actual costs", titleField: "name", references: [FOR_TASK, { field: "orderId", kind: "purchaseOrder", whenGone: "clear" }], costs: { amountCents: 0 } },
  purchaseOrder: { one: "order", many: "orders", titleField: "name", references: [FOR_TASK, { field: "procurementItemId", kind: "procurementItem", whenGone: "clear" }], costs: { amountCents: 0, receivedCents: undefined, terms: undefined, expectedCostCents: undefined } },
  reserve: { one: "reserve", many: "reserves", titleField: "name", references: [], costs: { amountCents: 0 } },
  reserveDrawdown: { one: "drawdown of a reserve", many: "drawdowns of reserves", titleField: "name", references: [FOR_TASK, FOR_CHANGE, { field: "reserveId", kind: "reserve", whenGone: "remove" }], costs: { amountCents: 0 } },
  currencyRate: { one: "currency rate", many: "currency rates", titleField: "currency", references: [], costs: {} },
  controlAccount: { one: "control account", many: "control accounts", titleField: "name", references: [{ field: "taskIds", kind: "task", whenGone: "clear" }], costs: {} },
  businessCase: { one: "business case", many: "business cases", titleField: "name", references: [], costs: { flows: [] } },
  benefit: {
    one: "benefit",
    many: "benefits",
    titleField: "name",
    references: [{ field: "caseId", kind: "businessCase", whenGone: "remove" }, { field: "afterTaskId", kind: "task", whenGone: "clear" }],
    costs: { yearlyCents: { low: 0, likely: 0, high: 0 } },
  },
  correlationGroup: {
    one: "group of correlated tasks",
    many: "groups of correlated tasks",
    titleField: "name",
    references: [TASKS, { field: "pairs.taskId", kind: "task", whenGone: "clear" }, { field: "pairs.otherTaskId", kind: "task", whenGone: "clear" }],
    costs: {},
  },
  planBranch: {
    one: "branch",
    many: "branches",
    titleField: "name",
    references: [{ field: "ways.taskIds", kind: "task", whenGone: "clear" }, { field: "afterTaskId", kind: "task", whenGone: "remove" }],
    costs: {},
  },
  calendarRisk: { one: "calendar risk", many: "calendar risks", titleField: "name", references: [TASKS], costs: {} },
  scenario: { one: "scenario", many: "scenarios", titleField: "name", references: [], costs: {} },
  changeRequest: { one: "change request", many: "change requests", titleField: "title", references: [], costs: { costImpact: undefined } },
  decision: { one: "decision", many: "decisions", titleField: "question", references: [FOR_CHANGE, TASKS], costs: {} },
  lesson: { one: "lesson", many: "lessons", titleField: "title", references: [FOR_CHANGE, TASKS], costs: {} },
  commitment: {
    one: "commitment",
    many: "commitments",
    titleField: "title",
    references: [FOR_TASK, FOR_CHANGE, { field: "negotiationId", kind: "negotiation", whenGone: "clear" }],
    costs: { costCents: undefined },
  },
  negotiation: { one: "negotiation", many: "negotiations", titleField: "title", references: [FOR_CHANGE], costs: { limitCosts: undefined, packageCosts: undefined } },
  issueItem: { one: "issue", many: "issues", titleField: "title", references: [TASKS, RISKS, CHANGES], costs: {} },
  rootCause: { one: "root cause", many: "root causes", titleField: "title", references: [TASKS, RISKS, CHANGES, ISSUES, { field: "whys.evidenceIds", kind: "evidence", whenGone: "clear" }, { field: "delayEventIds", kind: "delayEvent", whenGone: "clear" }], costs: {} },
  delayEvent: {
    one: "event of delay",
    many: "events of delay",
    titleField: "title",
    references: [{ field: "afterTaskIds", kind: "task", whenGone: "clear" }, { field: "beforeTaskIds", kind: "task", whenGone: "clear" }, ISSUES],
    costs: {},
  },
  evidence: { one: "piece of evidence", many: "pieces of evidence", titleField: "title", references: [TASKS, { field: "deliverableId", kind: "deliverable", whenGone: "clear" }], costs: {} },
  deliverable: { one: "deliverable", many: "deliverables", titleField: "name", references: [FOR_TASK], costs: {} },
  statusCall: { one: "call of the status", many: "calls of the status", titleField: "call", references: [], costs: {} },
  contradictionAnswer: { one: "answer to a contradiction", many: "answers to contradictions", titleField: "sentence", references: [], costs: {} },
  statedDate: { one: "stated date", many: "stated dates", titleField: "title", references: [FOR_TASK], costs: {} },
  webhook: { one: "webhook", many: "webhooks", titleField: "name", references: [], costs: {} },
  keptEstimate: { one: "kept estimate", many: "kept estimates", titleField: "title", references: [{ field: "taskId", kind: "task", whenGone: "remove" }], costs: {} },
  resourceAbsence: { one: "absence of people", many: "absences of people", titleField: "name", references: [{ field: "resourceIds", kind: "resource", whenGone: "clear" }], costs: {} },
};

export const REGISTER_KINDS = Object.keys(REGISTERS) as readonly RegisterKind[];

/** A record of a register together with its kind. */
export type RegisterItem = Extract<KindedRecord, { readonly kind: RegisterKind }>;

export function isRegisterKind(kind: string): kind is RegisterKind {
  return Object.hasOwn(REGISTERS, kind);
}

export function isRegisterItem(item: KindedRecord): item is RegisterItem {
  return isRegisterKind(item.kind);
}

/** The name of a record: "Switches arrive late". */
export function registerTitle(item: RegisterItem): string {
  return String(valueAt(item.record, REGISTERS[item.kind].titleField) ?? "");
}

/** The records that one of a register names: field, kind and id of each. */
export function namedBy(item: RegisterItem): readonly { readonly field: string; readonly kind: Kind; readonly id: string }[] {
  return REGISTERS[item.kind].references.flatMap(({ field, kind }) => idsAt(item.record, field.split(".")).map((id) => ({ field, kind, id })));
}

/**
 * What is left of a record when others go: itself where it names none of them, `undefined` where it goes with them.
 * `gone` are ids of the kind `kind`.
 */
export function withoutNamed<T extends RegisterItem>(item: T, kind: Kind, gone: ReadonlySet<string>): T | undefined {
  let record: object = item.record;
  for (const reference of REGISTERS[item.kind].references) {
    const path = reference.field.split(".");
    if (reference.kind !== kind || !idsAt(record, path).some((id) => gone.has(id))) continue;
    if (reference.whenGone === "remove") return undefined;
    record = cleared(record, path, gone);
  }
  return record === item.record ? item : ({ ...item, record } as T);
}

function idsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => idsAt(entry, path));
  const [field, ...rest] = path;
  if (field === undefined) return typeof value === "string" ? [value] : [];
  return idsAt(valueAt(value, field), rest);
}

/** The object with the names of the gone taken out; an object in a list goes whole where a single field of it names one of them. */
function cleared(value: object, [field = "", ...rest]: readonly string[], gone: ReadonlySet<string>): object {
  const held = valueAt(value, field);
  const left = Array.isArray(held) ? held.flatMap((entry: unknown) => clearedEntry(entry, rest, gone)) : undefined;
  const entries = Object.entries(value).flatMap(([name, own]) => (name !== field ? [[name, own]] : left === undefined ? [] : [[name, left]]));
  return Object.fromEntries(entries);
}

function clearedEntry(entry: unknown, path: readonly string[], gone: ReadonlySet<string>): unknown[] {
  if (!idsAt(entry, path).some((id) => gone.has(id))) return [entry];
  const hasList = typeof entry === "object" && entry !== null && Array.isArray(valueAt(entry, path[0] ?? ""));
  return hasList ? [cleared(entry, path, gone)] : [];
}

function valueAt(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === field)?.[1] : undefined;
}

/** The money of the sample portfolio: a baseline, orders and invoices, reserves, control accounts and a business case, as each project would have them. */
import { evolve } from "@leadline/engine/change/change.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import type { CostType } from "@leadline/engine/model/cost/money.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { ProcurementItem, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";

/** Which task a thing to buy is for, by the beginning of their names. */
const BOUGHT_FOR: readonly (readonly [string, string])[] = [
  ["Component or UX partner", "Contract and data-processing agreement"],
  ["Tool licences", "Tooling and licence needs"],
  ["Cloud environments", "Tooling and licence needs"],
  ["Penetration test", "Independent penetration test"],
  ["Penetration test", "Penetration test of migrated estate"],
  ["Core switches", "Delivery of core and firewalls"],
  ["Access switches", "Delivery of access switches"],
  ["Access points", "Delivery of access switches"],
  ["Cabling and power", "Cabling and power contractor"],
  ["Vendor support", "Purchase order"],
  ["Certified disposal", "Old equipment wiped"],
  ["Migration partner", "Contract, data processing terms"],
  ["Private circuit", "Private connectivity ordered"],
  ["Cloud consumption", "Commitment/discount decision"],
  ["Data-centre exit", "Data-centre exit"],
];

/** What is bought is due where it is needed, and the plan so far is frozen as its baseline. To be done before anything slips. */
export function withPurchasesAndBaseline(project: Project): Project {
  const tasks = [...project.records.task.values()];
  const { schedule: dates } = schedule(project);
  const purchases = [...project.records.procurementItem.values()].flatMap((item): KindedRecord[] => {
    const task = tasks.find(({ name }) => BOUGHT_FOR.some(([what, where]) => item.name.startsWith(what) && name.startsWith(where)));
    const finish = task && dates.of(task.id)?.finish;
    if (!task || finish === undefined) return [];
    // What is delivered at the end is earned at the end.
    return [{ kind: "procurementItem", record: { ...item, taskId: task.id, neededDay: dayNumberOf(finish) } }, { kind: "task", record: { ...task, earningRule: { rule: "zeroHundred" } } }];
  });
  const placed = withRecords(project, purchases);
  const context = { actor: "Sample", at: settingsOf(project).start * 60_000, newId: () => "", schedule: (plan: Project) => schedule(plan).schedule };
  const decision = decide(placed, [{ type: "setBaseline", number: 0, reason: "Approved plan" }], context);
  if (!("change" in decision)) throw new Error(`a sample's baseline is refused: ${decision.refusals.map(({ message }) => message).join(" ")}`);
  return evolve(placed, decision.change);
}

export interface MoneyStory {
  readonly newId: () => string;
  /** What invoices come to beside what was budgeted: 1.05 is five per cent more. */
  readonly priceFactor: number;
  readonly statusDate: Minute;
  /** What is kept for known risks, as a share of everything that was planned; absent: eight per cent of what is bought. */
  readonly contingencyShare?: number;
}

/** Orders and invoices up to the status date, reserves with what was drawn for dearer prices, accounts, and why the project is worth it. */
export function withMoney(project: Project, story: MoneyStory): Project {
  const bought = [...project.records.procurementItem.values()].flatMap((item) => orderRecords(project, item, story));
  return withRecords(project, [...bought, ...reserveRecords(project, story), ...accountRecords(project, story), ...caseRecords(project, story)]);
}

/** Ordered when its task begins, received and invoiced when the task is over. */
function orderRecords(project: Project, item: ProcurementItem, { newId, priceFactor, statusDate }: MoneyStory): KindedRecord[] {
  const task = project.records.task.get(item.taskId ?? "");
  if (!task || task.actualStart === undefined) return [];
  const amountCents = Math.round(item.budgetCents * priceFactor);
  const orderId = newId();
  const [day, costType] = [dayNumberOf(task.actualStart), costTypeOf(item)];
  const order: KindedRecord = { kind: "purchaseOrder", record: { id: orderId, name: item.name, day, taskId: task.id, costType, amountCents, procurementItemId: item.id, ...(task.actualFinish !== undefined && { receivedCents: amountCents }), paymentDays: 30 } };
  const invoiced = task.actualFinish === undefined ? Infinity : dayNumberOf(task.actualFinish);
  if (invoiced > dayNumberOf(statusDate)) return [order];
  return [order, { kind: "actualCost", record: { id: newId(), name: item.name, day: invoiced, taskId: task.id, costType, amountCents, orderId, document: `INV-${invoiced}` } }];
}

function costTypeOf({ kind }: ProcurementItem): CostType {
  const known: Readonly<Record<string, CostType>> = { hardware: "hardware", licence: "licence", cloud: "cloud" };
  return known[kind] ?? "contractor";
}

/** Eight per cent of what is bought is kept for known risks, five for unknown ones. */
function reserveRecords(project: Project, { newId, priceFactor, statusDate, contingencyShare }: MoneyStory): KindedRecord[] {
  const all = [...project.records.procurementItem.values()].reduce((sum, { budgetCents }) => sum + budgetCents, 0);
  const [contingency, management] = [newId(), newId()];
  const drawn = priceFactor > 1 ? Math.round(all * 0.02) : 0;
  const drawdown: KindedRecord[] =
    drawn === 0 ? [] : [{ kind: "reserveDrawdown", record: { id: newId(), name: "Higher prices of suppliers", reserveId: contingency, day: dayNumberOf(statusDate) - 10, amountCents: drawn, costType: "contractor", reason: "Offers came in above the budget" } }];
  return [
    { kind: "reserve", record: { id: contingency, name: "Contingency", kind: "contingency", amountCents: Math.round(contingencyShare === undefined ? all * 0.08 : (all + plannedLabour(project)) * contingencyShare), reason: "Known risks of the register" } },
    { kind: "reserve", record: { id: management, name: "Management reserve", kind: "management", amountCents: Math.round(all * 0.05) } },
    ...drawdown,
  ];
}

/** The first third of the phases prepares, the next one builds, the last one hands over. */
function accountRecords(project: Project, { newId }: MoneyStory): KindedRecord[] {
  const phases = outlineOf(project).childrenOf(undefined);
  const third = Math.ceil(phases.length / 3);
  const ids = (from: number): string[] => phases.slice(from * third, (from + 1) * third).map((task: Task) => task.id);
  const account = (name: string, owner: string, at: number): KindedRecord => ({ kind: "controlAccount", record: { id: newId(), name, code: `CA${at + 1}`, taskIds: ids(at), organisation: "IT", owner } });
  return [account("Prepare", "Project manager", 0), account("Build", "Technical lead", 1), account("Hand over", "Service manager", 2)];
}

/** Of the baseline's topmost tasks, which hold those below. */
function plannedLabour({ records }: Project): number {
  return [...records.taskBaseline.values()].reduce((sum, { taskId, costCents }) => sum + (records.task.get(taskId)?.parentId === undefined ? (costCents ?? 0) : 0), 0);
}

function caseRecords(project: Project, { newId }: MoneyStory): KindedRecord[] {
  const labour = plannedLabour(project);
  const caseId = newId();
  const day = dayNumberOf(settingsOf(project).start);
  const benefit = (name: string, measure: string, share: number): KindedRecord => ({
    kind: "benefit",
    record: { id: newId(), name, caseId, owner: "Sponsor", measure, day: day + 365, yearlyCents: { low: Math.round(labour * share * 0.6), likely: Math.round(labour * share), high: Math.round(labour * share * 1.3) } },
  });
  return [
    { kind: "businessCase", record: { id: caseId, name: "Business case", problem: "What is there today costs more every year and fails more often.", doNothing: "Support ends; every outage costs a day of work.", discountPercent: 8, years: 5, flows: [] } },
    benefit("Less time lost", "hours of work lost a month", 0.3),
    benefit("Less spent on support", "support cost a year", 0.12),
  ];
}

function withRecords(project: Project, records: readonly KindedRecord[]): Project {
  return projectOf([...recordsOf(project), ...records]);
}

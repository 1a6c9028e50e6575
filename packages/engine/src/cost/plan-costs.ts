/** What the plan itself costs: work times dated rates, overtime, uses, material, sums of money, and fixed costs of tasks, each on its days. */
import { openDraft, type Draft } from "../change/draft.ts";
import { costSpanOf } from "../change/task-sums.ts";
import { assignmentCostCents, assignmentCostUntil, type CostParts, type CostSpan } from "../model/people/assignment-cost.ts";
import type { CostType } from "../model/cost/money.ts";
import type { Project } from "../model/project.ts";
import type { Assignment, Resource, Task } from "../model/records.ts";
import { assignmentsByTask } from "../schedule/drivers.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { paymentDaysOf, spendingOf, type CostItem } from "./cost-item.ts";
import { spreadCents, spreadOverDays, type DayCents } from "./spread-cents.ts";
import { assignmentCurve, dayWeights, evenCurve, type Dates } from "./work-curve.ts";

/** One item per assignment and kind of pay, and one per fixed cost. The sum of a task's items is the cost that its row shows. */
export function planCosts(project: Project, schedule: Schedule, tasks: Iterable<Task> = project.records.task.values()): CostItem[] {
  const draft = openDraft(project);
  const byTask = assignmentsByTask(project.records.assignment);
  const items: CostItem[] = [];
  for (const task of tasks) {
    const dates = schedule.of(task.id);
    if (!task.active || !dates) continue;
    const fixed = fixedItem(project, task, dates);
    if (fixed) items.push(fixed);
    for (const assignment of byTask.get(task.id) ?? []) items.push(...assignmentItems(draft, project, { task, assignment, dates }));
  }
  return items;
}

export function costTypeOf(resource: Resource): CostType {
  return resource.costType ?? (resource.type === "work" ? "labour" : resource.type === "material" ? "hardware" : "other");
}

/** Everything at one end, or day by day. */
export function accruedDays(total: number, accrual: "start" | "end" | "prorated" | undefined, dates: Dates, weights: () => readonly { readonly day: number; readonly weight: number }[]): DayCents[] {
  if (total === 0) return [];
  switch (accrual) {
    case "start":
      return [{ day: dayNumberOf(dates.start), cents: total }];
    case "end":
      return [{ day: lastDayOf(dates), cents: total }];
    default:
      return spreadOverDays(total, weights());
  }
}

/** A finish at midnight belongs to the day before. */
export function lastDayOf({ start, finish }: Dates): number {
  return finish > start ? dayNumberOf((finish - 1) as Minute) : dayNumberOf(finish);
}

function fixedItem(project: Project, task: Task, dates: Dates): CostItem | undefined {
  const cents = task.fixedCostCents ?? 0;
  if (cents === 0) return undefined;
  const costType = task.fixedCostType ?? "other";
  const curve = evenCurve(project, task, dates);
  return {
    source: { kind: "task", id: task.id },
    label: "Fixed cost",
    taskId: task.id,
    costType,
    spending: spendingOf(project, costType),
    accrual: task.fixedCostAccrual ?? "prorated",
    cents,
    days: accruedDays(cents, task.fixedCostAccrual, dates, () => dayWeights(curve, curve.shareBefore)),
    paymentDays: paymentDaysOf(project, costType),
  };
}

interface Assigned {
  readonly task: Task;
  readonly assignment: Assignment;
  readonly dates: Dates & { readonly durationMinutes: number };
}

function assignmentItems(draft: Draft, project: Project, { task, assignment, dates }: Assigned): CostItem[] {
  const resource = project.records.resource.get(assignment.resourceId ?? "");
  const span = costSpanOf(draft, task, dates);
  if (!resource || !span) return [];
  const total = assignmentCostCents(assignment, resource, span);
  const all = assignmentCostUntil(assignment, resource, span, Infinity);
  const cents = spreadParts(total, all);
  const curve = resource.type === "work" ? assignmentCurve(project, task, assignment, dates) : evenCurve(project, task, dates);
  const curved: CostSpan = { start: span.start, shareBefore: curve.shareBefore };
  const costType = costTypeOf(resource);
  return PARTS.flatMap(({ part, label }): CostItem[] => {
    if (cents[part] === 0) return [];
    const weights = (): { day: number; weight: number }[] => dayWeights(curve, (at) => assignmentCostUntil(assignment, resource, curved, at)[part]);
    const accrual = part === "use" && (resource.accrueAt ?? "prorated") === "prorated" ? "start" : (resource.accrueAt ?? "prorated");
    return [
      {
        source: { kind: "assignment", id: assignment.id },
        label: label === "" ? resource.name : `${resource.name}, ${label}`,
        taskId: task.id,
        resourceId: resource.id,
        costType,
        spending: spendingOf(project, costType),
        part,
        accrual,
        cents: cents[part],
        days: accruedDays(cents[part], accrual, dates, weights),
        paymentDays: paymentDaysOf(project, costType),
      },
    ];
  });
}

const PARTS: readonly { readonly part: keyof CostParts; readonly label: string }[] = [
  { part: "regular", label: "" },
  { part: "overtime", label: "overtime" },
  { part: "use", label: "per use" },
];

/** The parts in whole cents that sum to the cost of the assignment. Parts of either sign are kept: rounding goes to the regular part. */
function spreadParts(total: number, { regular, overtime, use }: CostParts): Readonly<Record<keyof CostParts, number>> {
  if (regular < 0 || overtime < 0 || use < 0) return { regular: total - Math.round(overtime) - Math.round(use), overtime: Math.round(overtime), use: Math.round(use) };
  const [first = 0, second = 0, third = 0] = spreadCents(total, [regular, overtime, use]);
  return { regular: first, overtime: second, use: third };
}


/** Sums of cost items by task, WBS element, control account, kind of cost, month or spending: the same cents in every grouping. */
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import { civilOf } from "../time/minute.ts";
import type { CostItem } from "./cost-item.ts";
import { accountsOfTasks } from "./earned-value/control-accounts.ts";

/** "wbs" is the task's own element, "phase" the element at the top of the outline above it; both are "" for the project as a whole. "account" is the name of the control account, "" where there is none. */
export type CostDimension = "wbs" | "phase" | "account" | "costType" | "month" | "spending" | "source";

export interface CostGroup {
  /** One word for each dimension asked for, in that order. */
  readonly keys: readonly string[];
  readonly cents: number;
}

/** Groups in the order of their keys: WBS codes by number, months by time, the rest by name. Groups of 0 cents are left out. */
export function groupedCosts(project: Project, items: readonly CostItem[], by: readonly CostDimension[]): CostGroup[] {
  const place = placesOf(project);
  const sums = new Map<string, { keys: readonly string[]; cents: number }>();
  const add = (keys: readonly string[], cents: number): void => {
    const name = keys.join("\u0000");
    const group = sums.get(name);
    if (group) group.cents += cents;
    else sums.set(name, { keys, cents });
  };
  const monthAt = by.indexOf("month");
  for (const item of items) {
    const keys = by.map((dimension) => (dimension === "month" ? "" : keyOf(item, dimension, place)));
    if (monthAt < 0) add(keys, item.cents);
    else for (const { day, cents } of item.days) add(keys.with(monthAt, monthOf(day)), cents);
  }
  return [...sums.values()].filter(({ cents }) => cents !== 0).sort((a, b) => compareKeys(a.keys, b.keys));
}

/** "2026-03" of a day. */
export function monthOf(day: number): string {
  const { year, month } = civilOf(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
}

interface Place {
  readonly wbs: string;
  readonly phase: string;
  readonly account: string;
}

/** WBS codes of tasks and of the top elements above them, and their control accounts. */
function placesOf(project: Project): (taskId: string | undefined) => Place {
  const outline = outlineOf(project);
  const accountOf = accountsOfTasks(project);
  return (taskId) => {
    const wbs = taskId === undefined ? "" : (outline.rowOf(taskId)?.wbs ?? "");
    const account = project.records.controlAccount.get((taskId === undefined ? undefined : accountOf(taskId)) ?? "");
    return { wbs, phase: wbs.split(".")[0] ?? "", account: account?.name ?? "" };
  };
}

function keyOf(item: CostItem, dimension: Exclude<CostDimension, "month">, place: ReturnType<typeof placesOf>): string {
  switch (dimension) {
    case "wbs":
    case "phase":
    case "account":
      return place(item.taskId)[dimension];
    case "source":
      return item.source.kind;
    case "costType":
    case "spending":
      return item[dimension];
  }
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, key] of a.entries()) {
    const order = compareKey(key, b[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers within text count as numbers, so that 1.10 stands behind 1.9. */
function compareKey(a: string, b: string): number {
  const [one, other] = [a.split(/[.-]/), b.split(/[.-]/)];
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [x = "", y = ""] = [one[at], other[at]];
    if (x === y) continue;
    const [m, n] = [Number(x), Number(y)];
    if (x !== "" && y !== "" && Number.isFinite(m) && Number.isFinite(n) && m !== n) return m - n;
    return x < y ? -1 : 1;
  }
  return 0;
}

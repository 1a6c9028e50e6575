/** Earned value by control account: WBS elements that one organisation does and one owner answers for (domain B5). */
import { outlineOf } from "../../model/plan/outline.ts";
import type { Project } from "../../model/project.ts";

export interface TaskSums {
  readonly taskId: string | undefined;
  readonly bac: number;
  readonly pv: number;
  readonly ev: number;
  readonly ac: number;
}

export interface AccountSums extends Omit<TaskSums, "taskId"> {
  /** Undefined: what belongs to no account. */
  readonly accountId: string | undefined;
  readonly name: string;
  readonly organisation: string;
  readonly owner: string;
  readonly cpi: number | null;
  readonly spi: number | null;
}

/** One row per account in the order of their names, and one for the rest; the rows sum to the project. Empty where there are no accounts. */
export function accountSums(project: Project, tasks: readonly TaskSums[]): AccountSums[] {
  const accounts = [...project.records.controlAccount.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  if (accounts.length === 0) return [];
  const accountOf = accountsOfTasks(project);
  const rows = new Map<string | undefined, Omit<TaskSums, "taskId">>();
  for (const { taskId, ...sums } of tasks) {
    const key = taskId === undefined ? undefined : accountOf(taskId);
    const row = rows.get(key) ?? { bac: 0, pv: 0, ev: 0, ac: 0 };
    rows.set(key, { bac: row.bac + sums.bac, pv: row.pv + sums.pv, ev: row.ev + sums.ev, ac: row.ac + sums.ac });
  }
  const facts = (accountId: string | undefined, words: { readonly name: string; readonly organisation: string; readonly owner: string }): AccountSums => {
    const sums = rows.get(accountId) ?? { bac: 0, pv: 0, ev: 0, ac: 0 };
    return { accountId, ...words, ...sums, cpi: sums.ac === 0 ? null : sums.ev / sums.ac, spi: sums.pv === 0 ? null : sums.ev / sums.pv };
  };
  const rest = rows.has(undefined) ? [facts(undefined, { name: "No control account", organisation: "", owner: "" })] : [];
  return [...accounts.map(({ id, name, organisation, owner }) => facts(id, { name, organisation, owner })), ...rest];
}

/** The id of the account that a task belongs to: the nearest above it, its own first. */
export function accountsOfTasks(project: Project): (taskId: string) => string | undefined {
  const own = new Map<string, string>();
  for (const account of project.records.controlAccount.values()) for (const taskId of account.taskIds) own.set(taskId, account.id);
  const { rows, indexOf } = outlineOf(project);
  return (taskId) => {
    for (let at = indexOf(taskId) ?? -1; at >= 0; at = rows[at]?.parentIndex ?? -1) {
      const account = own.get(rows[at]?.task.id ?? "");
      if (account !== undefined) return account;
    }
    return undefined;
  };
}

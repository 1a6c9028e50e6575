/** Commands of somebody who does not see costs: what they must not set, and what they leave out without meaning to remove it. */
import { isCostField, tellsAmount, withCostsOf, withoutCosts } from "../model/cost-fields.ts";
import type { KindedRecord, Project } from "../model/project.ts";
import type { RegisterItem } from "../model/registers.ts";
import type { Command } from "./command.ts";
import { isSame } from "./same-value.ts";

/** Whether a command sets an amount of money. Taking a step back is none: it is completed instead. */
export function setsCosts(command: Command): boolean {
  switch (command.type) {
    case "insertTasks":
    case "updateTasks":
      return command.tasks.some(({ fields }) => fields.fixedCostCents !== undefined || fields.fixedCostEstimate !== undefined);
    case "setAssignments":
      return command.assignments.some(({ costCents }) => costCents !== undefined);
    case "updateAssignments":
      return command.assignments.some(({ fields }) => fields.costCents !== undefined);
    case "saveResource":
      return Object.keys(command.resource).some((field) => isCostField("resource", field));
    case "saveRecords":
      return command.records.some((item) => !isSame(withoutCosts(item.kind, item.record), item.record));
    case "updateRecords":
      return command.records.some(({ kind, fields }) => Object.keys(fields).some((field) => tellsAmount(kind, field, fields[field])));
    default:
      return false;
  }
}

/** Resources and records of registers are saved whole; one that was seen without its costs keeps them. */
export function withUnseenCosts(project: Project, command: Command): Command {
  if (command.type === "saveRecords") return { ...command, records: command.records.map((item) => withKnownCosts(project, item)) };
  if (command.type !== "saveResource") return command;
  const known = project.records.resource.get(command.resource.id);
  if (!known) return command;
  const { rank, ...resource } = withCostsOf("resource", { ...command.resource, rank: command.resource.rank ?? known.rank }, known);
  return { ...command, resource: command.resource.rank === undefined ? resource : { ...resource, rank } };
}

function withKnownCosts(project: Project, item: RegisterItem): RegisterItem {
  const known = project.records[item.kind].get(item.record.id);
  return known ? ({ ...item, record: withCostsOf(item.kind, item.record, known) } as RegisterItem) : item;
}

type Reverted = Extract<Command, { readonly type: "revert" }>["change"];

/**
 * A step taken back as somebody sent it who sees no costs, completed: what is in the plan keeps its costs, what comes
 * back gets those that it had. `formerly` knows the records that left.
 */
export function withUnseenCostsOfStep(project: Project, change: Reverted, formerly: (kind: string, id: string) => object | undefined): Reverted {
  const now = (kind: string, id: string): object | undefined => recordIn(project, kind, id);
  return {
    added: change.added.map((item) => ({ ...item, record: completed(item.kind, item.record, formerly(item.kind, item.record.id)) })),
    updated: change.updated.map((item) => {
      const full = now(item.kind, item.after.id);
      return { ...item, before: completed(item.kind, item.before, full), after: completed(item.kind, item.after, full) };
    }),
    removed: change.removed.map((item) => ({ ...item, record: completed(item.kind, item.record, now(item.kind, item.record.id)) })),
  };
}

function recordIn(project: Project, kind: string, id: string): object | undefined {
  const records: Readonly<Record<string, ReadonlyMap<string, object>>> = project.records;
  return Object.hasOwn(records, kind) ? records[kind]?.get(id) : undefined;
}

/** The wall: both are records of this kind, or the command that takes them back refuses what is none. */
function completed<T extends object>(kind: string, shown: T, full: object | undefined): T {
  const known = { kind, record: shown } as unknown as KindedRecord;
  return (full === undefined ? withCostsOf(known.kind, known.record, NOTHING) : withCostsOf(known.kind, known.record, full as KindedRecord["record"])) as unknown as T;
}

const NOTHING = {} as KindedRecord["record"];

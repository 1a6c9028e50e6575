/** The tree of a plan: WBS elements become summary tasks, activities stand below them. */
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import { keyed, ownRows, type Activities, type Assembling } from "./assembling.ts";
import type { OpenRow } from "./source-file.ts";

export interface Arranged {
  readonly task: Omit<Task, "number" | "rank" | "parentId">;
  readonly parentId: string | undefined;
  readonly number: number;
  readonly rank: string;
}

interface Element {
  readonly key: string;
  readonly open: OpenRow;
  readonly id: string;
  readonly parentKey: string | undefined;
  readonly children: Element[];
}

/** Tasks in reading order: within each WBS element its activities as they stand in the file, then the elements below it. */
export function arrange(given: Assembling, activities: Activities): Arranged[] {
  const { roots, byKey, rootKeys } = readTree(given);
  const below = new Map<string, Arranged["task"][]>();
  const top: Arranged["task"][] = [];
  for (const { task, fields } of activities.own.values()) {
    const wbs = fields.text("wbs_id");
    const element = byKey.get(wbs ?? "");
    if (element) listOf(below, element.key).push(task);
    else top.push(task);
    if (wbs !== undefined && !element && byKey.size > 0 && !rootKeys.has(wbs)) fields.odd("xer/unknown-wbs", `Its WBS element (${wbs.slice(0, 40)}) is not in the file; it stands at the top level.`, { taskId: task.id });
  }
  const uids = new Set([...activities.own.values(), ...activities.foreign.values()].map(({ task }) => task.uid));
  const ordered: { task: Arranged["task"]; parentId: string | undefined }[] = top.map((task) => ({ task, parentId: undefined }));
  let empty = 0;
  const waiting = [...roots].reverse();
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const own = below.get(element.key) ?? [];
    const isEmpty = own.length === 0 && element.children.length === 0;
    if (isEmpty) empty += 1;
    ordered.push({ task: elementTask(element, uids, isEmpty ? "empty" : "filled"), parentId: element.parentKey === undefined ? undefined : byKey.get(element.parentKey)?.id });
    for (const task of own) ordered.push({ task, parentId: element.id });
    waiting.push(...element.children.toReversed());
  }
  for (const { task } of activities.foreign.values()) ordered.push({ task, parentId: undefined });
  if (empty > 0) given.options.problems.add({ code: "xer/empty-wbs", message: `${empty} WBS ${empty === 1 ? "element holds" : "elements hold"} no activity; ${empty === 1 ? "it is" : "they are"} shown as inactive ${empty === 1 ? "task" : "tasks"}.` });
  const ranks = ranksFor(ordered.length);
  return ordered.map(({ task, parentId }, index) => ({ task, parentId, number: index + 1, rank: ranks[index] ?? "V" }));
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** The project's own element is no task: what is below it stands at the top. Elements in a circle of parents stand there too. */
function readTree({ reader, source, options }: Assembling): { roots: Element[]; byKey: Map<string, Element>; rootKeys: Set<string> } {
  const open = keyed(ownRows(reader.rows("PROJWBS", "wbs_id", "wbs_name"), source), "wbs_id");
  const byKey = new Map<string, Element>();
  const rootKeys = new Set<string>();
  for (const [key, row] of open) {
    if (row.fields.flag("proj_node_flag") === true) rootKeys.add(key);
    else byKey.set(key, { key, open: row, id: options.idOf(row.row), parentKey: row.fields.text("parent_wbs_id"), children: [] });
  }
  for (const key of circling(byKey)) {
    const element = byKey.get(key);
    if (!element) continue;
    element.open.fields.odd("xer/wbs-loop", "Its WBS elements above lead back to itself; it stands at the top level.", { taskId: element.id });
    byKey.set(key, { ...element, parentKey: undefined });
  }
  const roots: Element[] = [];
  const bySequence = [...byKey.values()].sort((a, b) => sequence(a) - sequence(b));
  for (const element of bySequence) {
    const parent = byKey.get(element.parentKey ?? "");
    (parent?.children ?? roots).push(element);
  }
  return { roots, byKey, rootKeys };
}

function sequence({ open }: Element): number {
  return open.fields.number("seq_num") ?? 0;
}

/** One element of each circle of parents. */
function circling(byKey: ReadonlyMap<string, Element>): string[] {
  const state = new Map<string, number>();
  const found: string[] = [];
  let walk = 0;
  for (const start of byKey.keys()) {
    walk += 1;
    let at: string | undefined = start;
    while (at !== undefined && byKey.has(at) && !state.has(at)) {
      state.set(at, walk);
      at = byKey.get(at)?.parentKey;
    }
    if (at !== undefined && state.get(at) === walk && byKey.has(at)) found.push(at);
  }
  return found;
}

function elementTask({ open, id }: Element, taken: ReadonlySet<number | undefined>, kind: "empty" | "filled"): Arranged["task"] {
  const uid = Number(open.fields.text("wbs_id"));
  return {
    id,
    ...(Number.isInteger(uid) && uid >= 0 && uid <= 2_147_483_647 && !taken.has(uid) && { uid }),
    name: ownText(open.fields.text("wbs_name") ?? open.fields.text("wbs_short_name") ?? "", 1000),
    durationMinutes: 0,
    durationUnit: "d",
    estimated: false,
    milestone: false,
    mode: "auto",
    active: kind === "filled",
    constraint: "ASAP",
    ignoreResourceCalendars: true,
    taskType: "fixedDuration",
    effortDriven: false,
    priority: 500,
    actualDurationMinutes: 0,
    remainingDurationMinutes: 0,
    percentComplete: 0,
    levelingDelayMinutes: 0,
  };
}

/** Which rows of the plan a page shows: collapsed families and filtered rows left out, with each row's place among its siblings. */
import type { Outline, OutlineRow } from "../model/plan/outline.ts";
import type { Schedule } from "../schedule/schedule.ts";

export const ROW_FILTERS = ["critical", "late", "milestones", "unfinished"] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

export interface RowChoice {
  /** Ids of summary tasks whose descendants are hidden. */
  readonly collapsed: ReadonlySet<string>;
  readonly filter?: RowFilter | undefined;
}

export interface ShownRows {
  /** Outline indices (0-based) in reading order. */
  readonly indices: readonly number[];
  /** Position among the shown rows by outline index; -1 for a hidden row. */
  readonly positionOf: (outlineIndex: number) => number;
}

/** The shown rows. A filter keeps the summary tasks above each row that it keeps. */
export function shownRows(outline: Outline, schedule: Schedule, choice: RowChoice): ShownRows {
  const { rows } = outline;
  const kept = choice.filter && keptRows(outline, schedule, choice.filter);
  const indices: number[] = [];
  const positions = new Int32Array(rows.length).fill(-1);
  for (let index = 0; index < rows.length; ) {
    const row = rows[index];
    if (!row) break;
    if (!kept || kept[index] === 1) {
      positions[index] = indices.length;
      indices.push(index);
    }
    index = row.isSummary && choice.collapsed.has(row.task.id) ? row.endIndex : index + 1;
  }
  return { indices, positionOf: (outlineIndex) => positions[outlineIndex] ?? -1 };
}

function keptRows(outline: Outline, schedule: Schedule, filter: RowFilter): Uint8Array {
  const kept = new Uint8Array(outline.rows.length);
  outline.rows.forEach((row, index) => {
    if (!passes(row, schedule, filter)) return;
    for (let at = index; at >= 0 && kept[at] === 0; at = outline.rows[at]?.parentIndex ?? -1) kept[at] = 1;
  });
  return kept;
}

function passes(row: OutlineRow, schedule: Schedule, filter: RowFilter): boolean {
  const dates = schedule.of(row.task.id);
  switch (filter) {
    case "critical":
      return !row.isSummary && dates?.critical === true;
    case "late":
      return row.task.deadline !== undefined && dates !== undefined && dates.finish > row.task.deadline;
    case "milestones":
      return dates?.isMilestone === true;
    case "unfinished":
      return !row.isSummary && row.task.percentComplete < 100;
  }
}

export interface SiblingPlace {
  /** 1-based. */
  readonly position: number;
  readonly size: number;
}

const memo = new WeakMap<Outline, { readonly position: Int32Array; readonly size: Int32Array }>();

/** The place of a row among its siblings, as assistive technology reads it out. */
export function siblingPlace(outline: Outline, index: number): SiblingPlace {
  const places = memo.get(outline) ?? siblingPlaces(outline);
  memo.set(outline, places);
  return { position: places.position[index] ?? 1, size: places.size[index] ?? 1 };
}

function siblingPlaces(outline: Outline): { readonly position: Int32Array; readonly size: Int32Array } {
  const { rows } = outline;
  const position = new Int32Array(rows.length);
  const size = new Int32Array(rows.length);
  /** Children counted so far, by parent index + 1. */
  const counted = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    const parent = row.parentIndex + 1;
    counted[parent] = (counted[parent] ?? 0) + 1;
    position[index] = counted[parent] ?? 0;
  });
  rows.forEach((row, index) => (size[index] = counted[row.parentIndex + 1] ?? 0));
  return { position, size };
}

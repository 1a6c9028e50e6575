/** The plan page's own state beside the project's: what is shown, selected, collapsed, zoomed, previewed; grid, chart and panels listen to it. */
import { USUAL_LAYERS, type FinishRange, type GanttLayer } from "@leadline/engine/views/gantt-layout.ts";
import { shownRows, type RowFilter, type ShownRows } from "@leadline/engine/views/plan-rows.ts";
import { editSentence, type PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { pixelsPerDayOf } from "@leadline/engine/views/timescale.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { civilOf, dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { DateOrder } from "@leadline/engine/time/date-text.ts";
import type { LastEdit, ProjectState, ProjectStore } from "../../store/project-store.ts";
import { columnsOf, type Column, type ColumnId } from "./columns.ts";
import type { RawCell } from "./paste.ts";
import { remapped, selectionAt, type Extent, type Selection } from "./selection.ts";

/** What can be set from outside; everything else follows from it. */
export interface DeskSettings {
  readonly selection: Selection;
  readonly collapsed: ReadonlySet<string>;
  readonly filter: RowFilter | undefined;
  readonly columns: readonly Column[];
  readonly layers: ReadonlySet<GanttLayer>;
  readonly pixelsPerDay: number;
  readonly rowHeight: number;
  /** Pasted cells that could not be read, by `rawKey`. */
  readonly rawCells: ReadonlyMap<string, RawCell>;
  /** What a drag would do; drawn in place of the plan. */
  readonly preview: PlanFacts | undefined;
  /** What a levelling came to, drawn in place of the plan while it is looked at; an edit ends it. */
  readonly review: PlanFacts | undefined;
  /** What is too much, by task: one sentence each. */
  readonly overloads: ReadonlyMap<string, string>;
  /** What the simulation says of finishes, by task; of the plan before where an edit was just made. */
  readonly ranges: ReadonlyMap<string, FinishRange> | undefined;
  /** Task whose details are open. */
  readonly detailsOf: string | undefined;
  /** Last sentence for the live region. */
  readonly announcement: string;
  /** Rows that find has found, and the words looked for. */
  readonly found: ReadonlySet<string>;
}

export interface DeskState extends DeskSettings {
  readonly project: ProjectState;
  /** The plan as stored, and as drawn (a preview while something is dragged). */
  readonly plan: PlanFacts;
  readonly shown: PlanFacts;
  readonly rows: ShownRows;
  /** The plan before the last edit, for ghosts of moved bars; gone after a moment. */
  readonly ghost: PlanFacts | undefined;
  /** The last edit that was made in this page. */
  readonly ownEdit: LastEdit | undefined;
}

export interface Desk {
  readonly store: ProjectStore;
  readonly now: Minute;
  readonly thisYear: number;
  readonly dateOrder: DateOrder;
  /** Reading only: narrow screens. */
  readonly isReadOnly: boolean;
  get(): DeskState;
  update(next: Partial<DeskSettings>): void;
  subscribe(listener: () => void): () => void;
  close(): void;
}

export interface DeskOptions {
  readonly store: ProjectStore;
  readonly now: Minute;
  readonly dateOrder: DateOrder;
  readonly isReadOnly: boolean;
  readonly settings: Partial<DeskSettings>;
}

/** How long the old places of moved bars stay in sight. */
const GHOST_MS = 1200;

export function openDesk(options: DeskOptions): Desk {
  const { store, now } = options;
  const thisYear = civilOf(dayNumberOf(now)).year;
  const listeners = new Set<() => void>();
  let state = firstState(store.getState(), options.settings);
  let ghostTimer: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const set = (next: DeskState): void => {
    state = next;
    tell();
  };
  const fromStore = (): void => {
    const project = store.getState();
    if (project === state.project) return;
    const before = state;
    const edit = project.lastEdit !== before.project.lastEdit ? project.lastEdit : undefined;
    const plan = factsOf(project, before.plan);
    const review = plan === before.plan ? before.review : undefined;
    const next = withRows({ ...before, project, plan, review, rawCells: keptRawCells(before, project) });
    if (!edit) return set(next);
    clearTimeout(ghostTimer);
    ghostTimer = setTimeout(() => set({ ...state, ghost: undefined }), GHOST_MS);
    const ownEdit = edit.from === "here" ? edit : before.ownEdit;
    set({ ...next, ownEdit, ghost: edit.movedTaskIds.length > 0 ? before.plan : undefined, announcement: sentenceOf(before.plan, next.plan, edit, thisYear) });
  };
  const stopListening = store.subscribe(fromStore);
  return {
    store,
    now,
    thisYear,
    dateOrder: options.dateOrder,
    isReadOnly: options.isReadOnly,
    get: () => state,
    update: (next) => set(withRows({ ...state, ...next })),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearTimeout(ghostTimer);
      stopListening();
    },
  };
}

function firstState(project: ProjectState, given: Partial<DeskSettings>): DeskState {
  const plan: PlanFacts = { project: project.project, outline: project.outline, schedule: project.schedule };
  const settings: DeskSettings = {
    selection: selectionAt({ position: 0, column: 2 }),
    collapsed: new Set(),
    filter: undefined,
    columns: columnsOf(undefined),
    layers: new Set(USUAL_LAYERS),
    ranges: undefined,
    pixelsPerDay: pixelsPerDayOf(undefined),
    rowHeight: 28,
    rawCells: new Map(),
    preview: undefined,
    review: undefined,
    overloads: new Map(),
    detailsOf: undefined,
    announcement: "",
    found: new Set(),
    ...given,
  };
  return { ...settings, project, plan, shown: plan, rows: shownRows(plan.outline, plan.schedule, settings), ghost: undefined, ownEdit: undefined };
}

/** The same object as before while nothing of the plan changed. */
function factsOf(project: ProjectState, before: PlanFacts): PlanFacts {
  if (before.project === project.project && before.schedule === project.schedule) return before;
  return { project: project.project, outline: project.outline, schedule: project.schedule };
}

/** Rows follow from plan, collapsing and filter; the selection follows its tasks. */
function withRows(next: DeskState & { readonly rows: ShownRows }): DeskState {
  const shown = next.preview ?? next.review ?? next.plan;
  const basis = rowBasis.get(next.rows);
  const isSame = basis && basis.outline === shown.outline && basis.collapsed === next.collapsed && basis.filter === next.filter && (next.filter === undefined || basis.schedule === shown.schedule);
  if (isSame) return { ...next, shown };
  const rows = shownRows(shown.outline, shown.schedule, next);
  const was = basis?.outline ?? shown.outline;
  const selection = remapped(
    next.selection,
    (position) => was.rows[next.rows.indices[position] ?? -1]?.task.id,
    (taskId) => rows.positionOf(shown.outline.indexOf(taskId) ?? -1),
    rows.indices.length + 1,
  );
  rowBasis.set(rows, { outline: shown.outline, schedule: shown.schedule, collapsed: next.collapsed, filter: next.filter });
  return { ...next, shown, rows, selection };
}

/** What a list of shown rows was made from. */
const rowBasis = new WeakMap<ShownRows, Pick<PlanFacts, "outline" | "schedule"> & Pick<DeskSettings, "collapsed" | "filter">>();

/** Raw texts stay until their task is gone or its cell got a value. */
function keptRawCells(before: DeskState, project: ProjectState): ReadonlyMap<string, RawCell> {
  if (before.rawCells.size === 0) return before.rawCells;
  const kept = [...before.rawCells].filter(([, cell]) => project.project.records.task.has(cell.taskId));
  return kept.length === before.rawCells.size ? before.rawCells : new Map(kept);
}

function sentenceOf(before: PlanFacts, after: PlanFacts, edit: LastEdit, thisYear: number): string {
  const moved = edit.movedTaskIds.filter((taskId) => after.outline.rowOf(taskId)?.isSummary === false).length;
  const sentence = editSentence(before, after, { label: edit.label, moved }, thisYear);
  return edit.from === "elsewhere" ? `Somebody else's edit: ${sentence}` : sentence;
}

export function rawKey(taskId: string, column: ColumnId): string {
  return `${column} ${taskId}`;
}

/** The row at a place of the grid; none on the empty row for a new task. */
export function rowAt(state: DeskState, position: number): OutlineRow | undefined {
  return state.shown.outline.rows[state.rows.indices[position] ?? -1];
}

export function positionOfTask(state: DeskState, taskId: string): number {
  return state.rows.positionOf(state.shown.outline.indexOf(taskId) ?? -1);
}

export function activeRow(state: DeskState): OutlineRow | undefined {
  return rowAt(state, state.selection.active.position);
}

/** NET-42. */
export function taskKey(state: DeskState, row: OutlineRow): string {
  return `${state.project.key}-${row.task.number}`;
}

export function taskOfKey(state: DeskState, key: string | undefined): OutlineRow | undefined {
  const number = Number(/-(\d+)$/.exec(key ?? "")?.[1]);
  return Number.isFinite(number) ? state.plan.outline.rows.find((row) => row.task.number === number) : undefined;
}

/** Rows of the grid with the empty one at the end, where one can write. */
export function extentOf(desk: Desk, page = 20): Extent {
  const { rows, columns } = desk.get();
  return { rows: rows.indices.length + (desk.isReadOnly ? 0 : 1), columns: columns.length, page };
}

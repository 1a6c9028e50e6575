/** What this browser remembers about how a person looks at plans: splitter, row height, layers, collapsed rows. Never plan data. */
import { GANTT_LAYERS, USUAL_LAYERS, type GanttLayer } from "@leadline/engine/views/gantt-layout.ts";

const KEY = "leadline.plan";
/** Collapsed rows of at most so many projects are kept. */
const MOST_PROJECTS = 30;

export interface RememberedView {
  readonly gridWidth: number;
  readonly rowHeight: number;
  readonly collapsed: ReadonlySet<string>;
}

export const ROW_HEIGHTS = { compact: 24, normal: 28, roomy: 36 } as const;
export const GRID_WIDTH = { usual: 562, least: 120 } as const;

export function rememberedView(projectId: string): RememberedView {
  const stored = readStored();
  return { gridWidth: stored.gridWidth ?? GRID_WIDTH.usual, rowHeight: stored.rowHeight ?? ROW_HEIGHTS.normal, collapsed: new Set(stored.collapsed?.[projectId]) };
}

export function remember(projectId: string, view: Partial<RememberedView>): void {
  const stored = readStored();
  const collapsed = view.collapsed ? withProject(stored.collapsed ?? {}, projectId, [...view.collapsed]) : stored.collapsed;
  const next: Stored = { ...stored, ...(view.gridWidth && { gridWidth: view.gridWidth }), ...(view.rowHeight && { rowHeight: view.rowHeight }), ...(collapsed && { collapsed }) };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing shows the usual view next time.
  }
}

interface Stored {
  readonly gridWidth?: number;
  readonly rowHeight?: number;
  readonly collapsed?: Readonly<Record<string, readonly string[]>>;
}

function withProject(all: Readonly<Record<string, readonly string[]>>, projectId: string, ids: readonly string[]): Record<string, readonly string[]> {
  const others = Object.entries(all).filter(([id]) => id !== projectId);
  return Object.fromEntries([...others.slice(1 - MOST_PROJECTS), ...(ids.length > 0 ? [[projectId, ids] as const] : [])]);
}

/** Anything that does not look like what we stored counts as nothing. */
function readStored(): Stored {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof value !== "object" || value === null) return {};
    const { gridWidth, rowHeight, collapsed } = { gridWidth: undefined, rowHeight: undefined, collapsed: undefined, ...value } as Record<string, unknown>;
    return {
      ...(typeof gridWidth === "number" && gridWidth >= GRID_WIDTH.least && gridWidth < 4000 && { gridWidth }),
      ...(typeof rowHeight === "number" && Object.values(ROW_HEIGHTS).some((height) => height === rowHeight) && { rowHeight }),
      ...(isIdLists(collapsed) && { collapsed }),
    };
  } catch {
    return {};
  }
}

function isIdLists(value: unknown): value is Record<string, readonly string[]> {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every((list) => Array.isArray(list) && list.every((id) => typeof id === "string"));
}

/** Layers that an address asks for; the usual ones where it says nothing. */
export function layersOf(show: string | undefined): ReadonlySet<GanttLayer> {
  return show === undefined ? new Set(USUAL_LAYERS) : new Set(GANTT_LAYERS.filter((layer) => show.split(",").includes(layer)));
}

export function layersText(layers: ReadonlySet<GanttLayer>): string | undefined {
  return layers.size === USUAL_LAYERS.length && USUAL_LAYERS.every((layer) => layers.has(layer)) ? undefined : GANTT_LAYERS.filter((layer) => layers.has(layer)).join(",") || "none";
}

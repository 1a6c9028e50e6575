/** What of the page stands in the address, so that a sent link shows the same: zoom, selection, open details, columns, filter, layers. */
import { useEffect, useRef } from "react";
import { ROW_FILTERS } from "@leadline/engine/views/plan-rows.ts";
import { pixelsPerDayOf, zoomText } from "@leadline/engine/views/timescale.ts";
import type { PlanPageProps, PlanSearch } from "../../store/plan-page-props.ts";
import { columnsOf, columnsText } from "./columns.ts";
import { activeRow, taskKey, taskOfKey, type Desk, type DeskSettings } from "./desk.ts";
import { layersOf, layersText } from "./remembered.ts";

/** What an address asks for, apart from tasks. */
export function settingsFrom(search: PlanSearch): Pick<DeskSettings, "pixelsPerDay" | "columns" | "filter" | "layers"> {
  return {
    pixelsPerDay: pixelsPerDayOf(search.zoom),
    columns: columnsOf(search.cols),
    filter: ROW_FILTERS.find((filter) => filter === search.filter),
    layers: layersOf(search.show),
  };
}

type Texts = { readonly [K in keyof PlanSearch]-?: PlanSearch[K] | undefined };

function searchOf(desk: Desk): Texts {
  const state = desk.get();
  const row = activeRow(state);
  const details = state.detailsOf === undefined ? undefined : state.plan.outline.rowOf(state.detailsOf);
  const zoom = zoomText(state.pixelsPerDay);
  return {
    zoom: zoom === "week" ? undefined : zoom,
    sel: row && state.selection.active.position > 0 ? taskKey(state, row) : undefined,
    cols: columnsText(state.columns),
    filter: state.filter,
    show: layersText(state.layers),
    details: details && taskKey(state, details),
  };
}

/** The address follows the page after a short rest, so that scrolling and dragging do not write it all the time. */
const REST_MS = 250;

export function useSearchSync(desk: Desk, search: PlanSearch, onSearch: PlanPageProps["onSearch"], goTo: (taskId: string) => void): void {
  /** The address as this page wrote or read it last. */
  const known = useRef<PlanSearch>({});
  const write = useRef(onSearch);
  write.current = onSearch;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      const now = searchOf(desk);
      if (NAMES.every((name) => now[name] === known.current[name])) return;
      known.current = definedOnly(now);
      write.current(now);
    };
    const stop = desk.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(tell, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [desk]);

  useEffect(() => {
    if (NAMES.every((name) => search[name] === known.current[name])) return;
    const before = known.current;
    known.current = search;
    desk.update({ ...settingsFrom(search), ...(search.details !== before.details && { detailsOf: taskOfKey(desk.get(), search.details)?.task.id }) });
    const row = search.sel === before.sel ? undefined : taskOfKey(desk.get(), search.sel);
    if (row && row.task.id !== activeRow(desk.get())?.task.id) goTo(row.task.id);
  }, [desk, search.zoom, search.sel, search.cols, search.filter, search.show, search.details]);
}

const NAMES = ["zoom", "sel", "cols", "filter", "show", "details"] as const satisfies readonly (keyof PlanSearch)[];

function definedOnly(texts: Texts): PlanSearch {
  return Object.fromEntries(NAMES.flatMap((name) => (texts[name] === undefined ? [] : [[name, texts[name]]])));
}

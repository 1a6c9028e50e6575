/** The plan page: mounts grid and chart on an open project and shows what can be opened around them. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { PlanPageProps } from "../../store/plan-page-props.ts";
import { useSession } from "../../api/session.ts";
import { MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import { Button } from "../../ui/button.tsx";
import { drawRanges } from "./drawn-ranges.ts";
import { openDesk, taskOfKey, type Desk } from "./desk.ts";
import { OpenDialog } from "./dialogs/open-dialog.tsx";
import { FindBar } from "./find-bar.tsx";
import type { LevelingWish } from "./leveling/leveling-messages.ts";
import { useOverloadMarks } from "./leveling/overload-marks.ts";
import { LinkPopover } from "./link-popover.tsx";
import { addTask, type ActionPlace } from "./grid-actions.ts";
import { handlePageKeys } from "./page-keys.ts";
import { PlanCards } from "./plan-cards.tsx";
import { PlanToolbar } from "./plan-toolbar.tsx";
import { mountPlanView, type PlanView, type ScreenPoint, type ViewOpeners } from "./plan-view.ts";
import { nowAt, localDateOrder } from "./present.ts";
import { RawCellsStrip } from "./raw-cells-strip.tsx";
import { remember, rememberedView } from "./remembered.ts";
import { RowMenu } from "./row-menu.tsx";
import type { PlanDialog } from "./schedule-menu.tsx";
import { SidePanel, type PanelChoice } from "./side-panel.tsx";
import { settingsFrom, useSearchSync } from "./search-sync.ts";
import { useDesk } from "./use-desk.ts";
import { useNarrow } from "./use-narrow.ts";
import "./plan.css";

export function PlanPage(props: PlanPageProps): ReactNode {
  const { store, search } = props;
  const { test } = useSession();
  const isNarrow = useNarrow();
  const [desk, setDesk] = useState<Desk>();
  const latestSearch = useRef(search);
  latestSearch.current = search;
  useEffect(() => {
    const { collapsed, rowHeight } = rememberedView(store.getState().projectId);
    const opened = openDesk({
      store,
      now: nowAt(test === true ? new URLSearchParams(location.search).get("now") : null),
      dateOrder: localDateOrder(navigator.language),
      isReadOnly: isNarrow,
      settings: { ...settingsFrom(latestSearch.current), collapsed, rowHeight },
    });
    setDesk(opened);
    return () => opened.close();
  }, [store, isNarrow, test]);
  return desk && desk.store === store && desk.isReadOnly === isNarrow ? <OpenPlanPage key={store.getState().projectId} {...props} desk={desk} /> : null;
}

type Opened = { readonly what: "link"; readonly linkId: string; readonly at: ScreenPoint } | { readonly what: "menu"; readonly at: ScreenPoint };

function OpenPlanPage({ desk, forecast, view: wantedView, search, onSearch, onView, onWorkingTime }: PlanPageProps & { readonly desk: Desk }): ReactNode {
  const [isChartWanted, setChartWanted] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const [panel, setPanel] = useState<PanelChoice>();
  const [dialog, setDialog] = useState<PlanDialog>();
  const [isFinding, setFinding] = useState(false);
  useEffect(() => drawRanges(desk, forecast), [desk, forecast]);
  const parts = desk.isReadOnly ? (isChartWanted ? "chart" : "cards") : wantedView === "grid" ? "grid" : "both";
  const closeAll = (): void => {
    setOpened(undefined);
    setFinding(false);
    setPanel(undefined);
    desk.update({ detailsOf: undefined });
  };
  const open: ViewOpeners = {
    details: (taskId) => {
      setPanel(undefined);
      desk.update({ detailsOf: taskId });
    },
    estimate: (taskId) => {
      setPanel({ what: "estimate" });
      desk.update({ detailsOf: taskId });
    },
    why: (taskId) => {
      setPanel({ what: "why" });
      desk.update({ detailsOf: taskId });
    },
    find: () => setFinding(true),
    menu: (at) => setOpened({ what: "menu", at }),
    link: (linkId, at) => setOpened({ what: "link", linkId, at }),
    closeAll,
  };
  const { host, view } = useMountedView(desk, parts, open);
  useSearchSync(desk, search, onSearch, (taskId) => view?.goTo(taskId));
  useDetailsFollowSelection(desk);
  useRemembered(desk);
  useOverloadMarks(desk);
  useEffect(() => handlePageKeys({ desk, view: () => view, open }), [desk, view]);
  const goTo = (taskId: string): void => {
    view?.goTo(taskId);
    // A narrow screen shows one thing at a time.
    if (desk.isReadOnly) setPanel(undefined);
    if (desk.get().detailsOf !== undefined || desk.isReadOnly) desk.update({ detailsOf: taskId });
  };
  const level = (wish: LevelingWish): void => {
    setDialog(undefined);
    setPanel({ what: "leveling", wish });
  };
  const closePanel = (): void => {
    setPanel(undefined);
    desk.update({ detailsOf: undefined });
    view?.focusGrid();
  };
  return (
    <div className="pl-page" data-narrow={desk.isReadOnly || undefined}>
      <PlanToolbar desk={desk} actions={view?.actions} chart={view?.chart} onFind={() => setFinding(true)} onProblems={() => setPanel({ what: "problems" })} onHealth={() => setPanel(panel?.what === "health" ? undefined : { what: "health" })} onDialog={(wanted) => (wanted === "workingTime" ? onWorkingTime() : setDialog(wanted))}>
        {desk.isReadOnly ? (
          <Button look="quiet" aria-pressed={isChartWanted} onClick={() => setChartWanted(!isChartWanted)}>
            {isChartWanted ? "List" : "Chart"}
          </Button>
        ) : (
          onView && (
            <Button look="quiet" onClick={() => onView(wantedView === "grid" ? "gantt" : "grid")}>
              {wantedView === "grid" ? "Show chart" : "Hide chart"}
            </Button>
          )
        )}
      </PlanToolbar>
      <RawCellsStrip desk={desk} actions={view?.actions} />
      <div className="pl-body">
        {parts === "cards" ? <PlanCards desk={desk} onOpen={open.details} /> : <div ref={host} className="pl-host" />}
        {parts !== "cards" && view && <EmptyPlan desk={desk} actions={view.actions} />}
        {isFinding && <FindBar desk={desk} goTo={goTo} onClose={() => (setFinding(false), view?.focusGrid())} />}
        <SidePanel desk={desk} panel={panel} goTo={goTo} onClose={closePanel} />
      </div>
      {opened?.what === "menu" && view && <RowMenu actions={view.actions} at={opened.at} onClose={() => setOpened(undefined)} />}
      {opened?.what === "link" && <LinkPopover desk={desk} linkId={opened.linkId} at={opened.at} onClose={() => setOpened(undefined)} />}
      <OpenDialog desk={desk} open={dialog} onLevel={level} onClose={() => setDialog(undefined)} />
      <Announcement desk={desk} />
    </div>
  );
}

function EmptyPlan({ desk, actions }: { readonly desk: Desk; readonly actions: ActionPlace }): ReactNode {
  const isEmpty = useDesk(desk, (state) => state.plan.outline.rows.length === 0);
  if (!isEmpty || desk.isReadOnly) return null;
  return (
    <div className="pl-empty">
      <p>This plan has no tasks yet. Type the first one in the grid, or paste rows from a spreadsheet with Ctrl+V; every date is computed as you type.</p>
      <Button look="primary" onClick={() => addTask(actions)}>
        Add the first task
      </Button>
    </div>
  );
}

function Announcement({ desk }: { readonly desk: Desk }): ReactNode {
  return (
    <div className="ll-hidden" role="status" aria-live="polite" data-testid="plan-announcement">
      {useDesk(desk, (state) => state.announcement)}
    </div>
  );
}

/** Mounts grid and chart into the host; they draw themselves from then on. */
function useMountedView(desk: Desk, parts: "both" | "grid" | "chart" | "cards", open: ViewOpeners): { readonly host: React.RefObject<HTMLDivElement | null>; readonly view: PlanView | undefined } {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<PlanView>();
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (!host.current || parts === "cards") {
      setView(undefined);
      return undefined;
    }
    const begin = performance.now();
    const { projectId } = desk.store.getState();
    const mounted = mountPlanView(host.current, desk, {
      parts,
      gridWidth: rememberedView(projectId).gridWidth,
      onGridWidth: (gridWidth) => remember(projectId, { gridWidth }),
      open: {
        details: (taskId) => latest.current.details(taskId),
        estimate: (taskId) => latest.current.estimate(taskId),
        why: (taskId) => latest.current.why(taskId),
        find: () => latest.current.find(),
        menu: (at) => latest.current.menu(at),
        link: (linkId, at) => latest.current.link(linkId, at),
        closeAll: () => latest.current.closeAll(),
      },
    });
    showBeginning(desk, mounted);
    performance.measure("ll:open", { start: begin, end: performance.now() });
    setView(mounted);
    return () => mounted.close();
  }, [desk, parts]);
  return { host, view };
}

/** The chart opens at today where bars of the first rows lie there, else at the plan's start. */
function showBeginning(desk: Desk, { chart, goTo }: PlanView): void {
  const { plan, pixelsPerDay } = desk.get();
  const asked = new URLSearchParams(location.search);
  const wanted = taskOfKey(desk.get(), asked.get("sel") ?? asked.get("details") ?? undefined);
  const minutesInSight = ((chart?.element.clientWidth ?? 0) / pixelsPerDay) * MINUTES_PER_DAY;
  const isTodayAtStart = desk.now < plan.schedule.start + minutesInSight * 0.8;
  const isAtToday = !isTodayAtStart && desk.now < plan.schedule.finish && firstRowsLieAt(desk, desk.now - minutesInSight * TODAY_SHARE, desk.now + minutesInSight * (1 - TODAY_SHARE));
  chart?.showMinute(isAtToday ? desk.now : plan.schedule.start, isAtToday ? TODAY_SHARE : 0.02);
  if (wanted) goTo(wanted.task.id);
}

/** Where today lies in the pane. */
const TODAY_SHARE = 0.3;
/** Rows that a screen shows at least. */
const FIRST_ROWS = 20;

/** Whether at least half of the first rows have something between two instants. */
function firstRowsLieAt(desk: Desk, from: number, to: number): boolean {
  const { plan, rows } = desk.get();
  const dates = rows.indices.slice(0, FIRST_ROWS).flatMap((index) => plan.schedule.of(plan.outline.rows[index]?.task.id ?? "") ?? []);
  return dates.filter((one) => one.finish >= from && one.start <= to).length * 2 >= dates.length;
}

/** While details are open they show the active row. */
function useDetailsFollowSelection(desk: Desk): void {
  useEffect(() => {
    let last = activeId(desk);
    return desk.subscribe(() => {
      const now = activeId(desk);
      if (now === last) return;
      last = now;
      if (now !== undefined && !desk.isReadOnly && desk.get().detailsOf !== undefined) desk.update({ detailsOf: now });
    });
  }, [desk]);
}

function activeId(desk: Desk): string | undefined {
  const { shown, rows, selection } = desk.get();
  return shown.outline.rows[rows.indices[selection.active.position] ?? -1]?.task.id;
}

function useRemembered(desk: Desk): void {
  const collapsed = useDesk(desk, (state) => state.collapsed);
  const rowHeight = useDesk(desk, (state) => state.rowHeight);
  useEffect(() => remember(desk.store.getState().projectId, { collapsed, rowHeight }), [desk, collapsed, rowHeight]);
}

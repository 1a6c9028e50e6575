/** Dragging in the chart: a bar, its right edge, or a link from one end to another; previewed live, kept on release, dropped by Escape. */
import type { Command } from "@leadline/engine/change/command.ts";
import type { RowMarks } from "@leadline/engine/views/gantt-layout.ts";
import type { Point } from "@leadline/engine/views/gantt-links.ts";
import { constraintSentence, durationText, finishStrip, shortDate, type PlanFacts } from "@leadline/engine/views/plan-words.ts";
import type { Chart } from "./chart.ts";
import { selectionAt } from "./selection.ts";
import type { Desk } from "./desk.ts";
import { dragCommand, linkTypeOf, snapFor, type BarEnd, type DragKind } from "./drag-target.ts";
import { edit, sayRefusal } from "./edits.ts";

export interface DragSession {
  move(event: PointerEvent): void;
  /** Keeps what the drag shows. */
  drop(event: PointerEvent): void;
  cancel(): void;
}

/** What floats above the chart while something is dragged. */
export interface DragWords {
  /** At the pointer. */
  readout(text: string | undefined, at?: { readonly clientX: number; readonly clientY: number }): void;
  /** On top of the chart. */
  strip(text: string | undefined): void;
}

/** The pane scrolls by itself when the pointer comes this near to its sides. */
const SCROLL_EDGE = 28;
const SCROLL_STEP = 14;

export function beginBarDrag(desk: Desk, chart: Chart, words: DragWords, drag: { readonly marks: RowMarks; readonly kind: DragKind; readonly from: Point }): DragSession {
  const { marks, kind } = drag;
  const plan = desk.get().plan;
  let command: Command | undefined;
  let refused: string | undefined;
  let latest: PointerEvent | undefined;
  let frame = 0;

  const show = (): void => {
    frame = 0;
    if (!latest) return;
    scrollAtEdge(chart, latest);
    const byMinutes = ((chart.pointOf(latest).x - drag.from.x) * 1440) / desk.get().pixelsPerDay;
    const next = dragCommand(plan, marks.taskId, { kind, byMinutes, snap: snapFor(desk.get().pixelsPerDay, latest.altKey) });
    if (JSON.stringify(next) === JSON.stringify(command)) return words.readout(refused ?? barReadout(desk, marks.taskId), latest);
    command = next;
    showPreview();
    words.readout(refused ?? barReadout(desk, marks.taskId), latest);
  };

  const showPreview = (): void => {
    const begin = performance.now();
    const preview = command && desk.store.preview([command]);
    refused = preview && !preview.ok ? preview.refusals[0]?.message : undefined;
    desk.update({ preview: preview?.ok ? preview : undefined });
    words.strip(preview?.ok ? finishStrip(plan, preview, desk.thisYear) : undefined);
    if (preview) performance.measure("ll:edit", { start: begin, end: performance.now() });
  };

  const end = (): void => {
    cancelAnimationFrame(frame);
    words.readout(undefined);
    words.strip(undefined);
    desk.update({ preview: undefined });
  };

  return {
    move: (event) => {
      latest = event;
      frame ||= requestAnimationFrame(show);
    },
    drop: (event) => {
      latest = event;
      cancelAnimationFrame(frame);
      show();
      if (refused !== undefined) sayRefusal(desk, refused);
      else if (command) edit(desk, [command], { note: noteOf(plan, command, desk.thisYear) });
      end();
    },
    cancel: end,
  };
}

function noteOf(plan: PlanFacts, command: Command, thisYear: number): string | undefined {
  return command.type === "setTaskStart" ? constraintSentence(plan, command.id, "start", command.start, thisYear) : undefined;
}

/** "12 Oct – 16 Oct · 5d". */
function barReadout(desk: Desk, taskId: string): string {
  const { shown } = desk.get();
  const [task, dates] = [shown.project.records.task.get(taskId), shown.schedule.of(taskId)];
  if (!task || !dates) return "";
  const finish = shortDate(dates.finish, dates.isMilestone ? "start" : "finish", desk.thisYear);
  if (dates.isMilestone) return finish;
  return `${shortDate(dates.start, "start", desk.thisYear)} – ${finish} · ${durationText(shown.project, task, dates)}`;
}

function scrollAtEdge(chart: Chart, event: PointerEvent): void {
  const box = chart.element.getBoundingClientRect();
  if (event.clientX > box.right - SCROLL_EDGE) chart.element.scrollLeft += SCROLL_STEP;
  else if (event.clientX < box.left + SCROLL_EDGE) chart.element.scrollLeft -= SCROLL_STEP;
}

export function beginLinkDrag(desk: Desk, chart: Chart, words: DragWords, drag: { readonly marks: RowMarks; readonly end: BarEnd }): DragSession {
  const { marks: from } = drag;
  const { rowHeight } = desk.get();
  const middle = (marks: RowMarks): number => marks.position * rowHeight + rowHeight / 2 - 2;
  const origin = { fromX: drag.end === "start" ? from.x1 : from.x2, fromY: middle(from) };

  const targetOf = (point: Point): { readonly marks: RowMarks; readonly end: BarEnd } | undefined => {
    const marks = chart.drawn()?.rows.find((row) => row.position === Math.floor(point.y / rowHeight));
    if (!marks || marks.taskId === from.taskId) return undefined;
    return { marks, end: point.x <= (marks.x1 + marks.x2) / 2 + (marks.kind === "milestone" ? 8 : 0) ? "start" : "finish" };
  };
  const end = (): void => {
    chart.setDrawnLink(undefined);
    words.readout(undefined);
  };
  return {
    move: (event) => {
      const point = chart.pointOf(event);
      const target = targetOf(point);
      const to = target ? { toX: target.end === "start" ? target.marks.x1 : target.marks.x2, toY: middle(target.marks) } : { toX: point.x, toY: point.y };
      chart.setDrawnLink({ ...origin, ...to });
      words.readout(target ? linkReadout(desk, { from: from.taskId, fromEnd: drag.end, to: target.marks.taskId, toEnd: target.end }) : "Drop on the start or the end of another bar", event);
    },
    drop: (event) => {
      const target = targetOf(chart.pointOf(event));
      end();
      if (!target) return;
      const linkType = linkTypeOf(drag.end, target.end);
      const isDone = edit(desk, [{ type: "linkTasks", predecessorId: from.taskId, successorId: target.marks.taskId, linkType, lagMinutes: 0, lagPercent: 0, lagUnit: "d" }]);
      if (isDone) desk.update({ selection: selectionAt({ position: target.marks.position, column: desk.get().selection.active.column }) });
    },
    cancel: end,
  };
}

const END_WORDS = { start: "start", finish: "finish" } as const;

function linkReadout(desk: Desk, link: { readonly from: string; readonly fromEnd: BarEnd; readonly to: string; readonly toEnd: BarEnd }): string {
  const rowNumber = (taskId: string): string => String(desk.get().plan.outline.rowOf(taskId)?.rowNumber ?? "?");
  return `${linkTypeOf(link.fromEnd, link.toEnd)}: ${END_WORDS[link.fromEnd]} of row ${rowNumber(link.from)} → ${END_WORDS[link.toEnd]} of row ${rowNumber(link.to)}`;
}

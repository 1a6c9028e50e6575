/** The plan on a narrow screen: one card per row with its dates and a small bar; a tap opens the details. */
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { Schedule, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { rowSentence, shortDate, type PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { useRef, useState, type ReactNode } from "react";
import { taskKey, type Desk } from "./desk.ts";
import { fold } from "./grid-actions.ts";
import { useDesk } from "./use-desk.ts";

const CARD_HEIGHT = 64;
/** Cards drawn above and below those in sight. */
const SPARE = 4;

export function PlanCards({ desk, onOpen }: { readonly desk: Desk; readonly onOpen: (taskId: string) => void }): ReactNode {
  const rows = useDesk(desk, (state) => state.rows);
  const plan = useDesk(desk, (state) => state.shown);
  const collapsed = useDesk(desk, (state) => state.collapsed);
  const [top, setTop] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const height = scroller.current?.clientHeight ?? 800;
  const first = Math.max(0, Math.floor(top / CARD_HEIGHT) - SPARE);
  const shown = rows.indices.slice(first, first + Math.ceil(height / CARD_HEIGHT) + 2 * SPARE);
  return (
    <div ref={scroller} className="pl-cards" onScroll={(event) => setTop(event.currentTarget.scrollTop)} data-testid="plan-cards" data-region tabIndex={-1}>
      <ul style={{ height: rows.indices.length * CARD_HEIGHT }} aria-label="Tasks">
        {shown.map((index, offset) => {
          const row = plan.outline.rows[index];
          return row && <Card key={row.task.id} desk={desk} plan={plan} row={row} top={(first + offset) * CARD_HEIGHT} isCollapsed={collapsed.has(row.task.id)} onOpen={onOpen} />;
        })}
      </ul>
      {rows.indices.length === 0 && <p className="pl-inset ll-muted">This plan has no tasks yet. Open it on a wider screen to type the first one.</p>}
    </div>
  );
}

interface CardProps {
  readonly desk: Desk;
  readonly plan: PlanFacts;
  readonly row: OutlineRow;
  readonly top: number;
  readonly isCollapsed: boolean;
  readonly onOpen: (taskId: string) => void;
}

function Card({ desk, plan, row, top, isCollapsed, onOpen }: CardProps): ReactNode {
  const { task } = row;
  const dates = plan.schedule.of(task.id);
  const words = dates ? spanWords(dates, desk.thisYear) : "No dates";
  return (
    <li className="pl-card" style={{ top, height: CARD_HEIGHT }} data-task={taskKey(desk.get(), row)} data-critical={dates?.critical}>
      {row.isSummary && (
        <button type="button" className="pl-card-fold" style={{ left: indentOf(row) - 26 }} aria-expanded={!isCollapsed} aria-label={`${isCollapsed ? "Expand" : "Collapse"} ${task.name}`} onClick={() => fold(desk, "toggle", task.id)}>
          {isCollapsed ? "▸" : "▾"}
        </button>
      )}
      <button type="button" className="pl-card-body" style={row.isSummary ? { marginLeft: indentOf(row), width: `calc(100% - ${indentOf(row)}px)`, paddingLeft: 0 } : { paddingLeft: indentOf(row) }} aria-label={rowSentence(plan, row, desk.thisYear)} onClick={() => onOpen(task.id)}>
        <span className="pl-card-name" data-summary={row.isSummary || undefined}>
          {task.name}
        </span>
        <span className="pl-card-dates">
          {words}
          {dates?.critical && !row.isSummary ? " · critical" : ""}
        </span>
        <MiniBar schedule={plan.schedule} taskId={task.id} />
      </button>
    </li>
  );
}

function spanWords(dates: TaskSchedule, thisYear: number): string {
  const start = shortDate(dates.start, "start", thisYear);
  const finish = shortDate(dates.finish, dates.isMilestone ? "start" : "finish", thisYear);
  return start === finish ? finish : `${start} – ${finish}`;
}

function indentOf(row: OutlineRow): number {
  return 30 + Math.min(row.level - 1, 5) * 12;
}

/** Where the task lies between the plan's start and finish. */
function MiniBar({ schedule, taskId }: { readonly schedule: Schedule; readonly taskId: string }): ReactNode {
  const dates = schedule.of(taskId);
  if (!dates) return null;
  const whole = Math.max(1, schedule.finish - schedule.start);
  const left = (100 * (dates.start - schedule.start)) / whole;
  const width = (100 * (dates.finish - dates.start)) / whole;
  return (
    <span className="pl-mini" aria-hidden>
      <span data-kind={dates.isSummary ? "summary" : dates.isMilestone ? "milestone" : "task"} data-critical={dates.critical || undefined} style={{ left: `${Math.min(left, 99)}%`, width: dates.isMilestone ? undefined : `${Math.max(width, 1)}%` }} />
    </span>
  );
}

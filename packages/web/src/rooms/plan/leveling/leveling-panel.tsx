/** A levelling under review: which tasks move by how much and why, the finish before and after, and what stays overloaded. */
import { amountWords } from "@leadline/engine/leveling/leveling-words.ts";
import type { LevelingResult, MovedTask, RemainingOverload } from "@leadline/engine/leveling/leveling.ts";
import type { OptimizedLeveling } from "@leadline/engine/leveling/optimize-leveling.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { fullDate, shortDate, type PlanFacts } from "@leadline/engine/views/plan-words.ts";
import { X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { Desk } from "../desk.ts";
import { edit } from "../edits.ts";
import { useDesk } from "../use-desk.ts";
import type { LevelingNews, LevelingWish } from "./leveling-messages.ts";
import { startLeveling } from "./leveling-run.ts";

interface LevelingPanelProps {
  readonly desk: Desk;
  readonly wish: LevelingWish;
  readonly goTo: (taskId: string) => void;
  readonly onClose: () => void;
}

type Stage =
  | { readonly at: "running"; readonly news?: Extract<LevelingNews, { readonly kind: "progress" }> }
  | { readonly at: "failed"; readonly message: string }
  | { readonly at: "review"; readonly result: LevelingResult | OptimizedLeveling; readonly commands: readonly Command[]; readonly base: PlanFacts };

export function LevelingPanel({ desk, wish, goTo, onClose }: LevelingPanelProps): ReactNode {
  const plan = useDesk(desk, (state) => state.plan);
  const [attempt, setAttempt] = useState(0);
  const { stage, settle } = useLeveling(desk, wish, attempt);
  const isStale = stage.at === "review" && stage.base !== plan;
  const apply = (): void => {
    if (stage.at !== "review") return;
    desk.update({ review: undefined });
    if (edit(desk, stage.commands, { note: `Levelled: ${movedWords(stage.result)}.` })) onClose();
  };
  return (
    <aside className="pl-panel" aria-label="Levelling" data-region data-testid="leveling" tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}>
      <header className="pl-panel-head">
        <h2 className="pl-panel-title ll-grow">Levelling</h2>
        <IconButton label="Discard the levelling" keys="Esc" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      {stage.at === "running" && <Running desk={desk} wish={wish} news={stage.news} onEnough={settle} onCancel={onClose} />}
      {stage.at === "failed" && <Notice tone="trouble">A mistake of ours stopped the levelling; nothing was changed. ({stage.message})</Notice>}
      {isStale && (
        <Notice tone="attention" verbs={<Button onClick={() => setAttempt(attempt + 1)}>Level again</Button>}>
          The plan was edited since, so this result no longer fits it.
        </Notice>
      )}
      {stage.at === "review" && !isStale && <Review desk={desk} stage={stage} goTo={goTo} onApply={apply} onDiscard={onClose} />}
    </aside>
  );
}

/** Levels the plan as it is now, and shows the result in the chart until the panel goes. */
function useLeveling(desk: Desk, wish: LevelingWish, attempt: number): { readonly stage: Stage; readonly settle: () => void } {
  const [stage, setStage] = useState<Stage>({ at: "running" });
  const settle = useRef<() => void>(() => undefined);
  useEffect(() => {
    setStage({ at: "running" });
    const base = desk.get().plan;
    const run = startLeveling(base.project, wish, (news) => {
      if (news.kind === "failed") return setStage({ at: "failed", message: news.message });
      if (news.kind === "progress") return setStage({ at: "running", news });
      if (news.kind !== "done") return undefined;
      const commands = commandsOf(news.result);
      showAfter(desk, base, commands);
      setStage({ at: "review", result: news.result, commands, base });
    });
    settle.current = run.settle;
    return () => {
      run.cancel();
      desk.update({ review: undefined });
    };
  }, [desk, wish, attempt]);
  return { stage, settle: () => settle.current() };
}

function commandsOf({ delays }: LevelingResult): readonly Command[] {
  if (delays.length === 0) return [];
  return [
    {
      type: "applyLeveling",
      tasks: delays.map(({ taskId, levelingDelayMinutes, splits, assignments }) => ({
        id: taskId,
        levelingDelayMinutes,
        ...(splits && { splits: [...splits] }),
        ...(assignments && { assignments: [...assignments] }),
      })),
    },
  ];
}

/** The chart draws the plan as it would be, with the old places as ghosts; an edit made meanwhile goes first. */
function showAfter(desk: Desk, base: PlanFacts, commands: readonly Command[]): void {
  if (desk.get().plan !== base || commands.length === 0) return;
  const preview = desk.store.preview(commands);
  if (preview.ok) desk.update({ review: { project: preview.project, outline: preview.outline, schedule: preview.schedule } });
}

interface RunningProps {
  readonly desk: Desk;
  readonly wish: LevelingWish;
  readonly news: Extract<LevelingNews, { readonly kind: "progress" }> | undefined;
  readonly onEnough: () => void;
  readonly onCancel: () => void;
}

function Running({ desk, wish: { searchSeconds }, news, onEnough, onCancel }: RunningProps): ReactNode {
  const share = news && searchSeconds ? Math.min(100, (100 * news.seconds) / searchSeconds) : undefined;
  return (
    <div className="pl-fields" role="status">
      <p>{searchSeconds === undefined ? "Levelling…" : `Searching for an earlier finish, at most ${searchSeconds} seconds…`}</p>
      <div className="ll-progress" data-open-ended={share === undefined ? "" : undefined}>
        <div style={share === undefined ? undefined : { width: `${share}%` }} />
      </div>
      {news && (
        <dl className="pl-facts pl-facts-inside">
          <div>
            <dt>Best finish so far</dt>
            <dd>{shortDate(news.progress.finish, "finish", desk.thisYear)}</dd>
          </div>
          <div>
            <dt>Cannot be before</dt>
            <dd>
              {shortDate(news.progress.lowerBound, "finish", desk.thisYear)} ({news.progress.gapPercent} % apart)
            </dd>
          </div>
          <div>
            <dt>Plans compared</dt>
            <dd>{news.progress.schedules.toLocaleString("en")}</dd>
          </div>
        </dl>
      )}
      <div className="ll-row">
        {news && (
          <Button look="primary" onClick={onEnough}>
            Take the best so far
          </Button>
        )}
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}

interface ReviewProps {
  readonly desk: Desk;
  readonly stage: Extract<Stage, { readonly at: "review" }>;
  readonly goTo: (taskId: string) => void;
  readonly onApply: () => void;
  readonly onDiscard: () => void;
}

/** More tasks than these stand behind a click. */
const MOVES_AT_ONCE = 50;

function Review({ desk, stage: { result, base }, goTo, onApply, onDiscard }: ReviewProps): ReactNode {
  const [shown, setShown] = useState(MOVES_AT_ONCE);
  const rest = result.moved.length - shown;
  return (
    <>
      <div className="pl-leveling-sum">
        <FinishChange desk={desk} result={result} />
        {"boundReason" in result && <Bound result={result} />}
        {result.problem ? <Notice tone="attention">{[result.problem.message, result.problem.hint].filter(Boolean).join(" ")}</Notice> : <p>{result.moved.length === 0 ? "No task has to wait." : `${capital(movedWords(result))}. The chart shows them at their new places, with the old ones in pale.`}</p>}
        {result.delays.length > 0 && (
          <div className="ll-row">
            <Button look="primary" onClick={onApply}>
              Apply
            </Button>
            <Button onClick={onDiscard}>Discard</Button>
          </div>
        )}
      </div>
      {result.moved.length > 0 && (
        <section aria-label="Tasks that move">
          <h3 className="ll-heading pl-list-title">Tasks that move</h3>
          <ul className="pl-problems">
            {result.moved.slice(0, shown).map((moved) => (
              <MovedLine key={moved.taskId} base={base} moved={moved} goTo={goTo} />
            ))}
          </ul>
          {rest > 0 && (
            <Button look="link" className="pl-inset" onClick={() => setShown(shown + 500)}>
              {rest} more
            </Button>
          )}
        </section>
      )}
      {result.remaining.length > 0 && <Remaining base={base} remaining={result.remaining} />}
    </>
  );
}

/** How much earlier anything could be at all. */
function Bound({ result: { gapPercent, schedules, boundReason } }: { readonly result: OptimizedLeveling }): ReactNode {
  const reached = gapPercent === 0 ? "Nothing better is possible." : `At most ${gapPercent} % could still be gained.`;
  return (
    <p className="ll-muted">
      {schedules.toLocaleString("en")} {schedules === 1 ? "plan" : "plans"} compared. {boundReason} {reached}
    </p>
  );
}

function FinishChange({ desk, result: { finishBefore, finishAfter } }: { readonly desk: Desk; readonly result: LevelingResult }): ReactNode {
  return (
    <dl className="pl-facts pl-facts-inside">
      <div>
        <dt>Finish before</dt>
        <dd title={fullDate(finishBefore, "finish")}>{shortDate(finishBefore, "finish", desk.thisYear)}</dd>
      </div>
      <div>
        <dt>Finish after</dt>
        <dd title={fullDate(finishAfter, "finish")}>
          {shortDate(finishAfter, "finish", desk.thisYear)}
          {finishAfter === finishBefore ? " (stays)" : ""}
        </dd>
      </div>
    </dl>
  );
}

function MovedLine({ base, moved, goTo }: { readonly base: PlanFacts; readonly moved: MovedTask; readonly goTo: (taskId: string) => void }): ReactNode {
  const row = base.outline.rowOf(moved.taskId);
  return (
    <li data-moved={row?.rowNumber}>
      <div className="ll-row">
        <Button look="link" className="ll-grow pl-link-name" onClick={() => goTo(moved.taskId)}>
          {row?.rowNumber} {row?.task.name}
        </Button>
        <span className="ll-number">
          {amountWords(base.project, moved.byMinutes)} {moved.byMinutes < 0 ? "earlier" : "later"}
        </span>
      </div>
      <p className="ll-muted">{moved.reason}</p>
    </li>
  );
}

/** More overloads than these are counted only. */
const REMAINING_AT_ONCE = 50;

function Remaining({ base, remaining }: { readonly base: PlanFacts; readonly remaining: readonly RemainingOverload[] }): ReactNode {
  return (
    <section aria-label="Overloads that stay">
      <h3 className="ll-heading pl-list-title">Overloads that stay</h3>
      <ul className="pl-problems">
        {remaining.slice(0, REMAINING_AT_ONCE).map((one, index) => (
          <li key={`${one.resourceId} ${one.from} ${index}`}>
            <p>
              {base.project.records.resource.get(one.resourceId)?.name}, {fullDate(one.from, "start")}: {hours(one.demand)} asked, {hours(one.capacity)} available
            </p>
            <p className="ll-muted">{one.reason}</p>
          </li>
        ))}
      </ul>
      {remaining.length > REMAINING_AT_ONCE && <p className="ll-muted pl-inset">And {remaining.length - REMAINING_AT_ONCE} more.</p>}
    </section>
  );
}

function hours(minutes: number): string {
  return `${Number((minutes / 60).toFixed(1))} h`;
}

function movedWords({ moved }: LevelingResult): string {
  return moved.length === 1 ? "1 task moves" : `${moved.length} tasks move`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

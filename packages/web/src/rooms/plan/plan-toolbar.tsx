/** The line above grid and chart: the plan page's verbs as buttons, zoom, filter, layers. */
import { GitMerge, HeartPulse, IndentDecrease, IndentIncrease, Minus, Plus, Search, Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { ROW_FILTERS, type RowFilter } from "@leadline/engine/views/plan-rows.ts";
import { PIXELS_PER_DAY, ZOOM_LEVELS, zoomText } from "@leadline/engine/views/timescale.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { addTask, linkRows, markProgress, perform, unlinkRows, type ActionPlace } from "./grid-actions.ts";
import { PROGRESS_STEPS } from "./progress-steps.ts";
import { ScheduleMenu, type PlanDialog } from "./schedule-menu.tsx";
import type { Chart } from "./chart.ts";
import { stepZoom } from "./chart-pointer.ts";
import type { Desk } from "./desk.ts";
import { edit } from "./edits.ts";
import { ShowMenu } from "./show-menu.tsx";
import { useDesk } from "./use-desk.ts";

const ICON = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

interface ToolbarProps {
  readonly desk: Desk;
  readonly actions: ActionPlace | undefined;
  readonly chart: Chart | undefined;
  readonly children?: ReactNode;
  readonly onFind: () => void;
  readonly onProblems: () => void;
  readonly onHealth: () => void;
  readonly onDialog: (dialog: PlanDialog) => void;
}

export function PlanToolbar({ desk, actions, chart, children, onFind, onProblems, onHealth, onDialog }: ToolbarProps): ReactNode {
  const problems = useDesk(desk, (state) => state.project.problems.length);
  return (
    <div className="pl-toolbar" role="group" aria-label="Plan" data-region>
      {!desk.isReadOnly && actions && (
        <>
          <EditVerbs actions={actions} />
          <ProgressVerbs desk={desk} />
          <ScheduleMenu onOpen={onDialog} onClearLeveling={() => edit(desk, [{ type: "clearLeveling" }], { note: "Levelling cleared." })} />
        </>
      )}
      {desk.isReadOnly && children}
      <span className="pl-gap" />
      {problems > 0 && (
        <Button look="quiet" className="pl-problem-count" onClick={onProblems}>
          {problems === 1 ? "1 problem" : `${problems} problems`}
        </Button>
      )}
      <Button look="quiet" aria-label="Health" title="Schedule health: what is wrong with this plan, and what to do" onClick={onHealth}>
        <HeartPulse {...ICON} />
        <span className="pl-wide">Health</span>
      </Button>
      {!(desk.isReadOnly && chart) && <FilterChoice desk={desk} />}
      <IconButton label="Find a task" keys="Ctrl+F" onClick={onFind}>
        <Search {...ICON} />
      </IconButton>
      {chart && <ZoomVerbs desk={desk} chart={chart} />}
      {!desk.isReadOnly && <ShowMenu desk={desk} hasChart={chart !== undefined} />}
      {!desk.isReadOnly && children}
    </div>
  );
}

function EditVerbs({ actions }: { readonly actions: ActionPlace }): ReactNode {
  const { desk } = actions;
  return (
    <>
      <Button look="quiet" onClick={() => addTask(actions)}>
        <Plus {...ICON} />
        Task
      </Button>
      <IconButton label="Outdent" keys="Alt+Shift+←" onClick={() => perform(actions, { do: "outdent" })}>
        <IndentDecrease {...ICON} />
      </IconButton>
      <IconButton label="Indent" keys="Alt+Shift+→" onClick={() => perform(actions, { do: "indent" })}>
        <IndentIncrease {...ICON} />
      </IconButton>
      <IconButton label="Link the selected rows in order" keys="Ctrl+F2" onClick={() => linkRows(desk)}>
        <GitMerge {...ICON} />
      </IconButton>
      <IconButton label="Unlink the selected rows" keys="Ctrl+Shift+F2" onClick={() => unlinkRows(desk)}>
        <Unlink {...ICON} />
      </IconButton>
    </>
  );
}

/** How far the selected rows are done. */
function ProgressVerbs({ desk }: { readonly desk: Desk }): ReactNode {
  return (
    <span className="pl-steps" role="group" aria-label="Mark the selected rows as done">
      {PROGRESS_STEPS.map((step) => (
        <Button key={step} look="quiet" aria-label={`${step} % done`} title={`Mark the selected rows as ${step} % done`} onClick={() => markProgress(desk, step)}>
          {step}
          {step === 100 ? " %" : ""}
        </Button>
      ))}
    </span>
  );
}

const FILTER_WORDS: Readonly<Record<RowFilter, string>> = { critical: "Critical tasks", late: "Deadline missed", milestones: "Milestones", unfinished: "Not finished" };

function FilterChoice({ desk }: { readonly desk: Desk }): ReactNode {
  const filter = useDesk(desk, (state) => state.filter);
  return (
    <select className="pl-select" aria-label="Rows to show" title="Rows to show" value={filter ?? ""} onChange={(event) => desk.update({ filter: ROW_FILTERS.find((one) => one === event.target.value) })}>
      <option value="">All tasks</option>
      {ROW_FILTERS.map((one) => (
        <option key={one} value={one}>
          {FILTER_WORDS[one]}
        </option>
      ))}
    </select>
  );
}

function ZoomVerbs({ desk, chart }: { readonly desk: Desk; readonly chart: Chart }): ReactNode {
  const zoom = useDesk(desk, (state) => zoomText(state.pixelsPerDay));
  const level = ZOOM_LEVELS.find((one) => one === zoom);
  return (
    <>
      <IconButton label="Zoom out" keys="−" onClick={() => stepZoom(desk, chart, "out")}>
        <Minus {...ICON} />
      </IconButton>
      <select
        className="pl-select"
        aria-label="Zoom"
        title="Zoom (Ctrl and the wheel)"
        value={level ?? ""}
        onChange={(event) => {
          const next = ZOOM_LEVELS.find((one) => one === event.target.value);
          if (next) chart.zoomTo(PIXELS_PER_DAY[next]);
        }}
      >
        {!level && <option value="">Other</option>}
        {ZOOM_LEVELS.map((one) => (
          <option key={one} value={one}>
            {one.charAt(0).toUpperCase() + one.slice(1)}s
          </option>
        ))}
      </select>
      <IconButton label="Zoom in" keys="+" onClick={() => stepZoom(desk, chart, "in")}>
        <Plus {...ICON} />
      </IconButton>
      <Button look="quiet" title="Scroll to today (T)" onClick={() => chart.showMinute(desk.now, 0.3)}>
        Today
      </Button>
    </>
  );
}

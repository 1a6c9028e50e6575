/** The details of one task beside the plan: everything that can be dragged can be typed here. */
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { X } from "lucide-react";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { IconButton } from "../../../ui/button.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { COLUMNS, shownText, type ColumnId } from "../columns.ts";
import { taskKey, type Desk } from "../desk.ts";
import { tryEdit } from "../edits.ts";
import { useDesk } from "../use-desk.ts";
import { GeneralSection } from "./general-section.tsx";
import { PredecessorsSection } from "./predecessors-section.tsx";
import { ProgressSection } from "./progress-section.tsx";
import { ResourcesSection } from "./resources-section.tsx";
import { taskUpdate } from "./task-update.ts";
import { TaskTroubles } from "./task-troubles.tsx";
import { WhySection } from "./why-section.tsx";

/** Few tasks are asked for them. */
const ScopeSection = lazy(() => import("./scope-section.tsx").then((module) => ({ default: module.ScopeSection })));
/** It brings the mathematics of distributions along. */
const EstimateSection = lazy(() => import("./estimate-section.tsx").then((module) => ({ default: module.EstimateSection })));

interface DetailsProps {
  readonly desk: Desk;
  readonly taskId: string;
  /** Opened by "Why this date?" or for the estimate: that comes first. */
  readonly first?: "why" | "estimate";
  readonly goTo: (taskId: string) => void;
  readonly onClose: () => void;
}

const TABS = [
  { id: "general", label: "General" },
  { id: "estimate", label: "Estimate" },
  { id: "progress", label: "Progress" },
  { id: "predecessors", label: "Predecessors" },
  { id: "resources", label: "Resources" },
  { id: "scope", label: "Scope" },
  { id: "notes", label: "Notes" },
  { id: "why", label: "Why" },
] as const;
type TabId = (typeof TABS)[number]["id"];

export function DetailsPanel({ desk, taskId, first, goTo, onClose }: DetailsProps): ReactNode {
  const plan = useDesk(desk, (state) => state.shown);
  const [tab, setTab] = useState<TabId>("general");
  const row = plan.outline.rowOf(taskId);
  useEffect(() => {
    if (first) setTab(first);
  }, [first, taskId]);
  if (!row) return null;
  return (
    <aside className="pl-panel" aria-label={`Details of ${row.task.name}`} data-region tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}>
      <header className="pl-panel-head">
        <div className="ll-grow">
          <div className="ll-muted pl-small">
            {taskKey(desk.get(), row)} · row {row.rowNumber} · {row.isSummary ? "summary task" : plan.schedule.of(taskId)?.isMilestone ? "milestone" : "task"}
          </div>
          <h2 className="pl-panel-title">{row.task.name || "Unnamed task"}</h2>
        </div>
        <IconButton label="Close details" keys="Esc" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      <TaskTroubles desk={desk} taskId={taskId} />
      {desk.isReadOnly ? (
        <>
          <Facts desk={desk} row={row} />
          <WhySection desk={desk} taskId={taskId} goTo={goTo} />
        </>
      ) : (
        <Tabs label="Details" tabs={TABS} chosen={tab} onChoose={setTab}>
          <Section key={taskId} tab={tab} desk={desk} row={row} goTo={goTo} onWhy={() => setTab("why")} />
        </Tabs>
      )}
    </aside>
  );
}

interface SectionProps {
  readonly tab: TabId;
  readonly desk: Desk;
  readonly row: OutlineRow;
  readonly goTo: (taskId: string) => void;
  readonly onWhy: () => void;
}

function Section({ tab, desk, row, goTo, onWhy }: SectionProps): ReactNode {
  switch (tab) {
    case "general":
      return <GeneralSection desk={desk} row={row} onWhy={onWhy} />;
    case "estimate":
      return (
        <Suspense>
          <EstimateSection desk={desk} row={row} />
        </Suspense>
      );
    case "progress":
      return <ProgressSection desk={desk} row={row} />;
    case "predecessors":
      return <PredecessorsSection desk={desk} row={row} goTo={goTo} />;
    case "resources":
      return <ResourcesSection desk={desk} row={row} />;
    case "scope":
      return (
        <Suspense>
          <ScopeSection desk={desk} row={row} />
        </Suspense>
      );
    case "notes":
      return <Notes desk={desk} row={row} />;
    case "why":
      return <WhySection desk={desk} taskId={row.task.id} goTo={goTo} />;
  }
}

function Notes({ desk, row: { task } }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  return (
    <div className="pl-fields">
      <TextField label="Notes" isLong value={task.notes ?? ""} keep={(text) => tryEdit(desk, [taskUpdate(task.id, { notes: text.trim() === "" ? null : text })])} />
    </div>
  );
}

/** What a narrow screen shows: the facts, nothing to type. */
function Facts({ desk, row }: { readonly desk: Desk; readonly row: OutlineRow }): ReactNode {
  const { shown } = desk.get();
  const facts: readonly ColumnId[] = ["start", "finish", "duration", "done", "slack", "predecessors", "deadline"];
  return (
    <dl className="pl-facts">
      {facts.map((id) => {
        const text = shownText(shown, row, id, desk.thisYear);
        return text === "" ? null : (
          <div key={id}>
            <dt>{COLUMNS[id].name}</dt>
            <dd>{text}</dd>
          </div>
        );
      })}
    </dl>
  );
}

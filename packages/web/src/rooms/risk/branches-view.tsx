/** Branches: ways that work may take by chance or by a date, each with its tasks; tasks of ways not taken need no time and cost nothing. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { PlanBranch } from "@leadline/engine/model/records.ts";
import { dayNumberOf, formatIsoDay, MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import type { Fields, SheetColumn } from "../../ui/edit-sheet.tsx";
import { Notice } from "../../ui/notice.tsx";
import { titleColumn } from "../../ui/record-columns.ts";
import { taskOfText, tasksText } from "../../ui/record-names.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { dayOfText } from "../../ui/typed-day.ts";
import { BranchWays } from "./branch-ways.tsx";

interface BranchesViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly state: ForecastState;
  readonly mayEdit: boolean;
}

export function BranchesView({ store, project, state, mayEdit }: BranchesViewProps): ReactNode {
  const key = useProjectState(store, (own) => own.key);
  const branches = [...project.records.planBranch.values()].sort((a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1));
  const add = (name: string): ReturnType<ProjectStore["run"]> =>
    store.run([{ type: "saveRecords", records: [{ kind: "planBranch", record: { id: newId(), name, kind: "chance", ways: [{ name: "It is needed", probability: 0.5, taskIds: [] }] } }] }]);
  return (
    <div className="rk-stack">
      <p className="ll-reading rk-note">Work that comes only perhaps (the test fails and is done again), one of several ways (buy or build), or a fallback once a date is missed. Plan the tasks of every way as usual; each run then takes one way, and the tasks of the others need no time and cost nothing in it. What has started is no longer left out.</p>
      {state.facts?.problems
        .filter(({ code }) => code === "branch/no-decider")
        .map(({ message }) => (
          <Notice key={message} tone="attention">
            {message}
          </Notice>
        ))}
      <RecordSheet
        store={store}
        label="Branches"
        kind="planBranch"
        records={branches}
        columns={columnsOf(project, key)}
        mayEdit={mayEdit}
        titleOf={({ name }) => name}
        newLabel="New branch"
        newHint={branches.length === 0 ? "" : `“Decided by” says chance, or a task and a day: ${key}-4 later than 2026-05-01.`}
        onNew={add}
      />
      {branches.map((branch) => (
        <BranchWays key={branch.id} store={store} project={project} projectKey={key} branch={branch} mayEdit={mayEdit} />
      ))}
    </div>
  );
}

function columnsOf(project: Project, key: string): readonly SheetColumn<PlanBranch>[] {
  return [
    titleColumn<PlanBranch>("name", "Branch", 260),
    {
      id: "decidedBy",
      label: "Decided by",
      width: 280,
      textOf: ({ kind, afterTaskId, later }) => (kind === "chance" || afterTaskId === undefined || later === undefined ? "chance" : `${tasksText([afterTaskId], project, key)} later than ${formatIsoDay(dayNumberOf(later))}`),
      keep: (text) => deciderOf(text, project, key),
    },
    { id: "ways", label: "Ways", width: 70, isNumber: true, className: "ll-figure", textOf: ({ ways }) => String(ways.length), show: ({ ways }) => ways.length },
  ];
}

/** "chance", or "NET-4 later than 2026-05-01": the day counts to its end. */
function deciderOf(text: string, project: Project, key: string): Fields | string {
  const typed = text.trim();
  if (typed === "" || typed.toLowerCase() === "chance") return { kind: "chance", afterTaskId: null, later: null };
  const [who = "", when = "", ...more] = typed.split(/ (?:later than|after) /i);
  const day = dayOfText(when);
  if (more.length > 0 || day === undefined) return `“${typed}” decides nothing. Type chance, or a task and a day such as ${key}-4 later than 2026-05-01.`;
  const task = taskOfText(who, project, key);
  if (typeof task === "object") return task?.sentence ?? `Name the task whose finish decides, such as ${key}-4.`;
  return { kind: "date", afterTaskId: task, later: day * MINUTES_PER_DAY + MINUTES_PER_DAY - 1 };
}

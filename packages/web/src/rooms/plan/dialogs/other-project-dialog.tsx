/** Waiting for a task of another project: choose the project, then its task; it is shown here, linked to the selected task. */
import type { Command } from "@leadline/engine/change/command.ts";
import { outlineOf, type OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { useEffect, useState, type ReactNode } from "react";
import { httpProject } from "../../../api/http-project.ts";
import { listProjects, type ProjectSummary } from "../../../api/projects.ts";
import { newId } from "../../../store/new-id.ts";
import { Field } from "../../../ui/field.tsx";
import type { Desk } from "../desk.ts";
import { CommandDialog, type Wanted } from "./command-dialog.tsx";

interface OtherProjectDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

interface OtherPlan {
  readonly rows: readonly OutlineRow[];
  readonly schedule: Schedule;
}

export function OtherProjectDialog({ desk, onClose }: OtherProjectDialogProps): ReactNode {
  const [id] = useState(newId);
  const [projects, setProjects] = useState<readonly ProjectSummary[]>();
  const [projectId, setProjectId] = useState("");
  const [plan, setPlan] = useState<OtherPlan>();
  const [taskId, setTaskId] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const own = desk.store.getState().projectId;
  const fail = (reason: unknown): void => setTrouble(reason instanceof Error ? reason.message : "The other project cannot be read.");

  useEffect(() => {
    listProjects().then((all) => setProjects(all.filter((one) => one.id !== own)), fail);
  }, [own]);
  useEffect(() => {
    const chosen = projects?.find((one) => one.id === projectId);
    if (!chosen) return undefined;
    let isWanted = true;
    setPlan(undefined);
    setTaskId("");
    httpProject(chosen)
      .load()
      .then(({ project }) => isWanted && setPlan(planOf(project)), fail);
    return () => void (isWanted = false);
  }, [projects, projectId]);

  const waiting = waitingTask(desk);
  const row = plan?.rows.find(({ task }) => task.id === taskId);
  const wanted = trouble === undefined ? wantedOf(desk, { id, projectId, row, plan, waiting }) : { ok: false as const, message: trouble };
  return (
    <CommandDialog desk={desk} title="Wait for a task of another project" verb="Show the task" note={`“${row?.task.name ?? ""}” is shown.`} wanted={wanted} onClose={onClose}>
      <p>
        The task is shown in this plan with the dates that its own project gives it, and follows them from then on.
        {waiting ? ` “${waiting.task.name}” (row ${waiting.rowNumber}) will wait for it.` : " No task is selected, so nothing waits for it yet."}
      </p>
      <Field label="Project" {...(projects?.length === 0 && { note: "There is no other project in this workspace." })}>
        {(control) => (
          <select {...control} className="ll-input" value={projectId} onChange={(event) => setProjectId(event.target.value)}>
            <option value="">{projects ? "Choose a project" : "Reading the projects…"}</option>
            {projects?.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.key} · ${one.name}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Task">
        {(control) => (
          <select {...control} className="ll-input" value={taskId} disabled={!plan} onChange={(event) => setTaskId(event.target.value)}>
            <option value="">{plan || projectId === "" ? "Choose a task" : "Reading its tasks…"}</option>
            {plan?.rows.map(({ task, rowNumber, level, isSummary }) => (
              <option key={task.id} value={task.id}>
                {`${"\u00a0\u00a0".repeat(level - 1)}${rowNumber} ${task.name}${isSummary ? " (summary)" : ""}`}
              </option>
            ))}
          </select>
        )}
      </Field>
    </CommandDialog>
  );
}

/** Tasks with dates; those that are themselves shown from elsewhere are left out. */
function planOf(project: Project): OtherPlan {
  const found = schedule(project).schedule;
  return { rows: outlineOf(project).rows.filter(({ task }) => !task.external && found.of(task.id)), schedule: found };
}

/** The selected task, where a link can lead to it. */
function waitingTask(desk: Desk): OutlineRow | undefined {
  const { selection, rows, plan } = desk.get();
  const row = plan.outline.rows[rows.indices[selection.active.position] ?? -1];
  return row && !row.task.external ? row : undefined;
}

interface Choice {
  readonly id: string;
  readonly projectId: string;
  readonly row: OutlineRow | undefined;
  readonly plan: OtherPlan | undefined;
  readonly waiting: OutlineRow | undefined;
}

function wantedOf(desk: Desk, { id, projectId, row, plan, waiting }: Choice): Wanted {
  const dates = row && plan?.schedule.of(row.task.id);
  if (!row || !dates) return { ok: false, message: "Choose a project and one of its tasks." };
  const { start, finish, durationMinutes, isMilestone: milestone } = dates;
  const show: Command = {
    type: "insertExternalTask",
    id,
    ...placeBefore(desk, waiting),
    otherProject: { projectId, taskId: row.task.id },
    name: row.task.name,
    start,
    finish,
    durationMinutes,
    milestone,
  };
  if (!waiting) return { ok: true, commands: [show] };
  return { ok: true, commands: [show, { type: "linkTasks", predecessorId: id, successorId: waiting.task.id, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }] };
}

/** Just above the task that waits. */
function placeBefore(desk: Desk, waiting: OutlineRow | undefined): { readonly parentId?: string; readonly afterId?: string } {
  const { outline } = desk.get().plan;
  const parentId = waiting?.task.parentId;
  const siblings = outline.childrenOf(parentId);
  const after = waiting ? siblings[siblings.findIndex((task) => task.id === waiting.task.id) - 1] : siblings.at(-1);
  return { ...(parentId !== undefined && { parentId }), ...(after && { afterId: after.id }) };
}

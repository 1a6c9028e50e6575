/** The tasks that commands would move, with their dates before and after: the plan itself stays as it is. */
import type { Command } from "@leadline/engine/change/command.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { useMemo, type ReactNode } from "react";
import type { ProjectStore } from "../store/project-store.ts";
import { useProjectState } from "../store/use-project-state.ts";
import { dayChangeText } from "./change-text.ts";
import { shortDayText } from "./day-text.ts";

const MOST_SHOWN = 100;

interface MovedTask {
  readonly key: string;
  readonly name: string;
  readonly what: "moved" | "added" | "removed";
  readonly before?: Dates;
  readonly after?: Dates;
}
interface Dates {
  readonly start: Minute;
  readonly finish: Minute;
}

export function MovedTasks({ store, commands }: { readonly store: ProjectStore; readonly commands: readonly Command[] }): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const key = useProjectState(store, (state) => state.key);
  const preview = useMemo(() => store.preview(commands), [store, commands, project]);
  if (!preview.ok) return <p className="ll-field-error">On the plan as it is now this is not possible: {preview.refusals.map(({ message }) => message).join(" ")}</p>;
  const moved = movedTasks({ project, schedule: store.getState().schedule }, preview, key);
  if (moved.length === 0) return <p className="ll-muted">No task moves.</p>;
  return (
    <div className="ll-sheet-scroll" role="region" aria-label="Tasks that move" tabIndex={0}>
      <table className="ll-table ll-moved">
        <caption>
          {moved.length} {moved.length === 1 ? "task moves" : "tasks move"}
          {moved.length > MOST_SHOWN && `; the first ${MOST_SHOWN} are shown`}. Planned dates, without chance: what the plan says if everything takes as long as planned.
        </caption>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col" className="ll-number">Start before</th>
            <th scope="col" className="ll-number">Start after</th>
            <th scope="col" className="ll-number">Finish before</th>
            <th scope="col" className="ll-number">Finish after</th>
            <th scope="col" className="ll-number">Finish moves</th>
          </tr>
        </thead>
        <tbody>
          {moved.slice(0, MOST_SHOWN).map(({ key: taskKey, name, what, before, after }) => (
            <tr key={taskKey} data-task={taskKey} data-start={after?.start} data-finish={after?.finish}>
              <th scope="row">
                {taskKey} {name}
              </th>
              <td className="ll-number">{dayOf(before?.start)}</td>
              <td className="ll-number">{dayOf(after?.start)}</td>
              <td className="ll-number">{dayOf(before?.finish)}</td>
              <td className="ll-number">{dayOf(after?.finish)}</td>
              <td className="ll-number">{before && after ? dayChangeText(before.finish, after.finish) : what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function dayOf(minute: Minute | undefined): string {
  return minute === undefined ? "" : shortDayText(dayNumberOf(minute));
}

interface Plan {
  readonly project: Project;
  readonly schedule: Schedule;
}

/** In the order of the plan as it would be; tasks that would go come last. */
function movedTasks(was: Plan, is: Plan, key: string): readonly MovedTask[] {
  const found: MovedTask[] = [];
  for (const { id, number, name, active } of is.project.records.task.values()) {
    const before = was.project.records.task.get(id)?.active === true ? was.schedule.of(id) : undefined;
    const after = active ? is.schedule.of(id) : undefined;
    if (before?.start === after?.start && before?.finish === after?.finish) continue;
    found.push({ key: `${key}-${number}`, name, what: !before ? "added" : !after ? "removed" : "moved", ...(before && { before }), ...(after && { after }) });
  }
  for (const { id, number, name, active } of was.project.records.task.values()) {
    const before = was.schedule.of(id);
    if (active && before && !is.project.records.task.has(id)) found.push({ key: `${key}-${number}`, name, what: "removed", before });
  }
  return found;
}

/** From records to what a page draws: schedule, outline, problems, and which tasks an edit moved. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { outlineOf, type Outline } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule as scheduleProject } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";

export interface ComputedPlan {
  readonly project: Project;
  readonly outline: Outline;
  readonly schedule: Schedule;
  readonly problems: readonly Problem[];
}

export function computed(project: Project): ComputedPlan {
  const { schedule, problems } = scheduleProject(project);
  return { project, outline: outlineOf(project), schedule, problems };
}

/** Tasks with other dates than before; new tasks do not count as moved. */
export function movedTaskIds(before: ComputedPlan, after: ComputedPlan): readonly string[] {
  const moved: string[] = [];
  for (const { task } of after.outline.rows) {
    const was = before.schedule.of(task.id);
    const is = after.schedule.of(task.id);
    if (was && is && (was.start !== is.start || was.finish !== is.finish)) moved.push(task.id);
  }
  return moved;
}

/** Seeded plans with people on their tasks, for tests and benchmarks of levelling. */
import { projectOf, recordsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import type { Assignment, Resource } from "@leadline/engine/model/records.ts";
import { generatedProject, mulberry32, type GeneratedProjectOptions } from "./network-generator.ts";

export interface TeamOptions extends GeneratedProjectOptions {
  readonly people: number;
  /** Share of assignments at half units; 0.2 unless given. */
  readonly partTime?: number;
  /** Share of tasks with a second person; 0.1 unless given. */
  readonly pairs?: number;
}

/** `generatedProject` with every task of some length given to a person or two. */
export function teamProject(options: TeamOptions): Project {
  const base = generatedProject(options);
  const draw = mulberry32((options.seed ?? 1) ^ 0x2545f491);
  const ranks = ranksFor(options.people);
  const calendars = [...base.records.calendar.keys()];
  const resources = ranks.map((rank, at): Resource => {
    const calendarId = calendars[Math.floor(draw() * calendars.length)];
    return { id: `r${at + 1}`, name: `Person ${at + 1}`, type: "work", maxUnits: 1, rank, ...(calendars.length > 1 && calendarId !== undefined ? { calendarId } : {}) };
  });
  const assignments: Assignment[] = [];
  for (const task of base.records.task.values()) {
    if (task.durationMinutes === 0 || task.milestone) continue;
    const first = Math.floor(draw() * options.people);
    const isPair = draw() < (options.pairs ?? 0.1) && options.people > 1;
    const people = isPair ? [first, (first + 1 + Math.floor(draw() * (options.people - 1))) % options.people] : [first];
    for (const person of people) {
      const units = draw() < (options.partTime ?? 0.2) ? 0.5 : 1;
      const workMinutes = task.durationMinutes * units;
      const actualWorkMinutes = task.actualFinish === undefined ? task.actualDurationMinutes * units : workMinutes;
      assignments.push({ id: `a${assignments.length + 1}`, taskId: task.id, resourceId: `r${person + 1}`, units, workMinutes, actualWorkMinutes, remainingWorkMinutes: workMinutes - actualWorkMinutes, delayMinutes: 0 });
    }
  }
  const items: KindedRecord[] = [...resources.map((record): KindedRecord => ({ kind: "resource", record })), ...assignments.map((record): KindedRecord => ({ kind: "assignment", record }))];
  return projectOf([...recordsOf(base), ...items]);
}

/** Random sequences of edits: a plan scheduled again after each, with all that is kept from before, has the dates of a plan read anew. */
import fc from "fast-check";
import { newProject } from "@leadline/engine/model/new-project.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { writePlanText } from "@leadline/formats/plan-text/write.ts";
import { at } from "./plan-builder.ts";
import { randomMixedProject } from "./random-project.ts";
import { scheduleDifferences } from "./schedule-comparison.ts";

export interface EditFuzz {
  readonly seed: number;
  readonly sequences: number;
  /** Most tasks of a plan, and most edits of a sequence. */
  readonly most?: number;
  readonly edits?: number;
}

/** What a person, a program or an undo could do to a plan. */
const edit = fc.record({
  kind: fc.constantFrom("task", "task", "task", "link", "unlink", "assignment", "calendar", "resource", "settings", "move", "add", "remove", "undo"),
  place: fc.nat(99),
  field: fc.nat(99),
  days: fc.nat(9),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** Undefined where every sequence agrees after each of its edits. */
export function editDisagreement({ seed, sequences, most = 10, edits = 8 }: EditFuzz): string | undefined {
  const details = fc.check(
    fc.property(randomMixedProject({ most }), fc.array(edit, { minLength: 1, maxLength: edits }), (project, list) => firstDifference(project, list) === ""),
    { seed, numRuns: sequences },
  );
  if (!details.failed) return undefined;
  const [project, list] = details.counterexample ?? [];
  if (!project || !list) return `seed ${seed}\n${String(details.errorInstance)}`;
  return `seed ${seed}\n${firstDifference(project, list)}\n${JSON.stringify(list)}\n${writePlanText(project).text}`;
}

function firstDifference(project: Project, edits: readonly Edit[]): string {
  const versions = [project];
  schedule(project);
  for (const one of edits) {
    const edited = one.kind === "undo" ? versions[one.place % versions.length] : editedOnce(versions.at(-1) ?? project, one);
    if (!edited) continue;
    versions.push(edited);
    const kept = schedule(edited).schedule;
    const lines = scheduleDifferences(edited, kept, anew(edited));
    if (lines.length > 0) return lines.slice(0, 10).join("\n");
    const again = scheduleDifferences(edited, schedule(edited).schedule, kept);
    if (again.length > 0) return `scheduled once more: ${again.slice(0, 10).join("\n")}`;
  }
  return "";
}

const OTHER = newProject({ name: "Another plan", start: at("2026-03-02T08:00") });

/** Scheduled from copies of all records, right after another plan, so that nothing can be taken over. */
function anew(project: Project): ReturnType<typeof schedule>["schedule"] {
  schedule(OTHER);
  const copies: KindedRecord[] = JSON.parse(JSON.stringify([...recordsOf(project)]));
  return schedule(projectOf(copies)).schedule;
}

/** The next version of a plan; records that the edit does not touch stay the same objects, as `evolve` leaves them. */
function editedOnce(project: Project, one: Edit): Project {
  const { task, link, assignment, calendar, settings } = project.records;
  const changed = ((): KindedRecord | undefined => {
    switch (one.kind) {
      case "task":
        return changedTask(placed(task, one), one);
      case "link": {
        const record = placed(link, one);
        const type = (["FS", "SS", "FF", "SF"] as const)[one.field % 4] ?? "FS";
        return record && { kind: "link", record: { ...record, type, lagMinutes: (one.days - 4) * 480, lagUnit: "d" } };
      }
      case "assignment": {
        const record = placed(assignment, one);
        return record && { kind: "assignment", record: { ...record, units: [1, 0.5, 2, 0][one.field % 4] ?? 1, delayMinutes: one.days * 120 } };
      }
      case "calendar": {
        const record = placed(calendar, one);
        const day = Math.floor(at("2026-03-02T00:00") / 1440) + one.days;
        return record && { kind: "calendar", record: { ...record, exceptions: [{ name: "", fromDay: day, toDay: day, times: [] }, ...record.exceptions] } };
      }
      case "resource": {
        const record = placed(project.records.resource, one);
        const own = placed(calendar, { ...one, place: one.field });
        return record && own && { kind: "resource", record: { ...record, calendarId: own.id } };
      }
      case "settings":
        return { kind: "settings", record: changedSettings(settingsOf(project), one) };
      default:
        return undefined;
    }
  })();
  if (changed) return withRecord(project, changed);
  if (one.kind === "move") return moved(project, placed(task, one), one);
  if (one.kind === "unlink") return { records: { ...project.records, link: without(link, placed(link, one)?.id) } };
  if (one.kind === "remove") return withoutTask(project, placed(task, one));
  if (one.kind === "add" && settings.size > 0) return withCopyOf(project, placed(task, one), one);
  return project;
}

function changedSettings(settings: ProjectSettings, { field, days }: Edit): ProjectSettings {
  const finish = at(`2026-04-${String(10 + days).padStart(2, "0")}T17:00`);
  const changes: readonly Partial<ProjectSettings>[] = [
    { honorConstraints: !settings.honorConstraints },
    { multipleCriticalPaths: !settings.multipleCriticalPaths },
    { criticalSlackLimitDays: days },
    { start: at(`2026-03-${String(10 + days).padStart(2, "0")}T08:00`) },
    { scheduleFrom: settings.scheduleFrom === "finish" ? "start" : "finish", finish },
    { schedulingRules: settings.schedulingRules === "primavera" ? "msProject" : "primavera", statusDate: finish },
  ];
  return { ...settings, ...changes[field % changes.length] };
}

/** Below another task, or to the top level: a task and all below it. */
function moved(project: Project, task: Task | undefined, one: Edit): Project {
  const { task: tasks } = project.records;
  const target = placed(tasks, { ...one, place: one.field });
  if (!task) return project;
  for (let above = target; above; above = tasks.get(above.parentId ?? "")) if (above === task) return project;
  const { parentId: _, ...rest } = task;
  return withRecord(project, { kind: "task", record: { ...rest, ...(target && one.days > 2 && { parentId: target.id }) } });
}

function placed<T>(records: ReadonlyMap<string, T>, { place }: Edit): T | undefined {
  const all = [...records.values()];
  return all[place % Math.max(1, all.length)];
}

function changedTask(task: Task | undefined, { field, days }: Edit): KindedRecord | undefined {
  if (!task) return undefined;
  const date = at(`2026-03-${String(10 + days).padStart(2, "0")}T08:00`);
  const changes: readonly Partial<Task>[] = [
    { durationMinutes: days * 480, remainingDurationMinutes: days * 480 },
    { active: !task.active },
    { constraint: "SNET", constraintDate: date },
    { constraint: "ALAP" },
    { deadline: date },
    { mode: task.mode === "manual" ? "auto" : "manual", manualStart: date },
    { levelingDelayMinutes: days * 720 },
    { splits: [{ afterMinutes: days * 120, gapMinutes: 960 }] },
    { actualStart: date, actualDurationMinutes: task.durationMinutes / 2, remainingDurationMinutes: task.durationMinutes / 2 },
    { taskType: task.taskType === "fixedDuration" ? "fixedUnits" : "fixedDuration" },
    { milestone: !task.milestone },
    { constraint: "MFO", constraintDate: date },
    { actualStart: date, actualFinish: at(`2026-03-${String(12 + days).padStart(2, "0")}T17:00`), actualDurationMinutes: task.durationMinutes, remainingDurationMinutes: 0, percentComplete: 100 },
    { durationUnit: task.durationUnit === "ed" ? "d" : "ed" },
    { external: true, manualStart: date },
  ];
  return { kind: "task", record: { ...task, ...changes[field % changes.length] } };
}

function withRecord(project: Project, item: KindedRecord): Project {
  const map = new Map<string, unknown>(project.records[item.kind]).set(item.record.id, item.record);
  return { records: { ...project.records, [item.kind]: map } };
}

function without<T>(records: ReadonlyMap<string, T>, id: string | undefined): ReadonlyMap<string, T> {
  return new Map([...records].filter(([key]) => key !== id));
}

/** A task without tasks below it goes, with its links and assignments. */
function withoutTask(project: Project, task: Task | undefined): Project {
  const { records } = project;
  if (!task || [...records.task.values()].some(({ parentId }) => parentId === task.id)) return project;
  const link = new Map([...records.link].filter(([, { predecessorId, successorId }]) => predecessorId !== task.id && successorId !== task.id));
  const assignment = new Map([...records.assignment].filter(([, { taskId }]) => taskId !== task.id));
  return { records: { ...records, task: without(records.task, task.id), link, assignment } };
}

/** A copy of a task behind it, linked to it. */
function withCopyOf(project: Project, task: Task | undefined, { field, days }: Edit): Project {
  const id = `n${project.records.task.size}-${field}-${days}`;
  if (!task || project.records.task.has(id)) return project;
  const copy: Task = { ...task, id, rank: `${task.rank}V`, durationMinutes: days * 480, remainingDurationMinutes: days * 480 };
  const added = withRecord(project, { kind: "task", record: copy });
  if (field % 2 === 0) return added;
  return withRecord(added, { kind: "link", record: { id: `${task.id}-${id}`, predecessorId: task.id, successorId: id, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" } });
}

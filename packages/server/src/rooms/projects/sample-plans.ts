/** The plans of the sample portfolio: built-in templates that have been under way for some weeks, each with its own story. */
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule, TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf, minuteOf, weekdayOf, type Minute } from "@leadline/engine/time/minute.ts";
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { readTemplate } from "@leadline/formats/template/read.ts";
import { withMoney, withPurchasesAndBaseline } from "./sample-money.ts";
import { withRecordOfWork, type RecordStory } from "./sample-record.ts";

export interface SamplePlan {
  readonly name: string;
  readonly project: Project;
}

type ScopeFields = Pick<Task, "need" | "valuePoints" | "modes">;

/** What has happened to a project so far. */
interface Story {
  readonly templateKey: string;
  readonly name: string;
  readonly description: string;
  /** How long ago it began. */
  readonly weeksUnderWay: number;
  /** Working days that the most telling critical task takes longer than planned. */
  readonly slipDays: number;
  /** Calendar days between the planned finish and the date that was promised. */
  readonly marginDays: number;
  /** What suppliers charge beside what was budgeted. */
  readonly priceFactor: number;
  readonly contingencyShare?: number;
  /** What was written down of the work. */
  readonly record: Pick<RecordStory, "evidenceDays" | "bareTasks" | "call">;
  /** By outline code: what could be left out or come later, and how else something could be done. */
  readonly scope?: Readonly<Record<string, ScopeFields>>;
}

const STORIES: readonly Story[] = [
  {
    templateKey: "software-app",
    name: "Customer portal",
    description: "A sample project in good health: on plan, with room for its risks before the promised date.",
    weeksUnderWay: 9,
    slipDays: 0,
    marginDays: 56,
    priceFactor: 1,
    contingencyShare: 0.18,
    record: { evidenceDays: 2, bareTasks: 0, call: { value: "onTrack", reason: "On plan, with eight weeks to spare." } },
  },
  {
    templateKey: "network-upgrade",
    name: "Campus network upgrade",
    description: "A sample project at risk: one delay has eaten up half of the room that its risks need before the promised date.",
    weeksUnderWay: 12,
    slipDays: 4,
    marginDays: 32,
    priceFactor: 1.04,
    record: { evidenceDays: 5, bareTasks: 1, call: { value: "onTrack", reason: "The supplier has promised to catch up." } },
  },
  {
    templateKey: "cloud-migration",
    name: "Cloud migration",
    description: "A sample project in trouble: the finish lies six weeks behind the promised date.",
    weeksUnderWay: 16,
    slipDays: 30,
    marginDays: 0,
    priceFactor: 1.1,
    record: { evidenceDays: 8, bareTasks: 3 },
    scope: {
      "4.8": { need: "could", valuePoints: 3 },
      "7.6": { need: "should", valuePoints: 20, modes: [{ name: "with their migration tools and four of their people", supplier: "Northwind Migration", durationMinutes: 13 * 480, extraCents: 6_400_000 }] },
      "7.7": { need: "should", valuePoints: 5 },
      "7.8": { need: "should", valuePoints: 15 },
      "7.9": { need: "could", valuePoints: 2 },
      "8.3": { need: "should", valuePoints: 5 },
      "9.3": { need: "must", modes: [{ name: "wiping by the carrier, with certificates", durationMinutes: 5 * 480, extraCents: 450_000 }] },
      "9.5": { need: "could", valuePoints: 4 },
    },
  },
];

/** Plans as they stand at the end of today's work, on the server's wall clock. */
export function samplePlans(seed: string, at: Date): readonly SamplePlan[] {
  const today = minuteOf(at.getFullYear(), at.getMonth() + 1, at.getDate());
  return STORIES.map((story, number) => ({ name: story.name, project: told(story, `${seed}.${number}`, today) }));
}

function told(story: Story, seed: string, today: Minute): Project {
  const planned = withPurchasesAndBaseline(withScope(plannedProject(story, seed, mondayBefore(today, story.weeksUnderWay)), story.scope ?? {}));
  const promised = later(schedule(planned).schedule.finish, story.marginDays * 1440);
  const slipped = withSlip(planned, story.slipDays, today);
  const statusDate = later(today, settingsOf(slipped).defaultFinishTime);
  const worked = withProgress(withPromise(slipped, promised), statusDate);
  const priced = withMoney(worked, { newId: seededIds(`${seed}.money`), priceFactor: story.priceFactor, statusDate, ...(story.contingencyShare !== undefined && { contingencyShare: story.contingencyShare }) });
  return withRecordOfWork(priced, { ...story.record, newId: seededIds(`${seed}.record`), statusDate, slipDays: story.slipDays });
}

function plannedProject(story: Story, seed: string, start: Minute): Project {
  const template = builtInTemplates().find(({ key }) => key === story.templateKey);
  const result = readTemplate(template?.text ?? "", { newId: seededIds(seed), start, name: story.name });
  if (!result.ok) throw new Error(`the built-in template ${story.templateKey} cannot be read: ${result.problem.message}`);
  const settings = { ...settingsOf(result.project), description: story.description, origin: { format: "sample" as const, name: story.templateKey } };
  return withRecords(result.project, [{ kind: "settings", record: settings }]);
}

function withScope(project: Project, scope: Readonly<Record<string, ScopeFields>>): Project {
  return withRecords(project, outlineOf(project).rows.flatMap(({ task, wbs }): KindedRecord[] => (scope[wbs] ? [{ kind: "task", record: { ...task, ...scope[wbs] } }] : [])));
}

/** A procurement task tells the story best, else the longest; one that is critical and not over yet. */
function withSlip(project: Project, slipDays: number, today: Minute): Project {
  if (slipDays === 0) return project;
  const { schedule: dates } = schedule(project);
  const open = dates.criticalTaskIds.flatMap((id) => {
    const task = project.records.task.get(id);
    const finish = dates.of(id)?.finish;
    return task && finish !== undefined && finish > today && task.durationMinutes > 0 ? [task] : [];
  });
  const bought = open.find((task) => task.procurementRelevant === true);
  const slipped = bought ?? open.reduce<Task | undefined>((longest, task) => (longest && longest.durationMinutes >= task.durationMinutes ? longest : task), undefined);
  if (!slipped) return project;
  const durationMinutes = slipped.durationMinutes + slipDays * settingsOf(project).minutesPerDay;
  return withRecords(project, [{ kind: "task", record: { ...slipped, durationMinutes, remainingDurationMinutes: durationMinutes, notes: `Takes ${slipDays} working days longer than planned.` } }]);
}

/** The promised date stands on the last row that decides the finish. */
function withPromise(project: Project, promised: Minute): Project {
  const { schedule: dates } = schedule(project);
  const last = outlineOf(project).rows.findLast(({ task, isSummary }) => !isSummary && dates.of(task.id)?.finish === dates.finish)?.task;
  return last ? withRecords(project, [{ kind: "task", record: { ...last, deadline: promised } }]) : project;
}

/** Everything that was to happen before the status date has happened as planned. */
function withProgress(project: Project, statusDate: Minute): Project {
  const { schedule: dates } = schedule(project);
  const leaves = outlineOf(project).rows.filter((row) => !row.isSummary);
  const shares = new Map(leaves.map(({ task }) => [task.id, doneShare(dates, task.id, statusDate)]));
  const tasks = leaves.flatMap(({ task }): KindedRecord[] => {
    const share = shares.get(task.id) ?? 0;
    const found = dates.of(task.id);
    return share > 0 && found ? [{ kind: "task", record: progressed(task, found, share) }] : [];
  });
  const assignments = [...project.records.assignment.values()].flatMap((assignment): KindedRecord[] => {
    const share = shares.get(assignment.taskId) ?? 0;
    return share > 0 ? [{ kind: "assignment", record: workedOn(assignment, share) }] : [];
  });
  return withRecords(project, [...tasks, ...assignments, { kind: "settings", record: { ...settingsOf(project), statusDate } }]);
}

/** 0 = not begun, 1 = done; in steps of five per cent, as people report. */
function doneShare(dates: Schedule, taskId: string, statusDate: Minute): number {
  const found = dates.of(taskId);
  if (!found || found.start >= statusDate) return 0;
  if (found.finish <= statusDate) return 1;
  const share = (statusDate - found.start) / (found.finish - found.start);
  return Math.max(0.05, Math.min(0.95, Math.round(share * 20) / 20));
}

function progressed(task: Task, found: TaskSchedule, share: number): Task {
  const actualDurationMinutes = Math.round(task.durationMinutes * share);
  return {
    ...task,
    actualStart: found.start,
    ...(share === 1 ? { actualFinish: found.finish } : {}),
    actualDurationMinutes,
    remainingDurationMinutes: task.durationMinutes - actualDurationMinutes,
    percentComplete: Math.round(share * 100),
  };
}

function workedOn(assignment: Assignment, share: number): Assignment {
  const actualWorkMinutes = Math.round(assignment.workMinutes * share);
  return { ...assignment, actualWorkMinutes, remainingWorkMinutes: assignment.workMinutes - actualWorkMinutes };
}

function withRecords(project: Project, records: readonly KindedRecord[]): Project {
  return projectOf([...recordsOf(project), ...records]);
}

/** Eight o'clock on a Monday at least this many weeks ago. */
function mondayBefore(today: Minute, weeks: number): Minute {
  const day = dayNumberOf(today);
  const sinceMonday = (weekdayOf(day) + 6) % 7;
  return later(today, (-sinceMonday - weeks * 7) * 1440 + 480);
}

/** A sum of whole minutes, some years around today. */
function later(instant: Minute, minutes: number): Minute {
  return (instant + minutes) as Minute;
}

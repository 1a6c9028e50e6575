/** Reads a PSPLIB instance (.sm) as a plan: one unit of time is one day of a calendar in which every day is worked through. */
import { emptyTask } from "@leadline/engine/model/new-project.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { MINUTES_PER_DAY, minuteOf } from "@leadline/engine/time/minute.ts";
import { finishPlan } from "../finish-plan.ts";
import type { PlanParts } from "../mspdi/plan-parts.ts";
import { startProblemList } from "../mspdi/problem-list.ts";
import type { AssignmentDraft, ResourceDraft } from "../mspdi/read-resource.ts";
import type { LinkDraft, TaskDraft } from "../mspdi/read-task.ts";
import { DEFAULT_READ_LIMITS, type ReadOptions, type ReadResult } from "../plan-file-types.ts";
import { parsePsplib, type PsplibInstance, type PsplibJob } from "./parse.ts";

/** Never throws. Jobs become tasks with finish-to-start links, resources become people counted in units (1 = 100 %). */
export function readPsplib(text: string, options: ReadOptions & { readonly fileName: string }): ReadResult {
  const parsed = parsePsplib(text, options.limits ?? DEFAULT_READ_LIMITS);
  if ("failure" in parsed) return { ok: false, problem: parsed.failure };
  const { instance } = parsed;
  const problems = startProblemList();
  parsed.problems.forEach(problems.add);
  problems.add({ code: "psplib/days", message: "One unit of time of the instance is one day here; every day of the calendar is worked around the clock." });
  if (instance.nonrenewable > 0) problems.add({ code: "psplib/nonrenewable", message: `${instance.nonrenewable} ${instance.nonrenewable === 1 ? "resource that is used up is" : "resources that are used up are"} not imported: Leadline has no place for ${instance.nonrenewable === 1 ? "it" : "them"}.` });
  return finishPlan(partsOf(instance, options), { format: "psplib", program: "PSPLIB", newId: options.newId, problems, storedTo: "minute" });
}

const CALENDAR = 1;

function partsOf(instance: PsplibInstance, { newId, fileName }: ReadOptions & { readonly fileName: string }): PlanParts {
  const predecessors = predecessorsOf(instance);
  const tasks = instance.jobs.map((job) => taskOf(job, instance, predecessors.get(job.number) ?? [], newId()));
  return {
    settings: {
      settings: {
        id: "settings",
        name: fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{1,5}$/, "").slice(0, 1000) || "Instance",
        minutesPerDay: MINUTES_PER_DAY,
        minutesPerWeek: 7 * MINUTES_PER_DAY,
        daysPerMonth: 30,
        defaultStartTime: 0,
        defaultFinishTime: MINUTES_PER_DAY,
        honorConstraints: true,
        criticalSlackLimitDays: 0,
        multipleCriticalPaths: false,
        newTasksAreManual: false,
        weekStartDay: 1,
        currency: "",
        origin: { format: "psplib", name: fileName.slice(0, 1000) },
      },
      start: minuteOf(2000, 1, 1),
      calendarUid: CALENDAR,
    },
    calendars: [{ calendar: { id: newId(), uid: CALENDAR, name: "Every day", week: WEEK, workWeeks: [], exceptions: [] }, baseUid: undefined, isBase: true, line: 1 }],
    tasks,
    resources: instance.resources.map((resource, at) => resourceOf(resource, at, newId())),
    assignments: instance.jobs.flatMap((job) => assignmentsOf(job, newId)),
  };
}

const WEEK: CalendarRecord["week"] = Array.from({ length: 7 }, () => ({ kind: "working", times: [{ from: 0, to: MINUTES_PER_DAY }] }));

function predecessorsOf({ jobs }: PsplibInstance): ReadonlyMap<number, PsplibJob[]> {
  const predecessors = new Map<number, PsplibJob[]>();
  for (const job of jobs) {
    for (const successor of job.successors) {
      const list = predecessors.get(successor);
      if (list) list.push(job);
      else predecessors.set(successor, [job]);
    }
  }
  return predecessors;
}

/** Longest task, in days: records hold at most a billion minutes. */
const MOST_DAYS = 600_000;

function minutesOf({ duration }: PsplibJob): number {
  return Math.min(MOST_DAYS, duration) * MINUTES_PER_DAY;
}

function taskOf(job: PsplibJob, { jobs }: PsplibInstance, predecessors: readonly PsplibJob[], id: string): TaskDraft {
  const { number: _number, rank: _rank, ...task } = emptyTask({ id, number: 1, rank: "V", uid: job.number, name: nameOf(job, jobs), durationMinutes: minutesOf(job), taskType: "fixedDuration" });
  return {
    task,
    level: 1,
    calendarUid: undefined,
    links: predecessors.map((predecessor): LinkDraft => ({ predecessorUid: predecessor.number, otherFile: undefined, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d", line: predecessor.line })),
    stored: {},
    called: `Job ${job.number}`,
    line: job.line,
  };
}

/** The first and the last job of an instance only hold the others together. */
function nameOf({ number, duration }: PsplibJob, jobs: readonly PsplibJob[]): string {
  if (duration === 0 && number === jobs[0]?.number) return "Start";
  return duration === 0 && number === jobs.at(-1)?.number ? "End" : `Job ${number}`;
}

function resourceOf({ name, capacity }: PsplibInstance["resources"][number], at: number, id: string): ResourceDraft {
  return { resource: { id, uid: at + 1, name, type: "work", maxUnits: Math.min(1_000_000, capacity) }, calendarUid: undefined, rate: undefined, called: `Resource ${name}`, line: 1 };
}

const MOST_MINUTES = 1e9;

function assignmentsOf(job: PsplibJob, newId: () => string): AssignmentDraft[] {
  return job.requests.flatMap((request, at): AssignmentDraft[] => {
    if (request === 0) return [];
    const units = Math.min(1_000_000, request);
    const work = Math.min(MOST_MINUTES, minutesOf(job) * units);
    return [{
      assignment: { id: newId(), units, workMinutes: work, actualWorkMinutes: 0, remainingWorkMinutes: work, delayMinutes: 0 },
      taskUid: job.number,
      resourceUid: at + 1,
      start: undefined,
      finish: undefined,
      days: [],
      oddities: [],
      called: `Job ${job.number}, resource ${at + 1}`,
      line: job.line,
    }];
  });
}

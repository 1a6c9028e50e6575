/** Ways to get work done sooner for more money: overtime, and one more person (domain D4, D5). */
import type { CommandOf, TaskFields } from "../change/command.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import type { OpenTask } from "./open-work.ts";
import type { Candidate } from "./option.ts";
import { shareWithNewcomer } from "./newcomers.ts";

/** 50 hours a week for four weeks: 95 % of the output of each hour in the first two, 90 % in the others. */
const OVERTIME = { hours: 50, usual: 40, output: 0.925, pay: 1.5 };
const LEAST_DAYS_FOR_A_NEWCOMER = 10;

/** Tasks that somebody works on. */
export function staffed(tasks: readonly OpenTask[]): readonly OpenTask[] {
  return tasks.filter(({ people }) => people.length > 0);
}

export function overtime(tasks: readonly OpenTask[]): Candidate | undefined {
  const chosen = staffed(tasks);
  if (chosen.length === 0) return undefined;
  const limits = overtimeLimits();
  return {
    kind: "overtime",
    summary: `Work ${OVERTIME.hours} hours a week on ${namesOf(chosen)}, at one and a half times the pay for the hours beyond ${OVERTIME.usual}.`,
    commands: [shortened(chosen, () => limits)],
    scopeLost: 0,
    risk: "Tired people: beyond four weeks the gain is lost again",
    riskDays: 0,
    peopleHit: peopleOf(chosen),
    approvals: ["The people on the tasks", "Their line managers"],
  };
}

/** Tasks that are long enough for somebody new to be worth the teaching. */
export function worthTeaching(project: Project, tasks: readonly OpenTask[]): readonly OpenTask[] {
  const { minutesPerDay } = settingsOf(project);
  return tasks.filter(({ task, heads }) => heads > 0 && task.durationMinutes >= LEAST_DAYS_FOR_A_NEWCOMER * minutesPerDay);
}

export function addPeople(project: Project, tasks: readonly OpenTask[]): Candidate | undefined {
  const { minutesPerDay } = settingsOf(project);
  const chosen = worthTeaching(project, tasks);
  if (chosen.length === 0) return undefined;
  const effect = ({ task, heads }: OpenTask): Shortening => {
    const factor = shareWithNewcomer(heads, task.durationMinutes / minutesPerDay);
    return { factor, paid: ((heads + 1) / heads) * factor };
  };
  return {
    kind: "addPeople",
    summary: `Put one more person on ${namesOf(chosen)} from the first day, taught by those who are there.`,
    commands: [shortened(chosen, effect)],
    scopeLost: 0,
    risk: "The newcomer may come later than the work begins; the model holds for teams of up to 30",
    riskDays: 0,
    peopleHit: peopleOf(chosen),
    approvals: ["Whoever lends the people"],
  };
}

/** What full overtime makes of the duration, and of what the people cost: shares of what they are as planned. */
export function overtimeLimits(): Shortening {
  const faster = (OVERTIME.hours * OVERTIME.output) / OVERTIME.usual;
  return { factor: 1 / faster, paid: (1 + (OVERTIME.hours / OVERTIME.usual - 1) * OVERTIME.pay) / faster };
}

/** Overtime for everybody, as it is often called for: most of it shortens nothing that decides. */
export function overtimeForAll(open: readonly OpenTask[]): Candidate | undefined {
  const all = overtime(open);
  const count = staffed(open).length;
  return all && { ...all, summary: `Work ${OVERTIME.hours} hours a week on all ${count} tasks that have not begun, at one and a half times the pay for the hours beyond ${OVERTIME.usual}.` };
}

interface Shortening {
  /** Share of the duration that is left. */
  readonly factor: number;
  /** What the people cost then, as a share of what they cost as planned. */
  readonly paid: number;
}

/** Durations with their ranges; what people cost beyond the plan's own reckoning becomes a fixed cost of the task. */
export function shortened(tasks: readonly OpenTask[], effect: (task: OpenTask) => Shortening): CommandOf<"updateTasks"> {
  return {
    type: "updateTasks",
    tasks: tasks.map((open) => {
      const { task, labourCents } = open;
      const { factor, paid } = effect(open);
      const reckoned = task.taskType === "fixedWork" ? 1 : factor;
      const extra = Math.round(labourCents * (paid - reckoned));
      return { id: task.id, fields: { ...scaledFields(task, factor), ...(extra !== 0 && { fixedCostCents: (task.fixedCostCents ?? 0) + extra }) } };
    }),
  };
}

/** A duration and its range, all by the same factor. */
export function scaledFields({ durationMinutes, estimate }: Task, factor: number): TaskFields {
  const part = (minutes: number): number => Math.round(minutes * factor);
  return {
    durationMinutes: part(durationMinutes),
    ...(estimate && { estimate: { ...estimate, lowMinutes: part(estimate.lowMinutes), likelyMinutes: part(estimate.likelyMinutes), highMinutes: part(estimate.highMinutes), ...(estimate.outcomes && { outcomes: estimate.outcomes.map((one) => ({ ...one, minutes: part(one.minutes) })) }) } }),
  };
}

export function namesOf(tasks: readonly OpenTask[]): string {
  return namesIn(tasks.map(({ task }) => task.name), "critical task");
}

/** “A”, “B” and 3 more critical tasks. */
export function namesIn(names: readonly string[], noun: string): string {
  const quoted = names.map((name) => `“${name}”`);
  if (quoted.length <= 2) return quoted.join(" and ");
  return `${quoted.slice(0, 2).join(", ")} and ${quoted.length - 2} more ${noun}${quoted.length === 3 ? "" : "s"}`;
}

export function peopleOf(tasks: readonly OpenTask[]): readonly string[] {
  return [...new Set(tasks.flatMap(({ people }) => people))].sort();
}

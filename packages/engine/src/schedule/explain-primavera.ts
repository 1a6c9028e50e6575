/** What fixed a date by Primavera's rules, in words: data date, retained logic, mandatory constraints and what else it knows. */
import { DRIVER } from "@leadline/kernel/network.ts";
import { P6_DRIVER } from "@leadline/kernel/primavera/network.ts";
import { p6ConstraintOf } from "../model/plan/p6-constraint.ts";
import type { P6Activity, P6Constraint } from "../model/plan/p6-activity.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { readableDate } from "../time/date-text.ts";
import { formatDuration } from "../time/duration-text.ts";
import type { Minute } from "../time/minute.ts";
import type { ComputedNetwork } from "./computed-network.ts";
import { minuteOfTick } from "./ticks.ts";
import type { WhyStep } from "./why.ts";

const CONSTRAINT_WORDS: Readonly<Record<P6Constraint, string>> = {
  startOn: "start on",
  startOnOrBefore: "start on or before",
  startOnOrAfter: "start on or after",
  finishOn: "finish on",
  finishOnOrBefore: "finish on or before",
  finishOnOrAfter: "finish on or after",
  asLateAsPossible: "as late as possible",
  mandatoryStart: "mandatory start",
  mandatoryFinish: "mandatory finish",
};

/** Either why in words, or the link (arc) that fixed the date with what to say before it. */
export type PrimaveraCause =
  | { readonly cause: WhyStep["cause"]; readonly because: string }
  | { readonly arc: number; readonly before: string };

/** What fixed the start of a leaf's work. `undefined` where the plan does not follow Primavera's rules. */
export function primaveraCause(project: Project, computed: ComputedNetwork, task: Task, node: number): PrimaveraCause | undefined {
  const { primavera, dates } = computed;
  if (!primavera || task.external || task.mode === "manual") return undefined;
  const settings = settingsOf(project);
  const driver = dates.driver[node] ?? DRIVER.projectStart;
  const dataDate = readableDate(settings.statusDate ?? settings.start);
  if (task.actualFinish !== undefined) return { cause: "actual", because: "because that is when it really started; an actual start beats every link and constraint." };
  if (driver === P6_DRIVER.neighbours) return neighbours(task.p6?.activityType);
  if (task.actualStart !== undefined) return underWay(project, task, driver, minuteOfTick(primavera.dates.remainingEarlyStart[node] ?? 0), dataDate);
  if (driver >= 0) return { arc: driver, before: "" };
  if (driver === P6_DRIVER.mandatory || driver === DRIVER.constraint) return { cause: "constraint", because: constraintReason(task) };
  if (settings.statusDate === undefined) return { cause: "projectStart", because: `because the project starts ${dataDate} and it waits for nothing.` };
  return { cause: "dataDate", because: `because the data date is ${dataDate}: nothing unfinished is scheduled before it.` };
}

function neighbours(type: P6Activity["activityType"] | undefined): PrimaveraCause {
  const words = type === "wbsSummary" ? "because it is a WBS summary: it spans the activities of its WBS element." : "because it is a level of effort: it lasts from the first to the last date of the activities that it is linked to.";
  return { cause: "neighbours", because: words };
}

/** A task under way has its actual start; what is explained is when the rest of it goes on. */
function underWay(project: Project, task: Task, driver: number, remainingStart: Minute, dataDate: string): PrimaveraCause {
  const settings = settingsOf(project);
  const left = formatDuration({ durationMinutes: task.remainingDurationMinutes, durationUnit: "d", estimated: false }, settings);
  const goesOn = `because that is when it really started; the ${left} still to do go on ${readableDate(remainingStart)}`;
  if (driver >= 0) return { arc: driver, before: `${goesOn}: by retained logic they wait, ` };
  const reason = driver === P6_DRIVER.resume ? "which is when its pause ends" : driver === P6_DRIVER.dataDate ? `since the data date is ${dataDate}` : constraintReason(task).replace(/\.$/, "");
  return { cause: driver === P6_DRIVER.dataDate ? "dataDate" : "actual", because: `${goesOn}, ${reason}.` };
}

function constraintReason(task: Task): string {
  const constraints = [p6ConstraintOf(task), task.p6?.secondConstraint].filter((constraint) => constraint !== undefined);
  const words = constraints.map(({ type, date }) => `“${CONSTRAINT_WORDS[type]}${date === undefined ? "" : ` ${readableDate(date)}`}”`);
  const breaks = constraints.some(({ type }) => type === "mandatoryStart" || type === "mandatoryFinish") ? ", which holds whatever the links say" : "";
  return `because of its ${words.length > 1 ? "constraints" : "constraint"} ${words.join(" and ")}${breaks}.`;
}

/** Contradictions between calls, promises and what the simulation says: C1, C6, C7, C8, C9, C12, C15, C17, C18. */
import { earnedValueOf } from "../cost/earned-value/earned-value.ts";
import { overallocations } from "../leveling/overallocations.ts";
import { settingsOf } from "../model/project.ts";
import type { StatusCall, Task } from "../model/records.ts";
import type { StatusCallValue } from "../model/status/status-call.ts";
import { promiseOf } from "../risk/promise.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { FIT, taskNames, WHICH, type ContradictionRule, type RuleInput } from "./contradiction-parts.ts";
import { simulationSource } from "./computed-status.ts";
import { centsText, dateText, dayText, daysNumber, daysText, instantNumber, moneyNumber, percentNumber, ratioNumber } from "./proven-numbers.ts";
import type { Contradiction, StatusArea, StatusValue } from "./status-input.ts";

const CALL_WORDS: Readonly<Record<StatusValue, string>> = { onTrack: "on track", atRisk: "at risk", offTrack: "off track", noEvidence: "no evidence" };
/** How bad a call is; no evidence is worse than on track, and nothing better than at risk. */
const BADNESS: Readonly<Record<StatusValue, number>> = { onTrack: 0, atRisk: 1, noEvidence: 1, offTrack: 2 };

/** The call of the newest data date, and of two for the same the later one. */
export function latestCall({ project }: Pick<RuleInput, "project">): StatusCall | undefined {
  return [...project.records.statusCall.values()].reduce<StatusCall | undefined>((found, call) => (!found || call.asOf > found.asOf || (call.asOf === found.asOf && (call.at ?? 0) >= (found.at ?? 0)) ? call : found), undefined);
}

/** C1: the manager's call is better than the computed one. */
export const callBetterThanComputed: ContradictionRule = (input) => {
  const { computed } = input;
  const call = latestCall(input);
  if (!call) return [];
  const areas = (["date", "cost", "scope"] as const).flatMap((area): Contradiction[] => {
    const [declared, value] = [call[area], computed.areas[area].value];
    return declared !== undefined && value !== undefined && BADNESS[declared] < BADNESS[value] ? [betterCall(input, declared, value, area)] : [];
  });
  if (areas.length > 0 || BADNESS[call.call] >= BADNESS[computed.value]) return areas;
  return [betterCall(input, call.call, computed.value, undefined)];
};

function betterCall({ computed }: RuleInput, declared: StatusCallValue, value: StatusValue, area: StatusArea | undefined): Contradiction {
  const worstArea = area ?? (Object.values(computed.areas).find((one) => one.value === value)?.area ?? "date");
  const { reason, numbers } = computed.areas[worstArea];
  return {
    ruleId: "C1",
    subject: area ?? "",
    sentence: `${FIT}: the manager calls ${area === undefined ? "the project" : `its ${area}`} “${CALL_WORDS[declared]}”, and by the evidence it is “${CALL_WORDS[value]}”: ${reason} ${WHICH}`,
    numbers,
    fix: { place: "status", words: "Change the call, or put into the plan what the evidence does not know." },
  };
}

/** C6: a milestone that is said to be in time, behind work that is late. */
export const milestoneBehindLateWork: ContradictionRule = ({ project, schedule, leaves, computed: { asOf } }) =>
  leaves.flatMap((milestone) => {
    const own = schedule.of(milestone.id);
    if (!own?.isMilestone || milestone.actualFinish !== undefined || milestone.deadline === undefined || own.finish > milestone.deadline) return [];
    const before = [...project.records.link.values()].flatMap(({ successorId, predecessorId }) => (successorId === milestone.id ? (project.records.task.get(predecessorId) ?? []) : []));
    const late = before.filter((task) => task.active && task.actualFinish === undefined && isLate(schedule.of(task.id)?.finish, own.finish, asOf));
    const [first] = late;
    if (!first) return [];
    return [
      {
        ruleId: "C6",
        subject: milestone.id,
        sentence: `${FIT}: “${milestone.name}” stands in the plan for ${dateText(own.finish)}, in time for its deadline, and ${taskNames(late)}, which it waits for, ${late.length === 1 ? "is" : "are"} late. ${WHICH}`,
        numbers: [instantNumber("milestone", `“${milestone.name}”`, own.finish, { source: "the schedule", asOf })],
        fix: { place: "plan" as const, taskId: first.id, words: "Say what is left of the late task, and see where the milestone goes." },
      },
    ];
  });

/** Overdue by the data date, or after the very milestone that waits for it. */
function isLate(finish: Minute | undefined, milestone: Minute, asOf: Minute): boolean {
  return finish !== undefined && (finish < asOf || finish > milestone);
}

/** C7: a promise that not even one run in ten keeps. */
export const promiseBeforeP10: ContradictionRule = (input) => {
  const { facts, project, computed: { asOf } } = input;
  const promise = promiseOf(project);
  if (!facts || promise === undefined || promise >= facts.finish.p10 || facts.problems.some(({ code }) => code === "estimate/none")) return [];
  const origin = { source: simulationSource(input), asOf };
  return [
    {
      ruleId: "C7",
      subject: "",
      sentence: `${FIT}: ${dateText(promise)} is promised, and not even 1 of 10 runs is done before ${dateText(facts.finish.p10)}. ${WHICH}`,
      numbers: [instantNumber("promise", "Promised finish", promise, { source: "settings of the project", asOf }), instantNumber("p10", "P10 of the finish", facts.finish.p10, origin)],
      fix: { place: "status", words: "Look for ways out, or promise another date." },
    },
  ];
};

const WEEK = 7;
const BEST_WEEKS = 4;
const MUCH_FASTER = 1.5;
const LEAST_FINISHED = 4;

/** C8: keeping the promise needs more per week than was ever done. */
export const neverThatFast: ContradictionRule = ({ project, leaves, computed: { asOf } }) => {
  const promise = promiseOf(project);
  const done = leaves.filter(({ actualFinish, durationMinutes }) => actualFinish !== undefined && durationMinutes > 0);
  const open = leaves.filter(({ actualFinish, durationMinutes }) => actualFinish === undefined && durationMinutes > 0);
  if (promise === undefined || promise <= asOf || done.length < LEAST_FINISHED || open.length === 0) return [];
  const best = bestRate(done.map(({ actualFinish }) => dayNumberOf(actualFinish ?? asOf)), dayNumberOf(asOf));
  const needed = open.length / Math.max(1, (promise - asOf) / MINUTES_PER_DAY / WEEK);
  if (needed <= MUCH_FASTER * best) return [];
  const origin = { source: "finished and open tasks", asOf };
  return [
    {
      ruleId: "C8",
      subject: "",
      sentence: `${FIT}: the best ${BEST_WEEKS} weeks so far finished ${best.toFixed(1)} tasks a week, and keeping ${dateText(promise)} needs ${needed.toFixed(1)} a week from now on. ${WHICH}`,
      numbers: [ratioNumber("best-rate", "Most tasks finished per week", best, { ...origin, formula: `best ${BEST_WEEKS} weeks in a row / ${BEST_WEEKS}` }), ratioNumber("needed-rate", "Tasks per week that the promise needs", needed, { ...origin, formula: "open tasks / weeks to the promise" })],
      fix: { place: "plan", words: "Look for ways out, or promise another date." },
    },
  ];
};

/** Most finishes within four weeks in a row, per week. */
function bestRate(days: readonly number[], today: number): number {
  const length = BEST_WEEKS * WEEK;
  const most = days.reduce((found, last) => Math.max(found, days.filter((day) => day <= last && day > last - length).length), 0);
  const weeks = Math.min(BEST_WEEKS, Math.max(1, (today - Math.min(...days) + 1) / WEEK));
  return most / weeks;
}

const SETTLED_PERCENT = 20;
const CLEARLY = 0.9;

/** C9: earned value tells another story than the call or the forecast. */
export const earnedValueDisagrees: ContradictionRule = (input) => {
  const { project, schedule, showsCosts, computed } = input;
  if (showsCosts === false || project.records.taskBaseline.size === 0) return [];
  const earned = earnedValueOf(project, schedule, { at: computed.asOf });
  const { cpi, spi, percentComplete, eac } = earned.indices;
  const call = latestCall(input);
  if (earned.sums.bac <= 0 || (percentComplete ?? 0) < SETTLED_PERCENT) return [];
  const { currency } = settingsOf(project);
  const source = `earned value against baseline ${earned.baseline}`;
  const { asOf } = computed;
  const found: Contradiction[] = [];
  if (cpi !== null && cpi < CLEARLY && (call?.cost === "onTrack" || computed.areas.cost.value === "onTrack")) {
    found.push({
      ruleId: "C9",
      subject: "cost",
      sentence: `${FIT}: the cost is said to be on track, and so far a unit of money has brought work worth ${cpi.toFixed(2)} (CPI); at that rate it ends at ${centsText(eac.atCpi ?? eac.atBudget, currency)}. ${WHICH}`,
      numbers: [ratioNumber("cpi", "CPI", cpi, { source, formula: "EV / AC", asOf }), moneyNumber("eac", "Estimate at completion at this CPI", eac.atCpi ?? eac.atBudget, currency, { source, formula: "AC + (BAC − EV) / CPI", asOf })],
      fix: { place: "budget", words: "Correct the remaining costs, or the call." },
    });
  }
  if (spi !== null && spi < CLEARLY && (call?.date === "onTrack" || computed.areas.date.value === "onTrack")) {
    found.push({
      ruleId: "C9",
      subject: "date",
      sentence: `${FIT}: the date is said to be on track, and only ${Math.round(spi * 100)} % of what was planned by now is earned (SPI ${spi.toFixed(2)}). ${WHICH}`,
      numbers: [ratioNumber("spi", "SPI", spi, { source, formula: "EV / PV", asOf })],
      fix: { place: "plan", words: "Correct the remaining durations, or the call." },
    });
  }
  return found;
};

const LEAST_STATED = 3;

/** C12: a date that a supplier states, against how the earlier ones turned out. */
export const supplierHistory: ContradictionRule = ({ project, schedule, computed: { asOf } }) => {
  const stated = [...project.records.statedDate.values()];
  return stated.flatMap((one) => {
    if (one.actualDay !== undefined) return [];
    const slips = stated.flatMap(({ source, day, actualDay }) => (source === one.source && actualDay !== undefined ? [actualDay - day] : []));
    const mean = slips.reduce((sum, slip) => sum + slip, 0) / Math.max(1, slips.length);
    const finish = one.taskId === undefined ? undefined : schedule.of(one.taskId)?.finish;
    const counts = finish === undefined || dayNumberOf(finish) < one.day + mean;
    if (slips.length < LEAST_STATED || mean < 1 || !counts) return [];
    return [
      {
        ruleId: "C12",
        subject: one.id,
        sentence: `${FIT}: ${one.source} states ${dayText(one.day)} for “${one.title}”, and their last ${slips.length} dates slipped by ${daysText(mean)} on average. ${WHICH}`,
        numbers: [daysNumber("supplier-slip", `Mean slip of ${one.source}`, mean, { source: `${slips.length} earlier dates of ${one.source}`, formula: "mean of (happened − stated)", asOf })],
        fix: { place: "plan" as const, ...(one.taskId !== undefined && { taskId: one.taskId }), words: "Give the task a range that knows their record, or ask for proof." },
      },
    ];
  });
};

const AHEAD_DAYS = 28;

/** C15: somebody on whom the finish depends is asked for more than they can give. */
export const driverOverbooked: ContradictionRule = ({ project, schedule, computed: { asOf } }) => {
  const until = asOf + AHEAD_DAYS * MINUTES_PER_DAY;
  const overloads = overallocations(project, schedule).filter(({ from, to, demand, capacity, taskIds }) => to > asOf && from < until && demand > capacity && taskIds.some((id) => isOpenDriver(project.records.task.get(id), schedule.of(id)?.critical)));
  const byPerson = new Map<string, (typeof overloads)[number][]>();
  for (const overload of overloads) byPerson.set(overload.resourceId, [...(byPerson.get(overload.resourceId) ?? []), overload]);
  return [...byPerson].map(([resourceId, own]) => {
    const worst = own.reduce((found, one) => (one.demand / Math.max(1, one.capacity) > found.demand / Math.max(1, found.capacity) ? one : found));
    const percent = worst.capacity <= 0 ? Infinity : (worst.demand / worst.capacity) * 100;
    const name = project.records.resource.get(resourceId)?.name ?? "";
    const drivers = worst.taskIds.flatMap((id) => project.records.task.get(id) ?? []).filter((task) => isOpenDriver(task, schedule.of(task.id)?.critical));
    return {
      ruleId: "C15",
      subject: resourceId,
      sentence: `${FIT}: the finish depends on ${taskNames(drivers)}, and ${name} is ${percent === Infinity ? "away" : `booked to ${Math.round(percent)} %`} on ${dateText(worst.from + 1)}. ${WHICH}`,
      numbers: percent === Infinity ? [] : [percentNumber("booked", `${name} booked`, percent, { source: "assignments and the working time of the person", formula: "work asked for / working time", asOf })],
      fix: { place: "people" as const, ...(drivers[0] && { taskId: drivers[0].id }), words: "Level, reassign, or move what is less urgent." },
    };
  });
};

function isOpenDriver(task: Task | undefined, isCritical: boolean | undefined): boolean {
  return task !== undefined && isCritical === true && task.actualFinish === undefined;
}

const MOVED_DAYS = 5;

/** C17: the same call and the same words as last time, while the forecast moved. */
export const sameWordsOtherForecast: ContradictionRule = (input) => {
  const { reports, facts, computed: { asOf } } = input;
  const last = reports.at(-1);
  const call = latestCall(input);
  if (!last || !call || !facts || last.p80 === undefined || call.asOf <= last.asOf) return [];
  const days = (facts.finish.p80 - last.p80) / MINUTES_PER_DAY;
  const isSame = call.call === last.call && (call.reason ?? "").trim() === last.text.trim();
  if (!isSame || Math.abs(days) <= MOVED_DAYS) return [];
  return [
    {
      ruleId: "C17",
      subject: "",
      sentence: `${FIT}: call and words are those of report ${last.number}, and the date that 8 of 10 runs keep has moved ${days > 0 ? "out" : "in"} by ${daysText(days)} since then. ${WHICH}`,
      numbers: [daysNumber("p80-moved", "P80 moved since the last report", days, { source: simulationSource(input), formula: "P80 now − P80 then", asOf })],
      fix: { place: "report", words: "Say what has changed." },
    },
  ];
};

const AHEAD_POINTS = 20;

/** C18: contingency goes faster than the work. */
export const contingencyAhead: ContradictionRule = ({ project, leaves, showsCosts, computed: { asOf } }) => {
  if (showsCosts === false) return [];
  const contingency = [...project.records.reserve.values()].filter(({ kind }) => kind === "contingency");
  const held = contingency.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const ids = new Set(contingency.map(({ id }) => id));
  const drawn = [...project.records.reserveDrawdown.values()].reduce((sum, { reserveId, amountCents }) => (ids.has(reserveId) ? sum + amountCents : sum), 0);
  if (held <= 0) return [];
  const used = (drawn / held) * 100;
  const done = percentDone(leaves);
  if (used - done <= AHEAD_POINTS) return [];
  return [
    {
      ruleId: "C18",
      subject: "",
      sentence: `${FIT}: ${Math.round(used)} % of the contingency is used, and ${Math.round(done)} % of the work is done. ${WHICH}`,
      numbers: [percentNumber("contingency-used", "Contingency used", used, { source: "drawdowns of reserves", formula: "drawn / held", asOf }), percentNumber("work-done", "Work done", done, { source: "progress of the tasks", formula: "planned time done / planned time", asOf })],
      fix: { place: "budget", words: "Say what the rest is kept for, or ask for more." },
    },
  ];
};

/** 0-100, tasks weighed by their durations. */
export function percentDone(leaves: readonly Task[]): number {
  const all = leaves.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  return all === 0 ? 0 : (leaves.reduce((sum, { durationMinutes, percentComplete }) => sum + (durationMinutes * percentComplete) / 100, 0) / all) * 100;
}

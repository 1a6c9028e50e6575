/** Cards that explain a number with this project's own numbers: what it is, what it means, how it came about and what would change it (ux 4.3). */
import { earnedValueOf, type EarnedValue } from "../cost/earned-value/earned-value.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { chanceText } from "../risk/chance-words.ts";
import { contingencyOf } from "../risk/contingency.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { shareUpTo, sorted } from "../risk/statistics.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { centsText, dateText } from "../status/proven-numbers.ts";
import { formatAmount } from "../time/duration-text.ts";

export type Term = "p80" | "chance" | "contingency" | "driver" | "cpi" | "spi" | "totalSlack";

/** Whole sentences, in the order in which the card shows them. */
export interface Explanation {
  readonly title: string;
  readonly meaning: string;
  readonly computed: string;
  readonly change: string;
}

export interface ExplainedPlan {
  readonly project: Project;
  readonly schedule: Schedule;
  /** Absent while the plan has not been simulated. */
  readonly facts?: SimulationFacts | undefined;
  /** Whether amounts of money may be told. */
  readonly costs: "shown" | "hidden";
}

/** The card of a term; of slack that of one task. Undefined where the plan has no such number (nothing simulated, no baseline, no such task). */
export function explanationOf(term: Term, plan: ExplainedPlan, taskId?: string): Explanation | undefined {
  switch (term) {
    case "p80":
    case "chance":
      return plan.facts && dateCard(term, plan, plan.facts);
    case "contingency":
      return plan.facts && contingencyCard(plan, plan.facts);
    case "driver":
      return plan.facts && driverCard(plan, plan.facts);
    case "cpi":
    case "spi":
      return indexCard(term, plan);
    case "totalSlack":
      return taskId === undefined ? undefined : slackCard(plan, taskId);
  }
}

function dateCard(term: "p80" | "chance", { project }: ExplainedPlan, facts: SimulationFacts): Explanation {
  const { runs, finish, target, samples } = facts;
  const count = (share: number): string => Math.round(share * runs).toLocaleString("en");
  const all = runs.toLocaleString("en");
  const kept = target && `In ${count(target.probability)} of them it came on or before the promised ${dateText(target.date)}.`;
  const range = `Half of the runs end by ${dateText(finish.p50)}, 9 of 10 by ${dateText(finish.p90)}.`;
  const change = driversSentence(project, facts);
  if (term === "chance" && target) {
    return { title: `${chanceText(target.probability)} chance of ${dateText(target.date)}`, meaning: `Of ${all} simulated courses of this plan, ${count(target.probability)} finish on or before ${dateText(target.date)}; to be 8 of 10 sure, promise ${dateText(finish.p80)}.`, computed: `Counted over the runs, each with its own durations, risks and calendars. ${range}`, change };
  }
  const inTime = shareUpTo(sorted(samples.finish), finish.p80);
  return { title: `P80 is ${dateText(finish.p80)}`, meaning: `In ${count(inTime)} of ${all} simulated runs the finish came on or before ${dateText(finish.p80)}. ${kept ?? "Nothing is promised yet."}`, computed: `The runs are put in order, and the one is taken that 80 of 100 do not pass. ${range}`, change };
}

function driversSentence(project: Project, facts: SimulationFacts): string {
  const shares = contingencyOf(facts).shares.slice(0, 3);
  const [first] = shares;
  if (!first) return "Nothing in this plan varies, so nothing would change it: type ranges such as 2/5/9d.";
  const sum = shares.reduce((all, { share }) => all + share, 0);
  const names = shares.map(({ taskId, share }) => `${nameOf(project, taskId)} ${percent(share)}`).join(", ");
  return `${shares.length === 1 ? "One task makes" : `${shares.length} tasks make`} ${percent(sum)} of the spread: ${names}. Shorter or surer ones move it most.`;
}

function contingencyCard({ project, costs }: ExplainedPlan, facts: SimulationFacts): Explanation {
  const { days, cents } = contingencyOf(facts);
  const { currency } = settingsOf(project);
  const time = `${formatAmount(days, 1)} working ${days === 1 ? "day" : "days"}`;
  const money = costs === "shown" ? ` and ${centsText(cents, currency)}` : "";
  const planned = facts.deterministic;
  return {
    title: `Contingency: ${time}${money}`,
    meaning: `The plan alone is kept in ${chanceText(planned.probability)} of the runs. ${time} more make it 8 of 10.`,
    computed: `P80 less the plan: ${formatAmount(facts.finishWorkingDays.p80, 1)} less ${formatAmount(planned.workingDays, 1)} working days${costs === "shown" ? `, and ${centsText(facts.cost.p80, currency)} less ${centsText(facts.cost.planned, currency)}` : ""}. Taken for the whole project, not added up task by task.`,
    change: driversSentence(project, facts),
  };
}

function driverCard({ project }: ExplainedPlan, facts: SimulationFacts): Explanation | undefined {
  const [first] = contingencyOf(facts).shares;
  const task = facts.tasks.find(({ taskId }) => taskId === first?.taskId);
  if (!first || !task) return undefined;
  const name = nameOf(project, first.taskId);
  return {
    title: `First driver: ${name}, ${percent(first.share)} of the spread`,
    meaning: `When ${name} takes longer, the finish moves with it most: it decides the finish in ${percent(task.criticality)} of ${facts.runs.toLocaleString("en")} runs.`,
    computed: `Its duration and the project's are compared run by run: their common movement is ${percent(first.share)} of that of all tasks. Its own finish: half of the runs by ${dateText(task.p50)}, 8 of 10 by ${dateText(task.p80)}.`,
    change: "A surer estimate, a smaller range or less work on it narrows the whole forecast; What if shows by how much.",
  };
}

function indexCard(term: "cpi" | "spi", { project, schedule, costs }: ExplainedPlan): Explanation | undefined {
  const { statusDate } = settingsOf(project);
  const value = statusDate === undefined ? undefined : earnedValueOf(project, schedule, { at: statusDate });
  if (!value || statusDate === undefined || value.sums.bac <= 0 || (value.measure === "cost" && costs === "hidden")) return undefined;
  const { sums, indices } = value;
  const amount = (number: number): string => amountText(value, number);
  const as = `As of ${dateText(statusDate)}.`;
  if (term === "cpi") {
    if (indices.cpi === null) return undefined;
    const end = indices.eac.atCpi === null ? "" : ` If that goes on, the remaining ${amount(sums.bac - sums.ev)} of work takes ${amount(indices.eac.atCpi - sums.ac)}, so ${amount(indices.eac.atCpi)} in the end.`;
    return {
      title: `CPI is ${indices.cpi.toFixed(2)}`,
      meaning: `For each unit spent, ${indices.cpi.toFixed(2)} units of planned work were done: ${amount(sums.ev)} of work for ${amount(sums.ac)}.${end}`,
      computed: `Earned value ${amount(sums.ev)} divided by actual cost ${amount(sums.ac)}. ${as}`,
      change: `To end within the budget of ${amount(sums.bac)}, what is left would have to go at ${typeof indices.tcpi === "number" ? `a CPI of ${indices.tcpi.toFixed(2)}` : "a rate that does not exist: the budget is spent"}.`,
    };
  }
  if (indices.spi === null) return undefined;
  return {
    title: `SPI is ${indices.spi.toFixed(2)}`,
    meaning: `Of the ${amount(sums.pv)} that was to be done by now, ${amount(sums.ev)} is done.`,
    computed: `Earned value ${amount(sums.ev)} divided by planned value ${amount(sums.pv)}. ${as}`,
    change: value.earnedSchedule ? `In time: the work done was planned to be done by ${dateText(value.earnedSchedule.earnedAt)}. SPI ends at 1 even for late projects; SPI(t), ${value.earnedSchedule.spiT === null ? "not known yet" : value.earnedSchedule.spiT.toFixed(2)}, does not.` : "It ends at 1 even for late projects: mind the forecast of the finish as well.",
  };
}

function slackCard({ project, schedule }: ExplainedPlan, taskId: string): Explanation | undefined {
  const dates = schedule.of(taskId);
  if (!dates) return undefined;
  const settings = settingsOf(project);
  const days = (minutes: number): string => `${formatAmount(minutes, settings.minutesPerDay)} working ${Math.abs(minutes) === settings.minutesPerDay ? "day" : "days"}`;
  const { totalSlackMinutes: slack, freeSlackMinutes: free, earlyFinish, lateFinish } = dates;
  return {
    title: `Total slack of ${nameOf(project, taskId)}: ${days(slack)}`,
    meaning: slack > 0 ? `It can finish up to ${days(slack)} later (${dateText(earlyFinish)} to ${dateText(lateFinish)}) without moving the project's finish of ${dateText(schedule.finish)}.` : slack === 0 ? `Every day that it takes longer moves the project's finish of ${dateText(schedule.finish)}; it has to finish by ${dateText(lateFinish)}.` : `It is late already: it finishes on ${dateText(earlyFinish)} and would have to by ${dateText(lateFinish)}.`,
    computed: `Latest finish ${dateText(lateFinish)} less earliest finish ${dateText(earlyFinish)}, in its working time: ${days(slack)}.`,
    change: free === slack ? "Whoever uses it takes it from nobody else." : `The first ${days(free)} are its own (free slack); what goes beyond is taken from the tasks after it.`,
  };
}

function amountText({ measure, currency }: EarnedValue, number: number): string {
  return measure === "cost" ? centsText(Math.round(number), currency) : `${Math.round(number / 60).toLocaleString("en")} h`;
}

function nameOf(project: Project, taskId: string): string {
  return `“${outlineOf(project).rowOf(taskId)?.task.name ?? ""}”`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

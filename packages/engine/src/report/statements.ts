/** Facts, forecasts and opinions, never mixed: a fact has a source and a day, a forecast its model, an opinion a name. */
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { leavesOf } from "../status/evidence-state.ts";
import { dateText, dayText, daysText } from "../status/proven-numbers.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import type { FactLine, ForecastLine, ManagerCall, OpinionLine } from "./report.ts";

const NAMED = 3;
const MILESTONES = 4;
const OPINIONS = 6;

/** `since`: the data date of the last report. */
export function factsOfReport(project: Project, { asOf, since, percentDone }: { readonly asOf: Minute; readonly since: Minute | undefined; readonly percentDone: number }): readonly FactLine[] {
  const leaves = leavesOf(project);
  const finished = leaves.filter(({ actualFinish }) => actualFinish !== undefined);
  const fresh = since === undefined ? [] : finished.filter(({ actualFinish = asOf }) => actualFinish > since);
  const deliverables = [...project.records.deliverable.values()];
  const accepted = deliverables.filter(({ state }) => state === "accepted");
  const severe = [...project.records.issueItem.values()].filter(({ severity, state }) => severity <= 2 && (state === "open" || state === "inProgress"));
  const occurred = [...project.records.riskItem.values()].filter(({ status }) => status === "occurred");
  const line = (text: string, source: string): FactLine => ({ text, source, asOf });
  return [
    line(`${finished.length} of ${leaves.length} tasks are finished, ${Math.round(percentDone)} % of the work by duration.`, "actual finishes and percents of the tasks"),
    ...(fresh.length > 0 ? [line(`Finished since the last report: ${named(fresh)}.`, "actual finishes of the tasks")] : []),
    ...(deliverables.length > 0 ? [line(`${accepted.length} of ${deliverables.length} deliverables are accepted.`, "list of deliverables")] : []),
    ...severe.slice(0, NAMED).map(({ code, title, severity, owner, dueDay }) => line(`${code} ${title}: severity ${severity}, ${owner === undefined || owner === "" ? "nobody's" : owner}${dueDay === undefined ? "" : `, due ${dayText(dueDay)}`}.`, "issue log")),
    ...(severe.length > NAMED ? [line(`${severe.length - NAMED} more issues of severity 1 or 2 are open.`, "issue log")] : []),
    ...(occurred.length > 0 ? [line(`Risks that occurred: ${occurred.slice(0, NAMED).map(({ code, title }) => `${code} ${title}`).join(", ")}${occurred.length > NAMED ? ` and ${occurred.length - NAMED} more` : ""}.`, "risk register")] : []),
  ];
}

function named(tasks: readonly Task[]): string {
  const names = tasks.slice(0, NAMED).map(({ name }) => `“${name}”`).join(", ");
  return tasks.length > NAMED ? `${names} and ${tasks.length - NAMED} more` : names;
}

/** The next milestones with the date that 8 of 10 runs keep. */
export function forecastsOfReport(project: Project, facts: SimulationFacts | undefined, asOf: Minute): readonly ForecastLine[] {
  if (!facts || facts.problems.some(({ code }) => code === "estimate/none")) return [];
  const model = `${facts.runs.toLocaleString("en")} simulated runs, seed ${facts.seed}, as of ${dateText(asOf)}`;
  const finish: ForecastLine = { text: `Half of the runs are done by ${dateText(facts.finish.p50)}, 8 of 10 by ${dateText(facts.finish.p80)}.`, model, numbers: ["p50", "p80"] };
  const byTask = new Map(facts.tasks.map((task) => [task.taskId, task]));
  const milestones = leavesOf(project)
    .flatMap((task) => {
      const at = byTask.get(task.id);
      return at && task.actualFinish === undefined && (task.milestone || task.durationMinutes === 0) ? [{ task, at }] : [];
    })
    .sort((a, b) => a.at.p80 - b.at.p80 || (a.task.id < b.task.id ? -1 : 1))
    .slice(0, MILESTONES)
    .map(({ task, at }): ForecastLine => ({ text: `“${task.name}” is reached by ${dateText(at.p80)} in 8 of 10 runs, by ${dateText(at.p50)} in half of them.`, model, numbers: [] }));
  const driver = facts.tasks.reduce<(typeof facts.tasks)[number] | undefined>((most, task) => (task.ssi > (most?.ssi ?? 0) ? task : most), undefined);
  const drivers: readonly ForecastLine[] = driver ? [{ text: `What spreads the finish most is “${project.records.task.get(driver.taskId)?.name ?? driver.taskId}”, which drives it in ${Math.round(driver.criticality * 10)} of 10 runs.`, model, numbers: [] }] : [];
  return [finish, ...milestones, ...drivers];
}

/** What people say, with how their earlier words turned out. */
export function opinionsOf(project: Project, call: ManagerCall | undefined, asOf: Minute): readonly OpinionLine[] {
  const day = dayNumberOf(asOf);
  const stated = [...project.records.statedDate.values()]
    .filter(({ actualDay, saidDay }) => actualDay === undefined && saidDay <= day)
    .sort((a, b) => b.saidDay - a.saidDay)
    .map(({ title, source, day: said }): OpinionLine => {
      const trackRecord = trackRecordOf(project, source);
      return { text: `${title}: ${dayText(said)}.`, name: source, ...(trackRecord !== undefined && { trackRecord }) };
    });
  const words = [...project.records.evidence.values()]
    .filter(({ kind, day: saidDay }) => kind === "word" && saidDay <= day && day - saidDay <= RECENT_DAYS)
    .sort((a, b) => b.day - a.day)
    .map(({ title, by }): OpinionLine => ({ text: title, name: by ?? "name not noted" }));
  const reason = call?.reason === undefined || call.reason === "" ? [] : [{ text: call.reason, name: call.by ?? "project manager" }];
  return [...reason, ...stated, ...words].slice(0, OPINIONS);
}

const RECENT_DAYS = 31;

/** "Their last 4 dates slipped by 3 days on average." */
function trackRecordOf(project: Project, source: string): string | undefined {
  const kept = [...project.records.statedDate.values()].flatMap(({ source: who, day, actualDay }) => (who === source && actualDay !== undefined ? [actualDay - day] : []));
  if (kept.length === 0) return undefined;
  const average = Math.round((kept.reduce((sum, days) => sum + days, 0) / kept.length) * 10) / 10;
  const dates = kept.length === 1 ? "Their last date" : `Their last ${kept.length} dates`;
  return average === 0 ? `${dates} came true${kept.length === 1 ? "" : " on average"}.` : `${dates} ${average > 0 ? "slipped" : "came early"} by ${daysText(average)}${kept.length === 1 ? "" : " on average"}.`;
}

/** Of the work, by duration, 0 to 100. */
export function percentDoneOf(project: Project): number {
  const leaves = leavesOf(project);
  const all = leaves.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  if (all === 0) return leaves.length > 0 && leaves.every(({ actualFinish }) => actualFinish !== undefined) ? 100 : 0;
  return leaves.reduce((sum, { durationMinutes, percentComplete }) => sum + durationMinutes * percentComplete, 0) / all;
}

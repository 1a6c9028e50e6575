/** What a report asks for, and what is done about it: open decisions and change requests, accepted changes with their effect so far, responses to risks, promises. */
import type { Project } from "../model/project.ts";
import type { ChangeRequest } from "../model/records.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { dateText, dayText, daysText } from "../status/proven-numbers.ts";
import { wholeDays } from "./headline.ts";
import type { ReportAction, ReportDecision } from "./report.ts";

const DECISIONS = 5;
const ACTIONS = 6;

/** The most urgent first; those without a day come last. */
export function decisionsNeeded(project: Project): readonly ReportDecision[] {
  const questions = [...project.records.decision.values()]
    .filter(({ outcome }) => outcome === undefined || outcome === "")
    .map(({ id, code, question, options = [], recommendation, neededDay, ifNobodyDecides }) => ({
      day: neededDay ?? Infinity,
      decision: {
        id,
        question: `${code} ${question}`,
        options: options.map(({ name, effect }) => ({ name, ...(effect !== undefined && { effect }) })),
        ...(recommendation !== undefined && recommendation !== "" && { recommendation }),
        ...(neededDay !== undefined && { neededBy: dayText(neededDay) }),
        ...(ifNobodyDecides !== undefined && ifNobodyDecides !== "" && { ifNobodyDecides }),
      },
    }));
  const requests = [...project.records.changeRequest.values()].filter(({ state }) => state === "open").map((request) => ({ day: Infinity, decision: approvalOf(request) }));
  return [...questions, ...requests].sort((a, b) => a.day - b.day || (a.decision.question < b.decision.question ? -1 : 1)).slice(0, DECISIONS).map(({ decision }) => decision);
}

function approvalOf({ id, code, title, impact }: ChangeRequest): ReportDecision {
  const effect = effectOf(impact);
  const reject = impact ? `P80 stays ${dateText(impact.before.p80)}` : undefined;
  return {
    id,
    question: `${code} Approve “${title}”?`,
    options: [
      { name: "Approve", ...(effect !== undefined && { effect }) },
      { name: "Reject", ...(reject !== undefined && { effect: reject }) },
    ],
    ifNobodyDecides: "The plan stays as it is.",
  };
}

/** "P80 21 Dec 2026 → 9 Dec 2026, 12 days earlier; chance of 4 Dec 2026: 20 % → 55 %". */
function effectOf(impact: ChangeRequest["impact"]): string | undefined {
  if (!impact) return undefined;
  const days = wholeDays(impact.after.p80, impact.before.p80);
  const moved = days === 0 ? `P80 stays ${dateText(impact.after.p80)}` : `P80 ${dateText(impact.before.p80)} → ${dateText(impact.after.p80)}, ${daysText(days)} ${days > 0 ? "later" : "earlier"}`;
  const { chance } = impact;
  return chance ? `${moved}; chance of ${dateText(chance.by)}: ${percent(chance.before)} → ${percent(chance.after)}` : moved;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `facts`: of the plan as it is, to compare what was expected of a change with what it is by now. */
export function actionsOf(project: Project, facts: SimulationFacts | undefined): readonly ReportAction[] {
  const changes = [...project.records.changeRequest.values()]
    .filter(({ state }) => state === "approved")
    .sort((a, b) => (b.decidedAt ?? 0) - (a.decidedAt ?? 0))
    .map(({ id, code, title, impact }): ReportAction => {
      const expected = effectOf(impact);
      const soFar = impact && facts ? soFarOf(impact, facts) : undefined;
      return { id, text: `${code} ${title} (approved)`, ...(expected !== undefined && { expected }), ...(soFar !== undefined && { soFar }) };
    });
  const responses = [...project.records.riskItem.values()]
    .filter(({ status, action, probability }) => (status ?? "open") === "open" && action !== "" && probability > 0)
    .sort((a, b) => b.probability - a.probability || (a.code < b.code ? -1 : 1))
    .map(({ id, code, title, action, actionOwner, owner, responseState }): ReportAction => {
      const who = actionOwner ?? owner;
      return { id, text: `${code} ${title}: ${firstLine(action)}`, ...(who !== undefined && who !== "" && { owner: who }), soFar: responseState === "inPlace" ? "in place" : "planned, not in place" };
    });
  const promises = [...project.records.commitment.values()]
    .filter(({ state }) => (state ?? "open") === "open")
    .map(({ id, code, title, by, finish }): ReportAction => ({ id, text: `${code} ${title}`, ...(by !== undefined && by !== "" && { owner: by }), ...(finish !== undefined && { expected: `by ${dateText(finish)}` }), soFar: "open" }));
  return [...changes.slice(0, 3), ...promises.slice(0, 3), ...responses].slice(0, ACTIONS);
}

function soFarOf(impact: NonNullable<ChangeRequest["impact"]>, facts: SimulationFacts): string {
  const days = wholeDays(facts.finish.p80, impact.after.p80);
  return days === 0 ? `P80 is ${dateText(facts.finish.p80)} now, as expected` : `P80 is ${dateText(facts.finish.p80)} now, ${daysText(days)} ${days > 0 ? "later" : "earlier"} than expected`;
}

function firstLine(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

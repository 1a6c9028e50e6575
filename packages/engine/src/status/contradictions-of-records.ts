/** Contradictions between registers, reports and the plan: C10, C11, C13, C16. */
import type { Project } from "../model/project.ts";
import { settingsOf } from "../model/project.ts";
import type { Evidence } from "../model/records.ts";
import { isOpenIssue } from "../model/issues/escalation.ts";
import { dayNumberOf, MINUTES_PER_DAY } from "../time/minute.ts";
import { counted, FIT, WHICH, type ContradictionRule } from "./contradiction-parts.ts";
import { latestCall } from "./contradictions-of-forecast.ts";
import { leavesOf } from "./evidence-state.ts";
import { countNumber, dayText } from "./proven-numbers.ts";
import type { Contradiction } from "./status-input.ts";
import { typedNumbers } from "./typed-numbers.ts";

/** What was promised, as one text that changes whenever it does: dates, durations and costs of the first baseline, and the promised finish. */
export function baselineFingerprint(project: Project): string {
  const held = [...project.records.taskBaseline.values()].filter(({ number }) => number === 0).map(({ taskId, start, finish, durationMinutes, costCents }) => [taskId, start ?? "", finish ?? "", durationMinutes ?? "", costCents ?? ""].join(":"));
  return shortHash([settingsOf(project).promisedFinish ?? "", ...held.sort()].join("|"));
}

/** What is in scope: active leaf tasks and promised deliverables. */
export function scopeFingerprint(project: Project): string {
  const tasks = leavesOf(project).map(({ id }) => id);
  const deliverables = [...project.records.deliverable.values()].map(({ id, criteria }) => `${id}:${criteria.length}`);
  return shortHash([...tasks.sort(), "", ...deliverables.sort()].join("|"));
}

/** FNV-1a over UTF-16 units: only to tell texts apart, proof is the log's business. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return `${hash.toString(16).padStart(8, "0")}${text.length.toString(16)}`;
}

/** C10: what was promised is no longer what it was, and no approved change says why. */
export const promiseRewritten: ContradictionRule = ({ project, reports, computed: { asOf } }) => {
  const last = reports.at(-1);
  if (!last) return [];
  const approved = [...project.records.changeRequest.values()].filter(({ state, decidedAt }) => state === "approved" && (decidedAt ?? 0) / 60_000 >= last.asOf - MINUTES_PER_DAY);
  if (approved.length > 0) return [];
  const changed = [
    ...(last.baseline !== undefined && last.baseline !== baselineFingerprint(project) ? ["the baseline or the promised date"] : []),
    ...(last.scope !== undefined && last.scope !== scopeFingerprint(project) ? ["the scope"] : []),
  ];
  if (changed.length === 0) return [];
  return [
    {
      ruleId: "C10",
      subject: "",
      sentence: `${FIT}: ${changed.join(" and ")} ${changed.length === 1 ? "is" : "are"} not what report ${last.number} was measured against, and no change was approved since. ${WHICH}`,
      numbers: [countNumber("approved-changes", `Changes approved since report ${last.number}`, 0, { source: "the change requests", asOf })],
      fix: { place: "changes", words: "Ask for the change and have it approved, or put back what was promised." },
    },
  ];
};

const LOW = 0.3;

/** C11: a risk that is closed while an issue of it is open, or that is past its date and still said to be open and low. */
export const riskAgainstFacts: ContradictionRule = ({ project, computed: { asOf } }) => {
  const today = dayNumberOf(asOf);
  const open = [...project.records.issueItem.values()].filter(isOpenIssue);
  return [...project.records.riskItem.values()].flatMap((risk): Contradiction[] => {
    const fix = { place: "risks" as const, words: "Say how the risk stands now." };
    const issue = open.find(({ riskIds }) => riskIds.includes(risk.id));
    if (risk.status === "closed" && issue) {
      return [{ ruleId: "C11", subject: risk.id, sentence: `${FIT}: the risk “${risk.title}” is closed, and ${issue.code} “${issue.title}”, which came of it, is open. ${WHICH}`, numbers: [], fix }];
    }
    if ((risk.status ?? "open") === "open" && risk.lastDay !== undefined && risk.lastDay < today && risk.probability <= LOW) {
      return [{ ruleId: "C11", subject: risk.id, sentence: `${FIT}: the risk “${risk.title}” could happen until ${dayText(risk.lastDay)}, which has passed, and it still stands as open with ${Math.round(risk.probability * 100)} %. ${WHICH}`, numbers: [], fix }];
    }
    return [];
  });
};

/** C13: scope and quality are said to be on track, with a defect that stops everything, or after a run of tests that failed. */
export const qualityAgainstFacts: ContradictionRule = (input) => {
  const { project, computed } = input;
  const isGreen = latestCall(input)?.scope === "onTrack" || computed.areas.scope.value === "onTrack";
  if (!isGreen) return [];
  const severe = [...project.records.issueItem.values()].filter((issue) => issue.kind === "defect" && issue.severity === 1 && isOpenIssue(issue));
  const lastRun = [...project.records.evidence.values()].filter(({ kind }) => kind === "testRun").reduce<Evidence | undefined>((last, run) => (!last || run.day > last.day || (run.day === last.day && (run.at ?? 0) >= (last.at ?? 0)) ? run : last), undefined);
  const failed = lastRun?.outcome === "failed" ? lastRun : undefined;
  if (severe.length === 0 && !failed) return [];
  const facts = [...(severe.length > 0 ? [`${counted(severe.length, "defect of severity 1 is", "defects of severity 1 are")} open (${severe.slice(0, 3).map(({ code }) => code).join(", ")})`] : []), ...(failed ? [`the last run of tests, “${failed.title}”, failed`] : [])];
  return [
    {
      ruleId: "C13",
      subject: "",
      sentence: `${FIT}: quality is said to be on track, and ${facts.join(" and ")}. ${WHICH}`,
      numbers: [countNumber("severe-defects", "Open defects of severity 1", severe.length, { source: "the issue log", asOf: computed.asOf })],
      fix: { place: "issues", words: "Say what the defect means for what was promised, or change the call." },
    },
  ];
};

/** C16: a number in the text that the data does not have. */
export const typedAgainstData: ContradictionRule = ({ texts = [], computed, project }) => {
  const known = Object.values(computed.areas).flatMap(({ numbers }) => numbers);
  const found = texts.flatMap((text) => typedNumbers(text, known, settingsOf(project).currency)).filter(({ agrees }) => !agrees);
  return found.map(({ typed, known: right }) => ({
    ruleId: "C16",
    subject: `${right.id} ${typed}`.slice(0, 200),
    sentence: `${FIT}: the text says “${typed}”, and by the data “${right.label}” is ${right.text}. ${WHICH}`,
    numbers: [right],
    fix: { place: "report" as const, words: `Type #${right.id}, which always says what the data says.` },
  }));
};

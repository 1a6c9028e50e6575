/** What changed since the last report, measure by measure, with what in the plan and its registers explains it; or that nothing did. */
import { settingsOf, type Project } from "../model/project.ts";
import { chanceText } from "../risk/chance-words.ts";
import { centsText, dateText, daysText } from "../status/proven-numbers.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { wholeDays } from "./headline.ts";
import type { PublishedReport, ReportBody, ReportChange, ReportChanges, ReportCosts } from "./report.ts";

export type PresentBody = Pick<ReportBody, "kept" | "computed" | "manager" | "policyVersion" | "fingerprints" | "asOf">;

/** `why`: of a moved finish, where somebody has looked into it (windows of delay). */
export function changesSince(project: Project, last: PublishedReport | undefined, now: PresentBody, why?: string): ReportChanges {
  const before = last?.content;
  if (!last || !before) return { sentence: "This is the first report.", rows: [] };
  const reasons = whyMoved(project, last, why);
  const rows = [
    ...dateRow("p80", "P80 of the finish", before.kept.p80, now.kept.p80, reasons),
    ...dateRow("promise", "Promised finish", before.kept.promise, now.kept.promise, changesApproved(project, last).join("; ") || "No change request was approved."),
    ...wordRow("chance", "Chance of the promise", chanceOf(before), chanceOf(now)),
    ...wordRow("computed", "Computed status", STATUS_WORDS[before.computed.value], STATUS_WORDS[now.computed.value]),
    ...wordRow("call", "Project manager's call", before.manager ? STATUS_WORDS[before.manager.call] : "none", now.manager ? STATUS_WORDS[now.manager.call] : "none"),
    ...wordRow("percent-done", "Work done", `${Math.round(before.kept.percentDone)} %`, `${Math.round(now.kept.percentDone)} %`),
    ...scopeRow(before, now, changesApproved(project, last)),
    ...(before.fingerprints.baseline === now.fingerprints.baseline ? [] : [{ id: "baseline", measure: "Baseline", before: before.fingerprints.baseline || "none", now: now.fingerprints.baseline || "none", moved: "another one", why: baselineReason(project) }]),
    ...listRow("risks", "Five largest open risks", before.kept.risks, now.kept.risks),
    ...listRow("commitments", "Open promises", before.kept.commitments, now.kept.commitments),
    ...listRow("people", "Key people", before.kept.people, now.kept.people),
    ...wordRow("policy", "Rule of the status", `version ${before.policyVersion}`, `version ${now.policyVersion}`),
  ];
  const since = { number: last.number, asOf: last.asOf };
  const of = `since report ${last.number} (${dateText(last.asOf)})`;
  return { since, sentence: rows.length === 0 ? `Nothing changed ${of}.` : `${rows.length} ${rows.length === 1 ? "measure" : "measures"} changed ${of}.`, rows };
}

export const STATUS_WORDS = { onTrack: "On track", atRisk: "At risk", offTrack: "Off track", noEvidence: "No evidence" } as const;

/** Money, for those who may see it. */
export function costChangesSince(last: PublishedReport | undefined, now: ReportCosts["kept"], currency: string): readonly ReportChange[] {
  const before = last?.costs?.kept;
  if (!before) return [];
  return [...centsRow("cost-p80", "P80 of the cost", before.p80, now.p80, currency), ...centsRow("budget", "Budget", before.budget, now.budget, currency)];
}

function dateRow(id: string, measure: string, before: Minute | undefined, now: Minute | undefined, why: string): readonly ReportChange[] {
  const [then, is] = [before === undefined ? "none" : dateText(before), now === undefined ? "none" : dateText(now)];
  if (then === is) return [];
  const days = before === undefined || now === undefined ? undefined : wholeDays(now, before);
  return [{ id, measure, before: then, now: is, moved: days === undefined ? "" : `${daysText(days)} ${days > 0 ? "later" : "earlier"}`, why }];
}

function wordRow(id: string, measure: string, before: string, now: string): readonly ReportChange[] {
  return before === now ? [] : [{ id, measure, before, now, moved: "" }];
}

function centsRow(id: string, measure: string, before: number | undefined, now: number | undefined, currency: string): readonly ReportChange[] {
  const text = (cents: number | undefined): string => (cents === undefined ? "none" : centsText(cents, currency));
  if (text(before) === text(now)) return [];
  const moved = before === undefined || now === undefined ? "" : `${centsText(Math.abs(now - before), currency)} ${now > before ? "more" : "less"}`;
  return [{ id, measure, before: text(before), now: text(now), moved }];
}

/** What came and what went. */
function listRow(id: string, measure: string, before: readonly string[], now: readonly string[]): readonly ReportChange[] {
  const gone = before.filter((one) => !now.includes(one));
  const come = now.filter((one) => !before.includes(one));
  if (gone.length + come.length === 0) return [];
  return [{ id, measure, before: gone.join(", ") || "–", now: come.join(", ") || "–", moved: `${come.length} new, ${gone.length} gone` }];
}

function scopeRow(before: ReportBody, now: PresentBody, approved: readonly string[]): readonly ReportChange[] {
  if (before.fingerprints.scope === now.fingerprints.scope) return [];
  const [then, is] = [before.kept.tasks, now.kept.tasks];
  const moved = then === is ? "other tasks" : `${Math.abs(is - then)} ${is > then ? "more" : "fewer"}`;
  return [{ id: "scope", measure: "Scope", before: `${then} tasks`, now: `${is} tasks`, moved, why: approved.join("; ") || "No change request was approved." }];
}

function chanceOf({ computed }: Pick<ReportBody, "computed">): string {
  const chance = computed.areas.find(({ area }) => area === "date")?.chance;
  return chance === undefined ? "none" : chanceText(chance);
}

function whyMoved(project: Project, last: PublishedReport, why: string | undefined): string {
  const events = [...project.records.delayEvent.values()].filter(({ day }) => day >= dayNumberOf(last.asOf)).map(({ code, title }) => `${code} ${title}`);
  const occurred = [...project.records.riskItem.values()].filter(({ code, status }) => status === "occurred" && last.content?.kept.risks.some((kept) => kept.startsWith(`${code} `))).map(({ code, title }) => `risk ${code} ${title} occurred`);
  const reasons = [...changesApproved(project, last), ...events, ...occurred];
  if (reasons.length > 0) return [...reasons.slice(0, 5), ...(why === undefined ? [] : [why])].join("; ");
  return why ?? "Progress and new estimates alone: no approved change, event of delay or risk that occurred is on record.";
}

function changesApproved(project: Project, last: PublishedReport): readonly string[] {
  return [...project.records.changeRequest.values()].filter(({ state, decidedAt }) => state === "approved" && (decidedAt ?? 0) > last.at).map(({ code, title }) => `${code} ${title} was approved`);
}

function baselineReason(project: Project): string {
  const number = settingsOf(project).baselineForEarnedValue ?? 0;
  const baseline = [...project.records.baseline.values()].find((one) => one.number === number);
  return baseline?.reason ?? "No reason was given.";
}

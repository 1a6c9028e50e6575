/** Reports that were published: read from their records, made from a draft, corrected and withdrawn by further versions; none is ever altered. */
import { canonicalJson } from "../base/canonical-json.ts";
import type { Refusal } from "../base/problem.ts";
import type { Project } from "../model/project.ts";
import type { ContradictionAnswer, StatusReport } from "../model/records.ts";
import type { ReportPoint } from "../status/status-input.ts";
import { typedNumbers } from "../status/typed-numbers.ts";
import { frozenText } from "./live-text.ts";
import type { FrozenText, PublishedContent, PublishedReport, ReportBody, ReportContradiction, ReportCosts, ReportDraft, ReportPast } from "./report.ts";

/** Every version of every report, by number and version. */
export function publishedReports(project: Project): readonly PublishedReport[] {
  const records = [...project.records.statusReport.values()].sort((a, b) => a.number - b.number || a.version - b.version);
  return records.map((record) => {
    const next = records.find(({ number, version }) => number === record.number && version === record.version + 1);
    return readReport(record, next);
  });
}

function readReport(record: StatusReport, next: StatusReport | undefined): PublishedReport {
  const { content, costs, reason, ...facts } = record;
  const shown = contentOf(content);
  const money = costsOf(costs);
  const replacedBy = next && next.event !== "published" ? { version: next.version, event: next.event, at: next.at, reason: next.reason ?? "" } : undefined;
  return { ...facts, ...(reason !== undefined && { reason }), ...(shown && { content: shown }), ...(money && { costs: money }), ...(replacedBy && { replacedBy }) };
}

/** Our own canonical JSON, back as it was: the log's hashes tell whether anybody else wrote it. An erased text shows nothing. */
function contentOf(text: string): PublishedContent | undefined {
  return text.startsWith("{") ? (JSON.parse(text) as PublishedContent) : undefined;
}

function costsOf(text: string | undefined): ReportCosts | undefined {
  return text?.startsWith("{") ? (JSON.parse(text) as ReportCosts) : undefined;
}

/** The report that a new one is compared with; of a correction (its own number), the one before it. */
export function lastReport(reports: readonly PublishedReport[], before?: number): PublishedReport | undefined {
  return standing(reports.filter(({ number }) => before === undefined || number < before)).at(-1);
}

/** Of each report the version that stands; those that were withdrawn stand no more. */
export function standing(reports: readonly PublishedReport[]): readonly PublishedReport[] {
  return reports.filter(({ replacedBy, event }) => replacedBy === undefined && event !== "withdrawn");
}

/** What earlier reports said, as the rules of contradictions compare it. */
export function reportPointsOf(reports: readonly PublishedReport[]): readonly ReportPoint[] {
  return standing(reports).flatMap(({ number, asOf, content, costs }): ReportPoint[] => {
    if (!content?.manager) return [];
    const { kept, fingerprints, texts, manager } = content;
    const text = texts.map((one) => one.text).join("\n");
    return [{ number, asOf, call: manager.call, text, ...(kept.p80 !== undefined && { p80: kept.p80 }), ...(costs?.kept.budget !== undefined && { budget: costs.kept.budget }), ...fingerprints }];
  });
}

/** Every report as a column of the strip: as it was first published, and what has become of it. */
export function historyOf(reports: readonly PublishedReport[]): readonly ReportPast[] {
  const numbers = [...new Set(reports.map(({ number }) => number))];
  return numbers.flatMap((number): ReportPast[] => {
    const versions = reports.filter((report) => report.number === number);
    const last = versions.at(-1);
    const shown = versions.findLast(({ content }) => content !== undefined)?.content;
    if (!last || !shown) return [];
    const { kept, manager, computed, asOf } = shown;
    return [{ number, asOf, ...(kept.promise !== undefined && { promise: kept.promise }), ...(kept.p80 !== undefined && { p80: kept.p80 }), ...(manager && { call: manager.call }), computed: computed.value, version: last.version, isWithdrawn: last.event === "withdrawn" }];
  });
}

/** What somebody adds to a draft. */
export interface ReportWords {
  /** Id of one of the headlines that the numbers allow; absent: the usual one. */
  readonly headline?: string;
  readonly summary?: string;
  /** Why the manager's call differs from the computed one. */
  readonly explanation?: string;
}

export interface Publisher {
  /** Pseudonym. */
  readonly by: string;
  /** As it is shown. */
  readonly name: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly at: number;
  /** To contradictions of the plan: those to typed numbers are printed with them. */
  readonly answers?: readonly ContradictionAnswer[];
}

export type Publishing = { readonly record: StatusReport } | { readonly refusals: readonly Refusal[] };

/** The record of a first version, or what is still missing. */
export function publishReport(draft: ReportDraft, words: ReportWords, publisher: Publisher): Publishing {
  return frozen(draft, words, { ...publisher, number: draft.body.number, version: 1 });
}

/** A further version of a report from a draft of today's plan: numbers, texts and reason are new, the old version stays readable. */
export function correctReport(old: PublishedReport, draft: ReportDraft, words: ReportWords, { reason, ...publisher }: Publisher & { readonly reason: string }): Publishing {
  const refused = refusedChange(old, reason, "correct");
  if (refused) return { refusals: [refused] };
  return frozen({ ...draft, body: { ...draft.body, number: old.number } }, words, { ...publisher, number: old.number, version: old.version + 1, reason });
}

/** A tombstone: the report's number, who, when and why. What it said stays proven by the log and is shown no more. */
export function withdrawReport(old: PublishedReport, { reason, by, at }: Omit<Publisher, "name"> & { readonly reason: string }): Publishing {
  const refused = refusedChange(old, reason, "withdraw");
  if (refused) return { refusals: [refused] };
  const version = old.version + 1;
  return { record: { id: idOf(old.number, version), number: old.number, version, event: "withdrawn", asOf: old.asOf, at, by, reason, content: "" } };
}

function refusedChange(old: PublishedReport, reason: string, verb: "correct" | "withdraw"): Refusal | undefined {
  if (reason.trim() === "") return { code: "report/reason", message: `To ${verb} report ${old.number}, say why: the reason is printed with it.` };
  if (old.event === "withdrawn") return { code: "report/withdrawn", message: `Report ${old.number} was withdrawn, and stays so. Publish a new report instead.` };
  if (old.replacedBy) return { code: "report/replaced", message: `Version ${old.version} of report ${old.number} was ${old.replacedBy.event} already. Look at version ${old.replacedBy.version} and start from there.` };
  return undefined;
}

interface FreezeWish extends Publisher {
  readonly number: number;
  readonly version: number;
  readonly reason?: string;
}

function frozen(draft: ReportDraft, words: ReportWords, wish: FreezeWish): Publishing {
  const refusals: Refusal[] = [];
  const headline = draft.headlines.find(({ id }) => id === words.headline) ?? (words.headline === undefined ? draft.headlines[0] : undefined);
  if (!headline) refusals.push({ code: "report/headline", message: `The numbers allow no headline “${words.headline ?? ""}”. Choose one of: ${draft.headlines.map(({ id }) => id).join(", ")}.` });
  for (const need of draft.needs) if (need.kind !== "explanation" || (words.explanation ?? "").trim() === "") refusals.push({ code: `report/${need.kind}`, message: wordsOfNeed(need.kind, need.sentence) });
  const texts = textsOf(draft, words, refusals);
  if (refusals.length > 0 || !headline) return { refusals };
  const { by, name, at, number, version, reason } = wish;
  const { body, costs } = withTypedClashes(draft, texts, wish.answers ?? []);
  const content: PublishedContent = { ...body, headline, number, version, publishedAt: at, publishedBy: name, texts, ...(reason !== undefined && { correction: reason }) };
  const record: StatusReport = {
    id: idOf(number, version),
    number,
    version,
    event: version === 1 ? "published" : "corrected",
    asOf: draft.body.asOf,
    at,
    by,
    ...(reason !== undefined && { reason }),
    content: canonicalJson(content),
    ...(costs && { costs: canonicalJson(costs) }),
  };
  return { record };
}

/** Numbers that were typed and say otherwise than the data are printed as contradictions (C16); those of money to whoever may see it. */
function withTypedClashes({ body, costs }: ReportDraft, texts: readonly FrozenText[], answers: readonly ContradictionAnswer[]): Pick<ReportDraft, "body" | "costs"> {
  const clashes = texts.flatMap(({ typed }) => typedNumbers(typed, [...body.numbers, ...(costs?.numbers ?? [])], costs?.currency ?? "").filter(({ agrees }) => !agrees));
  const told = (isMoney: boolean): readonly ReportContradiction[] =>
    clashes
      .filter(({ known }) => (known.unit === "cents") === isMoney)
      .map(({ typed, known }) => {
        // Worded as the rule does, so that what was answered while it was written stays answered.
        const said = { ruleId: "C16", subject: `${known.id} ${typed}`.slice(0, 200), sentence: `These two do not fit together: the text says “${typed}”, and by the data “${known.label}” is ${known.text}. Which one is right?` };
        const answer = answers.findLast(({ ruleId, subject, sentence }) => ruleId === said.ruleId && subject === said.subject && sentence === said.sentence.slice(0, 1000));
        return { ...said, fix: `Type #${known.id}, which always says what the data says.`, ...(answer && { answer: { text: answer.answer, ...(answer.by !== undefined && { by: answer.by }) } }) };
      });
  return { body: { ...body, contradictions: [...body.contradictions, ...told(false)] }, ...(costs && { costs: { ...costs, contradictions: [...costs.contradictions, ...told(true)] } }) };
}

function wordsOfNeed(kind: "call" | "explanation" | "answer", sentence: string): string {
  if (kind === "call") return `${sentence} Say how you see it before you publish.`;
  if (kind === "explanation") return `${sentence} Explain why, or change the call: both stand in the report.`;
  return `${sentence} Answer it, or put it right: the answer is printed.`;
}

/** Money never gets into a text through a token: texts are read by people who may not see costs. */
function textsOf({ body }: { readonly body: ReportBody }, words: ReportWords, refusals: Refusal[]): readonly FrozenText[] {
  return (["summary", "explanation"] as const).flatMap((id): FrozenText[] => {
    const typed = words[id]?.trim() ?? "";
    if (typed === "") return [];
    const made = frozenText(id, typed, body.numbers);
    if ("frozen" in made) return [made.frozen];
    refusals.push({ code: "report/token", message: `${made.unknown.map((token) => `#${token}`).join(", ")} in the ${id} is no number of this report. It has: ${body.numbers.map((number) => `#${number.id}`).join(", ")}.` });
    return [];
  });
}

function idOf(number: number, version: number): string {
  return `report-${number}-${version}`;
}

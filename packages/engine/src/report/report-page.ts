/** A published report as a plain page: headings, sentences, tables and plots in the order in which it is read, for one audience. Files and mails are written from it. */
import { dateText } from "../status/proven-numbers.ts";
import { wholeDays } from "./headline.ts";
import type { Audience, DotPlot, PublishedContent, ReportCosts, ReportPast } from "./report.ts";
import { STATUS_WORDS } from "./since-last.ts";
import type { Minute } from "../time/minute.ts";

export type PageBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  /** Two calls beside each other: who says what, and why. */
  | { readonly kind: "calls"; readonly calls: readonly { readonly title: string; readonly value: string; readonly tone: "good" | "warning" | "bad" | "none"; readonly text: string }[] }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "dots"; readonly plot: DotPlot };

export interface ReportPage {
  /** "Branch refresh: status report 4". */
  readonly title: string;
  readonly subtitle: string;
  readonly headline: string;
  readonly blocks: readonly PageBlock[];
  /** Report, data date, time, rule, engine, runs. */
  readonly footer: readonly string[];
}

const TONES = { onTrack: "good", atRisk: "warning", offTrack: "bad", noEvidence: "none" } as const;
const HISTORY_SHOWN = 8;

/**
 * One truth, three versions: the sponsor's has the findings and what is asked, the team's has no money and all facts, the
 * one for finance begins with money. `costs` only for those who may see them.
 */
export function reportPage(content: PublishedContent, costs: ReportCosts | undefined, audience: Audience): ReportPage {
  const money = audience === "team" ? undefined : costs;
  const parts = { calls: callsOf(content), texts: textsOf(content), date: plotOf(content.datePlot), cost: costOf(money), changes: changesOf(content, money), said: saidOf(content, money), asked: askedOf(content), done: doneOf(content), contradictions: contradictionsOf(content, money), history: historyBlocks(content) };
  const { calls, texts, date, cost, changes, said, asked, done, contradictions, history } = parts;
  const orders: Readonly<Record<Audience, readonly (readonly PageBlock[])[]>> = {
    sponsor: [calls, texts, asked, date, cost, changes, done, said, contradictions, history],
    team: [calls, texts, date, changes, said, done, asked, contradictions, history],
    finance: [calls, texts, cost, changes, asked, date, done, said, contradictions, history],
  };
  return {
    title: `${content.project}: status report ${content.number}${content.version > 1 ? `, version ${content.version}` : ""}`,
    subtitle: `As of ${dateText(content.asOf)} · published ${timeText(content.publishedAt)} by ${content.publishedBy}${audience === "sponsor" ? "" : ` · for ${audience === "team" ? "the team" : "finance"}`}`,
    headline: content.headline.text,
    blocks: [...(content.correction === undefined ? [] : [{ kind: "text" as const, text: `Corrected: ${content.correction}` }]), ...orders[audience].flat()],
    footer: footerOf(content),
  };
}

function callsOf({ computed, manager, disagreement }: PublishedContent): readonly PageBlock[] {
  const reasons = computed.areas.flatMap(({ area, hardFacts, reason }) => (area === "cost" ? [] : [...hardFacts, reason].slice(0, 1)));
  const own = { title: "Computed from evidence", value: STATUS_WORDS[computed.value], tone: TONES[computed.value], text: [...reasons, computed.evidence].filter((text) => text !== "").join(" ") };
  const said = manager && { title: `Project manager says${manager.by === undefined ? "" : ` (${manager.by})`}`, value: STATUS_WORDS[manager.call], tone: TONES[manager.call], text: manager.reason ?? "" };
  return [{ kind: "calls", calls: said ? [own, said] : [own] }, ...(disagreement === undefined ? [] : [{ kind: "text" as const, text: disagreement }])];
}

function textsOf({ texts }: PublishedContent): readonly PageBlock[] {
  return texts.map(({ id, text }) => ({ kind: "text", text: id === "explanation" ? `Explanation: ${text}` : text }));
}

function plotOf(plot: DotPlot | undefined): readonly PageBlock[] {
  return plot ? [{ kind: "dots", plot }] : [];
}

function costOf(costs: ReportCosts | undefined): readonly PageBlock[] {
  if (!costs) return [];
  const said = [...costs.facts.map(({ text }) => text), ...costs.forecasts.map(({ text }) => text)];
  return [{ kind: "heading", text: `Cost: ${costs.computed.value === undefined ? "nothing promised" : STATUS_WORDS[costs.computed.value].toLowerCase()}` }, ...plotOf(costs.plot), { kind: "list", items: [...costs.computed.hardFacts, ...(costs.plot ? [] : [costs.computed.reason]), ...said] }];
}

function changesOf({ changes }: PublishedContent, costs: ReportCosts | undefined): readonly PageBlock[] {
  const rows = [...changes.rows, ...(costs?.changes ?? [])].map(({ measure, before, now, moved, why = "" }) => [measure, before, now, moved, why]);
  const sentence = rows.length === changes.rows.length ? changes.sentence : `${rows.length} measures changed since report ${changes.since?.number ?? 0}.`;
  return [{ kind: "heading", text: "What changed since the last report" }, { kind: "text", text: sentence }, ...(rows.length === 0 ? [] : [{ kind: "table" as const, head: ["Measure", "Then", "Now", "Moved", "Why"], rows }])];
}

function saidOf({ facts, forecasts, opinions, signals }: PublishedContent, costs: ReportCosts | undefined): readonly PageBlock[] {
  return [
    { kind: "heading", text: "Facts" },
    { kind: "list", items: [...facts, ...(costs?.facts ?? [])].map(({ text, source }) => `${text} (${source})`) },
    ...(forecasts.length === 0 ? [] : [{ kind: "heading" as const, text: `Forecasts (${forecasts[0]?.model ?? ""})` }, { kind: "list" as const, items: forecasts.map(({ text }) => text) }]),
    ...(signals.length === 0 ? [] : [{ kind: "heading" as const, text: "Early warnings" }, { kind: "list" as const, items: signals }]),
    ...(opinions.length === 0 ? [] : [{ kind: "heading" as const, text: "Opinions" }, { kind: "list" as const, items: opinions.map(({ text, name, trackRecord }) => `${name}: ${text}${trackRecord === undefined ? "" : ` ${trackRecord}`}`) }]),
  ];
}

function askedOf({ decisions }: PublishedContent): readonly PageBlock[] {
  if (decisions.length === 0) return [{ kind: "heading", text: "Decisions needed" }, { kind: "text", text: "None." }];
  const rows = decisions.map(({ question, options, recommendation = "", neededBy = "", ifNobodyDecides = "" }) => [question, options.map(({ name, effect }) => (effect === undefined ? name : `${name}: ${effect}`)).join("; "), recommendation, neededBy, ifNobodyDecides]);
  return [{ kind: "heading", text: "Decisions needed" }, { kind: "table", head: ["Question", "Options", "Recommended", "By", "If nobody decides"], rows }];
}

function doneOf({ actions }: PublishedContent): readonly PageBlock[] {
  if (actions.length === 0) return [{ kind: "heading", text: "What we do about it" }, { kind: "text", text: "Nothing has been agreed." }];
  return [{ kind: "heading", text: "What we do about it" }, { kind: "table", head: ["Action", "Owner", "Expected", "So far"], rows: actions.map(({ text, owner = "", expected = "", soFar = "" }) => [text, owner, expected, soFar]) }];
}

function contradictionsOf({ contradictions }: PublishedContent, costs: ReportCosts | undefined): readonly PageBlock[] {
  const all = [...contradictions, ...(costs?.contradictions ?? [])];
  if (all.length === 0) return [];
  const answerOf = ({ text, by }: { readonly text: string; readonly by?: string }): string => `${text}${by === undefined ? "" : ` (${by})`}`;
  return [{ kind: "heading", text: "Contradictions" }, { kind: "list", items: all.map(({ ruleId, sentence, answer }) => `${ruleId} ${sentence} Answer: ${answer ? answerOf(answer) : "none"}.`) }];
}

/** The slip chart as a table as well: a sliding date shows as one that moves with every report. */
function historyBlocks({ history, number, asOf, kept, manager, computed }: PublishedContent): readonly PageBlock[] {
  if (history.length === 0) return [];
  const own: ReportPast = { number, asOf, ...kept, ...(manager && { call: manager.call }), computed: computed.value, version: 1, isWithdrawn: false };
  const shown = [...history, own].slice(-HISTORY_SHOWN);
  const first = shown.find(({ p80 }) => p80 !== undefined);
  const rows = shown.map((past) => [
    `${past.number}${past.isWithdrawn ? " (withdrawn)" : past.version > 1 ? " (corrected)" : ""}`,
    dateText(past.asOf),
    dayOrNone(past.promise),
    dayOrNone(past.p80),
    first?.p80 === undefined || past.p80 === undefined ? "" : signed(wholeDays(past.p80, first.p80)),
    past.call === undefined ? "none" : STATUS_WORDS[past.call],
    STATUS_WORDS[past.computed],
  ]);
  return [{ kind: "heading", text: "Every report so far" }, { kind: "table", head: ["Report", "As of", "Promised", "P80 then", "Days slipped", "Manager", "Computed"], rows }];
}

function dayOrNone(minute: Minute | undefined): string {
  return minute === undefined ? "none" : dateText(minute);
}

function signed(days: number): string {
  return days > 0 ? `+${days}` : String(days).replace("-", "−");
}

function footerOf({ number, version, asOf, publishedAt, policyVersion, policy, engine, runs, seed }: PublishedContent): readonly string[] {
  const model = runs === undefined ? "nothing was simulated" : `${runs.toLocaleString("en")} runs, seed ${seed ?? 0}`;
  return [`Report ${number}, version ${version} · data date ${dateText(asOf)} · published ${timeText(publishedAt)} · rule version ${policyVersion} · Leadline ${engine} · ${model}`, policy];
}

/** "2026-11-24 09:30 UTC" of milliseconds since 1970. */
export function timeText(milliseconds: number): string {
  const minute = Math.floor(milliseconds / 60_000);
  const time = minute % 1440;
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${dateText(minute as Minute)} ${two(Math.floor(time / 60))}:${two(time % 60)} UTC`;
}

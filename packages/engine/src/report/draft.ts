/** The door of the report: a draft from the plan, its runs, the evidence and the reports before it. Nobody writes it; people add words and answers. */
import { budgetOf } from "../cost/budget.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { StatusCall } from "../model/records.ts";
import { chanceText, chanceWords } from "../risk/chance-words.ts";
import { promiseOf } from "../risk/promise.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { goalOf } from "../risk/what-if.ts";
import { computeStatus } from "../status/computed-status.ts";
import { contradictionsOf } from "../status/contradictions.ts";
import { latestCall } from "../status/contradictions-of-forecast.ts";
import { baselineFingerprint, scopeFingerprint } from "../status/contradictions-of-records.ts";
import { leavesOf } from "../status/evidence-state.ts";
import { centsText, countNumber, dateText, instantNumber, percentNumber } from "../status/proven-numbers.ts";
import { signalsOf } from "../status/signals.ts";
import type { ComputedStatus, Contradiction, ProvenNumber, StatusInput } from "../status/status-input.ts";
import { policyWords } from "../status/status-policy.ts";
import type { Minute } from "../time/minute.ts";
import { actionsOf, decisionsNeeded } from "./asked-and-done.ts";
import { dotPlotOf } from "./dot-plot.ts";
import { headlinesOf, type HeadlineFacts } from "./headline.ts";
import { historyOf, reportPointsOf, standing } from "./published.ts";
import type { DotPlot, ManagerCall, PublishedReport, ReportBody, ReportCall, ReportContradiction, ReportCosts, ReportDraft, ReportKept, ReportNeed, ReportSentence } from "./report.ts";
import { changesSince, costChangesSince, STATUS_WORDS } from "./since-last.ts";
import { factsOfReport, forecastsOfReport, opinionsOf, percentDoneOf } from "./statements.ts";

export interface ReportInput extends Omit<StatusInput, "reports"> {
  /** Every version of every report, oldest first. */
  readonly reports: readonly PublishedReport[];
  /** Version of the program. */
  readonly engine: string;
  /** Why the finish moved since the last report, where somebody has looked into it. */
  readonly why?: string;
}

/** The same input gives the same draft. Without `showsCosts` nothing of money is in it. */
export function draftReport(input: ReportInput): ReportDraft {
  const statusInput: StatusInput = { ...input, reports: reportPointsOf(input.reports) };
  const computed = computeStatus(statusInput);
  const open = contradictionsOf({ ...statusInput, showsCosts: false });
  const frame = frameOf(input, computed);
  const headlines = headlinesOf(frame.headline);
  const body = bodyOf(input, frame, { headlines, contradictions: open });
  const costs = input.showsCosts === false ? undefined : costsOf(input, frame, dearOnes(contradictionsOf(statusInput, computed), open));
  return { body, ...(costs && { costs }), headlines, needs: needsOf(input, body, costs) };
}

/** What several parts of the draft are told from. */
interface Frame {
  readonly computed: ComputedStatus;
  readonly asOf: Minute;
  readonly call: StatusCall | undefined;
  readonly headline: HeadlineFacts;
  /** Of the simulation, where anything is uncertain. */
  readonly facts: SimulationFacts | undefined;
  readonly last: PublishedReport | undefined;
  readonly percentDone: number;
}

function frameOf(input: ReportInput, computed: ComputedStatus): Frame {
  const { project, schedule } = input;
  const facts = input.facts?.problems.some(({ code }) => code === "estimate/none") ? undefined : input.facts;
  const leaves = leavesOf(project);
  const isFinished = leaves.length > 0 && leaves.every(({ actualFinish }) => actualFinish !== undefined);
  const headline = {
    goal: goalOf(project),
    asOf: computed.asOf,
    planned: schedule.finish,
    promise: facts?.target?.date ?? promiseOf(project),
    p50: facts?.finish.p50,
    p80: facts?.finish.p80,
    chance: facts?.target?.probability,
    finished: isFinished ? schedule.finish : undefined,
  };
  return { computed, asOf: computed.asOf, call: latestCall(input), headline, facts, last: standing(input.reports).at(-1), percentDone: percentDoneOf(project) };
}

function bodyOf(input: ReportInput, frame: Frame, { headlines, contradictions }: { readonly headlines: readonly ReportSentence[]; readonly contradictions: readonly Contradiction[] }): ReportBody {
  const { project, policy } = input;
  const { computed, asOf, facts, last } = frame;
  const manager = managerOf(frame.call);
  const call = callOf(computed);
  const plot = datePlot(frame);
  const kept = keptOf(project, frame);
  const fingerprints = { baseline: baselineFingerprint(project), scope: scopeFingerprint(project) };
  const disagreement = manager && disagreementOf(manager, computed);
  return {
    format: "leadline-report/1",
    project: settingsOf(project).name,
    number: input.reports.reduce((most, { number }) => Math.max(most, number), 0) + 1,
    asOf,
    engine: input.engine,
    policyVersion: policy.version,
    policy: policyWords(policy),
    ...(facts && { runs: facts.runs, seed: facts.seed }),
    headline: headlines[0] ?? { id: "none", text: "", numbers: [] },
    computed: call,
    ...(manager && { manager }),
    ...(disagreement !== undefined && { disagreement }),
    ...(plot && { datePlot: plot }),
    changes: changesSince(project, last, { kept, computed: call, ...(manager && { manager }), policyVersion: policy.version, fingerprints, asOf }, input.why),
    facts: factsOfReport(project, { asOf, since: last?.asOf, percentDone: frame.percentDone }),
    forecasts: forecastsOfReport(project, facts, asOf),
    opinions: opinionsOf(project, manager, asOf),
    decisions: decisionsNeeded(project),
    actions: actionsOf(project, facts),
    contradictions: contradictions.map(shownContradiction),
    signals: signalsOf({ ...input, reports: [], showsCosts: false }).map(({ sentence }) => sentence),
    history: historyOf(input.reports),
    numbers: numbersOf(project, frame),
    fingerprints,
    kept,
  };
}

/** Cost counts in the worst of the areas, but what is said of it stands apart. */
function callOf({ value, areas, evidence }: ComputedStatus): ReportCall {
  const { chance } = areas.date;
  const words = chance === undefined ? STATUS_WORDS[value] : `${STATUS_WORDS[value]}: the promised date is kept in ${chanceText(chance)} of the runs (${chanceWords(chance)})`;
  const shown = [areas.date, areas.scope].map(areaOf);
  return { value, words, areas: [...shown, { area: "cost" as const, ...(areas.cost.value !== undefined && { value: areas.cost.value }), reason: "", hardFacts: [] }], evidence: evidence.sentence };
}

function areaOf({ area, value, chance, reason, hardFacts }: ComputedStatus["areas"]["date"]): ReportCall["areas"][number] {
  return { area, ...(value !== undefined && { value }), ...(chance !== undefined && { chance }), reason, hardFacts };
}

function managerOf(call: StatusCall | undefined): ManagerCall | undefined {
  if (!call) return undefined;
  const { id: _id, asOf: _asOf, ...said } = call;
  return said;
}

function disagreementOf(manager: ManagerCall, computed: ComputedStatus): string | undefined {
  if (manager.call === computed.value) return undefined;
  const { sentence } = computed.evidence;
  const worstArea = Object.values(computed.areas).find(({ value }) => value === computed.value);
  const reason = worstArea && worstArea.area !== "cost" ? ` ${worstArea.reason}` : "";
  return `These two disagree: computed from evidence “${STATUS_WORDS[computed.value]}”, the project manager says “${STATUS_WORDS[manager.call]}”.${reason} ${sentence}`.trim();
}

function datePlot({ facts, headline }: Frame): DotPlot | undefined {
  if (!facts || headline.finished !== undefined) return undefined;
  return dotPlotOf({
    title: `Half of the runs are done by ${dateText(facts.finish.p50)}, 8 of 10 by ${dateText(facts.finish.p80)}.`,
    unit: "instant",
    currency: "",
    sample: facts.samples.finish,
    marks: [
      ...(headline.promise === undefined ? [] : [{ id: "promise" as const, label: "promised", value: headline.promise }]),
      { id: "p50", label: "half of the runs", value: facts.finish.p50 },
      { id: "p80", label: "8 of 10 runs", value: facts.finish.p80 },
    ],
  });
}

function numbersOf(project: Project, { computed, asOf, percentDone, headline, facts }: Frame): readonly ProvenNumber[] {
  const { date, scope } = computed.areas;
  const model = facts ? `${facts.runs.toLocaleString("en")} simulated runs, seed ${facts.seed}` : "";
  const known = [...date.numbers, ...scope.numbers];
  const open = (state: string | undefined): boolean => (state ?? "open") === "open";
  const more: readonly ProvenNumber[] = [
    ...(facts ? [instantNumber("p50", "P50 of the finish", facts.finish.p50, { source: model, formula: "half of the runs are done by then", asOf }), instantNumber("p80", "P80 of the finish", facts.finish.p80, { source: model, formula: "8 of 10 runs are done by then", asOf })] : []),
    instantNumber("planned", "Finish by the plan", headline.planned, { source: "the schedule", asOf }),
    percentNumber("percent-done", "Work done", percentDone, { source: "percents of the tasks", formula: "sum of duration × percent / sum of durations", asOf }),
    countNumber("open-risks", "Open risks", [...project.records.riskItem.values()].filter(({ status }) => open(status)).length, { source: "risk register", asOf }),
    countNumber("open-issues", "Open issues", [...project.records.issueItem.values()].filter(({ state }) => state === "open" || state === "inProgress").length, { source: "issue log", asOf }),
  ];
  return [...known, ...more.filter(({ id }) => !known.some((one) => one.id === id))];
}

function keptOf(project: Project, { facts, headline, percentDone }: Frame): ReportKept {
  const weight = ({ probability, impact }: { readonly probability: number; readonly impact: { readonly kind: string; readonly likely: number } }): number => probability * (impact.kind === "delayDays" ? Math.abs(impact.likely) : 1);
  const risks = [...project.records.riskItem.values()].filter(({ status }) => (status ?? "open") === "open").sort((a, b) => weight(b) - weight(a) || (a.code < b.code ? -1 : 1));
  return {
    ...(headline.promise !== undefined && { promise: headline.promise }),
    ...(facts && { p80: facts.finish.p80 }),
    percentDone: Math.round(percentDone * 10) / 10,
    tasks: leavesOf(project).length,
    risks: risks.slice(0, 5).map(({ code, title }) => `${code} ${title}`),
    commitments: [...project.records.commitment.values()].filter(({ state }) => (state ?? "open") === "open").map(({ code, title }) => `${code} ${title}`).sort(),
    people: keyPeople(project),
  };
}

const KEY_PEOPLE = 5;

/** Those with the most work left. */
function keyPeople(project: Project): readonly string[] {
  const left = new Map<string, number>();
  for (const { resourceId, workMinutes, actualWorkMinutes } of project.records.assignment.values()) {
    if (resourceId !== undefined) left.set(resourceId, (left.get(resourceId) ?? 0) + Math.max(0, workMinutes - (actualWorkMinutes ?? 0)));
  }
  return [...left]
    .flatMap(([id, minutes]) => {
      const resource = project.records.resource.get(id);
      return resource?.type === "work" && !resource.generic && minutes > 0 ? [{ name: resource.name, minutes }] : [];
    })
    .sort((a, b) => b.minutes - a.minutes || (a.name < b.name ? -1 : 1))
    .slice(0, KEY_PEOPLE)
    .map(({ name }) => name)
    .sort();
}

function shownContradiction({ ruleId, subject, sentence, fix, answer }: Contradiction): ReportContradiction {
  return { ruleId, subject, sentence, fix: fix.words, ...(answer && { answer: { text: answer.text, ...(answer.by !== undefined && { by: answer.by }) } }) };
}

/** Those that only somebody with the right to see costs is told. */
function dearOnes(all: readonly Contradiction[], open: readonly Contradiction[]): readonly Contradiction[] {
  const shown = new Set(open.map(({ ruleId, subject, sentence }) => `${ruleId} ${subject} ${sentence}`));
  return all.filter(({ ruleId, subject, sentence }) => !shown.has(`${ruleId} ${subject} ${sentence}`));
}

function costsOf({ project, schedule }: ReportInput, { computed, facts, asOf, last }: Frame, contradictions: readonly Contradiction[]): ReportCosts {
  const { currency } = settingsOf(project);
  const { cost } = computed.areas;
  const budget = budgetOf(project, schedule).totalCents;
  const isKnown = facts !== undefined && facts.cost.p90 > 0;
  const kept = { ...(isKnown && { p80: facts.cost.p80 }), ...(budget > 0 && { budget }) };
  const model = facts ? `${facts.runs.toLocaleString("en")} simulated runs, seed ${facts.seed}, as of ${dateText(asOf)}` : "";
  const spent = cost.numbers.find(({ id }) => id === "actual-cost");
  return {
    currency,
    computed: areaOf(cost),
    ...(isKnown && facts.cost.p10 < facts.cost.p90 && { plot: costPlot(facts, budget, currency, cost.reason) }),
    changes: costChangesSince(last, kept, currency),
    facts: spent ? [{ text: `${spent.text} are spent.`, source: spent.source, asOf }] : [],
    forecasts: isKnown ? [{ text: `Half of the runs cost at most ${centsText(facts.cost.p50, currency)}, 8 of 10 at most ${centsText(facts.cost.p80, currency)}.`, model, numbers: ["cost-p50", "cost-p80"] }] : [],
    contradictions: contradictions.map(shownContradiction),
    numbers: cost.numbers,
    kept,
  };
}

function costPlot(facts: SimulationFacts, budget: number, currency: string, title: string): DotPlot {
  const marks = [...(budget > 0 ? [{ id: "budget" as const, label: "budget", value: budget }] : []), { id: "p50" as const, label: "half of the runs", value: facts.cost.p50 }, { id: "p80" as const, label: "8 of 10 runs", value: facts.cost.p80 }];
  return dotPlotOf({ title, unit: "cents", currency, sample: facts.samples.cost, marks });
}

function needsOf({ reports }: ReportInput, body: ReportBody, costs: ReportCosts | undefined): readonly ReportNeed[] {
  const last = standing(reports).at(-1);
  const isFresh = body.manager !== undefined && (last === undefined || (body.manager.at ?? Infinity) > last.at);
  const call: readonly ReportNeed[] = isFresh ? [] : [{ kind: "call", sentence: last ? `The project manager has made no call since report ${last.number}.` : "The project manager has made no call yet." }];
  const explanation: readonly ReportNeed[] = isFresh && body.disagreement !== undefined ? [{ kind: "explanation", sentence: body.disagreement }] : [];
  const answers = [...body.contradictions, ...(costs?.contradictions ?? [])].flatMap(({ ruleId, subject, sentence, answer }): ReportNeed[] => (answer ? [] : [{ kind: "answer", sentence, ruleId, subject }]));
  return [...call, ...explanation, ...answers];
}

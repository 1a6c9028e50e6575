/** What a status report shows, as plain data: a draft from facts, and a published one, which is frozen. Money stands apart, for those who may see it. */
import type { StatusCallValue } from "../model/status/status-call.ts";
import type { ProvenNumber, StatusArea, StatusValue } from "../status/status-input.ts";
import type { Minute } from "../time/minute.ts";

/** A generated sentence with the numbers that it is made of: its words follow from them, and nothing else. */
export interface ReportSentence {
  readonly id: string;
  readonly text: string;
  /** Ids of numbers of the report. */
  readonly numbers: readonly string[];
}

export interface ReportCall {
  readonly value: StatusValue;
  /** "Probably not": 20 % chance. */
  readonly words: string;
  readonly areas: readonly { readonly area: StatusArea; readonly value?: StatusValue; readonly chance?: number; readonly reason: string; readonly hardFacts: readonly string[] }[];
  /** How old the evidence is. */
  readonly evidence: string;
}

export interface ManagerCall {
  readonly call: StatusCallValue;
  readonly date?: StatusCallValue | undefined;
  readonly cost?: StatusCallValue | undefined;
  readonly scope?: StatusCallValue | undefined;
  readonly reason?: string | undefined;
  readonly by?: string | undefined;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly at?: number | undefined;
}

/** Twenty dots, each a chance of 1 in 20: instants, or cents. */
export interface DotPlot {
  /** The finding in words. */
  readonly title: string;
  readonly unit: "instant" | "cents";
  /** Ascending. */
  readonly dots: readonly number[];
  readonly marks: readonly { readonly id: "promise" | "p50" | "p80" | "budget" | "planned"; readonly label: string; readonly value: number; readonly text: string }[];
  /** One sentence with the key numbers, for whoever cannot see it. */
  readonly label: string;
}

/** A measure then and now. */
export interface ReportChange {
  readonly id: string;
  readonly measure: string;
  readonly before: string;
  readonly now: string;
  /** "5 days later"; empty where it cannot be said in one. */
  readonly moved: string;
  /** What in the plan or the registers explains it. */
  readonly why?: string;
}

export interface ReportChanges {
  /** Absent in the first report. */
  readonly since?: { readonly number: number; readonly asOf: Minute };
  /** "Nothing changed since report 3." or how much did. */
  readonly sentence: string;
  readonly rows: readonly ReportChange[];
}

/** Something that is so, with the record that says it, and of when. */
export interface FactLine {
  readonly text: string;
  readonly source: string;
  readonly asOf: Minute;
}

/** Something that a model says of what is to come. */
export interface ForecastLine {
  readonly text: string;
  /** "10,000 simulated runs, seed 1, as of 24 Nov 2026". */
  readonly model: string;
  readonly numbers: readonly string[];
}

/** Something that somebody says; never without their name. */
export interface OpinionLine {
  readonly text: string;
  readonly name: string;
  /** "Their last 4 dates slipped by 3 days on average." */
  readonly trackRecord?: string;
}

export interface ReportDecision {
  readonly id: string;
  readonly question: string;
  readonly options: readonly { readonly name: string; readonly effect?: string }[];
  readonly recommendation?: string;
  readonly neededBy?: string;
  readonly ifNobodyDecides?: string;
}

/** What was agreed to be done about it. */
export interface ReportAction {
  readonly id: string;
  readonly text: string;
  readonly owner?: string;
  readonly expected?: string;
  /** Effect so far. */
  readonly soFar?: string;
}

export interface ReportContradiction {
  readonly ruleId: string;
  readonly subject: string;
  readonly sentence: string;
  readonly fix: string;
  readonly answer?: { readonly text: string; readonly by?: string };
}

/** One earlier report as a column of the history strip, and as a point of the slip chart. */
export interface ReportPast {
  readonly number: number;
  readonly asOf: Minute;
  readonly promise?: Minute;
  readonly p80?: Minute;
  readonly call?: StatusCallValue;
  readonly computed: StatusValue;
  /** Version that stands; above 1 it was corrected. */
  readonly version: number;
  readonly isWithdrawn: boolean;
}

/** What somebody wrote, with its live numbers as they stood. */
export interface FrozenText {
  /** Which text of the report: "summary", "explanation". */
  readonly id: string;
  /** As it was typed: "We go live by #p80." */
  readonly typed: string;
  /** As it is read. */
  readonly text: string;
  /** Ids of the numbers that it names, in order. */
  readonly tokens: readonly string[];
}

/** Everything that is shown, without money. */
export interface ReportBody {
  readonly format: "leadline-report/1";
  readonly project: string;
  readonly number: number;
  /** The data date. */
  readonly asOf: Minute;
  readonly engine: string;
  readonly policyVersion: number;
  readonly policy: string;
  /** Absent where nothing was simulated. */
  readonly runs?: number;
  readonly seed?: number;
  readonly headline: ReportSentence;
  readonly computed: ReportCall;
  readonly manager?: ManagerCall;
  /** Where the two calls differ: what each says, and what is missing. */
  readonly disagreement?: string;
  readonly datePlot?: DotPlot;
  readonly changes: ReportChanges;
  readonly facts: readonly FactLine[];
  readonly forecasts: readonly ForecastLine[];
  readonly opinions: readonly OpinionLine[];
  readonly decisions: readonly ReportDecision[];
  readonly actions: readonly ReportAction[];
  readonly contradictions: readonly ReportContradiction[];
  readonly signals: readonly string[];
  /** Ascending, without this one. */
  readonly history: readonly ReportPast[];
  /** Every live number: `#p80` in a text stands for the one with the id "p80". */
  readonly numbers: readonly ProvenNumber[];
  /** What was promised: a later report that finds others says so. */
  readonly fingerprints: { readonly baseline: string; readonly scope: string };
  /** For comparing: codes or ids with what is told of them. */
  readonly kept: ReportKept;
}

/** What the next report compares with. */
export interface ReportKept {
  readonly promise?: Minute;
  readonly p80?: Minute;
  readonly percentDone: number;
  readonly tasks: number;
  readonly risks: readonly string[];
  readonly commitments: readonly string[];
  readonly people: readonly string[];
}

/** What is shown of money. */
export interface ReportCosts {
  readonly currency: string;
  readonly computed: ReportCall["areas"][number];
  readonly plot?: DotPlot;
  readonly changes: readonly ReportChange[];
  readonly facts: readonly FactLine[];
  readonly forecasts: readonly ForecastLine[];
  readonly contradictions: readonly ReportContradiction[];
  readonly numbers: readonly ProvenNumber[];
  readonly kept: { readonly p80?: number; readonly budget?: number };
}

/** What publishing still asks for. */
export type ReportNeed =
  | { readonly kind: "call"; readonly sentence: string }
  | { readonly kind: "explanation"; readonly sentence: string }
  | { readonly kind: "answer"; readonly sentence: string; readonly ruleId: string; readonly subject: string };

/** A report that nobody has published: all of it follows from the plan, the evidence and the runs. */
export interface ReportDraft {
  readonly body: ReportBody;
  /** Absent for people who may not see costs. */
  readonly costs?: ReportCosts;
  /** Headlines that the numbers allow, the usual one first; their ids are given to publish. */
  readonly headlines: readonly ReportSentence[];
  readonly needs: readonly ReportNeed[];
}

export type Audience = "sponsor" | "team" | "finance";

/** A report as it was published, with what has become of it since. */
export interface PublishedReport {
  /** "report-4-1". */
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly event: "published" | "corrected" | "withdrawn";
  readonly asOf: Minute;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly at: number;
  /** Pseudonym. */
  readonly by: string;
  readonly reason?: string;
  /** Absent where it was withdrawn. */
  readonly content?: PublishedContent;
  readonly costs?: ReportCosts;
  /** The version that stands instead of this one: what and why. */
  readonly replacedBy?: { readonly version: number; readonly event: "corrected" | "withdrawn"; readonly at: number; readonly reason: string };
}

/** The body with what was written by hand; this, as canonical JSON, is what the log proves. */
export interface PublishedContent extends ReportBody {
  readonly version: number;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly publishedAt: number;
  /** Name as it was shown. */
  readonly publishedBy: string;
  readonly texts: readonly FrozenText[];
  /** Of a correction: why. */
  readonly correction?: string;
}

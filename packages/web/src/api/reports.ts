/** Status reports over HTTP. They travel loosely described; what they hold is the engine's, which wrote them. */
import type { PublishedReport, ReportDraft } from "@leadline/engine/report/report.ts";
import { API, call } from "./http.ts";

export interface MadeDraft {
  /** Of the plan that it was drafted from. */
  readonly revision: number;
  readonly draft: ReportDraft;
}

export interface ReportProof {
  readonly size: number;
  /** Eight words of the root of the log. */
  readonly words: string;
  readonly at: string;
  readonly entry: number;
}

export interface KeptReport {
  readonly report: PublishedReport;
  readonly proof: ReportProof;
}

export interface ReportWish {
  readonly headline?: string;
  readonly summary?: string;
  readonly explanation?: string;
}

// The wall: the server sends what its engine made, and this page has the same engine.
export const draftReport = async (projectId: string): Promise<MadeDraft> => (await call("draftReport", { params: { id: projectId } })) as unknown as MadeDraft;

export const listReports = async (projectId: string) => (await call("listReports", { params: { id: projectId } })).reports;

export const readReport = async (projectId: string, reportId: string): Promise<KeptReport> => (await call("readReport", { params: { id: projectId, reportId } })) as unknown as KeptReport;

export const publishReport = async (projectId: string, revision: number, wish: ReportWish): Promise<KeptReport> => (await call("publishReport", { params: { id: projectId }, body: { revision, ...wish } })) as unknown as KeptReport;

export const correctReport = async (projectId: string, reportId: string, wish: ReportWish & { readonly reason: string }): Promise<KeptReport> => (await call("correctReport", { params: { id: projectId, reportId }, body: wish })) as unknown as KeptReport;

export const withdrawReport = async (projectId: string, reportId: string, reason: string): Promise<KeptReport> => (await call("withdrawReport", { params: { id: projectId, reportId }, body: { reason } })) as unknown as KeptReport;

export type Audience = "sponsor" | "team" | "finance";

/** Formats that a published report is written in. */
export const REPORT_FORMATS = [
  ["pdf", "PDF"],
  ["html", "HTML"],
  ["pptx", "PowerPoint (.pptx)"],
  ["md", "Markdown"],
  ["json", "JSON"],
] as const;

export function reportAddress(projectId: string, reportId: string, format: string, audience: Audience): string {
  return `${API}/projects/${projectId}/reports/${reportId}/file?format=${format}&audience=${audience}`;
}

export const mailReport = async (projectId: string, reportId: string, to: readonly string[], audience: Audience): Promise<number> => (await call("mailReport", { params: { id: projectId, reportId }, body: { to, audience } })).sent;

export const readReportSchedule = async (projectId: string) => (await call("readReportSchedule", { params: { id: projectId } })).schedule;

export type ReportSchedule = NonNullable<Awaited<ReturnType<typeof readReportSchedule>>>;

export const scheduleReports = async (projectId: string, schedule: ReportSchedule | null): Promise<void> => void (await call("scheduleReports", { params: { id: projectId }, body: { schedule } }));

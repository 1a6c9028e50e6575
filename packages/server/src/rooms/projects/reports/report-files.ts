/** The files of one published report: made from its frozen texts and its proof, with money for those alone who may see it. */
import { publishedReports, standing } from "@leadline/engine/report/published.ts";
import { pageOf, WRITER, writeReportFile, type ReportFile, type ReportFormat } from "@leadline/formats/report/report-file.ts";
import { textOf } from "@leadline/formats/report/text.ts";
import type { Audience, PublishedReport } from "@leadline/engine/report/report.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import type { Letter } from "../../../mail/letter.ts";
import type { Transaction } from "../../../storage/database.ts";
import type { ProjectRow } from "../project-row.ts";
import { reportIn } from "./keep-report.ts";
import { proofOfReport } from "./report-proof.ts";
import type { ReportRoom } from "./report-room.ts";

export type FileRoom = Pick<ReportRoom, "cache" | "signer" | "prover">;

export interface FileWish {
  readonly reportId: string;
  readonly audience: Audience;
  readonly seesCosts: boolean;
}

export interface NamedFile {
  readonly file: ReportFile;
  readonly report: PublishedReport;
  /** "NET-report-4". */
  readonly name: string;
}

export async function reportFile(tx: Transaction, room: FileRoom, row: ProjectRow, { reportId, audience, seesCosts }: FileWish): Promise<NamedFile> {
  const { project } = await room.cache.newest(tx, row.id, row.revision);
  const reports = publishedReports(project);
  const report = reportIn(reports, reportId);
  const record = project.records.statusReport.get(reportId);
  if (!record || reports.some(({ number, event }) => number === report.number && event === "withdrawn")) throw new HttpProblem("not-found", `Report ${report.number} was withdrawn; there is no file of it any more.`);
  const proof = await proofOfReport(tx, room, row.id, reportId);
  const { costs: _salt, ...salts } = proof.salts;
  const money = seesCosts && audience !== "team" ? record.costs : undefined;
  const file: ReportFile = { format: "leadline-report-file/1", writer: WRITER, audience, content: record.content, ...(money !== undefined && { costs: money }), proof: { ...proof, salts: money === undefined ? salts : proof.salts } };
  return { file, report, name: `${row.key}-report-${report.number}${report.version === 1 ? "" : `-v${report.version}`}` };
}

/** The newest report that stands. */
export async function newestReport(tx: Transaction, room: FileRoom, row: ProjectRow): Promise<PublishedReport | undefined> {
  return standing(publishedReports((await room.cache.newest(tx, row.id, row.revision)).project)).at(-1);
}

export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: "application/pdf",
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  json: "application/json",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
};

/** The report itself as text and HTML, complete in both, with the PDF beside it. */
export function reportLetter({ file, name }: NamedFile, to: string, url: string): Letter {
  const page = pageOf(file);
  const html = new TextDecoder().decode(writeReportFile(file, "html"));
  return {
    to,
    subject: `${page.title}: ${page.headline}`.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]/g, " ").slice(0, 200),
    text: `${textOf(page)}\n\nOn the web: ${url}`,
    html,
    attachments: [{ name: `${name}.pdf`, type: "application/pdf", content: writeReportFile(file, "pdf") }],
  };
}

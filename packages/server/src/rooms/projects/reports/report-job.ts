/** Once an hour: sends the newest report where a schedule says so, and says it where nobody has published one since the last time. */
import { dateText } from "@leadline/engine/status/proven-numbers.ts";
import type { JobQueue } from "../../../jobs/job-queue.ts";
import type { JobWork } from "../../../jobs/job.ts";
import { letterOf, type Letter } from "../../../mail/letter.ts";
import type { Database, Transaction } from "../../../storage/database.ts";
import { readProjectRow } from "../queries.ts";
import { returnSchedule, takeDueSchedules, type ReportSchedule } from "./queries.ts";
import { newestReport, reportFile, reportLetter, type FileRoom } from "./report-files.ts";

export interface ReportJobParts extends FileRoom {
  readonly database: Pick<Database, "inWorkspace">;
  readonly queue: Pick<JobQueue, "workspaceIds">;
  /** Absent where no mail is set up: then nothing is due. */
  readonly sendLetter: ((letter: Letter) => Promise<void>) | undefined;
  readonly origin: string;
  readonly now?: () => Date;
}

const WEEK_MILLISECONDS = 7 * 86_400_000;

export function sendReportsWork(parts: ReportJobParts): JobWork {
  return async ({ signal }) => {
    const { database, queue, sendLetter, now = () => new Date() } = parts;
    if (!sendLetter) return { letters: 0 };
    let letters = 0;
    const failures: unknown[] = [];
    for (const workspaceId of await queue.workspaceIds()) {
      const at = now();
      const due = await database.inWorkspace(workspaceId, (tx) => takeDueSchedules(tx, { weekday: at.getDay(), hour: at.getHours(), day: dayOf(at) }));
      for (const schedule of due) {
        signal.throwIfAborted();
        try {
          const made = await database.inWorkspace(workspaceId, (tx) => lettersOf(tx, parts, schedule, at));
          for (const letter of made) await sendLetter(letter);
          letters += made.length;
        } catch (error) {
          failures.push(error);
          await database.inWorkspace(workspaceId, (tx) => returnSchedule(tx, schedule.project_id));
        }
      }
    }
    if (failures.length > 0) throw failures[0];
    return { letters };
  };
}

/** "2026-11-23" by the local wall clock. */
function dayOf(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

async function lettersOf(tx: Transaction, parts: ReportJobParts, { project_id: projectId, audience, to }: ReportSchedule & { readonly project_id: string }, at: Date): Promise<readonly Letter[]> {
  const row = await readProjectRow(tx, projectId);
  if (!row) return [];
  const url = `${parts.origin}/p/${row.key}/status`;
  const report = await newestReport(tx, parts, row);
  if (!report || at.getTime() - report.at > WEEK_MILLISECONDS) {
    const last = report ? `The last one, report ${report.number}, has the data date ${dateText(report.asOf)}; much may have changed since.` : "There has been none so far.";
    return to.map((address) => letterOf({ to: address, subject: `${row.name}: no status report this week`, paragraphs: [`Nobody has published a status report of “${row.name}” in the last week. ${last}`, "No news is not good news: ask the project manager."], link: { label: "Look at the status", url }, foot: "You get this mail because somebody put this address on the schedule of the project's reports. Ask the project manager to take it off." }));
  }
  const file = await reportFile(tx, parts, row, { reportId: report.id, audience, seesCosts: true });
  return to.map((address) => reportLetter(file, address, url));
}

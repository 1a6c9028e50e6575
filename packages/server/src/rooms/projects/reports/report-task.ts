/** What the server and the thread that drafts a report say to each other. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { ReportDraft } from "@leadline/engine/report/report.ts";
import type { ForecastPoint } from "@leadline/engine/status/status-input.ts";
import type { StatusPolicy } from "@leadline/engine/status/status-policy.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";

export interface ReportTask {
  readonly project: Project;
  /** The server's wall clock. */
  readonly now: Minute;
  /** Of earlier data dates, ascending. */
  readonly history: readonly ForecastPoint[];
  readonly policy: StatusPolicy;
  /** Version of the program. */
  readonly engine: string;
  /** Reports with a lower number alone count as earlier ones: of a correction, its own. */
  readonly before: number | undefined;
  /** The plan as it was when the last report was published; absent where there is none. */
  readonly planThen?: Project;
}

export interface ReportAnswer {
  readonly draft: ReportDraft;
}

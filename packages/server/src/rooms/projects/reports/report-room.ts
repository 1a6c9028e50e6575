/** What the routes of reports work with. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { ForecastPoint } from "@leadline/engine/status/status-input.ts";
import type { StatusPolicy } from "@leadline/engine/status/status-policy.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { LogRoom } from "../../../log/log-room.ts";
import type { Letter } from "../../../mail/letter.ts";
import type { Transaction } from "../../../storage/database.ts";
import type { ProjectsStore } from "../edit-project.ts";

/** What was forecast before, and the rule by which status is computed. */
export interface ReportPast {
  readonly history: readonly ForecastPoint[];
  readonly policy: StatusPolicy;
}

export interface ReportRoom extends ProjectsStore, Pick<LogRoom, "signer" | "prover"> {
  /** The built program of the thread that drafts. */
  readonly program: URL;
  /** Version of the program, as it stands under every report. */
  readonly engine: string;
  readonly readPast: (tx: Transaction, projectId: string, project: Project, now: Minute) => Promise<ReportPast>;
  /** Absent where no mail is set up. */
  readonly sendLetter: ((letter: Letter) => Promise<void>) | undefined;
  /** Where the program is reached from outside, for links in mails. */
  readonly origin: string;
}

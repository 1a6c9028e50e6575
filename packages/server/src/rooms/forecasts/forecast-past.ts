/** What was forecast of a project before, and the rule by which its status is computed: what a report compares with, and a new forecast as well. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ForecastPoint } from "@leadline/engine/status/status-input.ts";
import type { StatusPolicy } from "@leadline/engine/status/status-policy.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { historyBefore } from "@leadline/engine/views/forecast-history.ts";
import type { Transaction } from "../../storage/database.ts";
import { earlierForecasts, readPolicy } from "./queries.ts";

/** `now`: the server's wall clock. */
export async function readPast(tx: Transaction, projectId: string, project: Project, now: Minute): Promise<{ readonly history: readonly ForecastPoint[]; readonly policy: StatusPolicy }> {
  const { policy } = await readPolicy(tx);
  const { statusDate } = settingsOf(project);
  const history = historyBefore(await earlierForecasts(tx, projectId), { asOf: statusDate ?? now, ...(statusDate !== undefined && { statusDate }) });
  return { history, policy };
}

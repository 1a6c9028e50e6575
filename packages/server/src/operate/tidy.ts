/** What a workspace need not keep any longer. */
import { forgetOldJobs } from "../jobs/queries.ts";
import { thinForecasts } from "../rooms/forecasts/queries.ts";
import { removeUnusedContent } from "../rooms/projects/attachments/attachment-queries.ts";
import { listExpired, removeProject } from "../rooms/projects/queries.ts";
import type { Transaction } from "../storage/database.ts";
import { forgetOldAnswers } from "../storage/idempotency.ts";

/** Answers older than a day, jobs older than a month, projects deleted for more than 30 days, content that nothing is attached by, all but the last forecast of a day. */
export async function tidyWorkspace(tx: Transaction): Promise<void> {
  await forgetOldAnswers(tx);
  await forgetOldJobs(tx);
  for (const id of await listExpired(tx)) await removeProject(tx, id);
  await removeUnusedContent(tx);
  await thinForecasts(tx);
}

/** The jobs that keep forecasts: of one project after it changed, and every hour of all that have none of today. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { JobQueue } from "../../jobs/job-queue.ts";
import type { JobWork } from "../../jobs/job.ts";
import { insertJob } from "../../jobs/queries.ts";
import { runInThread } from "../../import/thread.ts";
import { PROGRAM } from "../../log/workspace-log.ts";
import type { Database, Transaction } from "../../storage/database.ts";
import { newId } from "../../storage/new-id.ts";
import { readPast } from "./forecast-past.ts";
import type { ForecastAnswer, ForecastTask } from "./forecast-task.ts";
import { currentRevision, dropDetails, dueProjects, forgetEarlierJobs, isForecastWaiting, keepForecast, offeredTasks, readPolicy } from "./queries.ts";
import { wallDay, wallMinute } from "./wall-clock.ts";

export interface ForecastParts {
  readonly database: Pick<Database, "inWorkspace" | "readInWorkspace">;
  readonly queue: Pick<JobQueue, "workspaceIds">;
  /** The newest state of a plan, without kept sources. */
  readonly readPlan: (tx: Transaction, projectId: string, revision: number) => Promise<{ readonly revision: number; readonly project: Project }>;
  /** The built program of the thread. */
  readonly program: URL;
  readonly now?: () => Date;
}

/** Typed arrays of a large simulation lie outside of this. */
const LIMITS = { maxMemoryMegabytes: 1024, maxSeconds: 300 };

/** One project: reads its newest state, computes in a thread, keeps the result. */
export function forecastWork({ database, readPlan, program, now = () => new Date() }: ForecastParts): JobWork {
  return async ({ job, signal }) => {
    const { workspaceId } = job;
    const projectId = String(job.input["projectId"]);
    const madeAt = now();
    const given = await database.readInWorkspace(workspaceId, async (tx) => {
      const revision = await currentRevision(tx, projectId);
      if (revision === undefined) return undefined;
      const plan = await readPlan(tx, projectId, revision);
      const minute = wallMinute(madeAt);
      const task: ForecastTask = { project: plan.project, now: minute, offered: await offeredTasks(tx, projectId), ...(await readPast(tx, projectId, plan.project, minute)) };
      return { revision: plan.revision, task };
    });
    if (!given) return { kept: false, reason: "The project was deleted." };
    const { revision, task } = given;
    const made = await runInThread<ForecastAnswer>(program, task, LIMITS, signal);
    await database.inWorkspace(workspaceId, async (tx) => {
      if ((await currentRevision(tx, projectId)) === undefined) return;
      await keepForecast(tx, { projectId, revision, madeOn: wallDay(madeAt), madeAt, ...made });
      await dropDetails(tx, projectId, { madeOn: wallDay(madeAt), revision });
      await forgetEarlierJobs(tx, job.id);
    });
    return { kept: true, revision };
  };
}

/** Every workspace: whatever was missed, and every project once a day, for status also changes while nobody edits. */
export function dueForecastsWork({ database, queue, now = () => new Date() }: ForecastParts): JobWork {
  return async ({ signal }) => {
    let made = 0;
    for (const workspaceId of await queue.workspaceIds()) {
      signal.throwIfAborted();
      const day = wallDay(now());
      made += await database.inWorkspace(workspaceId, async (tx) => {
        let count = 0;
        const { version } = (await readPolicy(tx)).policy;
        for (const { id, revision } of await dueProjects(tx, day, version)) if (await addForecastJob(tx, id, revision, day)) count += 1;
        return count;
      });
    }
    return { projects: made };
  };
}

/** At most one waits for a project at any time, and one is made for a revision, a day and a version of the policy. */
export async function addForecastJob(tx: Transaction, projectId: string, revision: number, day: string): Promise<boolean> {
  if (await isForecastWaiting(tx, projectId)) return false;
  const { version } = (await readPolicy(tx)).policy;
  return (await insertJob(tx, { id: newId(), kind: "forecast", input: { projectId }, actor: PROGRAM, occasion: `${projectId} ${revision} ${day} ${version}` })) !== undefined;
}

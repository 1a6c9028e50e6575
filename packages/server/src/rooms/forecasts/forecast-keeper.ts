/** Hears of every new revision and asks for a forecast once a project has been left alone for a moment. */
import type { Database } from "../../storage/database.ts";
import { addForecastJob } from "./forecast-job.ts";
import { currentRevision } from "./queries.ts";
import { wallDay } from "./wall-clock.ts";

export interface ForecastKeeper {
  readonly changed: (workspaceId: string, projectId: string) => void;
  readonly stop: () => void;
}

export interface KeeperOptions {
  readonly database: Pick<Database, "inWorkspace">;
  /** A job was made. */
  readonly onMade: () => void;
  readonly onTrouble: (error: unknown) => void;
  /** So long nobody has edited the project. */
  readonly quietSeconds: number;
}

/** Whoever edits without a pause gets a forecast all the same. */
const LONGEST_WAIT_FACTOR = 10;

interface Wait {
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

export function keepForecasts({ database, onMade, onTrouble, quietSeconds }: KeeperOptions): ForecastKeeper {
  const waits = new Map<string, Wait>();
  let isStopped = false;
  const ask = async (workspaceId: string, projectId: string): Promise<void> => {
    const isMade = await database.inWorkspace(workspaceId, async (tx) => {
      const revision = await currentRevision(tx, projectId);
      return revision !== undefined && (await addForecastJob(tx, projectId, revision, wallDay(new Date())));
    });
    if (isMade) onMade();
  };
  return {
    changed: (workspaceId, projectId) => {
      if (isStopped) return;
      const key = `${workspaceId} ${projectId}`;
      const known = waits.get(key);
      clearTimeout(known?.timer);
      const since = known?.since ?? Date.now();
      const left = since + quietSeconds * LONGEST_WAIT_FACTOR * 1000 - Date.now();
      const timer = setTimeout(() => {
        waits.delete(key);
        // What is missed here, the hourly look finds.
        ask(workspaceId, projectId).catch(onTrouble);
      }, Math.max(0, Math.min(quietSeconds * 1000, left))).unref();
      waits.set(key, { since, timer });
    },
    stop: () => {
      isStopped = true;
      for (const { timer } of waits.values()) clearTimeout(timer);
      waits.clear();
    },
  };
}

/** The PostgreSQL that the program starts itself: started or taken over at every start, watched, stopped at every end. */
import { reasonOf, StartFailure, systemCode } from "../start-failure.ts";
import { answers, portsToTry, startCluster } from "./cluster-start.ts";
import { openCluster, type Cluster } from "./cluster.ts";
import { unusableFolder } from "./data-folder.ts";
import { isProcessAlive } from "./folder-lock.ts";
import type { PostgresPlace } from "./postgres-place.ts";
import { isPostgresOn, isRunning, readPostmaster, removePidFile, stopPostmaster } from "./postmaster.ts";

export interface EmbeddedPostgres {
  readonly port: number;
  /** The folder of its socket; absent: it is reached by its port alone. */
  readonly socketFolder?: string | undefined;
  /** Password of the superuser `postgres`. */
  readonly password: string;
  /** A PostgreSQL that an earlier, killed server had left running was taken over. */
  readonly wasRunning: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly place: PostgresPlace;
  /** Told what takes time: one sentence each. */
  readonly onProgress: (sentence: string) => void;
  /** PostgreSQL ended although nobody had asked it to, and could not be started again. */
  readonly onLost: (failure: Error) => void;
}

const WATCH_MILLISECONDS = 1000;
const GIVE_UP_MILLISECONDS = 600_000;

/** Starts, or throws a `StartFailure` with the one sentence that says what to do. */
export async function startEmbeddedPostgres({ place, onProgress, onLost }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    const cluster = await openCluster(place, onProgress);
    const left = await takenOver(cluster);
    const port = left ?? (await startCluster(cluster, portsToTry(cluster)));
    const watch = watchOver(cluster, port, onLost);
    return {
      port,
      socketFolder: readPostmaster(cluster.folder)?.socketFolder,
      password: cluster.password,
      wasRunning: left !== undefined,
      stop: async () => {
        clearInterval(watch);
        const stopped = await stopPostmaster(place, cluster.folder);
        if (!stopped && readPostmaster(cluster.folder)) throw new Error(`PostgreSQL in ${cluster.folder} did not stop within a minute.`);
      },
    };
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw systemCode(error) === undefined ? new StartFailure(`PostgreSQL could not be started in ${place.folder}: ${reasonOf(error)}.`) : unusableFolder(place.folder, error);
  }
}

/** The port of a PostgreSQL that a killed server left running on this cluster; what cannot be used is stopped. */
async function takenOver(cluster: Cluster): Promise<number | undefined> {
  const left = readPostmaster(cluster.folder);
  if (!left) return undefined;
  if (!isPostgresOn(left.pid, cluster.folder)) {
    // PostgreSQL itself clears up after a dead process; one with a reused number it takes for a running server.
    if (isProcessAlive(left.pid)) removePidFile(cluster.folder);
    return undefined;
  }
  if ((await answers(cluster, left.port)) === "ours") return left.port;
  cluster.onProgress(`A PostgreSQL that an earlier start left behind (process ${left.pid}) does not answer and is being stopped…`);
  if (await stopPostmaster(cluster.place, cluster.folder)) return undefined;
  throw new StartFailure(`A PostgreSQL that an earlier start left behind (process ${left.pid}, data in ${cluster.folder}) neither answers nor stops. End that process and start again.`);
}

/**
 * Starts it again, on the same port, when it ends unasked (killed for want of memory, or out of space for its log), and
 * goes on trying: space can be freed while requests are answered that the database is away.
 */
function watchOver(cluster: Cluster, port: number, onLost: (failure: Error) => void): NodeJS.Timeout {
  let isBusy = false;
  let pid = readPostmaster(cluster.folder)?.pid;
  let awaySince: number | undefined;
  const look = async (): Promise<void> => {
    if (isBusy || (pid !== undefined && isRunning(pid))) return;
    isBusy = true;
    try {
      if (awaySince === undefined) cluster.onProgress("PostgreSQL ended unexpectedly and is being started again…");
      awaySince ??= Date.now();
      await startCluster(cluster, [port, port, port]);
      pid = readPostmaster(cluster.folder)?.pid;
      awaySince = undefined;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(reasonOf(error));
      cluster.onProgress(`PostgreSQL cannot be started again yet: ${failure.message}`);
      if (Date.now() - (awaySince ?? 0) > GIVE_UP_MILLISECONDS) {
        clearInterval(watch);
        onLost(failure);
      }
    } finally {
      isBusy = false;
    }
  };
  const watch = setInterval(() => void look(), WATCH_MILLISECONDS).unref();
  return watch;
}

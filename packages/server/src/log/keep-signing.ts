/** Signs the logs of every workspace once a minute, and sooner where much is written: what was signed can no longer change unseen. */
import type { Database } from "../storage/database.ts";
import { ContradictedLog, signWorkspace, type Signer } from "./checkpoints.ts";

export interface KeepSigningOptions {
  readonly database: Pick<Database, "inWorkspace">;
  readonly workspaceIds: () => Promise<readonly string[]>;
  readonly signer: Signer;
  /** A sentence for the program's log. */
  readonly onTrouble: (error: unknown, sentence: string) => void;
}

const EVERY_MILLISECONDS = 60_000;
/** Entries of one workspace after which it is signed before its minute is over. */
const SOON_ENTRIES = 1000;

export interface KeptSigning {
  /** An entry was stored. */
  readonly stored: (workspaceId: string) => void;
  /** Ends it, after what is being signed. */
  readonly stop: () => Promise<void>;
}

export function keepSigning(options: KeepSigningOptions): KeptSigning {
  const unsigned = new Map<string, number>();
  let running = Promise.resolve();
  const signAll = (workspaceIds: () => Promise<readonly string[]>): void => {
    running = running.then(async () => {
      for (const workspaceId of await workspaceIds()) await signOne(options, workspaceId);
    }).catch((error: unknown) => options.onTrouble(error, "The logs could not be signed; it is tried again in a minute."));
  };
  const timer = setInterval(() => signAll(options.workspaceIds), EVERY_MILLISECONDS).unref();
  return {
    stored: (workspaceId) => {
      const count = (unsigned.get(workspaceId) ?? 0) + 1;
      unsigned.set(workspaceId, count % SOON_ENTRIES);
      if (count >= SOON_ENTRIES) signAll(() => Promise.resolve([workspaceId]));
    },
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}

async function signOne({ database, signer, onTrouble }: KeepSigningOptions, workspaceId: string): Promise<void> {
  try {
    const { contradicted } = await database.inWorkspace(workspaceId, (tx) => signWorkspace(tx, signer, new Date()));
    for (const sentence of contradicted) onTrouble(undefined, sentence);
  } catch (error) {
    if (!(error instanceof ContradictedLog)) throw error;
    onTrouble(undefined, error.message);
  }
}

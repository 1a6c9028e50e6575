/** Sends pending edits to the server, one after the other, and keeps trying through outages of any length. */
import type { ProjectServer, SendAnswer } from "./project-server.ts";
import type { PendingEdit } from "./project-store.ts";

export interface SenderHooks {
  /** The oldest pending edit, made ready to leave; `undefined` when there is none or none may be sent. */
  readonly next: () => PendingEdit | undefined;
  /** Settles the edit by the server's answer; when it resolves, `next` no longer gives that edit. */
  readonly settle: (edit: PendingEdit, answer: Exclude<SendAnswer, { outcome: "unreachable" }>) => Promise<void>;
  readonly onReachable: () => void;
  readonly onUnreachable: () => void;
  /** Resolves after the time, or at once when `wake` is called meanwhile. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Nothing is under way any more. */
  readonly onRest: () => void;
}

export interface EditSender {
  /** Starts sending if it is not under way. */
  start(): void;
  isBusy(): boolean;
  stop(): void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

export function editSender(server: ProjectServer, hooks: SenderHooks): EditSender {
  let isRunning = false;
  let isStopped = false;

  const loop = async (): Promise<void> => {
    let pauseMs = FIRST_PAUSE_MS;
    for (let edit = hooks.next(); edit && !isStopped; edit = hooks.next()) {
      const answer = await server.send(edit);
      if (isStopped) break;
      if (answer.outcome === "unreachable") {
        hooks.onUnreachable();
        await hooks.pause(pauseMs);
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        continue;
      }
      pauseMs = FIRST_PAUSE_MS;
      hooks.onReachable();
      await hooks.settle(edit, answer);
    }
    // In the same turn as the last look at `next`, so that no edit can slip in between unseen.
    isRunning = false;
    hooks.onRest();
  };

  return {
    start: () => {
      if (isRunning || isStopped) return;
      isRunning = true;
      void loop();
    },
    isBusy: () => isRunning,
    stop: () => {
      isStopped = true;
    },
  };
}

/** Reports of progress from "My work": kept in the browser's database until the server has stored them, and sent in their order, however long that takes. */
import type { Command } from "@leadline/engine/change/command.ts";
import { openBrowserJournal, projectsWithEditsLeft } from "../store/browser-journal.ts";
import { memoryJournal } from "../store/memory-journal.ts";
import { newId } from "../store/new-id.ts";
import type { EditJournal, SendAnswer } from "../store/project-server.ts";
import type { PendingEdit } from "../store/project-store.ts";
import { httpProject } from "./http-project.ts";

/** A report that the server has not stored yet. */
export interface WaitingReport {
  readonly projectId: string;
  readonly edit: PendingEdit;
}

export interface WorkReports {
  readonly getState: () => readonly WaitingReport[];
  readonly subscribe: (listener: () => void) => () => void;
  /** Kept at once; sent as soon as the server answers. */
  readonly report: (project: { readonly id: string; readonly revision: number }, commands: readonly Command[], label: string) => void;
  readonly close: () => void;
}

interface Listeners {
  /** The server has stored a report. */
  readonly onStored: () => void;
  /** It never will; the report waits in its plan for somebody's decision. */
  readonly onRefused: (sentence: string) => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/** One project's journal and queue. */
interface Lane {
  readonly journal: Promise<EditJournal<PendingEdit>>;
  waiting: readonly PendingEdit[];
  isSending: boolean;
}

export function openWorkReports(owner: { readonly id: string }, { onStored, onRefused }: Listeners): WorkReports {
  const lanes = new Map<string, Lane>();
  const listeners = new Set<() => void>();
  let isLeft = false;
  let shown: readonly WaitingReport[] = [];
  const tell = (): void => {
    shown = [...lanes].flatMap(([projectId, { waiting }]) => waiting.map((edit) => ({ projectId, edit })));
    for (const listener of listeners) listener();
  };

  const laneOf = (projectId: string): Lane => {
    const known = lanes.get(projectId);
    if (known) return known;
    // A browser that keeps no database still reports; its reports last as long as the page.
    const lane: Lane = { journal: openBrowserJournal(projectId, newId(), owner).catch(() => memoryJournal()), waiting: [], isSending: false };
    lanes.set(projectId, lane);
    void lane.journal.then((journal) => {
      // What an earlier page left behind was made before anything that is reported here.
      lane.waiting = [...journal.left.filter(({ rolledBack }) => rolledBack === undefined), ...lane.waiting];
      tell();
      void send(projectId, lane);
    });
    return lane;
  };

  const settle = async (lane: Lane, edit: PendingEdit, answer: Exclude<SendAnswer, { outcome: "unreachable" }>): Promise<void> => {
    const journal = await lane.journal;
    if (answer.outcome === "stored") {
      journal.remove(edit.key);
      // What was made on the revision before stands on this one: nobody else was in between.
      lane.waiting = lane.waiting.filter(({ key }) => key !== edit.key).map((one) => (!one.sent && one.revision === answer.revision - 1 ? { ...one, revision: answer.revision } : one));
      onStored();
      return;
    }
    const message = "message" in answer ? answer.message : "The server was set back to an earlier state.";
    const [fields, refusals] = [answer.outcome === "conflict" ? answer.fields : [], answer.outcome === "refused" ? answer.refusals : []];
    journal.put({ ...edit, rolledBack: { key: edit.key, reason: answer.outcome === "conflict" ? "conflict" : "refused", label: edit.label, message, fields, refusals, commands: edit.commands, taskIds: [] } });
    lane.waiting = lane.waiting.filter(({ key }) => key !== edit.key);
    onRefused(`${edit.label}: ${message} It waits in the plan for your decision.`);
  };

  const send = async (projectId: string, lane: Lane): Promise<void> => {
    if (lane.isSending) return;
    lane.isSending = true;
    let pause = FIRST_PAUSE_MS;
    const journal = await lane.journal;
    for (let edit = lane.waiting[0]; edit; edit = lane.waiting[0]) {
      const leaving: PendingEdit = { ...edit, sent: true };
      journal.put(leaving);
      const answer = await httpProject({ id: projectId, key: "" }).send(leaving);
      if (answer.outcome === "unreachable") {
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
        continue;
      }
      pause = FIRST_PAUSE_MS;
      await settle(lane, leaving, answer);
      tell();
    }
    lane.isSending = false;
    if (isLeft) journal.close();
  };

  void projectsWithEditsLeft(owner).then((ids) => {
    if (!isLeft) for (const id of ids) laneOf(id);
  }, () => undefined);

  return {
    getState: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    report: ({ id, revision }, commands, label) => {
      const lane = laneOf(id);
      const edit: PendingEdit = { key: newId(), commands: [...commands], label, revision, at: Date.now() };
      void lane.journal.then((journal) => journal.put(edit));
      lane.waiting = [...lane.waiting, edit];
      tell();
      void send(id, lane);
    },
    close: () => {
      // What is waiting goes on being sent; its journal is closed behind the last one.
      isLeft = true;
      for (const { journal, isSending } of lanes.values()) if (!isSending) void journal.then((one) => one.close());
    },
  };
}

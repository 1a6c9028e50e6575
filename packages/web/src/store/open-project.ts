/** Opens one project for editing: edits show at once, travel in the background, and meet other people's edits by revision. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import { evolve, isEmptyChange, NO_CHANGE, type Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { describeCommands } from "@leadline/engine/change/describe.ts";
import { isSame } from "@leadline/engine/change/same-value.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { taskIdsOf } from "./command-tasks.ts";
import { confirmedAt, nextStep, reloaded, withArrived } from "./confirmed-plan.ts";
import { editSender } from "./edit-sender.ts";
import { pauses } from "./pauses.ts";
import { commandsOf, decideEdit, layOver, movedOn, withCommands, type ShownPlan } from "./pending-edits.ts";
import type { EditJournal, ProjectServer, SendAnswer, StoredChange } from "./project-server.ts";
import type { EditConflict, EditResult, LastEdit, PendingEdit, Preview, ProjectState, ProjectStore, SavingState } from "./project-store.ts";
import { differenceOf } from "./record-difference.ts";
import { computed, movedTaskIds, type ComputedPlan } from "./shown-state.ts";
import { takeBack } from "./take-back.ts";
import { NO_HISTORY, withEdit, withoutEdit, withRedo, withUndo, type UndoHistory } from "./undo-history.ts";

export interface OpenOptions {
  readonly projectId: string;
  readonly server: ProjectServer;
  readonly journal: EditJournal<PendingEdit>;
  /** Name of the person, for the decisions' context. */
  readonly actor: string;
  readonly newKey: () => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** How long a gap in the stream of changes may last before the records are loaded again. */
const GAP_MS = 2000;

type Revert = { readonly revertOf: string; readonly label: string; readonly recorded: (history: UndoHistory, key: string) => UndoHistory };

/** Loads the project, lays the edits that an earlier page left behind on top, and starts to send and to listen. */
export async function openProjectStore(options: OpenOptions): Promise<ProjectStore> {
  const { projectId, server, journal, actor } = options;
  const loaded = await server.load();

  let confirmed = confirmedAt(loaded.project, loaded.revision);
  let edits: readonly PendingEdit[] = journal.left;
  /** What this page's own edits changed, pending and stored: the ground of undo and redo. */
  const known = new Map<string, Change>();
  let history: UndoHistory = edits.reduce((steps, edit) => (edit.revertOf === undefined ? withEdit(steps, edit) : steps), NO_HISTORY);
  let shown: ShownPlan = layOver(confirmed.project, edits, known, actor);
  for (const [key, change] of shown.changes) known.set(key, change);
  let plan: ComputedPlan = computed(shown.project);
  let conflicts: readonly EditConflict[] = [];
  let lastEdit: LastEdit | undefined;
  let lost = { stream: false, sending: false };
  let isGone = false;
  let isLoading = false;
  let isClosed = false;

  const listeners = new Set<() => void>();
  const restWaiters = new Set<() => void>();
  const { pause, wake } = pauses();

  const savingState = (): SavingState => {
    if (isGone) return "refused";
    if (lost.stream || lost.sending) return "offline";
    return edits.length > 0 ? "saving" : "saved";
  };
  const makeState = (): ProjectState => {
    const [undoStep, redoStep] = [history.undo.at(-1), history.redo.at(-1)];
    return {
      projectId,
      key: loaded.key,
      ...plan,
      revision: confirmed.revision,
      saving: savingState(),
      pending: edits,
      conflicts,
      ...(undoStep && { undoLabel: undoStep.label }),
      ...(redoStep && { redoLabel: redoStep.label }),
      ...(lastEdit && { lastEdit }),
    };
  };
  let state = makeState();
  const publish = (): void => {
    state = makeState();
    for (const listener of [...listeners]) listener();
    tellIfAtRest();
  };
  const isAtRest = (): boolean => edits.length === 0 && confirmed.early.size === 0 && !isLoading && !sender.isBusy();
  const tellIfAtRest = (): void => {
    if (restWaiters.size === 0 || !isAtRest()) return;
    for (const waiter of [...restWaiters]) waiter();
    restWaiters.clear();
  };

  /** Draws what the confirmed plan and the pending edits give now. */
  const showAgain = (label: string | undefined): void => {
    const begin = performance.now();
    shown = layOver(confirmed.project, edits, known, actor);
    for (const [key, change] of shown.changes) known.set(key, change);
    const before = plan;
    plan = computed(shown.project);
    const computeMs = performance.now() - begin;
    if (label !== undefined) lastEdit = { label, movedTaskIds: movedTaskIds(before, plan), computeMs, at: begin, from: "elsewhere" };
  };

  /** Takes in every change that is next in line; true when the picture must be drawn again. */
  const takeIn = (): void => {
    let label: string | undefined;
    let mustShow = false;
    for (let step = nextStep(confirmed); step; step = nextStep(confirmed)) {
      const previous = confirmed.revision;
      confirmed = step.plan;
      const { stored } = step;
      const own = edits.find((edit) => edit.key === stored.requestKey);
      edits = movedOn(edits, stored.change, { previous, revision: stored.revision, isOwn: own !== undefined }, shown);
      if (own) {
        const wasExpected = edits[0] === own && isSame(shown.changes.get(own.key), stored.change);
        forget(own.key);
        known.set(own.key, stored.change);
        mustShow ||= !wasExpected;
      } else {
        mustShow = true;
        label = stored.label;
      }
    }
    if (mustShow) showAgain(label);
    else if (edits.length === 0) confirmed = { ...confirmed, project: shown.project };
    publish();
  };

  const forget = (key: string): void => {
    edits = edits.filter((edit) => edit.key !== key);
    journal.remove(key);
  };

  const arrive = (stored: StoredChange): void => {
    if (isClosed || isGone) return;
    confirmed = withArrived(confirmed, stored);
    takeIn();
    if (confirmed.early.size > 0) void fillGap();
  };

  /** Waits for the missing changes; when they do not come, loads the records again. */
  let isFillingGap = false;
  const fillGap = async (): Promise<void> => {
    if (isFillingGap) return;
    isFillingGap = true;
    const until = Math.max(...confirmed.early.keys());
    await reached(until, GAP_MS);
    isFillingGap = false;
    if (!isClosed && confirmed.revision < until) await reload();
  };

  const reached = async (revision: number, milliseconds: number): Promise<void> => {
    let isOver = false;
    void pause(milliseconds).then(() => (isOver = true));
    while (confirmed.revision < revision && !isOver && !isClosed) await Promise.race([pause(milliseconds), nextPublish()]);
  };
  const nextPublish = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = subscribe(() => {
        stop();
        resolve();
      });
    });

  /** Loads the records anew, as often as it takes: after a gap, or when the server stands elsewhere than we thought. */
  const reload = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    for (let pauseMs = 250; !isClosed; pauseMs = Math.min(2 * pauseMs, 5000)) {
      const fresh = await server.load().catch(() => undefined);
      if (fresh) {
        replaceConfirmed(fresh.project, fresh.revision);
        break;
      }
      await pause(pauseMs);
    }
    isLoading = false;
    if (!isClosed) takeIn();
  };

  const replaceConfirmed = (project: Project, revision: number): void => {
    const first = edits[0];
    const mine = first?.sent ? known.get(first.key) : undefined;
    const expected = mine && evolve(confirmed.project, mine);
    const isStored = expected !== undefined && mine !== undefined && [...mine.added, ...mine.updated.map((item) => ({ kind: item.kind, record: item.after }))].every(({ kind, record }) => isSame(project.records[kind].get(record.id), record));
    const others = differenceOf(isStored ? expected : confirmed.project, project);
    edits = movedOn(edits, others, { previous: confirmed.revision, revision, isOwn: false }, shown);
    confirmed = reloaded(confirmed, project, revision);
    showAgain(undefined);
  };

  const checkRevision = async (): Promise<void> => {
    const revision = await server.revision();
    if (revision === undefined || isClosed) return;
    if (revision < confirmed.revision) await reload();
    else if (revision > confirmed.revision) {
      await reached(revision, GAP_MS);
      if (!isClosed && confirmed.revision < revision) await reload();
    }
  };

  const rollBack = (edit: PendingEdit, conflict: EditConflict): void => {
    const fallen = new Set([edit.key]);
    for (const later of edits) if (later.revertOf !== undefined && fallen.has(later.revertOf)) fallen.add(later.key);
    for (const key of fallen) {
      forget(key);
      known.delete(key);
      history = withoutEdit(history, key);
    }
    conflicts = [...conflicts, conflict];
    showAgain(undefined);
    publish();
  };

  const settle = async (edit: PendingEdit, answer: Exclude<SendAnswer, { outcome: "unreachable" }>): Promise<void> => {
    const base = { key: edit.key, label: edit.label, commands: edit.commands, taskIds: taskIdsOf(edit.commands) };
    switch (answer.outcome) {
      case "stored":
        arrive({ revision: answer.revision, change: answer.change, label: answer.label, requestKey: edit.key });
        if (confirmed.revision < answer.revision) await reached(answer.revision, GAP_MS + 500);
        if (confirmed.revision < answer.revision) await reload();
        if (edits.some((other) => other.key === edit.key)) {
          forget(edit.key);
          showAgain(undefined);
          publish();
        }
        return;
      case "conflict":
        await checkRevision();
        rollBack(edit, { ...base, reason: "conflict", message: answer.message, fields: answer.fields, refusals: [] });
        return;
      case "refused":
        await checkRevision();
        rollBack(edit, { ...base, reason: "refused", message: answer.message, fields: [], refusals: answer.refusals });
        return;
      case "gone":
        isGone = true;
        conflicts = [...conflicts, { ...base, reason: "refused", message: answer.message, fields: [], refusals: [] }];
        publish();
    }
  };

  const sender = editSender(server, {
    next: () => {
      const edit = edits[0];
      if (!edit || isGone || isClosed) return undefined;
      if (edit.sent) return edit;
      const original = edit.revertOf === undefined ? undefined : known.get(edit.revertOf);
      const ready: PendingEdit = { ...withCommands(edit, commandsOf(edit, original)), sent: true };
      edits = [ready, ...edits.slice(1)];
      journal.put(ready);
      return ready;
    },
    settle,
    onReachable: () => {
      if (!lost.sending) return;
      lost = { ...lost, sending: false };
      publish();
    },
    onUnreachable: () => {
      if (lost.sending) return;
      lost = { ...lost, sending: true };
      publish();
    },
    pause,
    onRest: () => {
      // The stream may have told that the edit was stored although its answer got lost.
      if (lost.sending) {
        lost = { ...lost, sending: false };
        publish();
      }
      tellIfAtRest();
    },
  });

  const edit = (commands: readonly Command[], revert: Revert | undefined): EditResult => {
    if (isGone) return { ok: false, refusals: [GONE] };
    const begin = performance.now();
    const key = options.newKey();
    const label = revert?.label ?? describeCommands(shown.project, commands);
    const made: PendingEdit = { key, commands, label, revision: confirmed.revision, at: options.now(), ...(revert && { revertOf: revert.revertOf }) };
    const decision = decideEdit(shown.project, made, actor);
    if (!decision.ok) return decision;
    const { change } = decision;
    if (isEmptyChange(change)) return { ok: true, change: NO_CHANGE, label };
    edits = [...edits, made];
    shown = { project: evolve(shown.project, change), changes: new Map(shown.changes).set(key, change) };
    known.set(key, change);
    history = revert ? revert.recorded(history, key) : withEdit(history, { key, label });
    const before = plan;
    plan = computed(shown.project);
    const computeMs = performance.now() - begin;
    lastEdit = { label, movedTaskIds: movedTaskIds(before, plan), computeMs, at: begin, from: "here" };
    publish();
    performance.measure(revert ? "ll:undo" : "ll:edit", { start: begin, end: performance.now() });
    journal.put(made);
    sender.start();
    return { ok: true, change, label };
  };

  const revertStep = (step: { readonly key: string; readonly label: string } | undefined, revert: Omit<Revert, "revertOf">): EditResult | undefined => {
    const change = step && known.get(step.key);
    if (!step || !change) return undefined;
    const result = edit(takeBack(change, revert.label), { ...revert, revertOf: step.key });
    if (result.ok && !isEmptyChange(result.change)) return result;
    history = withoutEdit(history, step.key);
    publish();
    return result;
  };

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const stopListening = server.listen({
    from: () => confirmed.revision,
    onChange: arrive,
    onResync: () => void reload(),
    onOpen: () => {
      if (!lost.stream) return;
      lost = { ...lost, stream: false };
      wake();
      publish();
      void checkRevision();
    },
    onLost: () => {
      if (lost.stream) return;
      lost = { ...lost, stream: true };
      publish();
    },
  });
  sender.start();

  return {
    getState: () => state,
    subscribe,
    run: (commands) => edit(commands, undefined),
    preview: (commands): Preview => {
      const decision = decideEdit(shown.project, { key: "preview", commands, at: options.now() }, actor);
      return decision.ok ? { ok: true, ...computed(evolve(shown.project, decision.change)) } : decision;
    },
    undo: () => {
      const step = history.undo.at(-1);
      return revertStep(step, { label: `Undo ${step?.label ?? ""}`, recorded: withUndo });
    },
    redo: () => {
      const step = history.redo.at(-1);
      return revertStep(step, { label: `Redo ${step?.label ?? ""}`, recorded: withRedo });
    },
    useMine: (conflict) => {
      const result = edit(conflict.commands, undefined);
      if (result.ok) dismiss(conflict);
      return result;
    },
    dismiss: (conflict) => dismiss(conflict),
    idle: () => (isAtRest() ? Promise.resolve() : new Promise((resolve) => restWaiters.add(resolve))),
    close: () => {
      isClosed = true;
      sender.stop();
      stopListening();
      wake();
      journal.close();
    },
  };

  function dismiss(conflict: EditConflict): void {
    conflicts = conflicts.filter((other) => other.key !== conflict.key);
    publish();
  }
}

const GONE: Refusal = { code: "project/gone", message: "This project was deleted or is no longer open to you, so nothing can be changed here." };

/** The project store itself: edits show at once, travel in the background, and meet other people's edits by revision. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import { evolve, isEmptyChange, NO_CHANGE, type Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { describeCommands } from "@leadline/engine/change/describe.ts";
import { isSame } from "@leadline/engine/change/same-value.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { taskIdsOf } from "./command-tasks.ts";
import { confirmedAt, nextStep, reloaded, withArrived, type ConfirmedPlan } from "./confirmed-plan.ts";
import { editSender, type EditSender } from "./edit-sender.ts";
import { pauses } from "./pauses.ts";
import { commandsOf, decideEdit, layOver, movedOn, withCommands, type ShownPlan } from "./pending-edits.ts";
import type { EditJournal, LoadedProject, ProjectServer, SendAnswer, StoredChange } from "./project-server.ts";
import type { EditConflict, EditResult, LastEdit, PendingEdit, Preview, ProjectState, ProjectStore, SavingState } from "./project-store.ts";
import { differenceOf, isContained } from "./record-difference.ts";
import { computed, movedTaskIds, type ComputedPlan } from "./shown-state.ts";
import { takeBack } from "./take-back.ts";
import { NO_HISTORY, withEdit, withoutEdit, withRedo, withUndo, type UndoHistory, type UndoStep } from "./undo-history.ts";

export interface LiveOptions {
  readonly projectId: string;
  readonly server: ProjectServer;
  readonly journal: EditJournal<PendingEdit>;
  /** Name of the person, for the decisions' context. */
  readonly actor: string;
  /** Why nothing can be changed here: a sentence for whoever tries. */
  readonly readOnlyBecause?: string | undefined;
  readonly newKey: () => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** How long a gap in the stream of changes may last before the records are loaded again. */
const GAP_MS = 2000;
const LONGEST_PAUSE_MS = 5000;
/** More than the history ever holds in steps. */
const FORGET_ABOVE = 4000;
const GONE: Refusal = { code: "project/gone", message: "This project was deleted or is no longer open to you, so nothing can be changed here." };

/** An edit as somebody asks for it: an ordinary one, or one that takes an earlier one back. */
interface Wish {
  readonly commands: readonly Command[];
  readonly label: string;
  readonly revertOf?: string;
  readonly recorded: (history: UndoHistory, key: string) => UndoHistory;
}

export class LiveProject implements ProjectStore {
  private readonly options: LiveOptions;
  private readonly key: string;
  private confirmed: ConfirmedPlan;
  private edits: readonly PendingEdit[];
  /** What this page's own edits changed, pending and stored: the ground of undo and redo. */
  private readonly known = new Map<string, Change>();
  private history: UndoHistory;
  private shown: ShownPlan;
  private plan: ComputedPlan;
  private conflicts: readonly EditConflict[];
  private lastEdit: LastEdit | undefined;
  private lost = { stream: false, sending: false };
  private isGone = false;
  private loading: Promise<void> | undefined;
  private isFillingGap = false;
  private isClosed = false;
  private state: ProjectState;
  private readonly listeners = new Set<() => void>();
  private readonly restWaiters = new Set<() => void>();
  private readonly pauses = pauses();
  private readonly sender: EditSender;
  private stopListening: () => void = () => undefined;

  constructor(options: LiveOptions, loaded: LoadedProject) {
    this.options = options;
    this.key = loaded.key;
    this.confirmed = confirmedAt(loaded.project, loaded.revision);
    const { left } = options.journal;
    this.edits = left.filter((edit) => edit.rolledBack === undefined);
    this.conflicts = left.flatMap((edit) => edit.rolledBack ?? []);
    this.history = this.edits.reduce((steps, edit) => (edit.revertOf === undefined ? withEdit(steps, edit) : steps), NO_HISTORY);
    this.shown = this.layOver();
    this.plan = computed(this.shown.project);
    this.state = this.stateNow();
    this.sender = editSender(options.server, {
      next: () => this.readyToSend(),
      settle: (edit, answer) => this.settle(edit, answer),
      onReachable: () => this.setLost({ sending: false }),
      onUnreachable: () => this.setLost({ sending: true }),
      pause: this.pauses.pause,
      onRest: () => {
        // The stream may have told that the edit was stored although its answer got lost.
        this.setLost({ sending: false });
        this.tellIfAtRest();
      },
    });
  }

  start(): void {
    this.stopListening = this.options.server.listen({
      from: () => this.confirmed.revision,
      onChange: (stored) => this.arrive(stored),
      onResync: () => void this.reload(),
      onOpen: () => this.streamOpened(),
      onLost: () => this.setLost({ stream: true }),
      onGone: () => {
        this.isGone = true;
        this.publish();
      },
    });
    this.sender.start();
  }

  readonly getState = (): ProjectState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  run(commands: readonly Command[]): EditResult {
    const label = describeCommands(this.shown.project, commands);
    return this.edit({ commands, label, recorded: (history, key) => withEdit(history, { key, label }) });
  }

  preview(commands: readonly Command[]): Preview {
    const decision = decideEdit(this.shown.project, { key: "preview", commands, at: this.options.now() }, this.options.actor);
    return decision.ok ? { ok: true, ...computed(evolve(this.shown.project, decision.change)) } : decision;
  }

  undo(): EditResult | undefined {
    const step = this.history.undo.at(-1);
    return step && this.revertStep(step, `Undo: ${step.label}`, withUndo);
  }

  redo(): EditResult | undefined {
    const step = this.history.redo.at(-1);
    return step && this.revertStep(step, `Redo: ${step.label}`, withRedo);
  }

  useMine(conflict: EditConflict): EditResult {
    const result = this.run(conflict.commands);
    if (result.ok) this.dismiss(conflict);
    return result;
  }

  dismiss(conflict: EditConflict): void {
    this.conflicts = this.conflicts.filter((other) => other.key !== conflict.key);
    this.options.journal.remove(conflict.key);
    this.publish();
  }

  idle(): Promise<void> {
    return this.isAtRest() ? Promise.resolve() : new Promise((resolve) => this.restWaiters.add(resolve));
  }

  close(): void {
    this.isClosed = true;
    this.sender.stop();
    this.stopListening();
    this.pauses.wake();
    this.options.journal.close();
  }

  /** Decides an edit, shows it, and queues it. An edit without effect makes neither a step nor a request. */
  private edit(wish: Wish): EditResult {
    if (this.isGone) return { ok: false, refusals: [GONE] };
    const { readOnlyBecause } = this.options;
    if (readOnlyBecause !== undefined) return { ok: false, refusals: [{ code: "permission/missing", message: readOnlyBecause }] };
    const begin = performance.now();
    const { label, revertOf } = wish;
    const made: PendingEdit = {
      key: this.options.newKey(),
      commands: wish.commands,
      label,
      revision: this.confirmed.revision,
      at: this.options.now(),
      ...(revertOf !== undefined && { revertOf }),
    };
    const decision = decideEdit(this.shown.project, made, this.options.actor);
    if (!decision.ok) return decision;
    if (isEmptyChange(decision.change)) return { ok: true, change: NO_CHANGE, label };
    this.show(made, decision.change, begin);
    this.history = wish.recorded(this.history, made.key);
    this.forgetUnreachable();
    this.publish();
    performance.measure(revertOf === undefined ? "ll:edit" : "ll:undo", { start: begin, end: performance.now() });
    this.options.journal.put(made);
    this.sender.start();
    return { ok: true, change: decision.change, label };
  }

  /** Changes that no step leads to any more need not be known; looked at only now and then. */
  private forgetUnreachable(): void {
    if (this.known.size < FORGET_ABOVE) return;
    const wanted = new Set([...this.history.undo, ...this.history.redo].map((step) => step.key));
    for (const edit of this.edits) for (const key of [edit.key, edit.revertOf]) if (key !== undefined) wanted.add(key);
    for (const key of [...this.known.keys()]) if (!wanted.has(key)) this.known.delete(key);
  }

  private show(made: PendingEdit, change: Change, begin: number): void {
    this.edits = [...this.edits, made];
    this.known.set(made.key, change);
    this.shown = { project: evolve(this.shown.project, change), changes: new Map(this.shown.changes).set(made.key, change) };
    const before = this.plan;
    this.plan = computed(this.shown.project);
    this.lastEdit = { label: made.label, movedTaskIds: movedTaskIds(before, this.plan), computeMs: performance.now() - begin, at: begin, from: "here" };
  }

  /** A step that cannot be taken back any more is dropped, so that the one before it comes within reach. */
  private revertStep(step: UndoStep, label: string, recorded: Wish["recorded"]): EditResult {
    const change = this.known.get(step.key) ?? NO_CHANGE;
    const result = this.edit({ commands: takeBack(change, step.label), label, revertOf: step.key, recorded });
    if (result.ok && !isEmptyChange(result.change)) return result;
    this.history = withoutEdit(this.history, step.key);
    this.publish();
    return result;
  }

  private readyToSend(): PendingEdit | undefined {
    const edit = this.edits[0];
    if (!edit || this.isGone || this.isClosed) return undefined;
    if (edit.sent) return edit;
    const original = edit.revertOf === undefined ? undefined : this.known.get(edit.revertOf);
    const ready: PendingEdit = { ...withCommands(edit, commandsOf(edit, original)), sent: true };
    this.edits = [ready, ...this.edits.slice(1)];
    this.options.journal.put(ready);
    return ready;
  }

  /** By the time the server is caught up with, the page may be gone: its edits are then the next page's. */
  private async settle(edit: PendingEdit, answer: Exclude<SendAnswer, { outcome: "unreachable" }>): Promise<void> {
    const about = { key: edit.key, label: edit.label, commands: edit.commands, taskIds: taskIdsOf(edit.commands), fields: [], refusals: [] };
    switch (answer.outcome) {
      case "stored":
        return this.settleStored(edit, answer);
      case "ahead":
        return this.beginAgain(edit);
      case "conflict":
        await this.catchUp();
        return this.rollBack(edit, { ...about, reason: "conflict", message: answer.message, fields: answer.fields });
      case "refused":
        await this.catchUp();
        return this.rollBack(edit, { ...about, reason: "refused", message: answer.message, refusals: answer.refusals });
      case "gone":
        this.isGone = true;
        this.conflicts = [...this.conflicts, { ...about, reason: "refused", message: answer.message }];
        this.publish();
    }
  }

  private async settleStored(edit: PendingEdit, answer: Extract<SendAnswer, { outcome: "stored" }>): Promise<void> {
    this.arrive({ revision: answer.revision, change: answer.change, label: answer.label, requestKey: edit.key });
    await this.reach(answer.revision);
    if (this.isClosed || !this.edits.some((other) => other.key === edit.key)) return;
    // The records were loaded with the edit in them, so it never came by as a change.
    this.forget(edit.key);
    this.showAgain(undefined);
    this.publish();
  }

  /** Loads what the server holds now, and sends the edit once more on that. */
  private async beginAgain(edit: PendingEdit): Promise<void> {
    await this.reload();
    if (!this.edits.some((other) => other.key === edit.key)) return;
    const { sent: _sent, ...unsent } = edit;
    const again = { ...unsent, revision: this.confirmed.revision };
    this.edits = this.edits.map((other) => (other.key === edit.key ? again : { ...other, revision: Math.min(other.revision, again.revision) }));
    this.options.journal.put(again);
  }

  /** Takes an edit off the plan, with the undos and redos that lean on it. */
  private rollBack(edit: PendingEdit, conflict: EditConflict): void {
    if (this.isClosed) return;
    const fallen = new Set([edit.key]);
    for (const later of this.edits) if (later.revertOf !== undefined && fallen.has(later.revertOf)) fallen.add(later.key);
    for (const key of fallen) {
      this.forget(key);
      this.known.delete(key);
      this.history = withoutEdit(this.history, key);
    }
    this.conflicts = [...this.conflicts, conflict];
    this.options.journal.put({ ...edit, rolledBack: conflict });
    this.showAgain(undefined);
    this.publish();
  }

  private forget(key: string): void {
    this.edits = this.edits.filter((edit) => edit.key !== key);
    this.options.journal.remove(key);
  }

  private arrive(stored: StoredChange): void {
    if (this.isClosed || this.isGone) return;
    this.confirmed = withArrived(this.confirmed, stored);
    this.takeIn();
    if (this.confirmed.early.size > 0) void this.fillGap();
  }

  /** Takes in every change that is next in line, and draws again where that is not what was expected. */
  private takeIn(): void {
    let label: string | undefined;
    let isExpected = true;
    for (let step = nextStep(this.confirmed); step; step = nextStep(this.confirmed)) {
      const { stored } = step;
      const own = this.edits.find((edit) => edit.key === stored.requestKey);
      this.edits = movedOn(this.edits, stored.change, { previous: this.confirmed.revision, revision: stored.revision, isOwn: own !== undefined }, this.shown);
      this.confirmed = step.plan;
      if (own && this.edits[0]?.key === own.key && isSame(this.shown.changes.get(own.key), stored.change)) {
        this.forget(own.key);
      } else {
        isExpected = false;
        if (own) this.forget(own.key);
        else label = stored.label;
      }
      if (own) this.known.set(own.key, stored.change);
    }
    if (!isExpected) this.showAgain(label);
    else if (this.edits.length === 0) this.confirmed = { ...this.confirmed, project: this.shown.project };
    this.publish();
  }

  private async fillGap(): Promise<void> {
    if (this.isFillingGap) return;
    this.isFillingGap = true;
    await this.reach(Math.max(...this.confirmed.early.keys()));
    this.isFillingGap = false;
  }

  /** Waits until the plan stands at a revision; where the changes do not come, loads the records again. */
  private async reach(revision: number): Promise<void> {
    let isOver = false;
    const timeUp = this.pauses.pause(GAP_MS).then(() => (isOver = true));
    while (this.confirmed.revision < revision && !isOver && !this.isClosed) await Promise.race([timeUp, this.nextPublish()]);
    if (this.confirmed.revision < revision && !this.isClosed) await this.reload();
  }

  private nextPublish(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        stop();
        resolve();
      });
    });
  }

  /** Comes level with the server, wherever that stands: it may even be behind, restored from a backup. */
  private async catchUp(): Promise<void> {
    const revision = await this.options.server.revision();
    if (revision === undefined || this.isClosed) return;
    if (revision < this.confirmed.revision) await this.reload();
    else await this.reach(revision);
  }

  /** Loads the records anew; who asks while that is under way waits for the same. */
  private reload(): Promise<void> {
    this.loading ??= this.loadUntilDone().finally(() => {
      this.loading = undefined;
      if (!this.isClosed) this.takeIn();
    });
    return this.loading;
  }

  private async loadUntilDone(): Promise<void> {
    for (let pauseMs = 250; !this.isClosed; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const fresh = await this.options.server.load().catch(() => undefined);
      if (fresh && !this.isClosed) return this.replaceConfirmed(fresh.project, fresh.revision);
      await this.pauses.pause(pauseMs);
    }
  }

  /** What the new records hold beyond the old ones counts as somebody else's change, but for an own edit whose answer got lost. */
  private replaceConfirmed(project: Project, revision: number): void {
    const first = this.edits[0];
    const mine = first?.sent ? this.known.get(first.key) : undefined;
    const ground = mine && isContained(mine, project) ? evolve(this.confirmed.project, mine) : this.confirmed.project;
    this.edits = movedOn(this.edits, differenceOf(ground, project), { previous: this.confirmed.revision, revision, isOwn: false }, this.shown);
    this.confirmed = reloaded(this.confirmed, project, revision);
    this.showAgain(undefined);
  }

  private streamOpened(): void {
    if (!this.lost.stream) return;
    this.setLost({ stream: false });
    this.pauses.wake();
    void this.catchUp();
  }

  private setLost(lost: Partial<typeof this.lost>): void {
    const next = { ...this.lost, ...lost };
    if (next.stream === this.lost.stream && next.sending === this.lost.sending) return;
    this.lost = next;
    this.publish();
  }

  private layOver(): ShownPlan {
    const shown = layOver(this.confirmed.project, this.edits, this.known, this.options.actor);
    for (const [key, change] of shown.changes) this.known.set(key, change);
    return shown;
  }

  /** Draws what the confirmed plan and the pending edits give now; `label` names somebody else's edit. */
  private showAgain(label: string | undefined): void {
    const begin = performance.now();
    const before = this.plan;
    this.shown = this.layOver();
    this.plan = computed(this.shown.project);
    if (label === undefined) return;
    this.lastEdit = { label, movedTaskIds: movedTaskIds(before, this.plan), computeMs: performance.now() - begin, at: begin, from: "elsewhere" };
  }

  private publish(): void {
    this.state = this.stateNow();
    for (const listener of [...this.listeners]) tellSafely(listener);
    this.tellIfAtRest();
  }

  private stateNow(): ProjectState {
    const [undoStep, redoStep] = [this.history.undo.at(-1), this.history.redo.at(-1)];
    return {
      projectId: this.options.projectId,
      key: this.key,
      ...this.plan,
      revision: this.confirmed.revision,
      saving: this.savingState(),
      pending: this.edits,
      conflicts: this.conflicts,
      ...(undoStep && { undoLabel: undoStep.label }),
      ...(redoStep && { redoLabel: redoStep.label }),
      ...(this.lastEdit && { lastEdit: this.lastEdit }),
    };
  }

  private savingState(): SavingState {
    if (this.isGone) return "refused";
    if (this.lost.stream || this.lost.sending) return "offline";
    return this.edits.length > 0 ? "saving" : "saved";
  }

  private isAtRest(): boolean {
    return (this.isGone || this.edits.length === 0) && this.confirmed.early.size === 0 && this.loading === undefined && !this.sender.isBusy();
  }

  private tellIfAtRest(): void {
    if (this.restWaiters.size === 0 || !this.isAtRest()) return;
    for (const waiter of [...this.restWaiters]) waiter();
    this.restWaiters.clear();
  }
}

/** A page that fails to draw must not keep an edit from being kept and sent; its failure still comes to light. */
function tellSafely(listener: () => void): void {
  try {
    listener();
  } catch (failure) {
    queueMicrotask(() => {
      throw failure;
    });
  }
}

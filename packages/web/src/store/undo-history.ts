/** One person's undo and redo steps in this page: which edit each would take back, under the words of the original edit. */

export interface UndoStep {
  /** Key of the edit that this step would take back. */
  readonly key: string;
  /** What the person did, e.g. "Rename “Pilot”": the same words through any number of undos and redos. */
  readonly label: string;
}

export interface UndoHistory {
  readonly undo: readonly UndoStep[];
  readonly redo: readonly UndoStep[];
}

export const NO_HISTORY: UndoHistory = { undo: [], redo: [] };

const MAX_STEPS = 1000;

/** A new edit: can be taken back, and what was undone before it cannot be redone any more. */
export function withEdit(history: UndoHistory, step: UndoStep): UndoHistory {
  return { undo: [...history.undo, step].slice(-MAX_STEPS), redo: [] };
}

/** The latest step was taken back by the edit `key`, which can itself be taken back: a redo. */
export function withUndo(history: UndoHistory, key: string): UndoHistory {
  const step = history.undo.at(-1);
  return step ? { undo: history.undo.slice(0, -1), redo: [...history.redo, { key, label: step.label }] } : history;
}

/** The latest undone step was done again by the edit `key`. */
export function withRedo(history: UndoHistory, key: string): UndoHistory {
  const step = history.redo.at(-1);
  return step ? { undo: [...history.undo, { key, label: step.label }], redo: history.redo.slice(0, -1) } : history;
}

/** The edit was never stored, or cannot be taken back: no step may lead to it. */
export function withoutEdit(history: UndoHistory, key: string): UndoHistory {
  const isOther = (step: UndoStep): boolean => step.key !== key;
  return { undo: history.undo.filter(isOther), redo: history.redo.filter(isOther) };
}

/** A dialog that comes to commands: shows what they would do to the finish before anything is kept, and why they are refused. */
import type { Command } from "@leadline/engine/change/command.ts";
import { finishStrip } from "@leadline/engine/views/plan-words.ts";
import { useMemo, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { Desk } from "../desk.ts";
import { tryEdit } from "../edits.ts";

/** What has been filled in comes to these commands, or cannot be read yet. */
export type Wanted = { readonly ok: true; readonly commands: readonly Command[] } | { readonly ok: false; readonly message: string };

interface CommandDialogProps {
  readonly desk: Desk;
  readonly title: string;
  /** On the button that does it. */
  readonly verb: string;
  readonly wanted: Wanted;
  /** Shown in the corner afterwards, with Undo. */
  readonly note: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

export function CommandDialog({ desk, title, verb, wanted, note, children, onClose }: CommandDialogProps): ReactNode {
  const [refused, setRefused] = useState<string>();
  const commands = wanted.ok ? wanted.commands : undefined;
  const key = JSON.stringify(commands);
  const effect = useMemo(() => (commands ? effectOf(desk, commands) : undefined), [desk, key]);
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (!wanted.ok) return setRefused(wanted.message);
    const message = tryEdit(desk, wanted.commands, { note });
    if (message === undefined) onClose();
    else setRefused(message);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="ll-stack" onSubmit={keep} onChange={() => setRefused(undefined)}>
        {children}
        {refused !== undefined ? <Notice tone="trouble">{refused}</Notice> : <Notice>{wanted.ok ? effect : wanted.message}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What would move, in a sentence. */
function effectOf(desk: Desk, commands: readonly Command[]): string {
  const before = desk.get().plan;
  const preview = desk.store.preview(commands);
  if (!preview.ok) return preview.refusals.map((refusal) => refusal.message).join(" ");
  const moved = before.outline.rows.filter(({ task, isSummary }) => {
    const [was, is] = [before.schedule.of(task.id), preview.schedule.of(task.id)];
    return !isSummary && was && is && (was.start !== is.start || was.finish !== is.finish);
  }).length;
  return `${finishStrip(before, preview, desk.thisYear)}. ${moved === 0 ? "No task moves." : moved === 1 ? "1 task moves." : `${moved} tasks move.`}`;
}

/** Edits that were not stored, one line each, with both values and the person's choice. Never a dialog: work goes on. */
import type { FieldConflict } from "@leadline/engine/change/conflict.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { ReactNode } from "react";
import type { EditConflict, ProjectStore } from "../store/project-store.ts";
import { useProjectState } from "../store/use-project-state.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { toast } from "../ui/toast.ts";
import { useSession, type Session } from "../api/session.ts";
import { valueText, type ValueContext } from "./value-text.ts";

export function ConflictStrip({ store }: { readonly store: ProjectStore }): ReactNode {
  const conflicts = useProjectState(store, (state) => state.conflicts);
  const [conflict] = conflicts;
  if (!conflict) return null;
  const useMine = (): void => {
    const result = store.useMine(conflict);
    if (!result.ok) toast(result.refusals.map((refusal) => refusal.message).join(" "));
  };
  const isChoice = conflict.reason === "conflict";
  return (
    <Notice
      tone="attention"
      verbs={
        <>
          {isChoice && <Button onClick={useMine}>Use mine</Button>}
          <Button onClick={() => store.dismiss(conflict)}>{isChoice ? "Keep theirs" : "Understood"}</Button>
        </>
      }
    >
      {isChoice ? <BothValues conflict={conflict} store={store} /> : `“${conflict.label}” was not saved. ${conflict.message}`}
      {conflicts.length > 1 && <span className="ll-muted"> {conflicts.length - 1} more after this.</span>}
    </Notice>
  );
}

function BothValues({ conflict, store }: { readonly conflict: EditConflict; readonly store: ProjectStore }): ReactNode {
  const { actor } = useSession();
  const { project } = store.getState();
  const { minutesPerDay, minutesPerWeek, daysPerMonth } = settingsOf(project);
  const context = { project, lengths: { minutesPerDay, minutesPerWeek, daysPerMonth } };
  if (conflict.fields.length === 0) return conflict.message;
  return conflict.fields.map((field) => <p key={`${field.kind} ${field.id} ${field.field}`}>{sentenceOf(field, actor, context)}</p>);
}

function sentenceOf(field: FieldConflict, me: Session["actor"], context: ValueContext): string {
  const isMe = field.actor === me.id || field.actor === me.name;
  const who = isMe ? "Another page of yours" : field.actor === "" ? "Somebody" : field.actor;
  const at = new Date(field.at);
  const clock = `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
  return `${who} set ${field.label} to ${valueText(field, field.theirs, context)} at ${clock}. Yours was ${valueText(field, field.mine, context)}.`;
}

/** Asking for a change in one's own words: why, what should happen in the plan, and at once what that would do. */
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import { parseWhatIf } from "@leadline/engine/risk/what-if-text.ts";
import { useState, type FormEvent, type ReactNode } from "react";
import { useSession } from "../../api/session.ts";
import { askEffect } from "../../store/effect.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { toast } from "../../ui/toast.ts";

interface NewRequestDialogProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly showsCosts: boolean;
  readonly onClose: () => void;
  readonly onMade: (code: string) => void;
}

const CLASSES = [
  ["newNeed", "A new need"],
  ["error", "An error"],
  ["omission", "Something was forgotten"],
  ["external", "Something from outside"],
  ["risk", "A risk"],
] as const;

export function NewRequestDialog({ store, project, showsCosts, onClose, onMade }: NewRequestDialogProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const { actor } = useSession();
  const [draft, setDraft] = useState({ title: "", reasonClass: "newNeed", reason: "", words: "", mustAgree: "" });
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ readonly field: "title" | "words"; readonly sentence: string }>();
  const set = (fields: Partial<typeof draft>): void => setDraft({ ...draft, ...fields });
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (draft.title.trim() === "") return setTrouble({ field: "title", sentence: "A change request needs a title: what should change?" });
    setBusy(true);
    const made = await madeRequest(store, draft, { key, actor: actor.id, showsCosts });
    setBusy(false);
    if (typeof made === "string") return setTrouble({ field: "words", sentence: made });
    const result = store.run([{ type: "saveRecords", records: [{ kind: "changeRequest", record: made }] }]);
    if (!result.ok) return setTrouble({ field: "title", sentence: result.refusals.map(({ message }) => message).join(" ") });
    toast(`${made.code} asked for. The plan stays as it is until it is approved.`);
    onMade(made.code);
    onClose();
  };
  const errorOf = (field: "title" | "words"): { readonly error?: string } => (trouble?.field === field ? { error: trouble.sentence } : {});
  return (
    <Dialog title="Ask for a change" onClose={onClose} size={560}>
      <form className="ll-stack" onSubmit={(event) => void ask(event)}>
        <Field label="What should change?" {...errorOf("title")}>
          {(control) => <input {...control} className="ll-input" value={draft.title} onChange={(event) => set({ title: event.target.value })} autoComplete="off" data-autofocus />}
        </Field>
        <Field label="Because of">
          {(control) => (
            <select {...control} className="ll-input" value={draft.reasonClass} onChange={(event) => set({ reasonClass: event.target.value })}>
              {CLASSES.map(([id, words]) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Why">{(control) => <textarea {...control} className="ll-input" rows={3} value={draft.reason} onChange={(event) => set({ reason: event.target.value })} />}</Field>
        <Field label="In the plan" note={`In the words of What if, such as “${key}-${firstNumber(project)} +3w”; several parted by semicolons. Empty: it changes nothing in the plan.`} {...errorOf("words")}>
          {(control) => <input {...control} className="ll-input" value={draft.words} onChange={(event) => set({ words: event.target.value })} autoComplete="off" />}
        </Field>
        <Field label="Who must agree" note="Beside the levels of authority of this project; parted by commas.">
          {(control) => <input {...control} className="ll-input" value={draft.mustAgree} onChange={(event) => set({ mustAgree: event.target.value })} autoComplete="off" />}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={isBusy}>
            {isBusy ? "Reckoning what it does …" : "Ask for the change"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function firstNumber(project: Project): number {
  const [first] = project.records.task.values();
  return first?.number ?? 1;
}

interface Draft {
  readonly title: string;
  readonly reasonClass: string;
  readonly reason: string;
  readonly words: string;
  readonly mustAgree: string;
}

/** The record with its effect on the plan as it is saved, or a sentence why there is none. */
async function madeRequest(store: ProjectStore, draft: Draft, { key, actor, showsCosts }: { readonly key: string; readonly actor: string; readonly showsCosts: boolean }): Promise<ChangeRequest | string> {
  await store.idle();
  const { project, revision } = store.getState();
  const names = draft.mustAgree.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
  const reasonClass = CLASSES.find(([id]) => id === draft.reasonClass)?.[0];
  const request: ChangeRequest = {
    id: newId(),
    code: nextCode("CR", project.records.changeRequest.values()),
    title: draft.title.trim(),
    state: "open",
    requestedBy: actor,
    requestedAt: Date.now(),
    commands: [],
    approvals: [],
    ...(reasonClass && { reasonClass }),
    ...(draft.reason.trim() !== "" && { reason: draft.reason.trim() }),
    ...(names.length > 0 && { mustAgree: names }),
  };
  if (draft.words.trim() === "") return request;
  const parsed = parseWhatIf(draft.words, project, key);
  if (!parsed.ok) return parsed.message;
  const asked = await askEffect(project, parsed.whatIf.commands);
  if (!asked.ok) return asked.sentence;
  const { impact, costImpact } = asked.effect;
  return { ...request, commands: [...parsed.whatIf.commands], revision, impact, ...(showsCosts && settingsOf(project).currency !== "" && { costImpact }) };
}

/** Publishing: the finding to lead with, the manager's words, and whatever is still missing; then it is frozen. */
import type { ProvenNumber } from "@leadline/engine/status/status-input.ts";
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { publishReport, type KeptReport, type MadeDraft } from "../../api/reports.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { LiveTextField } from "./live-text-field.tsx";

interface PublishDialogProps {
  readonly projectId: string;
  readonly made: MadeDraft;
  readonly numbers: readonly ProvenNumber[];
  readonly currency: string;
  readonly summary: string;
  readonly onSummary: (text: string) => void;
  readonly onPublished: (kept: KeptReport) => void;
  readonly onClose: () => void;
}

export function PublishDialog({ projectId, made, numbers, currency, summary, onSummary, onPublished, onClose }: PublishDialogProps): ReactNode {
  const { draft } = made;
  const [headline, setHeadline] = useState(draft.headlines[0]?.id ?? "");
  const [explanation, setExplanation] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const asksWhy = draft.needs.some(({ kind }) => kind === "explanation");
  const first = draft.needs.filter(({ kind }) => kind !== "explanation");
  const mayPublish = first.length === 0 && (!asksWhy || explanation.trim() !== "") && !isBusy;
  const publish = (): void => {
    setBusy(true);
    publishReport(projectId, made.revision, { ...(headline !== "" && { headline }), ...(summary.trim() !== "" && { summary }), ...(explanation.trim() !== "" && { explanation }) }).then(onPublished, (failure: unknown) => {
      setBusy(false);
      setProblem(sentenceOf(failure));
    });
  };
  return (
    <Dialog title={`Publish report ${draft.body.number}`} onClose={onClose} size={640}>
      <div className="st-publish">
        {first.map(({ kind, sentence }) => (
          <Notice key={`${kind} ${sentence}`} tone="attention">
            {sentence}
          </Notice>
        ))}
        <Field label="Headline" note="What the numbers allow to say; it cannot be softened.">
          {(control) => (
            <select {...control} className="ll-input" value={headline} onChange={(event) => setHeadline(event.target.value)}>
              {draft.headlines.map(({ id, text }) => (
                <option key={id} value={id}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
        <LiveTextField label="In your words" note="Type # for a number that always says what the data says." value={summary} numbers={numbers} currency={currency} onChange={onSummary} />
        {asksWhy && <LiveTextField label="Why your call differs" note={draft.needs.find(({ kind }) => kind === "explanation")?.sentence ?? ""} value={explanation} numbers={numbers} currency={currency} onChange={setExplanation} />}
        <p className="ll-muted">Once published, nobody can edit or delete it. A correction becomes a new version, and this one stays readable.</p>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!mayPublish} onClick={publish}>
            Publish
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

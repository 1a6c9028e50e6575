/** The rule by which status is computed, for everybody to read, and for whoever runs the workspace to change. */
import { useState, type ReactNode } from "react";
import { changeStatusPolicy, readStatusPolicy, type PolicyAnswer } from "../../api/forecasts.ts";
import { sentenceOf } from "../../api/http.ts";
import { useMay } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { numberOf } from "../../ui/number-text.ts";
import { useLoaded } from "../../ui/use-loaded.ts";

export function PolicyPanel({ onChanged }: { readonly onChanged: () => void }): ReactNode {
  const { value, problem, reload } = useLoaded(readStatusPolicy);
  const [isOpen, setOpen] = useState(false);
  const mayChange = useMay("workspace.manage");
  if (problem !== undefined) return <Notice tone="trouble">{problem}</Notice>;
  if (!value) return null;
  const changed = (): void => {
    setOpen(false);
    reload();
    onChanged();
  };
  return (
    <div className="ll-stack">
      <p className="ll-reading pf-rule">{value.words}</p>
      {mayChange && (
        <div className="ll-row">
          <Button onClick={() => setOpen(true)}>Change the rule…</Button>
        </div>
      )}
      {isOpen && <PolicyDialog policy={value} onChanged={changed} onClose={() => setOpen(false)} />}
    </div>
  );
}

const FIELDS = [
  { id: "onTrackFrom", label: "On track from a chance of", unit: "%", of: 100 },
  { id: "offTrackBelow", label: "Off track below a chance of", unit: "%", of: 100 },
  { id: "hysteresis", label: "A better call needs so many points more", unit: "points", of: 100 },
  { id: "evidenceDays", label: "Evidence counts for so many days", unit: "days", of: 1 },
  { id: "assertedShare", label: "Progress without evidence, at most", unit: "%", of: 100 },
] as const;

type Draft = Readonly<Record<(typeof FIELDS)[number]["id"], string>>;

function PolicyDialog({ policy: { policy, revision }, onChanged, onClose }: { readonly policy: PolicyAnswer; readonly onChanged: () => void; readonly onClose: () => void }): ReactNode {
  const textOf = (id: keyof Draft, of: number): string => String(Math.round(policy[id] * of * 100) / 100);
  const [draft, setDraft] = useState<Draft>({ onTrackFrom: textOf("onTrackFrom", 100), offTrackBelow: textOf("offTrackBelow", 100), hysteresis: textOf("hysteresis", 100), evidenceDays: textOf("evidenceDays", 1), assertedShare: textOf("assertedShare", 100) });
  const [refused, setRefused] = useState<string>();
  const save = (): void => {
    const wish = wishOf(draft);
    if (typeof wish === "string") return setRefused(wish);
    changeStatusPolicy(revision, wish).then(onChanged, (failure: unknown) => setRefused(sentenceOf(failure)));
  };
  return (
    <Dialog title="The rule of the status" onClose={onClose}>
      <form
        className="ll-stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="ll-muted">It holds for every project of the workspace. The change stands in the workspace’s log, and all status is computed anew.</p>
        {FIELDS.map(({ id, label, unit }) => (
          <Field key={id} label={unit === "%" ? `${label} (%)` : label}>
            {(control) => <input {...control} className="ll-input" inputMode="decimal" value={draft[id]} onChange={(event) => setDraft({ ...draft, [id]: event.target.value })} />}
          </Field>
        ))}
        {refused !== undefined && <Notice tone="trouble">{refused}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Change the rule
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type Wish = Readonly<Record<keyof Draft, number>>;

/** The numbers, or what is wrong with them. */
function wishOf(draft: Draft): Wish | string {
  const wish = { onTrackFrom: 0, offTrackBelow: 0, hysteresis: 0, evidenceDays: 0, assertedShare: 0 };
  for (const { id, label, unit, of } of FIELDS) {
    const number = numberOf(draft[id].replace(/%$/, ""));
    if (number === undefined || number < 0 || (of === 100 && number > 100)) return `“${label}” takes a number of ${unit}${of === 100 ? " from 0 to 100" : ""}; “${draft[id]}” is none.`;
    wish[id] = number / of;
  }
  if (!Number.isInteger(wish.evidenceDays) || wish.evidenceDays < 1 || wish.evidenceDays > 365) return `Evidence counts for a whole number of days from 1 to 365; “${draft.evidenceDays}” is none.`;
  return wish;
}

/** The manager's own call: one of three, and why. It is kept with the data date that it is about. */
import type { ManagerCall } from "@leadline/engine/report/report.ts";
import type { StatusCallValue } from "@leadline/engine/model/status/status-call.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { Button } from "../../ui/button.tsx";
import { STATUS_WORDS } from "../../ui/status-mark.tsx";

const CALLS: readonly StatusCallValue[] = ["onTrack", "atRisk", "offTrack"];

interface CallFormProps {
  readonly store: ProjectStore;
  readonly asOf: Minute;
  readonly by: string;
  readonly current: ManagerCall | undefined;
}

export function CallForm({ store, asOf, by, current }: CallFormProps): ReactNode {
  const [isOpen, setOpen] = useState(current === undefined);
  const [call, setCall] = useState<StatusCallValue | undefined>(current?.call);
  const [reason, setReason] = useState(current?.reason ?? "");
  const [error, setError] = useState<string>();
  if (!isOpen) return <Button onClick={() => setOpen(true)}>Change the call</Button>;
  const keep = (): void => {
    if (!call) return setError("Choose one of the three.");
    const record = { id: newId(), asOf, call, ...(reason.trim() !== "" && { reason: reason.trim() }), ...(by !== "" && { by }), at: Date.now() };
    const result = store.run([{ type: "saveRecords", records: [{ kind: "statusCall", record }] }]);
    const refused = refusalText(result);
    setError(refused);
    if (refused === undefined) setOpen(false);
  };
  return (
    <form
      className="st-call-form"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <fieldset>
        <legend>Your call</legend>
        {CALLS.map((one) => (
          <label key={one}>
            <input type="radio" name="call" value={one} checked={call === one} onChange={() => setCall(one)} /> {STATUS_WORDS[one]}
          </label>
        ))}
      </fieldset>
      <textarea className="ll-input" aria-label="Why you see it so" placeholder="Why you see it so" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      {error !== undefined && (
        <span className="ll-field-error" role="alert">
          {error}
        </span>
      )}
      <div className="ll-row">
        <Button type="submit" look="primary">
          Keep the call
        </Button>
        {current && <Button onClick={() => setOpen(false)}>Cancel</Button>}
      </div>
    </form>
  );
}

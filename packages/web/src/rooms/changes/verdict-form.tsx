/** Yes or no to a change request, with a note, conditions and a new baseline; or taking it back, or reckoning it anew. */
import { waitingLevels } from "@leadline/engine/change/change-request-commands.ts";
import { readStoredCommand } from "@leadline/engine/change/stored-command.ts";
import { USUAL_CHANGE_POLICY } from "@leadline/engine/model/changes/change-policy.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import { useState, type ReactNode } from "react";
import { decideRequest } from "../../api/change-requests.ts";
import { sentenceOf } from "../../api/http.ts";
import { askEffect } from "../../store/effect.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import type { ChangeRights } from "./change-rights.ts";

interface VerdictFormProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly project: Project;
  readonly request: ChangeRequest;
  readonly rights: ChangeRights;
}

export function VerdictForm({ store, projectId, project, request, rights }: VerdictFormProps): ReactNode {
  const [note, setNote] = useState("");
  const [conditions, setConditions] = useState("");
  const [keeps, setKeeps] = useState(false);
  const [busy, setBusy] = useState<"verdict" | "effect">();
  const [trouble, setTrouble] = useState<string>();
  const hasBaseline = project.records.taskBaseline.size > 0;
  const isLast = waitingLevels(settingsOf(project).changePolicy ?? USUAL_CHANGE_POLICY, request).length <= 1;
  const say = (verdict: "approve" | "reject"): void => {
    setBusy("verdict");
    setTrouble(undefined);
    const said = { verdict, ...(note.trim() !== "" && { note: note.trim() }), ...(conditions.trim() !== "" && { conditions: conditions.trim() }), ...(keeps && { baseline: "keep" as const }) };
    store
      .idle()
      .then(() => decideRequest(projectId, request.id, { revision: store.getState().revision, ...said }))
      .then(({ label }) => toast(`${label}.`))
      .catch((failure: unknown) => setTrouble(sentenceOf(failure)))
      .finally(() => setBusy(undefined));
  };
  const withdraw = (): void => {
    const result = store.run([{ type: "decideChangeRequest", id: request.id, verdict: "withdraw", ...(note.trim() !== "" && { note: note.trim() }) }]);
    setTrouble(result.ok ? undefined : result.refusals.map(({ message }) => message).join(" "));
  };
  const reckon = async (): Promise<void> => {
    setBusy("effect");
    setTrouble(await reckonAnew(store, request));
    setBusy(undefined);
  };
  return (
    <form className="cg-verdict" onSubmit={(event) => event.preventDefault()} aria-label={`Decide ${request.code}`}>
      {rights.mayApprove && (
        <>
          <Field label="Note (kept in the decision log)">{(control) => <textarea {...control} className="ll-input" rows={2} value={note} onChange={(event) => setNote(event.target.value)} />}</Field>
          <Field label="Conditions">{(control) => <input {...control} className="ll-input" value={conditions} onChange={(event) => setConditions(event.target.value)} autoComplete="off" />}</Field>
          {hasBaseline && isLast && (
            <label className="ll-row">
              <input type="checkbox" checked={!keeps} onChange={(event) => setKeeps(!event.target.checked)} />
              Set a new baseline with the approval; the old one is kept
            </label>
          )}
        </>
      )}
      {trouble !== undefined && <Notice tone="trouble">{trouble}</Notice>}
      <div className="ll-row">
        {rights.mayApprove && (
          <>
            <Button look="primary" disabled={busy !== undefined} onClick={() => say("approve")}>
              Approve {request.code}
            </Button>
            <Button disabled={busy !== undefined} onClick={() => say("reject")}>
              Reject
            </Button>
          </>
        )}
        {rights.mayEdit && (
          <>
            <Button disabled={busy !== undefined || request.approvals.length > 0} onClick={() => void reckon()}>
              {busy === "effect" ? "Reckoning …" : "Compute anew"}
            </Button>
            <Button disabled={busy !== undefined} onClick={withdraw}>
              Withdraw
            </Button>
          </>
        )}
        {!rights.mayApprove && <span className="ll-muted">You may not approve changes of this project.</span>}
      </div>
    </form>
  );
}

/** Its effect on the plan as it is now, which later edits are compared with from then on; a sentence where that fails. */
async function reckonAnew(store: ProjectStore, request: ChangeRequest): Promise<string | undefined> {
  await store.idle();
  const { project, revision } = store.getState();
  const asked = await askEffect(project, request.commands.flatMap((stored) => readStoredCommand(stored) ?? []));
  if (!asked.ok) return asked.sentence;
  const result = store.run([{ type: "updateRecords", records: [{ kind: "changeRequest", id: request.id, fields: { ...asked.effect, revision } }] }]);
  return result.ok ? undefined : result.refusals.map(({ message }) => message).join(" ");
}

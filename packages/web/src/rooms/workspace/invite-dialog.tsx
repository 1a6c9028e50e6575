/** Inviting somebody: an address and a role; where no mail is set up, the link to hand on. */
import { useState, type FormEvent, type ReactNode } from "react";
import { invite, type MadeInvitation, type Role } from "../../api/access.ts";
import { sentenceOf } from "../../api/http.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SecretText } from "../../ui/secret-text.tsx";
import { toast } from "../../ui/toast.ts";

interface InviteDialogProps {
  readonly roles: readonly Role[];
  readonly onClose: () => void;
  readonly onInvited: () => void;
}

export function InviteDialog({ roles, onClose, onInvited }: InviteDialogProps): ReactNode {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("contributor");
  const [problem, setProblem] = useState<string>();
  const [made, setMade] = useState<MadeInvitation>();
  const chosen = roles.find(({ id }) => id === role);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    invite({ email, role }).then(
      (invitation) => {
        onInvited();
        if (invitation.address !== undefined) return setMade(invitation);
        toast(`${invitation.email} gets a mail with the invitation.`);
        onClose();
      },
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
  };
  if (made?.address !== undefined) {
    return (
      <Dialog title={`Invitation of ${made.email}`} onClose={onClose}>
        <div className="ll-stack">
          <Notice>This server sends no mail, so hand the link on yourself. It works once, for {made.email} only, and is not shown again.</Notice>
          <SecretText label="Link to the invitation" text={new URL(made.address, location.origin).href} />
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </DialogActions>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <form className="ll-stack" onSubmit={send}>
        <Field label="E-mail">{(control) => <input {...control} className="ll-input" type="email" required autoComplete="off" value={email} onChange={(event) => setEmail(event.target.value.trim())} />}</Field>
        <Field label="Role" {...(chosen && { note: chosen.sentence })}>
          {(control) => (
            <select {...control} className="ll-input" value={role} onChange={(event) => setRole(event.target.value)}>
              {roles.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Invite
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

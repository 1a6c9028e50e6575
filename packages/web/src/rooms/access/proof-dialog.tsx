/** Asks for the password once more, before what a stranger at an unlocked screen must not do. */
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { proveOneself } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";

export function ProofDialog({ onClose, onProven }: { readonly onClose: () => void; readonly onProven: () => void }): ReactNode {
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const prove = (): void => {
    setProblem(undefined);
    proveOneself(password).then(onProven, (failure: unknown) => setProblem(sentenceOf(failure)));
  };
  return (
    <Dialog title="Is it you?" onClose={onClose}>
      <form
        className="ll-stack"
        onSubmit={(event) => {
          event.preventDefault();
          prove();
        }}
      >
        <p>You signed in more than a quarter of an hour ago, so this asks for your password once more. Without a password, sign out and in again.</p>
        <Field label="Your password">{(control) => <input {...control} className="ll-input" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />}</Field>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Go on
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

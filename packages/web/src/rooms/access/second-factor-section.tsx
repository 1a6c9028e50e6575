/** The second factor: an authenticator app beside the password, with recovery codes for when the device is gone. */
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, type SecondFactorBegun } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SecretText } from "../../ui/secret-text.tsx";
import { QrCode } from "./qr-code.tsx";

export function SecondFactorSection({ isOn, onChanged }: { readonly isOn: boolean; readonly onChanged: () => void }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="account-second" className="ll-stack">
      <h2 id="account-second" className="ll-heading">
        Second factor
      </h2>
      <p className="ll-reading">{isOn ? "Signing in asks for a code of your authenticator app." : "Signing in asks for the password alone. With an authenticator app, somebody who has found out the password still cannot get in."}</p>
      <div>
        <Button onClick={() => setOpen(true)}>{isOn ? "Remove the second factor…" : "Set up an authenticator app…"}</Button>
      </div>
      {isOpen && (
        <SecondFactorDialog
          isOn={isOn}
          onClose={() => setOpen(false)}
          onChanged={() => {
            setOpen(false);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

function SecondFactorDialog({ isOn, onClose, onChanged }: { readonly isOn: boolean; readonly onClose: () => void; readonly onChanged: () => void }): ReactNode {
  const [password, setPassword] = useState("");
  const [begun, setBegun] = useState<SecondFactorBegun>();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const run = <T,>(work: Promise<T>, then: (value: T) => void): void => {
    setProblem(undefined);
    work.then(then, (failure: unknown) => setProblem(sentenceOf(failure)));
  };
  const goOn = (): void => {
    if (isOn) return run(removeSecondFactor(password), onChanged);
    if (begun) return run(confirmSecondFactor(code.trim()), onChanged);
    run(beginSecondFactor(password), setBegun);
  };
  return (
    <Dialog title={isOn ? "Remove the second factor" : "Set up an authenticator app"} onClose={onClose}>
      <form
        className="ll-stack"
        onSubmit={(event) => {
          event.preventDefault();
          goOn();
        }}
      >
        {!begun && <Field label="Your password">{(control) => <input {...control} className="ll-input" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />}</Field>}
        {begun && (
          <>
            <p>1. Scan this picture with the app, or type the key into it.</p>
            <QrCode text={begun.uri} label="Picture for the authenticator app" />
            <SecretText label="Key" text={new URL(begun.uri).searchParams.get("secret") ?? ""} />
            <p>2. Keep these recovery codes where you keep things that must not get lost. Each opens the account once, without the app. They are not shown again.</p>
            <pre className="ll-mono ac-codes">{begun.recoveryCodes.join("\n")}</pre>
            <Field label="3. The code that the app shows now">{(control) => <input {...control} className="ll-input ll-mono" inputMode="numeric" autoComplete="one-time-code" required pattern="\s*\d{6}\s*" value={code} onChange={(event) => setCode(event.target.value)} />}</Field>
          </>
        )}
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            {isOn ? "Remove" : begun ? "Turn it on" : "Go on"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

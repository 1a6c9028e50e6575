/** Signing in: with a passkey, with a password and a second factor where there is one, or with the company's single sign-on. */
import { KeyRound } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { SignInWays } from "../../api/session.ts";
import { sentenceOf } from "../../api/http.ts";
import { askForReset, signInWithCode, signInWithPasskey, signInWithPassword, singleSignOnAddress } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { singleSignOnTrouble } from "./single-sign-on-trouble.ts";

interface SignInFormProps {
  readonly ways: SignInWays | undefined;
  /** Whose session it was. */
  readonly email?: string | undefined;
  readonly onSignedIn: () => void;
}

type Step = "password" | "code" | "recovery" | "reset" | "reset sent";

const ALL_WAYS: SignInWays = { password: true, passkey: false, oidc: null };

export function SignInForm({ ways = ALL_WAYS, email: known = "", onSignedIn }: SignInFormProps): ReactNode {
  const [step, setStep] = useState<Step>("password");
  const [email, setEmail] = useState(known);
  const [problem, setProblem] = useState(() => singleSignOnTrouble(location.search));
  const [isBusy, setBusy] = useState(false);
  const run = (work: () => Promise<unknown>): void => {
    setBusy(true);
    setProblem(undefined);
    work()
      .catch((failure: unknown) => setProblem(sentenceOf(failure)))
      .finally(() => setBusy(false));
  };
  const go = (next: Step): void => {
    setProblem(undefined);
    setStep(next);
  };
  return (
    <div className="ll-stack">
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {step === "password" && (
        <>
          <OtherWays ways={ways} isBusy={isBusy} onPasskey={() => run(() => signInWithPasskey().then(onSignedIn))} />
          {ways.password && (
            <PasswordStep
              email={email}
              onEmail={setEmail}
              isBusy={isBusy}
              onPassword={(password) => run(() => signInWithPassword({ email, password }).then((answer) => (answer.secondFactor ? go("code") : onSignedIn())))}
              onForgotten={() => go("reset")}
            />
          )}
        </>
      )}
      {(step === "code" || step === "recovery") && (
        <CodeStep key={step} isRecovery={step === "recovery"} isBusy={isBusy} onCode={(code) => run(() => signInWithCode({ code, kind: step === "code" ? "totp" : "recovery" }).then(onSignedIn))} onOther={() => go(step === "code" ? "recovery" : "code")} />
      )}
      {step === "reset" && <ResetStep email={email} onEmail={setEmail} isBusy={isBusy} onAsk={() => run(() => askForReset(email).then(() => go("reset sent")))} onBack={() => go("password")} />}
      {step === "reset sent" && (
        <Notice tone="good" verbs={<Button onClick={() => go("password")}>Back</Button>}>
          If {email} has an account here, a mail with a link to a new password is on its way. The link works for one hour, once.
        </Notice>
      )}
    </div>
  );
}

function OtherWays({ ways, isBusy, onPasskey }: { readonly ways: SignInWays; readonly isBusy: boolean; readonly onPasskey: () => void }): ReactNode {
  const hasPasskeys = ways.passkey && "PublicKeyCredential" in globalThis;
  if (!hasPasskeys && !ways.oidc) return null;
  return (
    <div className="ac-ways">
      {ways.oidc && (
        <a className="ll-button" href={singleSignOnAddress()}>
          Sign in with {ways.oidc.name}
        </a>
      )}
      {hasPasskeys && (
        <Button onClick={onPasskey} disabled={isBusy}>
          <KeyRound size={16} strokeWidth={1.5} aria-hidden /> Use a passkey
        </Button>
      )}
      {ways.password && (
        <p className="ac-or" aria-hidden>
          or
        </p>
      )}
    </div>
  );
}

interface PasswordStepProps {
  readonly email: string;
  readonly onEmail: (email: string) => void;
  readonly isBusy: boolean;
  readonly onPassword: (password: string) => void;
  readonly onForgotten: () => void;
}

function PasswordStep({ email, onEmail, isBusy, onPassword, onForgotten }: PasswordStepProps): ReactNode {
  const [password, setPassword] = useState("");
  return (
    <form
      className="ll-stack"
      onSubmit={(event) => {
        event.preventDefault();
        onPassword(password);
      }}
    >
      <EmailField email={email} onEmail={onEmail} />
      <Field label="Password">
        {(control) => <input {...control} className="ll-input" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />}
      </Field>
      <Button look="primary" type="submit" disabled={isBusy}>
        {isBusy ? "Signing in…" : "Sign in"}
      </Button>
      <Button look="link" onClick={onForgotten}>
        Forgotten the password?
      </Button>
    </form>
  );
}

function EmailField({ email, onEmail }: { readonly email: string; readonly onEmail: (email: string) => void }): ReactNode {
  return (
    <Field label="E-mail">
      {(control) => <input {...control} className="ll-input" type="email" autoComplete="username" required autoFocus={email === ""} value={email} onChange={(event) => onEmail(event.target.value.trim())} />}
    </Field>
  );
}

interface CodeStepProps {
  readonly isRecovery: boolean;
  readonly isBusy: boolean;
  readonly onCode: (code: string) => void;
  readonly onOther: () => void;
}

function CodeStep({ isRecovery, isBusy, onCode, onOther }: CodeStepProps): ReactNode {
  const [code, setCode] = useState("");
  return (
    <form
      className="ll-stack"
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code.trim());
      }}
    >
      <Field label={isRecovery ? "Recovery code" : "Code"} note={isRecovery ? "One of the codes that you kept when you set up the second factor. Each works once." : "The six digits that your authenticator app shows now."}>
        {(control) => <input {...control} className="ll-input ll-mono" inputMode={isRecovery ? "text" : "numeric"} autoComplete="one-time-code" required autoFocus value={code} onChange={(event) => setCode(event.target.value)} />}
      </Field>
      <Button look="primary" type="submit" disabled={isBusy}>
        {isBusy ? "Checking…" : "Go on"}
      </Button>
      <Button look="link" onClick={onOther}>
        {isRecovery ? "Use the authenticator app" : "Use a recovery code"}
      </Button>
    </form>
  );
}

interface ResetStepProps {
  readonly email: string;
  readonly onEmail: (email: string) => void;
  readonly isBusy: boolean;
  readonly onAsk: () => void;
  readonly onBack: () => void;
}

function ResetStep({ email, onEmail, isBusy, onAsk, onBack }: ResetStepProps): ReactNode {
  return (
    <form
      className="ll-stack"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <p>Type the e-mail of your account. A link to set a new password comes by mail.</p>
      <EmailField email={email} onEmail={onEmail} />
      <div className="ll-row">
        <Button look="primary" type="submit" disabled={isBusy}>
          Send the link
        </Button>
        <Button onClick={onBack}>Back</Button>
      </div>
    </form>
  );
}

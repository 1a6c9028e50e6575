/** Taking up an invitation: with the account that is signed in, or with a new one. */
import { useState, type FormEvent, type ReactNode } from "react";
import { acceptInvitation, previewInvitation } from "../../api/access.ts";
import { sentenceOf } from "../../api/http.ts";
import type { SignInWays } from "../../api/session.ts";
import { joinByInvitation } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { momentText } from "../../ui/day-text.ts";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { Brand } from "./brand.tsx";
import { PasswordField } from "./password-field.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import "./access.css";

interface InvitationPageProps {
  readonly token: string;
  /** E-mail of whoever is signed in. */
  readonly email: string | undefined;
  readonly ways: SignInWays | undefined;
  /** Whoever took it up is a member now. */
  readonly onJoined: () => void;
}

export function InvitationPage({ token, email, ways, onJoined }: InvitationPageProps): ReactNode {
  const [load] = useState(() => () => previewInvitation(token));
  const { value: invitation, problem } = useLoaded(load);
  const [hasAccount, setHasAccount] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const accept = (): void => void acceptInvitation(token).then(onJoined, (failure: unknown) => setRefusal(sentenceOf(failure)));
  return (
    <main className="ac-door">
      <section className="ll-card ac-card" aria-labelledby="invitation-title">
        <Brand />
        <h1 id="invitation-title" className="ll-title">
          {invitation ? `Join ${invitation.workspace.name}` : "Invitation"}
        </h1>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        {invitation && (
          <p>
            {invitation.invitedBy || "Somebody"} invites {invitation.email}. The invitation is good until {momentText(invitation.expiresAt)}.
          </p>
        )}
        {refusal !== undefined && <Notice tone="trouble">{refusal}</Notice>}
        {invitation && email !== undefined && (
          <Button look="primary" onClick={accept}>
            Join as {email}
          </Button>
        )}
        {invitation && email === undefined && !hasAccount && <NewAccountForm token={token} email={invitation.email} onJoined={onJoined} onHasAccount={() => setHasAccount(true)} />}
        {invitation && email === undefined && hasAccount && <SignInForm ways={ways} email={invitation.email} onSignedIn={accept} />}
      </section>
    </main>
  );
}

interface NewAccountFormProps {
  readonly token: string;
  readonly email: string;
  readonly onJoined: () => void;
  readonly onHasAccount: () => void;
}

function NewAccountForm({ token, email, onJoined, onHasAccount }: NewAccountFormProps): ReactNode {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const join = (event: FormEvent): void => {
    event.preventDefault();
    joinByInvitation({ token, name: name.trim(), password }).then(onJoined, (failure: unknown) => setProblem(sentenceOf(failure)));
  };
  return (
    <form className="ll-stack" onSubmit={join}>
      <input className="ll-hidden" type="text" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden />
      <Field label="Your name">{(control) => <input {...control} className="ll-input" autoComplete="name" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
      <PasswordField label="Password" value={password} onChange={setPassword} />
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      <Button look="primary" type="submit">
        Join
      </Button>
      <Button look="link" onClick={onHasAccount}>
        I have an account already
      </Button>
    </form>
  );
}

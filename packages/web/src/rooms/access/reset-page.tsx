/** Setting a new password with the link of a mail. */
import { useState, type FormEvent, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { setNewPassword } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Brand } from "./brand.tsx";
import { PasswordField } from "./password-field.tsx";
import "./access.css";

export function ResetPage({ token, onDone }: { readonly token: string; readonly onDone: () => void }): ReactNode {
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isDone, setDone] = useState(false);
  const set = (event: FormEvent): void => {
    event.preventDefault();
    setNewPassword(token, password).then(() => setDone(true), (failure: unknown) => setProblem(sentenceOf(failure)));
  };
  return (
    <main className="ac-door">
      <section className="ll-card ac-card" aria-labelledby="reset-title">
        <Brand />
        <h1 id="reset-title" className="ll-title">
          A new password
        </h1>
        {isDone ? (
          <Notice tone="good" verbs={<Button onClick={onDone}>Sign in</Button>}>
            The new password is set. You were signed out everywhere.
          </Notice>
        ) : (
          <form className="ll-stack" onSubmit={set}>
            <PasswordField label="New password" value={password} onChange={setPassword} />
            {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
            <Button look="primary" type="submit">
              Set the password
            </Button>
          </form>
        )}
      </section>
    </main>
  );
}

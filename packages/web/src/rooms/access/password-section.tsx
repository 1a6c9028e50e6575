/** Changing one's own password. */
import { useState, type FormEvent, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { changePassword } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PasswordField } from "./password-field.tsx";

export function PasswordSection({ email }: { readonly email: string }): ReactNode {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [told, setTold] = useState<{ readonly tone: "good" | "trouble"; readonly sentence: string }>();
  const change = (event: FormEvent): void => {
    event.preventDefault();
    changePassword({ current, next }).then(
      () => {
        setCurrent("");
        setNext("");
        setTold({ tone: "good", sentence: "The password was changed. You were signed out everywhere else." });
      },
      (failure: unknown) => setTold({ tone: "trouble", sentence: sentenceOf(failure) }),
    );
  };
  return (
    <section aria-labelledby="account-password" className="ll-stack">
      <h2 id="account-password" className="ll-heading">
        Password
      </h2>
      <form className="ll-stack ac-narrow" onSubmit={change}>
        <input className="ll-hidden" type="text" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden />
        <Field label="Present password">{(control) => <input {...control} className="ll-input" type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} />}</Field>
        <PasswordField label="New password" value={next} onChange={setNext} />
        {told && <Notice tone={told.tone}>{told.sentence}</Notice>}
        <div>
          <Button type="submit">Change the password</Button>
        </div>
      </form>
    </section>
  );
}

/** Passkeys: signing in with the device's own lock instead of a password. */
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { addPasskey, removePasskey, type Account } from "../../api/sign-in.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { momentText } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";

export function PasskeySection({ passkeys, onChanged }: { readonly passkeys: Account["passkeys"]; readonly onChanged: () => void }): ReactNode {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const run = (work: Promise<unknown>): void => {
    setProblem(undefined);
    work.then(
      () => {
        setName("");
        onChanged();
      },
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
  };
  return (
    <section aria-labelledby="account-passkeys" className="ll-stack">
      <h2 id="account-passkeys" className="ll-heading">
        Passkeys
      </h2>
      <p className="ll-reading">A passkey signs you in with this device’s own lock (a finger, a face, a PIN). It cannot be guessed or given away by mistake.</p>
      {passkeys.length > 0 && (
        <ul className="ac-list">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="ll-row" data-passkey={passkey.name}>
              <span className="ll-grow">
                {passkey.name} <span className="ll-muted">since {momentText(passkey.createdAt)}</span>
              </span>
              <IconButton label={`Remove the passkey ${passkey.name}`} onClick={() => run(removePasskey(passkey.id))}>
                <Trash2 size={16} strokeWidth={1.5} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {"PublicKeyCredential" in globalThis ? (
        <form
          className="ll-row ac-narrow"
          onSubmit={(event) => {
            event.preventDefault();
            run(addPasskey(name.trim()));
          }}
        >
          <input className="ll-input ll-grow" aria-label="Name of the new passkey" placeholder="Name, such as Laptop" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
          <Button type="submit">Add a passkey</Button>
        </form>
      ) : (
        <p className="ll-muted">This browser makes passkeys only on pages that are reached by https.</p>
      )}
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
    </section>
  );
}

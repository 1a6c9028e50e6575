/** Tokens for programs that act in one's own name: made once, shown once, revoked at any time. */
import { useState, type FormEvent, type ReactNode } from "react";
import { listTokens, makeApiToken, readRoles, revokeToken, type ApiToken } from "../../api/access.ts";
import { sentenceOf } from "../../api/http.ts";
import { useMay, useSession } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { momentText } from "../../ui/day-text.ts";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SecretText } from "../../ui/secret-text.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";

export function TokenSection(): ReactNode {
  return useMay("tokens.own") ? <OwnTokens /> : null;
}

function OwnTokens(): ReactNode {
  const { value: tokens, problem, reload } = useLoaded(listTokens);
  const [isOpen, setOpen] = useState(false);
  const revoke = (token: ApiToken): void => void revokeToken(token).then(() => toast(`The token “${token.name}” opens nothing any more.`), (failure: unknown) => toast(sentenceOf(failure))).finally(reload);
  const open = (tokens ?? []).filter(({ revokedAt }) => revokedAt === null);
  return (
    <section aria-labelledby="account-tokens" className="ll-stack">
      <h2 id="account-tokens" className="ll-heading">
        Tokens for programs
      </h2>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {open.length > 0 && (
        <table className="ll-table">
          <thead>
            <tr>
              <th>Name</th>
              <th>May</th>
              <th>Good until</th>
              <th>Last used</th>
              <th>
                <span className="ll-hidden">Revoke</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {open.map((token) => (
              <tr key={token.id} data-token={token.name}>
                <td>{token.name}</td>
                <td>{token.permissions.join(", ")}</td>
                <td>{momentText(token.expiresAt)}</td>
                <td>{momentText(token.lastUsedAt) || "never"}</td>
                <td>
                  <Button onClick={() => revoke(token)}>Revoke</Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div>
        <Button onClick={() => setOpen(true)}>New token…</Button>
      </div>
      {isOpen && (
        <TokenDialog
          onClose={() => {
            setOpen(false);
            reload();
          }}
        />
      )}
    </section>
  );
}

function TokenDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { permissions: own = [] } = useSession();
  const roles = useLoaded(readRoles);
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set(["project.read"]));
  const [problem, setProblem] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const make = (event: FormEvent): void => {
    event.preventDefault();
    makeApiToken({ name: name.trim(), permissions: [...given], days: Number(days) }).then((made) => setSecret(made.token), (failure: unknown) => setProblem(sentenceOf(failure)));
  };
  if (secret !== undefined) {
    return (
      <Dialog title={`Token “${name}”`} onClose={onClose}>
        <div className="ll-stack">
          <Notice>This is the only time that the token is shown. Give it to the program as LEADLINE_TOKEN.</Notice>
          <SecretText label="Token" text={secret} />
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
    <Dialog title="New token" onClose={onClose}>
      <form className="ll-stack" onSubmit={make}>
        <Field label="What it is for">{(control) => <input {...control} className="ll-input" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
        <Field label="Good for (days)">{(control) => <input {...control} className="ll-input" type="number" required min={1} max={365} value={days} onChange={(event) => setDays(event.target.value)} />}</Field>
        <fieldset className="ll-checks">
          <legend>It may</legend>
          {(roles.value?.permissions ?? [])
            .filter(({ id }) => own.includes(id))
            .map(({ id, sentence }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={given.has(id)}
                  onChange={(event) => {
                    const next = new Set(given);
                    if (event.target.checked) next.add(id);
                    else next.delete(id);
                    setGiven(next);
                  }}
                />{" "}
                {sentence}
              </label>
            ))}
        </fieldset>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Make the token
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

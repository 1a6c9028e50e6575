/** The workspace demands a second factor, and this person has none yet: what to do, and nothing else before it is done. */
import type { ReactNode } from "react";
import type { Session } from "../../api/session.ts";
import { readAccount } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { Brand } from "./brand.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import "./access.css";

interface SecondFactorPageProps {
  readonly session: Session;
  /** Something was set up: the session may be let in now. */
  readonly onChanged: () => void;
  readonly onSignOut: () => void;
  readonly onWorkspace: (workspaceId: string) => void;
}

export function SecondFactorPage({ session, onChanged, onSignOut, onWorkspace }: SecondFactorPageProps): ReactNode {
  const { workspace, workspaces = [] } = session;
  const { value: account, problem, reload } = useLoaded(readAccount);
  const changed = (): void => {
    reload();
    onChanged();
  };
  return (
    <main className="ac-door">
      <section className="ll-card ac-card ac-wide" aria-labelledby="factor-title">
        <Brand />
        <h1 id="factor-title" className="ll-title">
          One more step
        </h1>
        <p>“{workspace.name}” asks everybody for a second factor beside the password, so that a password that was found out opens nothing. Set one up here; it takes a minute.</p>
        {problem !== undefined && (
          <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {account?.hasPassword === true && <SecondFactorSection isOn={account.secondFactor} onChanged={changed} />}
        {account && <PasskeySection passkeys={account.passkeys} onChanged={reload} />}
        {account && account.passkeys.length > 0 && <Notice>Sign out, and in again with the passkey: then the workspace opens.</Notice>}
        <div className="ll-dialog-actions">
          {workspaces
            .filter(({ id }) => id !== workspace.id)
            .map((one) => (
              <Button key={one.id} onClick={() => onWorkspace(one.id)}>
                Go to “{one.name}”
              </Button>
            ))}
          <Button onClick={onSignOut}>Sign out</Button>
        </div>
      </section>
    </main>
  );
}

/** One's own account: how it signs in, where it is signed in, and the tokens that act in one's name. */
import type { ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { askForConfirmation, readAccount } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { PasskeySection } from "./passkey-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { SecondFactorSection } from "./second-factor-section.tsx";
import { SessionSection } from "./session-section.tsx";
import { TokenSection } from "./token-section.tsx";
import "./access.css";

export function AccountPage(): ReactNode {
  const { value: account, problem, reload } = useLoaded(readAccount);
  return (
    <div className="ll-page ll-stack ac-account">
      <h1 className="ll-title">Your account</h1>
      {problem !== undefined && (
        <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>
          {problem}
        </Notice>
      )}
      {account && (
        <>
          <p>
            {account.name}, {account.email}
          </p>
          {!account.isEmailVerified && <Unconfirmed />}
          {account.hasPassword && <PasswordSection email={account.email} />}
          {account.hasPassword && <SecondFactorSection isOn={account.secondFactor} onChanged={reload} />}
          <PasskeySection passkeys={account.passkeys} onChanged={reload} />
          <SessionSection />
          <TokenSection />
        </>
      )}
    </div>
  );
}

function Unconfirmed(): ReactNode {
  const ask = (): void => void askForConfirmation().then(() => toast("A mail with a link is on its way."), (failure: unknown) => toast(sentenceOf(failure)));
  return (
    <Notice tone="attention" verbs={<Button onClick={ask}>Send me a link</Button>}>
      This address is not confirmed yet, so no single sign-on can lead to this account.
    </Notice>
  );
}

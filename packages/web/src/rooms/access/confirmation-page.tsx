/** Confirming an address with the link of a mail: it is done as soon as the page opens. */
import { useState, type ReactNode } from "react";
import { confirmAddress } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { Brand } from "./brand.tsx";
import "./access.css";

export function ConfirmationPage({ token, onDone }: { readonly token: string; readonly onDone: () => void }): ReactNode {
  const [confirm] = useState(() => () => confirmAddress(token).then(() => true));
  const { value: isConfirmed, problem } = useLoaded(confirm);
  return (
    <main className="ac-door">
      <section className="ll-card ac-card" aria-labelledby="confirmation-title">
        <Brand />
        <h1 id="confirmation-title" className="ll-title">
          Your e-mail address
        </h1>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        {isConfirmed && <Notice tone="good">The address is confirmed.</Notice>}
        <Button look="primary" onClick={onDone}>
          Go on
        </Button>
      </section>
    </main>
  );
}

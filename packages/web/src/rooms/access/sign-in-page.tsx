/** The page that stands before everything else where people sign in. */
import type { ReactNode } from "react";
import type { SignInWays } from "../../api/session.ts";
import { Brand } from "./brand.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import "./access.css";

export function SignInPage({ ways, onSignedIn }: { readonly ways: SignInWays | undefined; readonly onSignedIn: () => void }): ReactNode {
  return (
    <main className="ac-door">
      <section className="ll-card ac-card" aria-labelledby="sign-in-title">
        <Brand />
        <h1 id="sign-in-title" className="ll-title">
          Sign in
        </h1>
        <SignInForm ways={ways} onSignedIn={onSignedIn} />
      </section>
    </main>
  );
}

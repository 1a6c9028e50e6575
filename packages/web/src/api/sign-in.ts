/** Signing in and out, and the keys of one's own account, over HTTP. */
import { newId } from "../store/new-id.ts";
import { API, ask } from "./http.ts";

/** What a right password leads to: a session, or the question for a second factor. */
export interface PasswordAnswer {
  readonly secondFactor: boolean;
}

export function signInWithPassword(account: { readonly email: string; readonly password: string }): Promise<PasswordAnswer> {
  return write("/sign-in/password", account);
}

export function signInWithCode(answer: { readonly code: string; readonly kind: "totp" | "recovery" }): Promise<unknown> {
  return write("/sign-in/second-factor", answer);
}

export function signOut(): Promise<unknown> {
  return write("/sign-in/sign-out", {});
}

export function askForReset(email: string): Promise<unknown> {
  return write("/sign-in/reset-request", { email });
}

function write<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, { method: "POST", body, idempotencyKey: newId() });
}

/** Asks the browser for a passkey and hands its answer to the server. Rejects where the person cancels. */
export async function signInWithPasskey(): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await write<PublicKeyCredentialRequestOptionsJSON>("/sign-in/passkey/options", {}));
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("The browser gave no passkey. Try again, or sign in with the password.");
  return write("/sign-in/passkey", { response: credential.toJSON() });
}

/** The way to the company's single sign-on, and back to this very page. */
export function singleSignOnAddress(): string {
  return `${API}/sign-in/oidc?next=${encodeURIComponent(location.pathname + location.search)}`;
}

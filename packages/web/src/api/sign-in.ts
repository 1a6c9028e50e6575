/** Signing in and out, and the keys of one's own account, over HTTP. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import { newId } from "../store/new-id.ts";
import { API, ask, call } from "./http.ts";

export type Account = AnswerOf<"readAccount">;
export type SessionFacts = AnswerOf<"listSessions">["sessions"][number];
export type SecondFactorBegun = AnswerOf<"beginSecondFactor">;

/** Answers whether a second factor is asked for next. */
export function signInWithPassword(account: { readonly email: string; readonly password: string }): Promise<AnswerOf<"signInWithPassword">> {
  return call("signInWithPassword", { body: account });
}

export function signInWithCode(answer: { readonly code: string; readonly kind: "totp" | "recovery" }): Promise<unknown> {
  return call("signInWithSecondFactor", { body: answer });
}

export function signOut(): Promise<unknown> {
  return call("signOut", { body: {} });
}

export function askForReset(email: string): Promise<unknown> {
  return call("askForNewPassword", { body: { email } });
}

export function setNewPassword(token: string, password: string): Promise<unknown> {
  return call("setNewPassword", { body: { token, password } });
}

/** Takes up an invitation with a new account, and is signed in. */
export function joinByInvitation(wish: { readonly token: string; readonly name: string; readonly password: string }): Promise<unknown> {
  return call("joinByInvitation", { body: wish });
}

export function confirmAddress(token: string): Promise<unknown> {
  return call("confirmAddress", { body: { token } });
}

/** Has a link mailed that confirms the address of the account. */
export function askForConfirmation(): Promise<unknown> {
  return call("askToConfirmAddress", { body: {} });
}

/** Asks the browser for a passkey and hands its answer to the server. Rejects where the person cancels. */
export async function signInWithPasskey(): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await spoken<PublicKeyCredentialRequestOptionsJSON>("/sign-in/passkey/options", {}));
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("The browser gave no passkey. Try again, or sign in with the password.");
  return spoken("/sign-in/passkey", { response: credential.toJSON() });
}

/** The way to the company's single sign-on, and back to this very page. */
export function singleSignOnAddress(): string {
  return `${API}/sign-in/oidc?next=${encodeURIComponent(location.pathname + location.search)}`;
}

export const readAccount = (): Promise<Account> => call("readAccount");

export function listSessions(): Promise<readonly SessionFacts[]> {
  return call("listSessions").then(({ sessions }) => sessions);
}

export function endSession(id: string): Promise<unknown> {
  return call("endSession", { params: { sessionId: id } });
}

export function endOtherSessions(): Promise<unknown> {
  return call("endOtherSessions");
}

/** Gives the password once more, for what asks for it. */
export function proveOneself(password: string): Promise<unknown> {
  return call("proveOneself", { body: { password } });
}

export function changePassword(passwords: { readonly current: string; readonly next: string }): Promise<unknown> {
  return call("changePassword", { body: passwords });
}

export function beginSecondFactor(password: string): Promise<SecondFactorBegun> {
  return call("beginSecondFactor", { body: { password } });
}

export function confirmSecondFactor(code: string): Promise<unknown> {
  return call("confirmSecondFactor", { body: { code } });
}

export function removeSecondFactor(password: string): Promise<unknown> {
  return call("removeSecondFactor", { body: { password } });
}

/** Has the browser make a passkey, and the server keep it. */
export async function addPasskey(name: string): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await spoken<PublicKeyCredentialCreationOptionsJSON>("/account/passkeys/options", {}));
  const made = await navigator.credentials.create({ publicKey });
  if (!(made instanceof PublicKeyCredential)) throw new Error("The browser made no passkey. Try again.");
  return spoken("/account/passkeys", { name, response: made.toJSON() });
}

export function removePasskey(id: string): Promise<unknown> {
  return call("removePasskey", { params: { passkeyId: id } });
}

export function chooseWorkspace(workspaceId: string): Promise<unknown> {
  return call("chooseWorkspace", { body: { workspaceId } });
}

/** What browser and server say to one another about passkeys has the shapes of the WebAuthn standard, which the browser's own types know best. */
function spoken<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, { method: "POST", body, idempotencyKey: newId() });
}

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

export function setNewPassword(token: string, password: string): Promise<unknown> {
  return write("/sign-in/reset", { token, password });
}

/** Takes up an invitation with a new account, and is signed in. */
export function joinByInvitation(wish: { readonly token: string; readonly name: string; readonly password: string }): Promise<unknown> {
  return write("/sign-in/join", wish);
}

export function confirmAddress(token: string): Promise<unknown> {
  return write("/account/confirm", { token });
}

/** Has a link mailed that confirms the address of the account. */
export function askForConfirmation(): Promise<unknown> {
  return write("/account/confirm-request", {});
}

export interface Account {
  readonly email: string;
  readonly name: string;
  readonly isEmailVerified: boolean;
  readonly hasPassword: boolean;
  readonly secondFactor: boolean;
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly createdAt: string }[];
}

export const readAccount = (): Promise<Account> => ask("/account");

export interface SessionFacts {
  readonly id: string;
  readonly isThis: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly address: string | null;
  readonly browser: string | null;
}

export function listSessions(): Promise<readonly SessionFacts[]> {
  return ask<{ sessions: SessionFacts[] }>("/sessions").then((answer) => answer.sessions);
}

export function endSession(id: string): Promise<unknown> {
  return ask(`/sessions/${id}`, { method: "DELETE", idempotencyKey: newId() });
}

export function endOtherSessions(): Promise<unknown> {
  return ask("/sessions", { method: "DELETE", idempotencyKey: newId() });
}

export function changePassword(passwords: { readonly current: string; readonly next: string }): Promise<unknown> {
  return write("/account/password", passwords);
}

export interface SecondFactorBegun {
  /** otpauth://…, for the authenticator app. */
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

export function beginSecondFactor(password: string): Promise<SecondFactorBegun> {
  return write("/account/second-factor", { password });
}

export function confirmSecondFactor(code: string): Promise<unknown> {
  return write("/account/second-factor/confirm", { code });
}

export function removeSecondFactor(password: string): Promise<unknown> {
  return write("/account/second-factor/remove", { password });
}

/** Has the browser make a passkey, and the server keep it. */
export async function addPasskey(name: string): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await write<PublicKeyCredentialCreationOptionsJSON>("/account/passkeys/options", {}));
  const made = await navigator.credentials.create({ publicKey });
  if (!(made instanceof PublicKeyCredential)) throw new Error("The browser made no passkey. Try again.");
  return write("/account/passkeys", { name, response: made.toJSON() });
}

export function removePasskey(id: string): Promise<unknown> {
  return ask(`/account/passkeys/${id}`, { method: "DELETE", idempotencyKey: newId() });
}

export function chooseWorkspace(workspaceId: string): Promise<unknown> {
  return ask("/session/workspace", { method: "PUT", body: { workspaceId }, idempotencyKey: newId() });
}

function write<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, { method: "POST", body, idempotencyKey: newId() });
}


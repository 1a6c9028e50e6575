/** The sign-in of an installation: who a request's session belongs to, and the accounts that begin it. */
import type { Identify, Identity } from "../access/actor-of-request.ts";
import { openAccounts, type Accounts, type AccountsOptions } from "./accounts.ts";
import { ownCookie } from "./own-cookie.ts";
import { endSession, isAnybodyThere, noteLife, rememberWorkspace } from "./queries.ts";

export interface SignIn {
  readonly accounts: Accounts;
  readonly identify: Identify;
  /** The session goes on in this workspace. */
  readonly rememberWorkspace: (sessionId: string, workspaceId: string) => Promise<void>;
  /** Whether there is an account at all: then the server asks people to sign in. */
  readonly hasAccounts: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** A session that nobody uses for so long has ended. */
const IDLE_DAYS = 7;
const LIFE_MINUTES = 10;
const MINUTE = 60_000;

export function openSignIn(options: AccountsOptions): SignIn {
  const accounts = openAccounts(options);
  return {
    accounts,
    identify: (headers) => identityOf(accounts, headers.cookie),
    rememberWorkspace: (sessionId, workspaceId) => rememberWorkspace(accounts.pool, sessionId, workspaceId),
    hasAccounts: () => isAnybodyThere(accounts.pool),
    close: accounts.close,
  };
}

async function identityOf({ library, pool, isSecure }: Accounts, cookie: string | undefined): Promise<Identity | undefined> {
  if (cookie === undefined || ownCookie(cookie, { name: "session_token", isSecure }) === undefined) return undefined;
  const found = await library.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  if (!found) return undefined;
  const { session, user } = found;
  const idle = Date.now() - session.updatedAt.getTime();
  if (idle > IDLE_DAYS * 24 * 60 * MINUTE) {
    await endSession(pool, user.id, session.id);
    return undefined;
  }
  // A session in use lives on: its next look at the clock is due before idleness could end it.
  const endsAt = session.expiresAt.getTime();
  if (idle > LIFE_MINUTES * MINUTE) await noteLife(pool, session.id);
  const { workspaceId, method } = session;
  const hasTwoFactors = method === "passkey" || method === "single sign-on" || (typeof method !== "string" && user.twoFactorEnabled === true);
  return { userId: user.id, email: user.email, isEmailVerified: user.emailVerified, name: user.name, sessionId: session.id, hasTwoFactors, endsAt, ...(typeof workspaceId === "string" && { workspaceId }) };
}

/** The library that signs people in, set up for this installation: accounts, sessions, passkeys and second factors in a schema of their own. */
import { passkey } from "@better-auth/passkey";
import { betterAuth, type BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { twoFactor } from "better-auth/plugins";
import pg from "pg";
import { z } from "zod";
import { newId } from "../storage/new-id.ts";
import { cookiePrefix } from "./own-cookie.ts";
import { hashPassword, isPassword, MAX_CHARACTERS, MIN_CHARACTERS } from "./password.ts";

export interface AccountsOptions {
  /** How to reach the schema of the sign-in, as its own role. */
  readonly connection: pg.ClientConfig;
  /** Cookies are signed and second factors encrypted with keys made of it. */
  readonly secret: string;
  /** The origin that people type: `https://pm.example.org`. */
  readonly publicUrl: string;
  /** Mails the link to a new password; absent where no mail is set up. */
  readonly sendReset?: ((mail: { readonly to: string; readonly token: string }) => Promise<void>) | undefined;
}

/** A session ends so long after it began, whatever happens. */
export const SESSION_DAYS = 30;
/** ASVS 6.5.5: what is sent to prove somebody lives ten minutes at most. */
export const RESET_MINUTES = 10;

const SECONDS_PER_DAY = 86_400;
const MAX_CONNECTIONS = 6;

export type Accounts = ReturnType<typeof openAccounts>;

export function openAccounts({ connection, secret, publicUrl, sendReset }: AccountsOptions) {
  const pool = new pg.Pool({ ...connection, max: MAX_CONNECTIONS, application_name: "leadline sign-in", connectionTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const { hostname, origin, protocol } = new URL(publicUrl);
  const isSecure = protocol === "https:";
  const library = betterAuth({
    appName: "Leadline",
    baseURL: origin,
    basePath: "/api/v1/sign-in/library",
    secret,
    database: pool,
    trustedOrigins: [origin],
    emailAndPassword: {
      enabled: true,
      // Accounts come from the administrator's setting, from invitations and from single sign-on.
      disableSignUp: true,
      minPasswordLength: MIN_CHARACTERS,
      maxPasswordLength: MAX_CHARACTERS,
      password: { hash: hashPassword, verify: isPassword },
      resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      ...(sendReset && { sendResetPassword: ({ user, token }: { user: { email: string }; token: string }) => sendReset({ to: user.email, token }) }),
    },
    session: {
      expiresIn: SESSION_DAYS * SECONDS_PER_DAY,
      disableSessionRefresh: true,
      // Changing what protects an account asks for a session that is no older than this.
      freshAge: 15 * 60,
      additionalFields: { workspaceId: { type: "string", required: false, input: false }, method: { type: "string", required: false, input: false } },
    },
    advanced: {
      cookiePrefix: cookiePrefix(isSecure),
      // The library would put "__Secure-" before our prefix, which asks for less.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // Our own counting is per account and per address, and the same on all doors.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [twoFactor({ issuer: "Leadline", skipVerificationOnEnable: false }), passkey({ rpID: hostname, rpName: "Leadline", origin }), sessionsForProven],
  });
  return { library, pool, isSecure, close: () => pool.end() };
}

/** Opens a session for somebody whom another way of signing in has proven. It has no address: only we can call it. */
const sessionsForProven = {
  id: "sessions-for-proven",
  endpoints: {
    openSession: createAuthEndpoint.serverOnly({ method: "POST", body: z.object({ userId: z.string() }), requireHeaders: true }, async (context) => {
      const { internalAdapter } = context.context;
      const user = await internalAdapter.findUserById(context.body.userId);
      if (!user) throw context.error("UNAUTHORIZED");
      await setSessionCookie(context, { session: await internalAdapter.createSession(user.id), user });
      return context.json({ done: true });
    }),
  },
} satisfies BetterAuthPlugin;

/** Carries the asker's address to the library; set by us alone. */
export const ADDRESS_HEADER = "x-leadline-address";

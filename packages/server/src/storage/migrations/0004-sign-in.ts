/** Accounts, sessions and second factors, in a schema that only the sign-in's own role can read. */
import type { Migration } from "../migrate.ts";

/** People are not of one workspace: the wall around these tables is the role. Even the owner of the tables sees no row. */
const closed = (table: string): string => `
  ALTER TABLE leadline_sign_in.${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE leadline_sign_in.${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY sign_in_only ON leadline_sign_in.${table} TO leadline_sign_in USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON leadline_sign_in.${table} TO leadline_sign_in;`;

/** Names of tables and columns are those of the library that signs people in. */
export const signIn: Migration = {
  version: 4,
  name: "sign-in",
  sql: `
  CREATE TABLE leadline_sign_in."user" (
    id text PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    "emailVerified" boolean NOT NULL,
    image text,
    "twoFactorEnabled" boolean,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now()
  );
  ${closed('"user"')}

  CREATE TABLE leadline_sign_in.session (
    id text PRIMARY KEY,
    token text NOT NULL UNIQUE,
    "userId" text NOT NULL REFERENCES leadline_sign_in."user" (id) ON DELETE CASCADE,
    "expiresAt" timestamptz NOT NULL,
    "ipAddress" text,
    "userAgent" text,
    -- The workspace that the session was last in.
    "workspaceId" text,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    -- The last sign of life, to about ten minutes.
    "updatedAt" timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX session_of_user ON leadline_sign_in.session ("userId");
  ${closed("session")}

  CREATE TABLE leadline_sign_in.account (
    id text PRIMARY KEY,
    "accountId" text NOT NULL,
    "providerId" text NOT NULL,
    "userId" text NOT NULL REFERENCES leadline_sign_in."user" (id) ON DELETE CASCADE,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope text,
    -- argon2id
    password text,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    UNIQUE ("providerId", "accountId")
  );
  CREATE INDEX account_user ON leadline_sign_in.account ("userId");
  ${closed("account")}

  CREATE TABLE leadline_sign_in.verification (
    id text PRIMARY KEY,
    identifier text NOT NULL,
    value text NOT NULL,
    "expiresAt" timestamptz NOT NULL,
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX verification_identifier ON leadline_sign_in.verification (identifier);
  ${closed("verification")}

  CREATE TABLE leadline_sign_in."twoFactor" (
    id text PRIMARY KEY,
    secret text NOT NULL,
    "backupCodes" text NOT NULL,
    "userId" text NOT NULL REFERENCES leadline_sign_in."user" (id) ON DELETE CASCADE,
    verified boolean,
    "failedVerificationCount" integer,
    "lockedUntil" timestamptz
  );
  CREATE INDEX two_factor_user ON leadline_sign_in."twoFactor" ("userId");
  ${closed('"twoFactor"')}

  CREATE TABLE leadline_sign_in.passkey (
    id text PRIMARY KEY,
    name text,
    "publicKey" text NOT NULL,
    "userId" text NOT NULL REFERENCES leadline_sign_in."user" (id) ON DELETE CASCADE,
    "credentialID" text NOT NULL UNIQUE,
    counter integer NOT NULL,
    "deviceType" text NOT NULL,
    "backedUp" boolean NOT NULL,
    transports text,
    aaguid text,
    "createdAt" timestamptz DEFAULT now()
  );
  CREATE INDEX passkey_user ON leadline_sign_in.passkey ("userId");
  ${closed("passkey")}

  -- Attempts at secrets, counted per account and per address, by every server on this database.
  CREATE TABLE leadline_sign_in.attempt (
    -- A hash: neither addresses nor accounts can be read from it.
    key text PRIMARY KEY,
    count integer NOT NULL,
    window_ends timestamptz NOT NULL
  );
  ${closed("attempt")}
  `,
};

/** Every SQL statement of the sign-in that the library does not ask itself. */
import type pg from "pg";

export type Asking = Pick<pg.Pool, "query">;

/** Counts one more in the running window, or begins a new one. Answers the count and the seconds until the window ends. */
export async function countOf(pool: Asking, key: string, minutes: number): Promise<{ readonly count: number; readonly seconds: number }> {
  const { rows } = await pool.query<{ count: number; seconds: number }>(
    `INSERT INTO attempt AS a (key, count, window_ends) VALUES ($1, 1, now() + make_interval(mins => $2))
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN a.window_ends < now() THEN 1 ELSE a.count + 1 END,
        window_ends = CASE WHEN a.window_ends < now() THEN excluded.window_ends ELSE a.window_ends END
      RETURNING count, extract(epoch FROM window_ends - now())::float8 AS seconds`,
    [key, minutes],
  );
  return rows[0] ?? { count: 0, seconds: 0 };
}

export async function forgetCount(pool: Asking, key: string): Promise<void> {
  await pool.query("DELETE FROM attempt WHERE key = $1", [key]);
}

export async function countBack(pool: Asking, key: string): Promise<void> {
  await pool.query("UPDATE attempt SET count = greatest(count - 1, 0) WHERE key = $1", [key]);
}

/** What nobody needs any more: windows that have ended, sessions and proofs that have expired. */
export async function forgetExpired(pool: Asking): Promise<void> {
  await pool.query("DELETE FROM attempt WHERE window_ends < now()");
  await pool.query('DELETE FROM session WHERE "expiresAt" < now()');
  await pool.query('DELETE FROM verification WHERE "expiresAt" < now()');
}

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** Sessions that still hold, newest sign of life first. */
export async function sessionsOf(pool: Asking, userId: string): Promise<readonly SessionRow[]> {
  const { rows } = await pool.query<SessionRow>(
    'SELECT id, "createdAt", "updatedAt", "ipAddress", "userAgent" FROM session WHERE "userId" = $1 AND "expiresAt" > now() ORDER BY "updatedAt" DESC, id',
    [userId],
  );
  return rows;
}

/** Ends one session of a person, or all but one. Answers how many ended. */
export async function endSession(pool: Asking, userId: string, id: string): Promise<number> {
  return (await pool.query('DELETE FROM session WHERE "userId" = $1 AND id = $2', [userId, id])).rowCount ?? 0;
}

export async function endOtherSessions(pool: Asking, userId: string, keptId: string): Promise<number> {
  return (await pool.query('DELETE FROM session WHERE "userId" = $1 AND id <> $2', [userId, keptId])).rowCount ?? 0;
}

export async function noteLife(pool: Asking, id: string): Promise<void> {
  await pool.query('UPDATE session SET "updatedAt" = now() WHERE id = $1', [id]);
}

export async function rememberWorkspace(pool: Asking, id: string, workspaceId: string): Promise<void> {
  await pool.query('UPDATE session SET "workspaceId" = $2 WHERE id = $1', [id, workspaceId]);
}

/** passkey: it asked its person (a finger, a PIN). “passkey alone”: whoever holds it gets in. Passwords are not noted. */
export type SessionMethod = "passkey" | "passkey alone" | "single sign-on";

export async function noteMethod(pool: Asking, id: string, method: SessionMethod): Promise<void> {
  await pool.query("UPDATE session SET method = $2 WHERE id = $1", [id, method]);
}

/** The person has given a password or code once more. */
export async function noteProof(pool: Asking, id: string): Promise<void> {
  await pool.query('UPDATE session SET "provenAt" = now() WHERE id = $1', [id]);
}

/** Whether the person has proven themselves within so many minutes, by signing in or since. */
export async function isProvenWithin(pool: Asking, id: string, minutes: number): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM session WHERE id = $1 AND coalesce("provenAt", "createdAt") > now() - make_interval(mins => $2)', [id, minutes]);
  return rowCount === 1;
}

/** Ends all sessions of a person. Answers how many. */
export async function endAllSessions(pool: Asking, userId: string): Promise<number> {
  return (await pool.query('DELETE FROM session WHERE "userId" = $1', [userId])).rowCount ?? 0;
}

export async function isAnybodyThere(pool: Asking): Promise<boolean> {
  return ((await pool.query('SELECT 1 FROM "user" LIMIT 1')).rowCount ?? 0) > 0;
}

/** Whose first step a second one belongs to. */
export async function userOfChallenge(pool: Asking, identifier: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ value: string }>('SELECT value FROM verification WHERE identifier = $1 AND "expiresAt" > now()', [identifier]);
  return rows[0]?.value;
}

/** The address is proven. Answers whether the account still has that address. */
export async function confirmAddress(pool: Asking, { userId, email }: { readonly userId: string; readonly email: string }): Promise<boolean> {
  return (await pool.query('UPDATE "user" SET "emailVerified" = true, "updatedAt" = now() WHERE id = $1 AND email = $2', [userId, email])).rowCount === 1;
}

/** The ways in which an account can sign in: "credential" is a password. */
export async function providersOf(pool: Asking, userId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ providerId: string }>('SELECT "providerId" FROM account WHERE "userId" = $1', [userId]);
  return rows.map((row) => row.providerId);
}

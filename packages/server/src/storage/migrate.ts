/** Brings the database's tables to this version's shape: forward only, one transaction per step, never twice. */
import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { StartFailure } from "../start-failure.ts";

export interface Migration {
  /** 1, 2, 3, … */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** One starter at a time, on however many machines: the number is arbitrary, and ours alone. */
export const MIGRATION_LOCK = 7_305_001;

/**
 * Runs the missing migrations on a connection of the owning role and answers how many there were. Refuses a database
 * that a newer version has already changed.
 */
export async function migrate(owner: pg.ClientBase, migrations: readonly Migration[]): Promise<number> {
  await owner.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
  try {
    await ensureList(owner);
    const done = await owner.query<{ version: number; fingerprint: string }>("SELECT version, fingerprint FROM schema_migration ORDER BY version");
    refuseStrangers(done.rows, migrations);
    const missing = migrations.slice(done.rows.length);
    for (const migration of missing) await apply(owner, migration);
    await ensureLocalWorkspace(owner);
    return missing.length;
  } finally {
    await owner.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  }
}

/** Whether the database stands at exactly the version that this program knows. */
export async function isMigrated(client: { readonly query: <R extends pg.QueryResultRow>(text: string) => Promise<pg.QueryResult<R>> }, migrations: readonly Migration[]): Promise<boolean> {
  const { rows } = await client.query<{ version: number | null }>("SELECT max(version) AS version FROM schema_migration");
  return rows[0]?.version === migrations.at(-1)?.version;
}

function refuseStrangers(done: readonly { version: number; fingerprint: string }[], migrations: readonly Migration[]): void {
  for (const [at, row] of done.entries()) {
    const known = migrations[at];
    if (!known) {
      throw new StartFailure(
        `The database was already changed by a newer version of Leadline (its schema is ${done.at(-1)?.version ?? row.version}, this version knows ${migrations.length}). Start the newer version, or restore a backup that was made before.`,
      );
    }
    if (row.version !== known.version || row.fingerprint !== fingerprint(known)) {
      throw new StartFailure(`The database has another schema ${row.version} than this version of Leadline, so it was made by an unreleased version. Choose another database or data folder.`);
    }
  }
}

/** Within the caller's transaction, as the owning role: for restoring into a schema without tables. No workspace is made. */
export async function migrateInside(owner: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await ensureList(owner);
  for (const migration of migrations) await carryOut(owner, migration);
}

async function ensureList(owner: pg.ClientBase): Promise<void> {
  await owner.query("CREATE TABLE IF NOT EXISTS schema_migration (version integer PRIMARY KEY, name text NOT NULL, fingerprint text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())");
  await owner.query("GRANT SELECT ON schema_migration TO leadline_app");
}

async function carryOut(owner: pg.ClientBase, migration: Migration): Promise<void> {
  await owner.query(migration.sql);
  await owner.query("INSERT INTO schema_migration (version, name, fingerprint) VALUES ($1, $2, $3)", [migration.version, migration.name, fingerprint(migration)]);
}

async function apply(owner: pg.ClientBase, migration: Migration): Promise<void> {
  await owner.query("BEGIN");
  try {
    await owner.query("SET LOCAL lock_timeout = '2s'");
    await carryOut(owner, migration);
    await owner.query("COMMIT");
  } catch (error) {
    await owner.query("ROLLBACK");
    throw error;
  }
}

/** The workspace that opens without sign-in: made with the database, with an id that no other installation has. */
async function ensureLocalWorkspace(owner: pg.ClientBase): Promise<void> {
  const { rowCount } = await owner.query("SELECT 1 FROM installation");
  if (rowCount !== 0) return;
  const id = randomUUID();
  await owner.query("BEGIN");
  await owner.query("SELECT set_config('app.workspace', $1, true)", [id]);
  await owner.query("INSERT INTO workspace (workspace_id, name) VALUES ($1, $2)", [id, "My workspace"]);
  await owner.query("INSERT INTO installation (local_workspace_id) VALUES ($1)", [id]);
  await owner.query("COMMIT");
}

/** Tells a migration from another one with the same number. */
export function fingerprint(migration: Migration): string {
  return createHash("sha256").update(migration.sql).digest("hex").slice(0, 16);
}

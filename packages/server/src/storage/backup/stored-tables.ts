/** Which tables hold the installation's data, as the database itself tells: columns, keys, and who may read the rows. */
import type pg from "pg";
import { JOB_ROLE, OWNER_ROLE } from "../database-access.ts";

export interface StoredTable {
  readonly schema: string;
  readonly name: string;
  /** Those that are stored, in their order; computed ones compute themselves again. */
  readonly columns: readonly string[];
  /** The primary key, which orders the rows. */
  readonly key: readonly { readonly column: string; readonly isText: boolean }[];
  /** Row security shows one workspace at a time. */
  readonly isPerWorkspace: boolean;
  /** The role that may read and write all of it. */
  readonly role: string;
}

/** The sign-in's own schema, and the role that alone sees into it. */
const SIGN_IN = "leadline_sign_in";
const SCHEMAS: readonly string[] = ["leadline", SIGN_IN];
/** Made anew with the tables; or opening the installation to somebody who was shut out since: after a restore, everybody signs in again. */
const NOT_DATA: readonly string[] = ["leadline.schema_migration", "leadline_sign_in.session", "leadline_sign_in.verification", "leadline_sign_in.attempt"];

interface CatalogueRow {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[] | null;
  readonly text_key: readonly boolean[] | null;
  readonly needs: readonly string[];
  readonly has_row_security: boolean;
}

/** Every table with data, those that others refer to first. */
export async function storedTables(client: pg.ClientBase): Promise<readonly StoredTable[]> {
  const { rows } = await client.query<CatalogueRow>(CATALOGUE, [SCHEMAS, NOT_DATA]);
  return inOrder(rows).map((row) => ({
    schema: row.schema,
    name: row.name,
    columns: row.columns,
    key: (row.key ?? row.columns).map((column, at) => ({ column, isText: row.text_key?.[at] === true })),
    isPerWorkspace: row.has_row_security && row.schema !== SIGN_IN,
    role: row.schema === SIGN_IN ? SIGN_IN : OWNER_ROLE,
  }));
}

const CATALOGUE = `
  SELECT n.nspname AS schema, c.relname AS name, c.relrowsecurity AS has_row_security,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
    (SELECT array_agg(a.attname::text ORDER BY k.at) FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k (attnum, at), pg_attribute a
      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum) AS key,
    (SELECT array_agg(a.attcollation <> 0 ORDER BY k.at) FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k (attnum, at), pg_attribute a
      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum) AS text_key,
    ARRAY(SELECT DISTINCT fn.nspname || '.' || f.relname FROM pg_constraint o JOIN pg_class f ON f.oid = o.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
      WHERE o.conrelid = c.oid AND o.contype = 'f' AND o.confrelid <> c.oid) AS needs
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1) AND c.relkind = 'r' AND n.nspname || '.' || c.relname <> ALL ($2)
  ORDER BY 1, 2`;

function inOrder(rows: readonly CatalogueRow[]): readonly CatalogueRow[] {
  const ordered = new Map<string, CatalogueRow>();
  for (let left = [...rows]; left.length > 0; ) {
    const ready = left.filter((row) => row.needs.every((name) => ordered.has(name)));
    if (ready.length === 0) throw new Error(`the tables ${left.map((row) => row.name).join(", ")} refer to each other in a ring`);
    for (const row of ready) ordered.set(`${row.schema}.${row.name}`, row);
    left = left.filter((row) => !ready.includes(row));
  }
  return [...ordered.values()];
}

/** Every workspace of the installation. Before jobs came there was one only, and nobody who may see them all. */
export async function workspaceIds(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows: tables } = await client.query<{ has_jobs: boolean }>("SELECT to_regclass('leadline.job') IS NOT NULL AS has_jobs");
  if (tables[0]?.has_jobs !== true) {
    const { rows } = await client.query<{ id: string }>("SELECT local_workspace_id AS id FROM leadline.installation");
    return rows.map((row) => row.id);
  }
  await actAs(client, JOB_ROLE);
  const { rows } = await client.query<{ id: string }>("SELECT workspace_id AS id FROM leadline.workspace ORDER BY 1");
  return rows.map((row) => row.id);
}

/** For the rest of the transaction, or until another role. */
export async function actAs(client: pg.ClientBase, role: string, workspaceId = ""): Promise<void> {
  await client.query("SELECT set_config('role', $1, true), set_config('app.workspace', $2, true)", [role, workspaceId]);
}

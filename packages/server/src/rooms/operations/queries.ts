/** What the database says about itself to those who keep it running. */
import type { Transaction } from "../../storage/database.ts";

export interface DatabaseFacts {
  readonly version: string;
  readonly bytes: number;
  readonly schema: number;
}

export async function readDatabaseFacts(tx: Transaction): Promise<DatabaseFacts> {
  const { rows } = await tx.query<DatabaseFacts>(
    "SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes, (SELECT max(version) FROM schema_migration) AS schema",
  );
  const [row] = rows;
  if (!row) throw new Error("the database said nothing about itself");
  return row;
}

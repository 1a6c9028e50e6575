/** A database behind one of its two walls alone: row security, or the workspace in every statement. */
import pg from "pg";
import { withClient, type DatabaseAccess } from "../storage/database-access.ts";

export type Wall = "row security" | "statements";
export const WALLS: readonly Wall[] = ["row security", "statements"];

export async function behindOneWall<T extends { readonly access: DatabaseAccess }>(database: T, wall: Wall): Promise<T> {
  if (wall === "statements") await takeRowSecurityDown(database);
  return wall === "statements" ? database : { ...database, access: { ...database.access, application: { ...database.access.application, Client: CarelessClient } } };
}

/** As if whoever wrote the statements had forgotten the workspace in every condition. */
export function withoutWorkspace(text: string): string {
  return text.replace(/(\b\w+\.)?\bworkspace_id = \$1(?!\d)/g, "$$1::uuid IS NOT NULL");
}

class CarelessClient extends pg.Client {
  // One signature for all of the driver's: whatever comes is handed on.
  override query = ((...[first, ...others]: unknown[]): unknown => {
    const query = super.query as (...given: unknown[]) => unknown;
    return query.call(this, careless(first), ...others);
  }) as unknown as pg.Client["query"];
}

function careless(query: unknown): unknown {
  if (typeof query === "string") return withoutWorkspace(query);
  if (typeof query !== "object" || query === null || !("text" in query) || typeof query.text !== "string" || "submit" in query) return query;
  return { ...query, text: withoutWorkspace(query.text) };
}

async function takeRowSecurityDown({ access }: { readonly access: DatabaseAccess }): Promise<void> {
  await withClient(access.administrator, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'leadline'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity");
    for (const { name } of rows) await client.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY; ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
  });
}

/** Two workspaces in one database, each asked by its owner through a server of its own, and a picture of everything that one of them holds. */
import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { withClient } from "../../storage/database-access.ts";
import { ask, makeDatabase, startTestServer, type Ask, type Asked, type TestDatabase, type TestServer } from "../test-server.fixture.ts";

/** A server where people sign in has every address that one for a single person has, and more. */
export const WITH_SIGN_IN = { LEADLINE_ADMIN_EMAIL: "ann@example.org", LEADLINE_ADMIN_PASSWORD: "four grey ducks walk by" };

export interface World {
  readonly server: TestServer;
  readonly database: TestDatabase;
  readonly workspaceId: string;
  /** Sees everything, for pictures. */
  readonly administrator: pg.Client;
  /** Cookies of the owner, who is signed in. */
  readonly cookie: string;
  /** Stands in every name that this world makes, and in nothing else. */
  readonly marker: string;
  ask(method: string, path: string, given?: Ask): Promise<Asked>;
}

export interface Worlds {
  readonly ours: World;
  readonly theirs: World;
  stop(): Promise<void>;
}

export async function twoWorlds(): Promise<Worlds> {
  const database = await makeDatabase();
  const theirs = await worldOf(database, await newLocalWorkspace(database));
  const ours = await worldOf(database, await newLocalWorkspace(database));
  const stop = async (): Promise<void> => {
    for (const world of [ours, theirs]) await close(world);
    await database.remove();
  };
  return { ours, theirs, stop };
}

/** `environment` adds to what the server is started with. */
export async function oneWorld(environment: Readonly<Record<string, string>> = {}): Promise<World & { stop(): Promise<void> }> {
  const database = await makeDatabase();
  const world = await worldOf(database, await newLocalWorkspace(database), environment);
  const stop = async (): Promise<void> => {
    await close(world);
    await database.remove();
  };
  return { ...world, stop };
}

async function close({ server, administrator }: World): Promise<void> {
  await server.stop();
  await administrator.end();
}

/** A server works in the workspace that is the installation's own when it starts. */
function newLocalWorkspace(database: TestDatabase): Promise<string> {
  const id = randomUUID();
  return withClient(database.access.administrator, async (client) => {
    await client.query("INSERT INTO workspace (workspace_id, name) VALUES ($1, 'W')", [id]);
    await client.query("UPDATE installation SET local_workspace_id = $1", [id]);
    return id;
  });
}

async function worldOf(database: TestDatabase, workspaceId: string, environment: Readonly<Record<string, string>> = {}): Promise<World> {
  const marker = `mark${randomBytes(6).toString("hex")}`;
  const [email, password] = [`${marker}@example.org`, `four grey ducks walk ${marker}`];
  const server = await startTestServer({ database, environment: { LEADLINE_ADMIN_EMAIL: email, LEADLINE_ADMIN_PASSWORD: password, ...environment } });
  const cookie = await signIn(server, email, password);
  const administrator = new pg.Client(database.access.administrator);
  // The database may go before this connection does.
  administrator.on("error", () => undefined);
  await administrator.connect();
  const asOwner = (given: Ask = {}): Ask => ({ ...given, headers: { cookie, ...given.headers } });
  const asked: World["ask"] = (method, path, given) => (OUTSIDE_OF_API.test(path) ? ask(`${server.address}/`, method, path.slice(1), asOwner(given)) : server.ask(method, path, asOwner(given)));
  return { server, database, workspaceId, administrator, cookie, marker, ask: asked };
}

export async function signIn(server: TestServer, email: string, password: string): Promise<string> {
  const answer = await server.ask("POST", "/sign-in/password", { body: { email, password } });
  if (answer.status !== 200) throw new Error(`nobody could sign in: ${answer.text}`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

const OUTSIDE_OF_API = /^\/(files|healthz|readyz|metrics)/;

/** Tables that tell of requests and not of what they did, or that change by themselves. */
const NOT_PICTURED = ["idempotency", "schema_migration", "forecast"];
/** Of these only the named columns: of jobs, because the rest goes on by itself; of large rows, because these change with every other. */
const STEADY_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  job: ["id", "kind", "state"],
  record: ["project_id", "kind", "id", "revision"],
  change: ["project_id", "revision", "leaf_hash"],
  attachment_piece: ["digest", "place"],
};
/** Signs of life. */
const RESTLESS = ["last_used_at", "last_seen_at", "seen_at", "alive_at"];

/** One line per table: its name and a hash over its rows in this workspace. Equal pictures mean that nothing was stored. */
export async function pictureOf({ administrator, workspaceId }: World): Promise<readonly string[]> {
  await jobsAtRest(administrator);
  const { rows } = await administrator.query<{ name: string; rows: number; hash: string }>(await pictureQuery(administrator), [workspaceId]);
  return rows.map((row) => `${row.name}: ${row.rows} rows ${row.hash}`);
}

/** What goes on behind the screen stores things too. */
async function jobsAtRest(client: pg.Client): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    const { rowCount } = await client.query("SELECT 1 FROM leadline.job WHERE state = 'running' OR (state = 'waiting' AND run_after <= now()) LIMIT 1");
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const queries = new WeakMap<pg.Client, string>();

async function pictureQuery(client: pg.Client): Promise<string> {
  const known = queries.get(client);
  if (known !== undefined) return known;
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
      WHERE n.nspname LIKE 'leadline%' AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1) ORDER BY 1, 2`,
    [NOT_PICTURED],
  );
  const parts = tables.map(({ schema, name }) => {
    const row = STEADY_COLUMNS[name] ? `jsonb_build_array(${STEADY_COLUMNS[name].join(", ")})` : `to_jsonb(t) - '{${RESTLESS.join(",")}}'::text[]`;
    return `SELECT '${name}' AS name, count(*)::int AS rows, md5(coalesce(string_agg(md5((${row})::text), '' ORDER BY md5((${row})::text)), '')) AS hash FROM ${schema}.${name} t WHERE workspace_id = $1`;
  });
  const text = parts.join(" UNION ALL ");
  queries.set(client, text);
  return text;
}

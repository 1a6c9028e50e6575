/** How the program signs in to PostgreSQL: as the owner of the tables to migrate, as a role that owns nothing to work. */
import { createHmac } from "node:crypto";
import pg from "pg";
import { reasonOf, StartFailure } from "../start-failure.ts";
import { HOST, SUPERUSER } from "./cluster.ts";
import type { EmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";

export interface DatabaseAccess {
  /** May create roles, and a schema in the database. Used at the start only. */
  readonly administrator: pg.ClientConfig;
  readonly owner: pg.ClientConfig;
  readonly application: pg.ClientConfig;
  /** Sees the jobs of every workspace and the names of workspaces, nothing else. */
  readonly jobs: pg.ClientConfig;
  /** Sees accounts, sessions and second factors, which no other role sees, and nothing else. */
  readonly signIn: pg.ClientConfig;
}

export const OWNER_ROLE = "leadline_owner";
export const APPLICATION_ROLE = "leadline_app";
export const JOB_ROLE = "leadline_job";
export const SIGN_IN_ROLE = "leadline_sign_in";
/** The schema of the sign-in has the name of its role. */
export const SIGN_IN_SCHEMA = "leadline_sign_in";
const SCHEMA = "leadline";
const DATABASE = "leadline";

/** Access to our own PostgreSQL: each role signs in with a password of its own, derived from the one in the data folder. */
export function accessToEmbedded(postgres: Pick<EmbeddedPostgres, "port" | "password" | "socketFolder">, database = DATABASE): DatabaseAccess {
  const as = (user: string, password: string): pg.ClientConfig => ({ host: postgres.socketFolder ?? HOST, port: postgres.port, database, user, password, options: `-c search_path=${SCHEMA}` });
  return {
    administrator: as(SUPERUSER, postgres.password),
    owner: as(OWNER_ROLE, passwordOf(postgres.password, OWNER_ROLE)),
    application: as(APPLICATION_ROLE, passwordOf(postgres.password, APPLICATION_ROLE)),
    jobs: as(JOB_ROLE, passwordOf(postgres.password, JOB_ROLE)),
    signIn: { ...as(SIGN_IN_ROLE, passwordOf(postgres.password, SIGN_IN_ROLE)), options: `-c search_path=${SIGN_IN_SCHEMA}` },
  };
}

/** Access to a PostgreSQL that somebody else runs: one sign-in, whose sessions step down to the roles. */
export function accessByUrl(url: string): DatabaseAccess {
  const as = (role: string): pg.ClientConfig => ({ connectionString: url, options: `-c role=${role} -c search_path=${SCHEMA}` });
  return { administrator: { connectionString: url, options: `-c search_path=${SCHEMA}` }, owner: as(OWNER_ROLE), application: as(APPLICATION_ROLE), jobs: as(JOB_ROLE), signIn: { connectionString: url, options: `-c role=${SIGN_IN_ROLE} -c search_path=${SIGN_IN_SCHEMA}` } };
}

/** Makes what is missing (database, roles, schema) and migrates. Answers how many migrations ran. */
export async function prepareDatabase(access: DatabaseAccess): Promise<number> {
  await prepareRoles(access);
  return withClient(access.owner, (client) => migrate(client, MIGRATIONS));
}

/** Makes database, roles and schemas, but no tables. */
export async function prepareRoles(access: DatabaseAccess): Promise<void> {
  if (access.administrator.connectionString === undefined) await ensureDatabase(access);
  await withClient(access.administrator, (client) => ensureRoles(client, access));
}

export async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 15_000, ...config });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new StartFailure(`The database ${describe(config)} cannot be reached: ${reasonOf(error)}.`);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(access: DatabaseAccess): Promise<void> {
  const name = access.administrator.database ?? DATABASE;
  await withClient({ ...access.administrator, database: "postgres" }, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount !== 0) return;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`).catch((error: unknown) => {
      if (!isRace(error)) throw error;
    });
  });
}

const MAX_RACES = 5;

/** Roles belong to the whole PostgreSQL server, the schema to our database; several starters may meet at both. */
async function ensureRoles(client: pg.Client, access: DatabaseAccess): Promise<void> {
  const isOurs = access.administrator.connectionString === undefined;
  for (let races = 0; ; races += 1) {
    try {
      await makeRoles(client, access, isOurs);
      return;
    } catch (error) {
      if (races < MAX_RACES && isRace(error)) continue;
      if (isOurs) throw error;
      throw new StartFailure(
        `The database user of DATABASE_URL may not make what Leadline needs (the roles ${OWNER_ROLE}, ${APPLICATION_ROLE} and ${JOB_ROLE}, and the schema ${SCHEMA}): ${reasonOf(error)}. docs/operate.md shows the statements for an administrator to run once.`,
      );
    }
  }
}

/** Roles and schemas that are missing, on a connection of the administrator. */
export async function makeRoles(client: pg.ClientBase, access: DatabaseAccess, isOurs = access.administrator.connectionString === undefined): Promise<void> {
  for (const [role, config] of [[OWNER_ROLE, access.owner], [APPLICATION_ROLE, access.application], [JOB_ROLE, access.jobs], [SIGN_IN_ROLE, access.signIn]] as const) {
    await ensureRole(client, role, isOurs ? config.password : undefined);
  }
  if (!isOurs) await client.query(`GRANT ${OWNER_ROLE}, ${APPLICATION_ROLE}, ${JOB_ROLE}, ${SIGN_IN_ROLE} TO CURRENT_USER`);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA} AUTHORIZATION ${OWNER_ROLE}`);
  await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE}, ${JOB_ROLE}`);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${SIGN_IN_SCHEMA} AUTHORIZATION ${OWNER_ROLE}`);
  await client.query(`GRANT USAGE ON SCHEMA ${SIGN_IN_SCHEMA} TO ${SIGN_IN_ROLE}`);
}

/** Another server that starts at the same moment makes or changes the same: "exists already", "tuple concurrently updated". */
function isRace(error: unknown): boolean {
  return error instanceof pg.DatabaseError && ["23505", "42710", "42P04", "42P06", "XX000"].includes(error.code ?? "");
}

async function ensureRole(client: pg.ClientBase, role: string, password: pg.ClientConfig["password"]): Promise<void> {
  const { rows } = await client.query<{ is_strong: boolean }>("SELECT rolsuper OR rolbypassrls AS is_strong FROM pg_roles WHERE rolname = $1", [role]);
  if (rows[0]?.is_strong) throw new Error(`the role ${role} is a superuser or may bypass row security, which would let it see every workspace`);
  if (!rows[0]) await client.query(`CREATE ROLE ${client.escapeIdentifier(role)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOLOGIN`);
  if (typeof password === "string") await client.query(`ALTER ROLE ${client.escapeIdentifier(role)} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}

function passwordOf(secret: string, role: string): string {
  return createHmac("sha256", secret).update(role).digest("base64url");
}

/** Address without the password. */
function describe(config: pg.ClientConfig): string {
  if (config.connectionString === undefined) return `at ${config.host ?? ""}:${config.port ?? ""}`;
  const url = new URL(config.connectionString);
  return `at ${url.host}${url.pathname}`;
}

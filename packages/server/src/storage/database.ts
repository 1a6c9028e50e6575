/** The pool of database connections: every transaction names its workspace first, and a lost connection is tried again. */
import { createHash } from "node:crypto";
import { Writable } from "node:stream";
import pg from "pg";
import { MIGRATIONS } from "./migrations/all.ts";
import { isMigrated } from "./migrate.ts";
import type { DatabaseAccess } from "./database-access.ts";
import { systemCode } from "../start-failure.ts";

/** What a query needs: text with placeholders and values, never values inside the text. */
export interface Transaction {
  readonly workspaceId: string;
  readonly query: <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<pg.QueryResult<R>>;
  /** The transaction will store nothing, though its work ends well: for dry runs, and for answers that were stored before. */
  readonly cancel: () => void;
}

/** One that stores. */
export interface WritingTransaction extends Transaction {
  /**
   * The last statements of the work, which were sent and need not be waited for: COMMIT follows them at once. Should one
   * of them fail, PostgreSQL stores nothing, and the transaction fails as if it had been waited for.
   */
  readonly atEnd: (statements: Promise<unknown>) => void;
}

export interface Database {
  /**
   * Runs `work` in one transaction that sees the workspace alone. Throw to roll back. Where the connection is lost or
   * the transaction loses a race, `work` runs again from the start, so it must not leave anything outside.
   */
  inWorkspace<T>(workspaceId: string, work: (tx: WritingTransaction) => Promise<T>): Promise<T>;
  /** As `inWorkspace` for work that only reads: writing fails, and the answer does not wait for the transaction to end. */
  readInWorkspace<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** As `readInWorkspace` for work that sends all its statements before it waits for the first: then all travel in one message. */
  readAtOnce<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The one workspace of an installation without sign-in. */
  localWorkspaceId(): Promise<string>;
  /** Answers, and stands at this version's schema. */
  isReady(): Promise<boolean>;
  /** A connection of its own, outside the pool (for LISTEN). */
  dedicatedClient(): ListeningClient;
  /** How the connections are used at this moment, where the pool tells. */
  poolUse(): PoolUse | undefined;
  close(): Promise<void>;
}

export interface PoolUse {
  readonly busy: number;
  readonly idle: number;
  /** Transactions that wait for a connection. */
  readonly waiting: number;
}

/** One connection, as the driver or a double of it lends it. */
export interface LentClient {
  readonly query: <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<R>>;
  /** With a failure, the connection is thrown away. */
  readonly release: (failure?: Error) => void;
}

/** A connection that hears notifications. */
export interface ListeningClient {
  on(event: "error" | "end", listener: () => void): unknown;
  on(event: "notification", listener: (notification: { readonly payload?: string | undefined }) => void): unknown;
  connect(): Promise<unknown>;
  query(text: string): Promise<unknown>;
  end(): Promise<unknown>;
}

/** Where transactions get connections. Simulations and fault tests bring their own, below everything that is ours. */
export interface ClientPool {
  readonly connect: () => Promise<LentClient>;
  readonly end: () => Promise<void>;
  readonly use?: () => PoolUse;
}

export interface DatabaseParts {
  readonly pool: ClientPool;
  readonly dedicatedClient: () => ListeningClient;
  /** Time passes, in milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

const MAX_CONNECTIONS = 16;
/** Waits before each repetition: about ten seconds, enough for PostgreSQL to be started again on a busy machine. */
const RETRY_MILLISECONDS = [20, 100, 300, 700, 1500, 3000, 4000];

export function openDatabase(access: DatabaseAccess, { maxConnections = MAX_CONNECTIONS } = {}): Database {
  const settings = { ...access.application, types: { getTypeParser }, application_name: "leadline", connectionTimeoutMillis: 10_000 };
  // A pipeline sends what opens a transaction and its first statement without waiting in between.
  const pool = new pg.Pool({ ...settings, pipeline: true, max: maxConnections, idle_in_transaction_session_timeout: 120_000, lock_timeout: 15_000 });
  // Connections break when PostgreSQL restarts. Idle ones are replaced by the pool; on one that is at work, the query
  // that runs or comes next fails and tells. Without a listener the program would end.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return databaseOver({
    pool: { connect: async () => lendOut(await pool.connect()), end: () => pool.end(), use: () => ({ busy: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }) },
    dedicatedClient: () => new pg.Client({ ...settings, keepAlive: true }),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
}

/** Transactions and their repetition over any source of connections. */
export function databaseOver({ pool, dedicatedClient, wait }: DatabaseParts): Database {
  return {
    inWorkspace: (workspaceId, work) => retried(wait, () => transaction(pool, { workspaceId, access: "read and write" }, work)),
    readInWorkspace: (workspaceId, work) => retried(wait, () => transaction(pool, { workspaceId, access: "read only" }, work)),
    readAtOnce: (workspaceId, work) => retried(wait, () => readAtOnce(pool, workspaceId, work)),
    localWorkspaceId: () =>
      retried(wait, async () => {
        const { rows } = await lent(pool, (client) => client.query<{ id: string }>("SELECT local_workspace_id AS id FROM installation"));
        const [row] = rows;
        if (!row) throw new Error("the installation has no workspace");
        return row.id;
      }),
    isReady: () => lent(pool, (client) => isMigrated(client, MIGRATIONS)),
    dedicatedClient,
    poolUse: () => pool.use?.(),
    close: () => pool.end(),
  };
}

/** Outside of a transaction: one question about the installation. A connection that failed is not lent again. */
async function lent<T>(pool: ClientPool, work: (client: LentClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    failure = error instanceof Error ? error : new Error("the question failed");
    throw error;
  } finally {
    client.release(failure);
  }
}

/** Revisions are 64-bit numbers that stay far below 2^53; everything else is read as usual. */
export function getTypeParser(...[oid, format]: Parameters<typeof pg.types.getTypeParser>): ReturnType<typeof pg.types.getTypeParser> {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format);
}

/**
 * PostgreSQL reads and plans a statement once per connection. The statements of the program are constants, so they are
 * few. What is asked in one breath travels in one message: every message wakes up both sides.
 */
function lendOut(client: pg.PoolClient): LentClient {
  const stream = streamOf(client);
  let isHeld = false;
  const hold = (): void => {
    if (!stream || isHeld) return;
    isHeld = true;
    stream.cork();
    // Twice: what ends a transaction looks at its statements in the next tick, and then goes along with them.
    process.nextTick(() =>
      process.nextTick(() => {
        isHeld = false;
        stream.uncork();
      }),
    );
  };
  return {
    query: (text, values) => {
      hold();
      return values === undefined ? client.query(text) : client.query({ name: statementName(text), text, values });
    },
    release: (failure) => client.release(failure),
  };
}

/** The wall: the driver's types do not show its connection. Without it, every statement is a message of its own. */
function streamOf(client: object): Writable | undefined {
  if (!("connection" in client)) return undefined;
  const { connection } = client;
  return typeof connection === "object" && connection !== null && "stream" in connection && connection.stream instanceof Writable ? connection.stream : undefined;
}

const statementNames = new Map<string, string>();

function statementName(text: string): string {
  const known = statementNames.get(text) ?? createHash("sha256").update(text).digest("base64url").slice(0, 20);
  statementNames.set(text, known);
  return known;
}

interface TransactionKind {
  readonly workspaceId: string;
  readonly access: "read and write" | "read only";
}

async function transaction<T>(pool: ClientPool, { workspaceId, access }: TransactionKind, work: (tx: WritingTransaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const last: Promise<unknown>[] = [];
  let isCancelled = false;
  let isOver = false;
  const unsent: unknown[] = [];
  const failures: unknown[] = [];
  const tx: WritingTransaction = {
    workspaceId,
    // Of statements that run beside each other, one may come back when another has failed already.
    query: async <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<R>> => {
      if (isOver) throw new Error("the transaction has ended");
      return client.query<R>(text, values === undefined ? undefined : [...values]).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
    },
    cancel: () => (isCancelled = true),
    atEnd: (statements) => {
      statements.catch((error: unknown) => unsent.push(error));
      last.push(statements);
    },
  };
  // Not waited for: the first statement of the work follows at once. Should this fail, the work fails too, because row
  // security refuses whoever names no workspace.
  const opened = client.query(openingOf(workspaceId, access));
  opened.catch(() => undefined);
  let result: T;
  try {
    result = await work(tx).finally(() => (isOver = true));
    if (last.length > 0) await everythingIsSent(unsent);
    if (access === "read and write") await ended([opened, ...last], client.query(isCancelled ? "ROLLBACK" : "COMMIT"), isCancelled);
    else await opened;
  } catch (error) {
    const cause = await opened.then(() => causeOf(error, failures), (first: unknown) => first);
    client.release(await failureOf(client.query("ROLLBACK")));
    throw cause;
  }
  if (access === "read and write") client.release();
  else void failureOf(client.query("COMMIT")).then((failure) => client.release(failure));
  return result;
}

/** Of statements that were sent together, those behind the failing one say only that they came too late, and may be asked first. */
function causeOf(error: unknown, failures: readonly unknown[]): unknown {
  return systemCode(error) === CAME_TOO_LATE ? failures[0] : error;
}

/** PostgreSQL's code for a statement in a transaction that has failed already. */
const CAME_TOO_LATE = "25P02";

/** COMMIT follows the last statements at once, but not where one of them failed on this side and never left it. */
async function everythingIsSent(unsent: readonly unknown[]): Promise<void> {
  await new Promise<void>((resolve) => process.nextTick(resolve));
  if (unsent.length > 0) throw unsent[0];
}

/** A statement that failed and was not asked about makes PostgreSQL answer ROLLBACK to a COMMIT. */
async function ended(statements: readonly Promise<unknown>[], end: Promise<pg.QueryResult>, isCancelled: boolean): Promise<void> {
  const [{ command }] = await Promise.all([end, ...statements]);
  if (command === "ROLLBACK" && !isCancelled) throw new Error("the transaction was rolled back, because one of its statements had failed");
}

async function readAtOnce<T>(pool: ClientPool, workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isOver = false;
  const tx: Transaction = {
    workspaceId,
    query: (text, values) => (isOver ? Promise.reject(new Error("the transaction has ended")) : client.query(text, values === undefined ? undefined : [...values])),
    cancel: () => undefined,
  };
  const opened = client.query(openingOf(workspaceId, "read only"));
  const result = (async () => work(tx))();
  isOver = true;
  const end = client.query("COMMIT");
  // Whatever became of the work: a connection that could end the transaction serves the next one.
  void Promise.all([failureOf(opened), failureOf(end)]).then(([first, last]) => client.release(last ?? first));
  try {
    return await result;
  } catch (error) {
    throw await opened.then(() => error, (first: unknown) => first);
  }
}

/** One message for all that every transaction begins with. */
function openingOf(workspaceId: string, access: TransactionKind["access"]): string {
  const begin = access === "read only" ? "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY" : "BEGIN ISOLATION LEVEL READ COMMITTED";
  return `${begin}; SELECT set_config('app.workspace', ${pg.escapeLiteral(workspaceId)}, true)`;
}

/** A connection that cannot even end its transaction is thrown away: nobody may inherit it. */
async function failureOf(ending: Promise<unknown>): Promise<Error | undefined> {
  return ending.then(() => undefined, (error: unknown) => (error instanceof Error ? error : new Error("the transaction did not end")));
}

async function retried<T>(wait: DatabaseParts["wait"], work: () => Promise<T>): Promise<T> {
  for (const pause of RETRY_MILLISECONDS) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await wait(pause);
    }
  }
  return work();
}

/** Codes of failures that a repetition may mend: connection lost, server starting or stopping, deadlock. */
const PASSING_CODES = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "57P01", "57P02", "57P03", "40001", "40P01", "53300"]);
const AWAY_CODES = new Set(["ENOENT", "EAGAIN"]);
/** Two transactions made the same row; the second finds it when it looks again. */
const RACED_CONSTRAINTS = new Set(["idempotency_pkey", "project_workspace_id_key_key"]);

export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === "23505") return "constraint" in error && typeof error.constraint === "string" && RACED_CONSTRAINTS.has(error.constraint);
  // While our own PostgreSQL is started again, the file of its socket is away or takes nobody.
  if (code !== undefined && "syscall" in error && error.syscall === "connect" && AWAY_CODES.has(code)) return true;
  if (code !== undefined) return PASSING_CODES.has(code) || code.startsWith("08");
  return /connection terminated|connection ended|timeout exceeded when trying to connect|not queryable/i.test(error.message);
}

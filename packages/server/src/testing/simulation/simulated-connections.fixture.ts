/** Connections between a simulated server and the simulated PostgreSQL: slow, and cut at any moment. */
import type pg from "pg";
import type { ClientPool, DatabaseParts, LentClient, ListeningClient } from "../../storage/database.ts";
import { databaseError } from "./memory-value.fixture.ts";
import type { MemoryPostgres, MemorySession } from "./memory-postgres.fixture.ts";
import type { World } from "./virtual-world.fixture.ts";

export interface Wire extends DatabaseParts {
  /** The server is dead: nothing reaches it any more, and what its connections did not commit is rolled back. */
  readonly kill: () => void;
  /** Cuts one connection, where there is one. */
  readonly cutOne: () => void;
  /** PostgreSQL goes down: all connections break, and none opens until it is up. */
  readonly setDown: (isDown: boolean) => void;
}

interface Line {
  readonly session: MemorySession;
  isCut: boolean;
  /** Fail what waits for an answer. */
  readonly failures: Set<(error: Error) => void>;
  /** When the last statement reaches PostgreSQL, and its answer the server. */
  arrives: number;
  answers: number;
  /** What PostgreSQL has on its desk for this connection. */
  work: Promise<unknown>;
  readonly onEnd: (() => void)[];
}

const MAX_CONNECTIONS = 16;

export function connectTo(postgres: MemoryPostgres, world: World, name: string): Wire {
  const lines = new Set<Line>();
  const waiting: (() => void)[] = [];
  let [lentOut, isDead, isDown] = [0, false, false];

  const open = async (): Promise<Line> => {
    await world.sleep(1 + world.below(3));
    if (isDead) return new Promise<never>(() => undefined);
    if (isDown) throw databaseError("ECONNREFUSED", "connect ECONNREFUSED");
    const line: Line = { session: postgres.session(), isCut: false, failures: new Set(), arrives: 0, answers: 0, work: Promise.resolve(), onEnd: [] };
    lines.add(line);
    return line;
  };

  const cut = (line: Line): void => {
    if (line.isCut) return;
    line.isCut = true;
    lines.delete(line);
    // PostgreSQL notices after what it has on its desk.
    world.after(world.below(20), `${name}: PostgreSQL notices a lost connection`, () => line.session.disconnect());
    if (isDead) return;
    for (const fail of line.failures) fail(new Error("Connection terminated unexpectedly"));
    for (const tell of line.onEnd) world.after(1, `${name}: a connection ended`, tell);
  };

  /** Statements go over the line in their order, whether or not the ones before were answered. */
  const ask = (line: Line, text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> =>
    new Promise((resolve, reject) => {
      if (isDead) return;
      if (line.isCut) return void world.after(0, `${name}: query on a dead connection`, () => reject(new Error("Client has encountered a connection error and is not queryable")));
      line.failures.add(reject);
      const told = `${name}: ${text.trim().slice(0, 60)} ${JSON.stringify(values).slice(0, 200)}`;
      line.arrives = Math.max(line.arrives + 0.001, world.now() + 0.1 + world.below(10) / 10);
      world.after(line.arrives - world.now(), told, () => {
        const before = line.work;
        const mine = before.then(() => line.session.execute(text, values));
        line.work = mine.catch(() => undefined);
        mine.then(
          (result) => answer(line, reject, () => resolve({ command: "", oid: 0, fields: [], rowCount: result.rowCount, rows: [...result.rows] })),
          (error: unknown) => answer(line, reject, () => reject(error)),
        );
      });
    });

  const answer = (line: Line, reject: (error: Error) => void, tell: () => void): void => {
    line.answers = Math.max(line.answers + 0.001, world.now() + 0.1 + world.below(10) / 10);
    world.after(line.answers - world.now(), `${name}: answer`, () => {
      if (line.isCut || isDead) return;
      line.failures.delete(reject);
      tell();
    });
  };

  const lend = async (): Promise<LentClient> => {
    if (lentOut >= MAX_CONNECTIONS) await new Promise<void>((resolve) => waiting.push(resolve));
    lentOut += 1;
    const giveBack = (): void => {
      lentOut -= 1;
      waiting.shift()?.();
    };
    const line = await open().catch((error: unknown) => {
      giveBack();
      throw error;
    });
    return {
      // The rows are what the statement's author says that they are, as with the real driver.
      query: <R extends pg.QueryResultRow>(text: string, values?: unknown[]) => ask(line, text, values) as Promise<pg.QueryResult<R>>,
      release: () => {
        if (line.session.isInTransaction && !line.isCut) throw new Error("a connection was given back in the middle of a transaction");
        giveBack();
        if (line.isCut) return;
        line.isCut = true;
        lines.delete(line);
        line.session.disconnect();
      },
    };
  };

  const pool: ClientPool = { connect: lend, end: () => Promise.resolve() };
  return {
    pool,
    wait: (milliseconds) => world.sleep(milliseconds),
    dedicatedClient: () => listeningClient(open, ask, cut, world, name),
    kill: () => {
      isDead = true;
      for (const line of [...lines]) cut(line);
    },
    cutOne: () => {
      if (lines.size > 0) cut(world.pick([...lines]));
    },
    setDown: (now) => {
      isDown = now;
      if (now) for (const line of [...lines]) cut(line);
    },
  };
}

function listeningClient(open: () => Promise<Line>, ask: (line: Line, text: string) => Promise<unknown>, cut: (line: Line) => void, world: World, name: string): ListeningClient {
  const listeners: { readonly event: string; readonly listener: (notification: { readonly payload?: string }) => void }[] = [];
  const tell = (event: string, payload = ""): void => {
    for (const one of listeners) if (one.event === event) one.listener({ payload });
  };
  let line: Line | undefined;
  return {
    on: (event: string, listener: (notification: { readonly payload?: string }) => void) => listeners.push({ event, listener }),
    connect: async () => {
      const opened = await open();
      line = opened;
      opened.onEnd.push(() => tell("end"));
      opened.session.onNotification = (payload) =>
        world.after(0.1 + world.below(30) / 10, `${name}: notification ${payload}`, () => {
          if (!opened.isCut) tell("notification", payload);
        });
    },
    query: (text) => (line ? ask(line, text) : Promise.reject(new Error("not connected"))),
    end: () => {
      if (line) cut(line);
      return Promise.resolve();
    },
  };
}

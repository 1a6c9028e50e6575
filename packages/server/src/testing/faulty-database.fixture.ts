/** A database whose n-th statement fails, in one of the ways in which statements fail. */
import pg from "pg";
import type { TestDatabase } from "./test-server.fixture.ts";

export type FaultKind = "lost before" | "lost after" | "refused";
export const FAULT_KINDS: readonly FaultKind[] = ["lost before", "lost after", "refused"];

export interface Faults {
  /** The database as the server gets it. */
  readonly database: TestDatabase;
  /** The n-th statement from now on (1 = the next one) fails. */
  readonly arm: (statement: number, kind: FaultKind) => void;
  /** Nothing fails any more. Answers whether the fault has happened. */
  readonly disarm: () => boolean;
  /** Statements since the last `arm`. */
  readonly seen: () => number;
}

/** Puts faults below everything that is ours: the driver's connection itself. */
export function withFaults(database: TestDatabase): Faults {
  const fault = { seen: 0, at: Number.POSITIVE_INFINITY, kind: "refused" as FaultKind };
  class FaultyClient extends pg.Client {
    // One signature for all of the driver's: whatever comes is handed on as it is.
    override query = (async (...given: Parameters<pg.Client["query"]>): Promise<unknown> => {
      fault.seen += 1;
      const ask = (): Promise<unknown> => super.query(...given) as unknown as Promise<unknown>;
      if (fault.seen !== fault.at) return ask();
      if (fault.kind === "refused") return super.query("DO $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$");
      if (fault.kind === "lost after") await ask();
      cut(this);
      throw new Error("Connection terminated unexpectedly");
    }) as unknown as pg.Client["query"];
  }
  const application = { ...database.access.application, Client: FaultyClient };
  return {
    database: { ...database, access: { ...database.access, application } },
    arm: (at, kind) => Object.assign(fault, { seen: 0, at, kind }),
    disarm: () => {
      const hasHappened = fault.seen >= fault.at;
      fault.at = Number.POSITIVE_INFINITY;
      return hasHappened;
    },
    seen: () => fault.seen,
  };
}

/** As a network that breaks: no goodbye. */
function cut(client: pg.Client): void {
  const { connection } = client as unknown as { readonly connection: { readonly stream: { destroy(): void } } };
  connection.stream.destroy();
}

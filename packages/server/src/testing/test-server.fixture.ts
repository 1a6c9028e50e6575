/** A whole server on an empty database of its own, asked over HTTP as a browser or program would. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "@leadline/engine/change/command.ts";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { inject } from "vitest";
import type { Identify } from "../access/actor-of-request.ts";
import { readConfig } from "../config.ts";
import { listen, openApp } from "../start.ts";
import { accessToEmbedded, prepareDatabase, withClient, type DatabaseAccess } from "../storage/database-access.ts";
import type { Undo } from "../storage/open-storage.ts";
import { behindOneWall, WALLS } from "./one-wall.fixture.ts";

export interface TestDatabase {
  readonly access: DatabaseAccess;
  remove(): Promise<void>;
}

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  /** What JSON said; empty for anything else. */
  readonly body: Json;
  readonly text: string;
}

/** An answer that a test looks into without ceremony: a wrong name gives undefined, and the comparison fails. */
export interface Json {
  readonly [name: string]: Json;
}

export interface Ask {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as Idempotency-Key; a fresh one for writes where it is not given. */
  readonly key?: string;
}

export interface TestServer {
  readonly app: FastifyInstance;
  readonly address: string;
  readonly access: DatabaseAccess;
  ask(method: string, path: string, given?: Ask): Promise<Asked>;
  stop(): Promise<void>;
}

export async function makeDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const access = accessToEmbedded(inject("postgres"), name);
  await prepareDatabase(access);
  const remove = (): Promise<void> =>
    withClient({ ...access.administrator, database: "postgres" }, async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  // LEADLINE_ONE_WALL: the tests of tenancy run once more, with one wall taken down.
  const wall = WALLS.find((one) => one === process.env["LEADLINE_ONE_WALL"]);
  return wall === undefined ? { access, remove } : behindOneWall({ access, remove }, wall);
}

/** Forecasts are made behind the screen, and a test that does not ask for them shall not wait beside them. */
const FORECASTS_LATER = { LEADLINE_FORECAST_SECONDS: "3600" };

export async function startTestServer(options: { readonly database?: TestDatabase; readonly environment?: Readonly<Record<string, string>>; readonly identify?: Identify; readonly webFolder?: string } = {}): Promise<TestServer> {
  const database = options.database ?? (await makeDatabase());
  const dataFolder = mkdtempSync(join(tmpdir(), "leadline-server-"));
  const config = readConfig({ PORT: "0", LEADLINE_DATA_DIR: dataFolder, LEADLINE_TEST: "1", ...FORECASTS_LATER, ...options.environment }, "/");
  const undos: Undo[] = [];
  const logger = pino({ level: process.env["LEADLINE_LOG_LEVEL"] ?? "silent" });
  const app = await openApp({ config, logger, webFolder: options.webFolder ?? join(dataFolder, "no-web"), importWorker: pathToFileURL(join(inject("builtServer"), "import-worker.mjs")), onLost: () => undefined, identify: options.identify }, database.access, undos);
  const address = await listen(app, config);
  return {
    app,
    address,
    access: database.access,
    ask: (method, path, given) => ask(address, method, path, given),
    stop: async () => {
      for (const undo of undos.reverse()) await undo();
      if (!options.database) await database.remove();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

let keys = 0;

export function freshKey(): string {
  keys += 1;
  return `test-${process.pid}-${keys}-${randomBytes(3).toString("hex")}`;
}

export async function ask(address: string, method: string, path: string, { body, headers = {}, key }: Ask = {}): Promise<Asked> {
  const isWrite = method !== "GET";
  const content = body instanceof Uint8Array ? new Uint8Array(body) : typeof body === "string" ? body : body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(`${address}${path.startsWith("/api") || !path.startsWith("/") ? path : `/api/v1${path}`}`, {
    method,
    headers: {
      ...(content === undefined ? {} : { "content-type": body instanceof Uint8Array ? "application/octet-stream" : "application/json" }),
      ...(isWrite ? { "idempotency-key": key ?? freshKey() } : {}),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, body: isJson ? (JSON.parse(text) as Json) : {} };
}

/** Inserts tasks a, b, c … one after the other, linked in a chain. */
export function insertTasks(names: readonly string[], prefix = "t"): Command {
  return {
    type: "insertTasks",
    tasks: names.map((name, at) => ({
      id: `${prefix}${at + 1}`,
      fields: { name, durationMinutes: 480 },
      ...(at === 0 ? {} : { predecessors: [{ predecessorId: `${prefix}${at}`, type: "FS" as const, lagMinutes: 0, lagPercent: 0, lagUnit: "d" as const }] }),
    })),
  };
}

/** The program: `main.mjs` starts the server, `main.mjs migrate` only brings the database to this version. */
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { reasonOf, StartFailure } from "./start-failure.ts";
import { migrateOnly, startServer } from "./start.ts";

const logger = pino({ level: process.env["LEADLINE_LOG_LEVEL"] ?? "info" }, pino.destination({ fd: 2, sync: true }));
/** Longer than this nobody waits for requests that do not end. */
const STOP_SECONDS = 20;

/** Places beside the built program. */
const webFolder = fileURLToPath(new URL("../web", import.meta.url));
const importWorker = new URL("./import-worker.mjs", import.meta.url);

await main();

async function main(): Promise<void> {
  process.on("uncaughtException", (error) => leave(error, "An unexpected failure ended the server."));
  process.on("unhandledRejection", (reason) => logger.error({ err: reason }, "A failure was not handled; the server goes on."));
  try {
    if (process.argv[2] === "migrate") await migrateDatabase();
    else await serve();
  } catch (error) {
    if (!(error instanceof StartFailure)) logger.fatal({ err: error }, "The start failed in a way that nobody foresaw.");
    process.stderr.write(`Leadline cannot start: ${reasonOf(error)}\n`);
    process.exit(1);
  }
}

async function migrateDatabase(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  const count = await migrateOnly({ config, logger, onLost: (error) => leave(error, "The database is lost.") });
  process.stdout.write(count === 0 ? "The database was up to date.\n" : `The database is up to date (${count === 1 ? "1 migration" : `${count} migrations`} ran).\n`);
}

async function serve(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  const starting = startServer({ config, logger, webFolder, importWorker, onLost: (error) => leave(error, "The database is lost.") });
  // A signal during the start waits until there is something to stop.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stopOnce(async () => (await starting).stop(), signal));
  }
  const server = await starting;
  process.stdout.write(`Leadline is ready at ${server.address}\n`);
}

let isStopping = false;

/** A second signal means: now. */
async function stopOnce(stop: () => Promise<void>, signal: string): Promise<void> {
  if (isStopping) process.exit(1);
  isStopping = true;
  logger.info({ signal }, "Stopping…");
  setTimeout(() => leave(new Error("requests or the database did not end"), "Stopping took too long."), STOP_SECONDS * 1000).unref();
  try {
    await stop();
    logger.info("Stopped.");
    process.exit(0);
  } catch (error) {
    leave(error, "Stopping failed.");
  }
}

function leave(error: unknown, sentence: string): void {
  logger.fatal({ err: error }, sentence);
  process.exit(1);
}

/** The program: `main.mjs` starts the server, `main.mjs VERB …` does one thing for the one who keeps it running. */
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { reasonOf, StartFailure } from "./start-failure.ts";
import { makeLogger } from "./observe/logger.ts";
import { runVerb } from "./operate/verbs.ts";
import { startServer } from "./start.ts";

const logger = makeLogger(process.env["LEADLINE_LOG_LEVEL"] ?? "info", pino.destination({ fd: 2, sync: true }));
/** Longer than this nobody waits for requests that do not end. */
const STOP_SECONDS = 20;

/** Places beside the built program. */
const webFolder = fileURLToPath(new URL("../web", import.meta.url));
const importWorker = new URL("./import-worker.mjs", import.meta.url);

await main();

async function main(): Promise<void> {
  // Node's own warnings are lines of the log like all others.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => logger.warn({ err: warning }, "Node warns."));
  process.on("uncaughtException", (error) => leave(error, "An unexpected failure ended the server."));
  process.on("unhandledRejection", (reason) => logger.error({ err: reason }, "A failure was not handled; the server goes on."));
  try {
    const [verb, ...words] = process.argv.slice(2);
    if (verb === undefined) await serve();
    else await doOneThing(verb, words);
  } catch (error) {
    if (!(error instanceof StartFailure)) logger.fatal({ err: error }, "The start failed in a way that nobody foresaw.");
    process.stderr.write(`Leadline cannot start: ${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** The same log, but of what is odd alone: a person reads along. */
async function doOneThing(verb: string, words: readonly string[]): Promise<void> {
  if (process.env["LEADLINE_LOG_LEVEL"] === undefined) logger.level = "warn";
  try {
    await runVerb({ verb, words, logger, onLost: (error) => leave(error, "The database is lost.") });
  } catch (error) {
    if (!(error instanceof StartFailure)) logger.error({ err: error }, "That failed in a way that nobody foresaw.");
    process.stderr.write(`leadline: ${reasonOf(error)}\n`);
    process.exitCode = 1;
  }
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

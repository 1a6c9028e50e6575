/** `npm run dev`: server and pages that reload when a source changes, with a sample portfolio in a data folder of their own. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { nodeBundle } from "./build.mjs";
import { ROOT, say, setUp } from "./setup.mjs";

const READY = /Leadline is ready at (http:\/\/\S+)/;

setUp();
const { context } = await import("esbuild");
const port = process.env.PORT ?? "3000";
const target = `http://127.0.0.1:${port}`;
/** @type {import("node:child_process").ChildProcess | undefined} */
let server;
let isEnding = false;
/** Restarts follow one another, however fast the builds come. @type {Promise<void>} */
let restarts = Promise.resolve();

const settings = nodeBundle("server", join(ROOT, ".cache/dev/server"));
const builder = await context({ ...settings, plugins: [...(settings.plugins ?? []), { name: "restart", setup: (build) => build.onEnd(({ errors }) => void (errors.length === 0 && (restarts = restarts.then(restartServer)))) }] });
await builder.watch();

const { createServer } = await import("vite");
// The pages' own settings send requests for the API there.
process.env.LEADLINE_SERVER = target;
const pages = await createServer({ root: join(ROOT, "packages/web"), server: { host: "127.0.0.1" } });
await pages.listen();
say(`Leadline: pages that reload are at ${pages.resolvedUrls?.local[0]}`);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);

/** The next server starts when the last has let go of the data folder. */
async function restartServer() {
  await stopServer();
  if (isEnding) return;
  server = spawn(process.execPath, ["--enable-source-maps", join(ROOT, ".cache/dev/server/main.mjs")], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: port, LEADLINE_DATA_DIR: process.env.LEADLINE_DATA_DIR ?? join(ROOT, ".leadline/dev") },
  });
  server.stdout?.on("data", (text) => {
    process.stdout.write(text);
    if (READY.test(String(text))) void addSamples();
  });
}

async function stopServer() {
  const last = server;
  server = undefined;
  if (!last || last.exitCode !== null) return;
  const ended = new Promise((resolve) => last.once("exit", resolve));
  last.kill("SIGTERM");
  await ended;
}

/** The sample portfolio, where the database is still empty. */
async function addSamples() {
  const answer = await fetch(`${target}/api/v1/projects`);
  const { projects } = await answer.json();
  if (projects.length === 0) await fetch(`${target}/api/v1/samples`, { method: "POST", headers: { "Idempotency-Key": `dev-${process.pid}`, Origin: target } });
}

async function end() {
  isEnding = true;
  await Promise.all([stopServer(), builder.dispose(), pages.close()]);
  process.exit(0);
}

/** Test furniture: the built server with a data folder and a port of its own, and a Chromium that looks at it. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const ROOT = join(import.meta.dirname, "../../../..");

export interface RunningApp {
  readonly address: string;
  readonly browser: Browser;
  /** A page in a context of its own, and every complaint that its console ever makes. */
  page(options?: { readonly width?: number; readonly height?: number }): Promise<{ readonly page: Page; readonly complaints: string[] }>;
  /** Ends the server without a warning, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Removes every project. */
  reset(): Promise<void>;
  /** Number of the server's process. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface AppOptions {
  /** The folder of the clone, for tools that run from elsewhere. */
  readonly root?: string;
  /** More settings of the server. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Forecasts are made behind the screen, and a test that does not ask for them shall not wait beside them. */
const FORECASTS_LATER = { LEADLINE_FORECAST_SECONDS: "3600" };

export async function runApp({ root = ROOT, environment = {} }: AppOptions = {}): Promise<RunningApp> {
  const program = join(root, "dist/server/main.mjs");
  if (!existsSync(program)) throw new Error("The browser tests run what was built. Run: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "leadline-web-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const env = { ...process.env, PORT: String(port), LEADLINE_DATA_DIR: join(folder, "data"), LEADLINE_TEST: "1", LEADLINE_LOG_LEVEL: "error", ...FORECASTS_LATER, ...environment };
    server = spawn(process.execPath, [program], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
    await said(server, "Leadline is ready");
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = server;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await ended;
  };
  await start();
  const executablePath = process.env["LEADLINE_BROWSER"] ?? "";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return {
    address,
    browser,
    page: (options = {}) => openPage(browser, address, options),
    kill: () => end("SIGKILL"),
    start,
    reset: async () => {
      const answer = await fetch(`${address}/api/v1/test/reset`, { method: "POST", headers: { origin: address, "idempotency-key": `reset-${Date.now()}` } });
      if (!answer.ok) throw new Error(`The reset was answered with ${answer.status}: ${await answer.text()}`);
    },
    pid: () => server?.pid,
    stop: async () => {
      await browser.close();
      await end("SIGTERM");
      endPostgres(join(folder, "data/postgres/cluster/postmaster.pid"));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, address: string, { width = 1440, height = 900 }: { readonly width?: number; readonly height?: number }): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width, height }, baseURL: address, acceptDownloads: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints };
}

/** A killed server leaves its PostgreSQL running; where it was not started again, nobody else would end it. */
function endPostgres(pidFile: string): void {
  if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGQUIT");
}

/** Resolves when the program has said these words; rejects when it ends without them. */
function said(program: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    program.stdout?.on("data", (piece) => (text += String(piece)).includes(words) && resolve());
    program.once("exit", (code) => reject(new Error(`The server ended with ${code} before it was ready.`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const place = probe.address();
      probe.close(() => resolve(typeof place === "object" && place ? place.port : 0));
    });
  });
}

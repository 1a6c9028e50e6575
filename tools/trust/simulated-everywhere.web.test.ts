/** The same seed gives the same bits: in this process, in a page that may not compile vector code, and in a worker that may. */
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SECURITY_HEADERS } from "../../packages/server/src/http/security-headers.ts";
import { WORKER_POLICY } from "../../packages/server/src/http/static-files.ts";
import { simulatedRuns, type SimulatedRuns } from "./simulated-runs.ts";

const PAGE = `<!doctype html><title>Simulation</title><script src="/page.js"></script>`;
const WORKER_END = `onmessage = ({ data }) => postMessage(leadline.simulatedRuns(data));`;

let server: Server;
let address = "";
beforeAll(async () => {
  const made = await build({ entryPoints: [join(import.meta.dirname, "simulated-runs.ts")], bundle: true, format: "iife", globalName: "leadline", write: false, logLevel: "silent" });
  const script = made.outputFiles[0]?.text ?? "";
  server = createServer((request, response) => {
    const isWorker = request.url === "/worker.js";
    const headers = { ...SECURITY_HEADERS, "content-type": request.url === "/" ? "text/html" : "text/javascript", ...(isWorker ? { "content-security-policy": WORKER_POLICY } : {}) };
    response.writeHead(200, headers).end(request.url === "/" ? PAGE : isWorker ? `${script}\n${WORKER_END}` : script);
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === "object" && place ? place.port : 0}`;
});
afterAll(() => void server.close());

test("page and worker find the same as this process, whatever runs them and however the runs are shared out", async () => {
  const here = simulatedRuns(1);
  expect(here.engine).toBe("vectors");
  expect(here.text.length).toBeGreaterThan(10_000);
  const browser = await chromium.launch({ executablePath: process.env["LEADLINE_BROWSER"] ?? "", args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const onPage = await page.evaluate(() => (globalThis as unknown as { leadline: { simulatedRuns: typeof simulatedRuns } }).leadline.simulatedRuns(2));
    const inWorker = await page.evaluate(
      () =>
        new Promise<SimulatedRuns>((found, failed) => {
          const worker = new Worker("/worker.js");
          worker.onmessage = ({ data }) => found(data);
          worker.onerror = ({ message }) => failed(new Error(message));
          worker.postMessage(4);
        }),
    );
    expect([onPage.engine, inWorker.engine]).toEqual(["plain", "vectors"]);
    expect(onPage.text === here.text).toBe(true);
    expect(inWorker.text === here.text).toBe(true);
  } finally {
    await browser.close();
  }
});

/** `npm start` as a person meets it: one line with the address, a page behind it, and a clean end. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "leadline-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the program says where it is, serves the page, and ends with 0 when asked to", async () => {
  const port = await freePort();
  const program = spawn(process.execPath, [join(root, "tools/start.mjs")], { cwd: root, env: { ...process.env, PORT: String(port), LEADLINE_DATA_DIR: join(folder, "data") } });
  const errors: string[] = [];
  program.stderr.on("data", (text) => errors.push(String(text)));
  const ended = new Promise<number | null>((resolve) => program.on("exit", resolve));
  try {
    expect(await firstLine(program.stdout, ended), errors.join("")).toBe(`Leadline is ready at http://127.0.0.1:${port}`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<script type="module"/);
  } finally {
    program.kill("SIGTERM");
  }
  expect(await ended).toBe(0);
}, 180_000);

/** What the program says first on stdout, or "" when it ends without a word. */
function firstLine(stream: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> {
  let said = "";
  const line = new Promise<string>((resolve) => stream.on("data", (text) => (said += String(text)).includes("\n") && resolve(said.trim())));
  return Promise.race([line, ended.then(() => said)]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

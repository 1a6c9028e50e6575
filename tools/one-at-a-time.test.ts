/** Processes that install or build take turns. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.mjs";

const folder = mkdtempSync(join(tmpdir(), "leadline-turns-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("three processes write one after the other", async () => {
  const book = join(folder, "book");
  const script = `
    import { appendFileSync } from "node:fs";
    import { oneAtATime } from ${JSON.stringify(join(import.meta.dirname, "one-at-a-time.mjs"))};
    oneAtATime(${JSON.stringify(join(folder, "lock"))}, () => {
      appendFileSync(${JSON.stringify(book)}, "(");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
      appendFileSync(${JSON.stringify(book)}, ")");
    });`;
  await Promise.all([1, 2, 3].map(() => new Promise((resolve) => spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }).on("exit", resolve))));
  expect(readFileSync(book, "utf8")).toBe("()()()");
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test("a lock that a dead process left is taken over", () => {
  const lock = join(folder, "left");
  mkdirSync(lock);
  writeFileSync(join(lock, "owner"), String(spawnSync(process.execPath, ["-e", ""]).pid));
  expect(oneAtATime(lock, () => "done")).toBe("done");
});

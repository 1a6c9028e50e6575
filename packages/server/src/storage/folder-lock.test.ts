/** The lock of a data folder: one holder, no leftovers, whatever became of the last one. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "./folder-lock.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "leadline-lock-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, "leadline.lock");
const holder = (fields: object): void => writeFileSync(file(), JSON.stringify({ pid: process.pid, processStart: "", host: "here", startedAt: "2026-01-01T00:00:00.000Z", ...fields }));

test("a locked folder is refused with the holder's process and time, and free after its release", () => {
  const lock = lockFolder(folder);
  const { startedAt } = JSON.parse(readFileSync(file(), "utf8")) as { startedAt: string };
  expect(() => lockFolder(folder)).toThrow(`already uses the data folder ${folder} (process ${process.pid}, since ${startedAt}; lock file ${file()})`);
  lock.release();
  lockFolder(folder).release();
});

test("the lock of a dead process is taken over", () => {
  const own = lockFolder(folder);
  const { host } = JSON.parse(readFileSync(file(), "utf8")) as { host: string };
  own.release();
  holder({ pid: 2 ** 22 - 1, host });
  lockFolder(folder).release();
});

test("the lock of an earlier process with the same number is taken over", () => {
  const own = lockFolder(folder);
  const { host } = JSON.parse(readFileSync(file(), "utf8")) as { host: string };
  own.release();
  holder({ processStart: "long ago", host });
  lockFolder(folder).release();
});

test("the lock of another machine counts as long as it gives signs of life", () => {
  holder({ host: "another-machine", pid: 7 });
  expect(() => lockFolder(folder)).toThrow("process 7 on another-machine");
  const minuteAgo = new Date(Date.now() - 60_000);
  utimesSync(file(), minuteAgo, minuteAgo);
  lockFolder(folder).release();
});

test("a lock that was never written to its end, and a removal that was never finished, do not last", () => {
  const minuteAgo = new Date(Date.now() - 60_000);
  writeFileSync(file(), "");
  mkdirSync(`${file()}.removing`);
  utimesSync(file(), minuteAgo, minuteAgo);
  utimesSync(`${file()}.removing`, minuteAgo, minuteAgo);
  lockFolder(folder).release();
});

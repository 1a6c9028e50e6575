/** `leadline schedule` starts from compiled code, and answers what the whole command line answers. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "leadline-start-"));
const built = join(root, "dist/cli");

beforeAll(() => {
  expect(run(join(root, "bin/leadline.mjs"), "--version").status).toBe(0);
  write("move.plan", `project "Move" starts 2026-03-02\nA "Survey" 3d\nB "Order \u201cracks\u201d" 8d after A\n`);
  write("move.csv", "Name,Duration,Predecessors\nSurvey,3d,\nOrder,8d,1\n");
  write("wrong.plan", `project "Move" starts 2026-03-02\nA "Survey\n`);
  const converted = run(join(built, "leadline.mjs"), "convert", path("move.plan"), path("move.json"));
  expect(converted).toMatchObject({ status: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** An option that only the whole command line knows, and that changes nothing here. */
const THE_LONG_WAY = ["--decimals", "point"];

test.each([
  ["move.plan"],
  ["move.plan", "--plain", "--p6"],
  ["move.csv", "--json"],
  ["move.json", "--json"],
  ["wrong.plan", "--json"],
  ["absent.plan", "--plain"],
])("%s %s is answered alike on both ways", (name, ...options) => {
  const words = ["schedule", path(name), ...options];
  expect(withoutTime(run(join(built, "leadline.mjs"), ...words))).toEqual(withoutTime(run(join(built, "leadline.mjs"), ...words, ...THE_LONG_WAY)));
});

test("this Node takes the compiled code as it was kept", () => {
  const text = join(built, "schedule.js.txt");
  const script = new Script(readFileSync(text, "latin1"), { filename: text, cachedData: readFileSync(join(built, "schedule.code")) });
  expect(script.cachedDataRejected).toBe(false);
});

test("compiled code of another Node is compiled anew", () => {
  const copy = join(folder, "cli");
  cpSync(built, copy, { recursive: true });
  const code = readFileSync(join(copy, "schedule.code"));
  code.fill(7, 0, 32);
  writeFileSync(join(copy, "schedule.code"), code);
  const program = join(copy, "leadline.mjs");
  expect(withoutTime(run(program, "schedule", path("move.plan"), "--json"))).toEqual(withoutTime(run(program, "schedule", path("move.plan"), "--json", ...THE_LONG_WAY)));
});

function run(program: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: "utf8" });
  return { status, stdout, stderr };
}

function withoutTime({ stdout, ...rest }: ReturnType<typeof run>) {
  return { ...rest, stdout: stdout.replace(/"computeMs":[\d.]+/, "").replace(/\d+(?:\.\d+)? ms/, "") };
}

function path(name: string): string {
  return join(folder, name);
}

function write(name: string, text: string): void {
  writeFileSync(path(name), text);
}

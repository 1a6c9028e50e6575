/** The first step of the `leadline` command: scheduling starts from code that the build compiled, everything else loads the command line. */
import { createRequire } from "node:module";
import type { ScheduleProgram } from "./schedule-program.ts";

const words = process.argv.slice(2);
/** Taken so and not imported: an import of `node:fs` or `node:path` opens all of it, streams too. */
const require = createRequire(import.meta.url);
const { existsSync, readFileSync, statSync }: typeof import("node:fs") = require("node:fs");
const { Script }: typeof import("node:vm") = require("node:vm");
const SMALL_BYTES = 1_000_000;
const program = isPlainSchedule(words) ? compiledProgram(import.meta.dirname, words[1] ?? "") : undefined;
if (program) process.exitCode = await program.runSchedule(words);
else await import("./main.ts");

/** Anything rarer, and anything wrong, is the command line's to read. */
function isPlainSchedule([verb, file, ...options]: readonly string[]): boolean {
  return verb === "schedule" && file !== undefined && !file.startsWith("-") && options.every((option) => option === "--json" || option === "--plain" || option === "--p6");
}

/**
 * Loading takes longer than scheduling a plan of a thousand tasks, and nearly all of it is compiling. So the build leaves what
 * V8 made of the program when it scheduled small plans. Another version of Node than the one that built it does not take that
 * and compiles the text as ever: slower, and the same.
 */
function compiledProgram(folder: string, plan: string): ScheduleProgram | undefined {
  const [text, code] = [`${folder}/schedule.js.txt`, `${folder}/schedule.code`];
  if (!existsSync(text) || !existsSync(code)) return undefined;
  const script = new Script(readFileSync(text, "latin1"), { filename: text, cachedData: readFileSync(code) });
  const fill: (module: { exports: unknown }, require: NodeJS.Require, importBeside: (name: string) => Promise<unknown>) => void = script.runInThisContext();
  const made: { exports: ScheduleProgram | undefined } = { exports: undefined };
  fill(made, require, (name) => import(new URL(name, import.meta.url).href));
  if ((statSync(plan, { throwIfNoEntry: false })?.size ?? Infinity) <= SMALL_BYTES) optimizeLater();
  return made.exports;
}

/** A small plan is done before the optimising compiler has earned its time: it begins after fifteen times as much code has run. */
function optimizeLater(): void {
  const { setFlagsFromString }: typeof import("node:v8") = require("node:v8");
  setFlagsFromString("--interrupt-budget=2000000");
}

/** Reading and scheduling the largest plan of the shared library, in this process and as a command. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { readPlanFile } from "@leadline/formats/plan-file.ts";
import { libraryFolder, sharedData } from "../tools/golden/corpora.ts";
import { storedDates } from "../tools/golden/stored-dates.ts";
import type { BenchResult } from "./bench-result.ts";
import { measure, type Timing } from "./measure.ts";

/** Targets of issue 2: import and show in 3 s, of which this is the larger part; the command in 1.5 s. */
const IMPORT_MS = 1500;
const COMMAND_MS = 1500;

/** Empty where the shared test data are not here. */
export function importBenchmarks(root: string): BenchResult[] {
  const data = sharedData(root);
  const folder = data === undefined ? undefined : libraryFolder(root, join(data, "mpsplib"));
  if (folder === undefined) return [];
  const name = largestFile(folder);
  const path = join(folder, name);
  const bytes = readFileSync(path);
  const stated = storedDates(bytes.toString("utf8"));
  const expected = `${stated.length} tasks, all as stored`;
  const command = (): string => spawnSync(process.execPath, ["bin/leadline.mjs", "schedule", path, "--json"], { cwd: root, encoding: "utf8", maxBuffer: 1e9 }).stdout;

  const inProcess = datesInProcess(name, bytes);
  const asCommand = new Map<string, readonly string[]>(JSON.parse(command()).tasks.map((task: { uid: number; start: string; finish: string }) => [String(task.uid), [task.start, task.finish]]));
  const timings = measure(
    [
      { name: `read and schedule ${name} (${(bytes.length / 1e6).toFixed(1)} MB)`, run: () => datesInProcess(name, bytes) },
      { name: `npx leadline schedule ${name}, process to process`, run: command },
    ],
    { warmUps: 0, counted: 5, inARow: 1 },
  );
  const wrongInProcess = stated.filter((task) => inProcess.get(task.key)?.[0] !== task.values.start || inProcess.get(task.key)?.[1] !== task.values.finish).length;
  return [
    result(timings[0], `${inProcess.size} tasks, ${wrongInProcess === 0 ? "all" : `${stated.length - wrongInProcess}`} as stored`, expected, IMPORT_MS),
    result(timings[1], `${asCommand.size} tasks`, `${stated.length} tasks`, COMMAND_MS),
  ];
}

function datesInProcess(name: string, bytes: Uint8Array): Map<string, readonly [number, number]> {
  const read = readPlanFile(name, bytes, { newId: seededIds("r") });
  if (!read.ok) throw new Error(read.problem.message);
  const result = schedule(read.project).schedule;
  const dates = new Map<string, readonly [number, number]>();
  for (const task of read.project.records.task.values()) {
    const found = result.of(task.id);
    if (found) dates.set(String(task.uid), [found.start, found.finish]);
  }
  return dates;
}

function result(timing: Timing | undefined, answer: string, expected: string, targetMs: number): BenchResult {
  if (!timing) throw new Error("a benchmark was not measured");
  return { name: timing.name, answer, expected, timing, targetMs };
}

function largestFile(folder: string): string {
  const sizes = readdirSync(folder).map((name) => ({ name, size: statSync(join(folder, name)).size }));
  return sizes.sort((a, b) => b.size - a.size)[0]?.name ?? "";
}

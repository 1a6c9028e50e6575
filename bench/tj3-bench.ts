/** `npm run bench -- tj3`: the same plan of 1,000 tasks scheduled by TaskJuggler and by `leadline schedule`, process to process, in turns. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Project } from "@leadline/engine/model/project.ts";
import { generatedProject } from "@leadline/testkit/network-generator.ts";
import { writePlanFile } from "@leadline/formats/plan-file.ts";
import type { BenchResult } from "./bench-result.ts";
import { medianRatio, measure } from "./measure.ts";
import type { RatioResult } from "./ratio-result.ts";
import { findTaskJuggler, TASKJUGGLER_ADVICE } from "./taskjuggler.ts";

const TASKS = 1000;
const LEAST_RATIO = 15;

export interface TaskJugglerBenchmarks {
  readonly results: readonly BenchResult[];
  readonly ratios: readonly RatioResult[];
  readonly notices: readonly string[];
}

/** The finishes of all tasks are compared before anything is timed. */
export function taskJugglerBenchmarks(root: string): TaskJugglerBenchmarks {
  const tj3 = findTaskJuggler();
  if (tj3 === undefined) return { results: [], ratios: [], notices: [TASKJUGGLER_ADVICE] };
  const folder = mkdtempSync(join(tmpdir(), "leadline-tj3-"));
  try {
    return inFolder(root, tj3, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inFolder(root: string, tj3: string, folder: string): TaskJugglerBenchmarks {
  const project = generatedProject({ tasks: TASKS });
  const [ours, theirs] = [join(folder, "plan.plan"), join(folder, "plan.tjp")];
  writeFileSync(ours, writePlanFile("plan-text", project).text);
  writeFileSync(theirs, taskJugglerText(project));
  const leadline = (): string => output(process.execPath, [join(root, "dist/cli/leadline.mjs"), "schedule", ours, "--json"]);
  const taskJuggler = (): string => output(tj3, ["--silent", "--output-dir", folder, theirs]);
  const found = finishesOfLeadline(leadline(), project);
  taskJuggler();
  const expected = finishesOfTaskJuggler(readFileSync(join(folder, "dates.csv"), "utf8"));
  const alike = [...expected].filter(([id, finish]) => found.get(id) === finish).length;
  const answer = `${alike} of ${expected.size} finishes alike`;
  const size = TASKS.toLocaleString("en");
  const [own, other] = measure(
    [
      { name: `leadline schedule, ${size} tasks, process to process`, run: leadline },
      { name: `tj3, ${size} tasks, process to process`, run: taskJuggler },
    ],
    { warmUps: 1, counted: 7, inARow: 1 },
  );
  if (!own || !other) throw new Error("a benchmark was not measured");
  const right = `${expected.size} of ${TASKS} finishes alike`;
  return {
    results: [own, other].map((timing) => ({ name: timing.name, answer, expected: right, timing, targetMs: Infinity })),
    ratios: [{ name: "TaskJuggler's time over Leadline's, median of the turns", answer, expected: right, value: medianRatio(other, own), target: LEAST_RATIO, isGood: "from" }],
    notices: [],
  };
}

function output(program: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: "utf8", maxBuffer: 1e9, env: { ...process.env, TZ: "UTC" } });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(0, 2000)}`);
  return stdout;
}

/** TaskJuggler's language; milestones of the plan are its milestones, durations its working lengths. */
function taskJugglerText(project: Project): string {
  const before = new Map<string, string[]>();
  for (const link of project.records.link.values()) before.set(link.successorId, [...(before.get(link.successorId) ?? []), link.predecessorId]);
  const tasks = [...project.records.task.values()].map((task) => {
    const depends = before.get(task.id);
    const length = task.durationMinutes === 0 ? "milestone" : `length ${task.durationMinutes / 60}h`;
    return `task ${task.id} "${task.name}" { ${length}${depends ? ` depends ${depends.join(", ")}` : ""} }`;
  });
  return `project plan "${TASKS} tasks" 2026-01-05-08:00 +3y {
  timingresolution 60min
  timeformat "%Y-%m-%dT%H:%M"
  dailyworkinghours 8
  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00
  workinghours sat, sun off
}
${tasks.join("\n")}
taskreport dates "dates" { formats csv columns id, start, end }
`;
}

/** The finish to the minute, by task id. TaskJuggler writes a start as the end of the work before, even in the evening, so starts are not compared. */
function finishesOfTaskJuggler(csv: string): ReadonlyMap<string, string> {
  const rows = csv.trim().split("\n").slice(1);
  return new Map(rows.map((row) => row.replaceAll('"', "").split(";")).map(([id = "", , end = ""]) => [id, end]));
}

function finishesOfLeadline(json: string, project: Project): ReadonlyMap<string, string> {
  const idByName = new Map([...project.records.task.values()].map((task) => [task.name, task.id]));
  const { tasks }: { readonly tasks: readonly { readonly name: string; readonly finish: string }[] } = JSON.parse(json);
  return new Map(tasks.map(({ name, finish }) => [idByName.get(name) ?? name, finish.slice(0, 16)]));
}

/** `leadline schedule FILE`: schedules a plan from its inputs and prints the dates. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { whyDate } from "@leadline/engine/schedule/explain.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { readPlan, type InputOptions } from "./plan-input.ts";
import { scheduleFacts, uidOf, whyFacts, type ScheduleFacts, type WhyFacts } from "./schedule-facts.ts";
import { plainLines, scheduleTable, whyLines } from "./schedule-text.ts";
import type { Terminal } from "./terminal.ts";

export interface ScheduleOptions extends InputOptions {
  readonly json?: true;
  readonly plain?: true;
  /** Schedule by Primavera's rules, whatever the plan says. */
  readonly p6?: true;
  /** UID of the task whose dates to explain. */
  readonly why?: string;
}

export async function scheduleVerb(path: string, options: ScheduleOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const project = options.p6 ? withPrimaveraRules(read.value.project) : read.value.project;

  const begin = process.hrtime.bigint();
  const result = schedule(project);
  const computeMs = Number(process.hrtime.bigint() - begin) / 1e6;
  const facts = scheduleFacts(project, result.schedule, [...read.value.problems, ...result.problems], computeMs);

  if (options.why === undefined) return show(facts, undefined, options, terminal);
  const task = taskWithUid(project, options.why);
  if (!task) return failure(EXIT.notFound, `${path}: no task has the UID ${options.why}. Maybe look it up with: leadline schedule ${path} --plain`);
  const { whyLeveled } = await import("@leadline/engine/leveling/why-leveled.ts");
  const wait = whyLeveled(project, result.schedule, task.id);
  return show(facts, whyFacts(project, task, { ...whyDate(project, result.schedule, task.id), ...(wait && { leveling: wait.sentence }) }), options, terminal);
}

function show(facts: ScheduleFacts, why: WhyFacts | undefined, options: ScheduleOptions, terminal: Terminal): Outcome<undefined> {
  if (options.json) {
    terminal.print(`${JSON.stringify(why ? { ...facts, why } : facts)}\n`);
    return success(undefined);
  }
  for (const problem of facts.problems) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  terminal.print(why ? whyLines(why) : options.plain ? plainLines(facts) : scheduleTable(facts, terminal));
  return success(undefined);
}

function withPrimaveraRules(project: Project): Project {
  const settings = { ...settingsOf(project), schedulingRules: "primavera" as const };
  return { records: { ...project.records, settings: new Map([["settings", settings]]) } };
}

function taskWithUid(project: Project, uid: string): Task | undefined {
  return outlineOf(project).rows.find((row) => String(uidOf(row.task)) === uid)?.task;
}

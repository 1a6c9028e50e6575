/** `leadline health FILE`: checks a plan by the DCMA's 14 points and further ones, and says where to look. */
import type { Project } from "@leadline/engine/model/project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { healthOf } from "@leadline/engine/health/health.ts";
import type { HealthCheck, HealthReport } from "@leadline/engine/health/report.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { success, type Outcome } from "./exit-code.ts";
import { readPlan } from "./plan-input.ts";
import { uidOf } from "./schedule-facts.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

export interface HealthVerbOptions {
  readonly json?: true;
  readonly plain?: true;
}

/** Findings of one check that the text shows; `--json` has them all. */
const MOST_SHOWN = 5;

export async function healthVerb(path: string, options: HealthVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const read = await readPlan(path);
  if (!read.ok) return read;
  const { project } = read.value;
  const result = schedule(project);
  const report = healthOf(project, result.schedule);
  if (options.json) {
    terminal.print(`${JSON.stringify(reportFacts(project, report))}\n`);
    return success(undefined);
  }
  for (const problem of [...read.value.problems, ...result.problems]) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  terminal.print(options.plain ? plainLines(report) : screenText(report));
  return success(undefined);
}

/** The report with UIDs instead of ids; a check that could not be made has `pass` and `value` null. */
function reportFacts(project: Project, report: HealthReport): object {
  const outline = outlineOf(project);
  const uid = (taskId: string): number | undefined => {
    const task = outline.rowOf(taskId)?.task;
    return task && uidOf(task);
  };
  const facts = (check: HealthCheck): object => ({
    id: check.id,
    name: check.name,
    rule: check.rule,
    value: check.value ?? null,
    unit: check.unit,
    threshold: check.threshold ?? null,
    good: check.good,
    pass: check.pass ?? null,
    numerator: check.numerator ?? null,
    denominator: check.denominator ?? null,
    excluded: check.excluded,
    ...(check.note !== undefined && { note: check.note }),
    tasks: [...new Set(check.findings.map(({ taskId }) => uid(taskId)))],
    findings: check.findings.map(({ taskId, sentence, fix }) => ({ uid: uid(taskId), sentence, ...(fix && { fix: fix.label }) })),
  });
  return { checks: report.checks.map(facts), further: report.further.map(facts), practices: report.practices };
}

function screenText(report: HealthReport): string {
  const all = [...report.checks, ...report.further];
  const rows = all.map((check) => [String(typeof check.id === "number" ? check.id : ""), check.name, verdict(check), valueText(check), limitText(check), countText(check)]);
  const table = tableText(["#", "Check", "", "Value", "Limit", "Counted"], rows, ["right", "left", "left", "right", "left", "left"]);
  const findings = all.flatMap((check) => (check.pass === true || check.findings.length === 0 ? [] : ["", `${check.name}:`, ...shown(check)]));
  const notes = all.flatMap((check) => (check.note === undefined ? [] : [`${check.name}: ${check.note}`]));
  return [...table, ...(notes.length > 0 ? ["", ...notes] : []), ...findings].map((line) => `${line}\n`).join("");
}

function shown(check: HealthCheck): string[] {
  const lines = check.findings.slice(0, MOST_SHOWN).map(({ sentence, fix }) => `  ${sentence}${fix ? ` [${fix.label}]` : ""}`);
  const rest = check.findings.length - lines.length;
  return rest > 0 ? [...lines, `  … and ${rest} more (leadline health --json lists all).`] : lines;
}

/** Columns without a head: id, name, pass or fail or "-", value, threshold, numerator, denominator. */
function plainLines(report: HealthReport): string {
  return [...report.checks, ...report.further]
    .map((check) => [check.id, check.name, verdict(check) || "-", check.value ?? "-", check.threshold ?? "-", check.numerator ?? "-", check.denominator ?? "-"].join("\t") + "\n")
    .join("");
}

function verdict({ pass }: HealthCheck): string {
  return pass === undefined ? "" : pass ? "pass" : "fail";
}

const UNITS = { percent: " %", count: "", index: "", workingDays: " days" } as const;

function valueText({ value, unit }: HealthCheck): string {
  return value === undefined ? "–" : `${value}${UNITS[unit]}`;
}

function limitText({ threshold, good, unit }: HealthCheck): string {
  return threshold === undefined ? "" : `${good === "atMost" ? "at most" : "at least"} ${threshold}${UNITS[unit]}`;
}

function countText({ numerator, denominator, excluded }: HealthCheck): string {
  const counted = numerator === undefined || denominator === undefined ? "" : `${numerator} of ${denominator}`;
  const left = excluded.map(({ reason, count }) => `${count} ${reason}`).join(", ");
  return [counted, left && `without ${left}`].filter(Boolean).join("; ");
}

/** The printed result of the golden run: one row per group, then the plans that are not identical. */
import type { CaseResult } from "./golden-case.ts";
import { thresholdOf } from "./thresholds.ts";

export function goldenTable(results: readonly CaseResult[]): string {
  const groups = [...new Set(results.map((result) => result.golden.group))];
  const rows = groups.map((group) => rowOf(group, results.filter((result) => result.golden.group === group)));
  const head = ["corpus", "compared", "plans identical", "tasks identical", "share", "at least"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
  const odd = results.filter((result) => result.same < result.tasks).map((result) => `  ${result.golden.name}: ${result.same} of ${result.tasks} tasks identical${result.golden.isScoreOnly ? " (for information)" : ""}`);
  return [...lines, ...(odd.length > 0 ? ["", "Not identical:", ...odd] : []), ""].join("\n");
}

/** `80 of 81 plans that MS Project scheduled come out identical.` */
export function headline(results: readonly CaseResult[]): string {
  const judged = results.filter((result) => !result.golden.isScoreOnly);
  const identical = judged.filter((result) => result.differences.length === 0);
  return `golden: ${identical.length} of ${judged.length} plans identical to the minute, ${sum(judged, "same")} of ${sum(judged, "tasks")} tasks`;
}

function rowOf(group: string, results: readonly CaseResult[]): string[] {
  const first = results[0]?.golden;
  const identical = results.filter((result) => result.same === result.tasks).length;
  const isLate = first?.judged.every((field) => field === "lateStart" || field === "lateFinish");
  const fields = isLate ? "late dates" : first?.judged.length === 2 ? "start, finish" : first?.judged.length === 4 ? "start, finish, late dates" : "all values";
  const threshold = thresholdOf(group);
  const share = `${((100 * sum(results, "same")) / Math.max(1, sum(results, "tasks"))).toFixed(1)} %`;
  const asked = threshold === undefined ? (first?.isScoreOnly ? "for information" : "all but the known") : `${threshold} %`;
  return [group, fields, `${identical} of ${results.length}`, `${sum(results, "same")} of ${sum(results, "tasks")}`, share, asked];
}

function sum(results: readonly CaseResult[], field: "same" | "tasks"): number {
  return results.reduce((total, result) => total + result[field], 0);
}

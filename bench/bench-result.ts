/** What a benchmark answers: first whether its answer is right, then how long it took. */
import type { Timing } from "./measure.ts";

export interface BenchResult {
  readonly name: string;
  /** Facts of the answer, e.g. "801 d, 148 critical". */
  readonly answer: string;
  /** What the answer should have been; a benchmark with a wrong answer has no time. */
  readonly expected: string;
  readonly timing: Timing;
  /** The time that the median, or the 95th percentile, must not exceed; Infinity where a time is told for comparison alone. */
  readonly targetMs: number;
  /** The median where absent. */
  readonly judged?: "p95";
}

export function isRight(result: Pick<BenchResult, "answer" | "expected">): boolean {
  return result.answer === result.expected;
}

export function benchTable(results: readonly BenchResult[]): string {
  const head = ["benchmark", "answer", "median ms", "p95", "fastest", "slowest", "target", ""];
  const rows = results.map((result) => [
    result.name,
    isRight(result) ? result.answer : `WRONG: ${result.answer} instead of ${result.expected}`,
    isRight(result) ? text(result.timing.medianMs) : "-",
    isRight(result) ? text(result.timing.p95Ms) : "-",
    isRight(result) ? text(result.timing.fastestMs) : "-",
    isRight(result) ? text(result.timing.slowestMs) : "-",
    Number.isFinite(result.targetMs) ? `${result.judged ? `${result.judged} ` : ""}${text(result.targetMs)}` : "-",
    isRight(result) && judgedMs(result) <= result.targetMs ? "ok" : "missed",
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ").trimEnd()).join("\n");
}

export function judgedMs({ judged, timing }: BenchResult): number {
  return judged === "p95" ? timing.p95Ms : timing.medianMs;
}

function text(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms.toFixed(2);
}

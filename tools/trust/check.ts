/** What a check of trust is: its id, its goal, the number to reach, and the tests that decide. */

export interface Check {
  readonly id: string;
  /** The promise of docs/TRUST.md that it belongs to. */
  readonly promise: string;
  readonly goal: string;
  readonly number: string;
  /** Test files from the root of the clone. Absent: those that carry `(id)` in the name of a test. */
  readonly files?: readonly string[];
  /** Only tests whose name matches; absent with files: all of them. */
  readonly named?: string;
  /** What the tests are told beside LEADLINE_TRUST=1. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Wants the machine for itself: it measures. */
  readonly isMeasurement?: boolean;
  /** How long it takes in its full size on two processors that others use as well; absent: a minute or less. */
  readonly seconds?: number;
}

/** For those that do not say. */
const SHORT_SECONDS = 40;

/** What is expected of all of them together, in minutes. */
export function minutesOf(checks: readonly Check[]): number {
  return Math.ceil(checks.reduce((sum, { seconds = SHORT_SECONDS }) => sum + seconds, 0) / 60);
}

export type Verdict = "passed" | "FAILED" | "skipped" | "not yet";

export interface Outcome {
  readonly check: Check;
  readonly verdict: Verdict;
  /** The number that was reached, or why there is none. */
  readonly reached: string;
  readonly seconds: number;
}

/** What vitest reports of one test. */
export interface TestReport {
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly message?: string;
}

/** Judges a check by its tests. A check without a single test that ran has reached nothing. */
export function judged(check: Check, tests: readonly TestReport[], told: readonly string[], seconds: number): Outcome {
  const failed = tests.filter(({ status }) => status === "failed");
  const passed = tests.filter(({ status }) => status === "passed");
  const [first] = failed;
  if (first) return { check, verdict: "FAILED", reached: [...told, `${first.name}: ${firstLine(first.message)}`].join("; "), seconds };
  if (tests.length === 0) return { check, verdict: "not yet", reached: "no test carries this id", seconds };
  if (passed.length === 0) return { check, verdict: "skipped", reached: tests.map(({ message, name }) => message ?? name).join("; "), seconds };
  return { check, verdict: "passed", reached: told.length > 0 ? told.join("; ") : `${passed.length} ${passed.length === 1 ? "test" : "tests"} passed`, seconds };
}

function firstLine(message: string | undefined): string {
  return (message ?? "failed").split("\n").slice(0, 2).join(" ").slice(0, 300);
}

export function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ check, verdict, reached, seconds }) => [check.id, verdict, `${Math.round(seconds)} s`, check.number, reached]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([id = "", verdict = "", time = "", number = "", reached = ""]) => `${id.padEnd(widths[0] ?? 0)}  ${verdict.padEnd(widths[1] ?? 0)}  ${time.padStart(widths[2] ?? 0)}  ${number}\n${" ".repeat((widths[0] ?? 0) + 2)}→ ${reached}`);
  const count = (wanted: Verdict): number => outcomes.filter(({ verdict }) => verdict === wanted).length;
  return `${lines.join("\n")}\n\n${count("passed")} passed, ${count("FAILED")} failed, ${count("skipped")} skipped, ${count("not yet")} not yet`;
}

/** The kernel on generated networks: all dates, slack and critical marks of 1,000 to 100,000 tasks. */
import { networkBehind, schedule } from "@leadline/engine/schedule/compute.ts";
import { workBetween, type CalendarTable } from "@leadline/kernel/calendar-table.ts";
import { passMemory, type Network, type NetworkDates } from "@leadline/kernel/network.ts";
import { scheduleNetwork } from "@leadline/kernel/schedule-network.ts";
import { generatedProject, type NetworkOptions } from "@leadline/testkit/network-generator.ts";
import type { BenchResult } from "./bench-result.ts";
import { measure } from "./measure.ts";

interface KernelCase extends NetworkOptions {
  readonly links: "fs" | "mixed";
  /** Working days from start to finish, and critical tasks: check values that were published with the generator. */
  readonly expected: string;
  readonly targetMs: number;
}

const CASES: readonly KernelCase[] = [
  { tasks: 1_000, links: "fs", expected: "256 d, 73 critical", targetMs: 2 },
  { tasks: 1_000, links: "mixed", expected: "225 d, 44 critical", targetMs: 2 },
  { tasks: 10_000, links: "fs", expected: "795 d, 177 critical", targetMs: 2 },
  { tasks: 10_000, links: "mixed", expected: "801 d, 148 critical", targetMs: 2 },
  { tasks: 100_000, links: "fs", expected: "2613 d, 623 critical", targetMs: 25 },
  { tasks: 100_000, links: "mixed", expected: "2570 d, 542 critical", targetMs: 25 },
];

const TICKS_PER_WORKDAY = 4800;

export function kernelBenchmarks(cases: readonly KernelCase[] = CASES): BenchResult[] {
  const runs = cases.map((one) => {
    const compiled = networkOfCase(one);
    const { net } = compiled;
    const memory = passMemory(net.nodeCount);
    return { compiled, name: `kernel, ${one.tasks.toLocaleString("en")} tasks, ${one.links} links`, run: () => scheduleNetwork(net, memory) };
  });
  const answers = runs.map(({ compiled, run }) => answerOf(compiled, run()));
  const timings = measure(runs, { warmUps: 10, counted: 20, inARow: 3 });
  return timings.map((timing, index) => ({ name: timing.name, timing, answer: answers[index] ?? "", expected: cases[index]?.expected ?? "", targetMs: cases[index]?.targetMs ?? 0 }));
}

/** The answers alone, for the tests: times are no matter of right and wrong. */
export function kernelAnswers(most: number): readonly { readonly name: string; readonly answer: string; readonly expected: string }[] {
  return CASES.filter((one) => one.tasks <= most).map((one) => {
    const compiled = networkOfCase(one);
    return { name: `${one.tasks} tasks, ${one.links} links`, answer: answerOf(compiled, scheduleNetwork(compiled.net)), expected: one.expected };
  });
}

interface CompiledCase {
  readonly net: Network;
  /** The project's calendar. */
  readonly calendar: CalendarTable;
}

/** Compiled as the product does it: records to a network. */
function networkOfCase(options: NetworkOptions): CompiledCase {
  const behind = networkBehind(schedule(generatedProject(options)).schedule);
  const calendar = behind?.calendars.tables[behind.calendars.projectIndex];
  if (!behind || !calendar) throw new Error("the schedule forgot its network");
  return { net: behind.compiled.net, calendar };
}

function answerOf({ net, calendar }: CompiledCase, dates: NetworkDates): string {
  const days = workBetween(calendar, net.projectStart, dates.projectFinish) / TICKS_PER_WORKDAY;
  const critical = dates.isCritical.reduce((sum, mark) => sum + mark, 0);
  return `${days} d, ${critical} critical`;
}

/** DCMA points 6-8: too much slack, less than none, and tasks too long to steer by. */
import { formatDuration } from "../time/duration-text.ts";
import { noneCheck, shareCheck } from "./make-check.ts";
import { titleOf, type Counted, type Population } from "./population.ts";
import type { Finding, HealthCheck } from "./report.ts";

/** Working days: two months of work (DCMA). */
const MOST_DAYS = 44;

export function floatChecks(population: Population): HealthCheck[] {
  const { open, settings, excluded } = population;
  const limit = MOST_DAYS * settings.minutesPerDay;
  const days = (minutes: number): string => formatDuration({ durationMinutes: Math.abs(minutes), durationUnit: "d", estimated: false }, settings);
  const share = (id: number, name: string, rule: string, found: readonly Counted[], sentence: (one: Counted) => string): HealthCheck => {
    const shape = { id, name, rule: `${rule}, of all open tasks`, excluded, findings: found.map((one): Finding => ({ taskId: one.task.id, sentence: sentence(one) })) };
    return shareCheck(shape, { part: found.length, whole: open.length }, { atMost: 5 });
  };
  const late = open.filter(({ dates }) => dates.totalSlackMinutes < 0);
  return [
    share(
      6,
      "High float",
      `open tasks with more than ${MOST_DAYS} working days of total slack`,
      open.filter(({ dates }) => dates.totalSlackMinutes > limit),
      ({ row, dates }) => `${titleOf(row)} has ${days(dates.totalSlackMinutes)} of slack: a successor is probably missing.`,
    ),
    noneCheck(
      {
        id: 7,
        name: "Negative float",
        rule: "open tasks with less than no slack",
        excluded,
        findings: late.map(({ task, row, dates }) => ({ taskId: task.id, sentence: `${titleOf(row)} is ${days(dates.totalSlackMinutes)} too late for a fixed date or deadline behind it.` })),
      },
      late.length,
      open.length,
    ),
    share(
      8,
      "High duration",
      `open tasks longer than ${MOST_DAYS} working days`,
      open.filter(({ dates }) => dates.durationMinutes > limit),
      ({ row, dates }) => `${titleOf(row)} takes ${days(dates.durationMinutes)}: too long to see in time that it slips. Split it into parts with results of their own.`,
    ),
  ];
}

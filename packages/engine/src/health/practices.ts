/** The ten best practices of the GAO schedule guide (GAO-16-89G), scored by what this plan shows of them. */
import { isFinished, type Population } from "./population.ts";
import type { HealthCheck, Practice } from "./report.ts";

/** Shares from which on a practice counts as fully, substantially, partially or minimally met. Leadline's own steps. */
const STEPS: readonly (readonly [number, number])[] = [[0.95, 4], [0.8, 3], [0.5, 2], [0.2, 1]];

export function practicesOf(population: Population, checks: readonly HealthCheck[], further: readonly HealthCheck[]): Practice[] {
  const { leaves, open, project } = population;
  const check = (id: number | string): HealthCheck | undefined => [...checks, ...further].find((one) => one.id === id);
  /** 1 − findings over the population. */
  const clean = (id: number | string): number => {
    const one = check(id);
    const whole = typeof one?.denominator === "number" && one.denominator > 0 ? one.denominator : Math.max(1, open.length);
    return Math.max(0, 1 - (one?.findings.length ?? 0) / whole);
  };
  const said = (...ids: (number | string)[]): string[] => ids.flatMap((id) => sentenceOf(check(id)));
  const passes = (id: number): number => (check(id)?.pass === true ? 1 : 0);
  const baselined = leaves.length === 0 ? 0 : shareOf(leaves.filter(({ task }) => project.records.taskBaseline.has(`${population.settings.baselineForEarnedValue ?? 0}.${task.id}`)).length, leaves.length);
  const ranged = shareOf(open.filter(({ task }) => task.estimate !== undefined).length, open.length);
  const hasStatus = population.settings.statusDate !== undefined;
  const started = leaves.filter(({ task }) => task.actualStart !== undefined || isFinished(task)).length;
  return [
    { id: 1, name: "Capturing all activities", characteristic: "comprehensive", evidence: ["Only people can tell whether work is missing from the plan: compare it with the scope and the contracts."] },
    { id: 2, name: "Sequencing all activities", characteristic: "wellConstructed", score: scoreOf(Math.min(clean(1), clean(2), clean(3), clean("openEnds"))), evidence: said(1, 2, 3, "openEnds") },
    { id: 3, name: "Assigning resources to all activities", characteristic: "comprehensive", score: scoreOf(clean(10)), evidence: said(10) },
    { id: 4, name: "Establishing the duration of all activities", characteristic: "comprehensive", score: scoreOf(Math.min(clean(8), clean("guesses"))), evidence: said(8, "guesses") },
    { id: 5, name: "Tracing the schedule up and across", characteristic: "credible", score: scoreOf(Math.min(clean("summaryLinks"), clean(1))), evidence: said("summaryLinks", 1) },
    { id: 6, name: "Confirming that the critical path is valid", characteristic: "wellConstructed", score: scoreOf((2 * passes(12) + Math.min(clean(5), clean(1))) / 3), evidence: said(12, 5) },
    { id: 7, name: "Ensuring reasonable total float", characteristic: "wellConstructed", score: scoreOf(Math.min(clean(6), clean(7))), evidence: said(6, 7) },
    { id: 8, name: "Conducting a schedule risk analysis", characteristic: "credible", score: scoreOf(ranged), evidence: [`${percent(ranged)} of the open tasks have a range (low, likely, high).`] },
    {
      id: 9,
      name: "Updating the schedule with actual progress and logic",
      characteristic: "controlled",
      ...(hasStatus && { score: scoreOf(Math.min(clean(9), clean("outOfSequence"), clean("progressWithoutStart"))) }),
      evidence: hasStatus ? said(9, "outOfSequence", "progressWithoutStart") : [`${started} of ${leaves.length} tasks have progress, and the plan has no status date, so nobody can tell whether it is up to date.`],
    },
    { id: 10, name: "Maintaining a baseline", characteristic: "controlled", score: scoreOf(baselined), evidence: [`${percent(baselined)} of the tasks have a baseline.`] },
  ];
}

function scoreOf(share: number): number {
  return STEPS.find(([least]) => share >= least)?.[1] ?? 0;
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function sentenceOf(check: HealthCheck | undefined): string[] {
  if (!check) return [];
  if (check.value === undefined) return check.note === undefined ? [] : [`${check.name}: ${check.note}`];
  const count = check.numerator === undefined || check.denominator === undefined ? "" : ` (${check.numerator} of ${check.denominator})`;
  const unit = check.unit === "percent" ? " %" : check.unit === "workingDays" ? " working days" : "";
  return [`${check.name}: ${check.value}${unit}${count}.`];
}

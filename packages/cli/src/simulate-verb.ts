/** `leadline simulate FILE`: when a plan will finish and what it will cost, as ranges with chances. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { SPREADS, type Spread } from "@leadline/engine/risk/estimates.ts";
import { contingencyOf } from "@leadline/engine/risk/contingency.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { factsOf, frameOf, refusedRuns, type RangeOf, type SimulatedDriver, type SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import type { SimulationWish } from "@leadline/engine/risk/simulation-inputs.ts";
import { formatIso, MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { moneyText } from "./money-text.ts";
import { readPlan } from "./plan-input.ts";
import { uidOf } from "./schedule-facts.ts";
import { openSimulator } from "./simulator.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

export interface SimulateVerbOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly project?: string;
  readonly runs?: string;
  readonly seed?: string;
  readonly threads?: string;
  readonly target?: string;
  readonly risks?: boolean;
  readonly spread?: string;
}

interface Wish extends SimulationWish {
  readonly seed: number;
  readonly threads: number;
  readonly target?: Minute;
}

export async function simulateVerb(path: string, options: SimulateVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const { project } = read.value;
  const wish = readWish(options);
  if (!wish.ok) return wish;
  const refused = refusedRuns(project, wish.value.runs);
  if (refused) return failure(EXIT.usage, refused.message);
  const begin = performance.now();
  const target = wish.value.target ?? promiseOf(project);
  const found = await simulated(project, { ...wish.value, ...(target !== undefined && { target }) }, terminal);
  const computeMs = Math.round(performance.now() - begin);
  if (options.json) {
    terminal.print(`${JSON.stringify(simulationFacts(project, found.facts, found.drivers, computeMs))}\n`);
    return success(undefined);
  }
  for (const problem of [...read.value.problems, ...found.facts.problems]) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  terminal.print(options.plain ? plainLine(found.facts) : screenText(project, found.facts, found.drivers));
  return success(undefined);
}

async function simulated(project: Project, wish: Wish, terminal: Terminal): Promise<{ readonly facts: SimulationFacts; readonly drivers: readonly SimulatedDriver[] }> {
  const frame = frameOf(project, wish);
  const simulator = openSimulator(wish.threads);
  try {
    const part = await simulator.run(frame.inputs.plan, { seed: wish.seed, from: 0, to: wish.runs, wanted: "everything" });
    const facts = factsOf(frame, part, wish.seed, wish.target);
    const drivers = await simulator.drivers(frame, facts.tasks, wish, (done, all) => terminal.tell(`What drives it: ${done} of ${all}`));
    return { facts, drivers };
  } finally {
    await simulator.close();
  }
}

function readWish({ runs = "10000", seed = "1", threads = "1", target, risks, spread }: SimulateVerbOptions): Outcome<Wish> {
  const numbers = { runs: Number(runs), seed: Number(seed), threads: Number(threads) };
  if (!Number.isInteger(numbers.seed) || Math.abs(numbers.seed) > 2 ** 31) return failure(EXIT.usage, `--seed ${seed}: a seed is a whole number.`);
  if (!Number.isInteger(numbers.threads) || numbers.threads < 1 || numbers.threads > 64) return failure(EXIT.usage, `--threads ${threads}: choose a whole number from 1 to 64.`);
  const known = spread === undefined ? undefined : SPREAD_NAMES.find((name) => name === spread);
  if (spread !== undefined && known === undefined) return failure(EXIT.usage, `--spread ${spread}: choose ${SPREAD_NAMES.join(", ")}.`);
  const date = target === undefined ? undefined : targetOf(target);
  if (target !== undefined && date === undefined) return failure(EXIT.usage, `--target ${target}: a date looks like 2026-12-04 (end of that day) or 2026-12-04T12:00.`);
  return success({ ...numbers, risks: risks === false ? "without" : "with", ...(known && { spread: known }), ...(date !== undefined && { target: date }) });
}

const SPREAD_NAMES = Object.keys(SPREADS) as Spread[];

/** A day alone means its end. */
function targetOf(text: string): Minute | undefined {
  const parsed = parseIso(text.includes("T") ? text : `${text}T00:00`);
  return parsed === undefined || text.includes("T") ? parsed : ((parsed + MINUTES_PER_DAY - 1) as Minute);
}

/** As contracts.md states it; dates are wall clock, money whole minor units. */
export function simulationFacts(project: Project, facts: SimulationFacts, drivers: readonly SimulatedDriver[], computeMs: number): object {
  const uid = (id: string): number | null => {
    const task = project.records.task.get(id);
    return task ? uidOf(task) : null;
  };
  const code = (id: string): string | undefined => project.records.riskItem.get(id)?.code;
  return {
    runs: facts.runs,
    seed: facts.seed,
    finish: mapped(facts.finish, formatIso),
    finishWorkingDays: mapped(facts.finishWorkingDays, rounded),
    targetProbability: facts.target ? facts.target.probability : null,
    ...(facts.target ? { target: { date: formatIso(facts.target.date), probability: facts.target.probability, standardError: facts.target.error } } : {}),
    deterministic: { finish: formatIso(facts.deterministic.finish), workingDays: rounded(facts.deterministic.workingDays), probability: facts.deterministic.probability },
    cost: { currency: settingsOf(project).currency, ...facts.cost },
    joint: { ...facts.joint, finish: formatIso(facts.joint.finish), frontier: facts.joint.frontier.map(({ finish, cost }) => ({ finish: formatIso(finish), cost })) },
    p80Interval: { low: rounded(facts.p80Interval.low), high: rounded(facts.p80Interval.high) },
    contingency: contingencyFacts(facts, uid),
    drivers: drivers.map(({ kind, id, deltaP80Days, deltaP80Cents }) => ({ kind, uid: kind === "task" ? uid(id) : (code(id) ?? id), deltaP80Days: rounded(deltaP80Days), deltaP80Cost: deltaP80Cents })),
    tasks: facts.tasks.map(({ taskId, criticality, cruciality, ssi, p10, p50, p80 }) => ({ uid: uid(taskId), criticality, ssi: rounded(ssi), cruciality: rounded(cruciality), p10: formatIso(p10), p50: formatIso(p50), p80: formatIso(p80) })),
    computeMs,
    problems: facts.problems.map(({ code: name, message }) => ({ code: name, message })),
  };
}

/** Working days and whole minor units between the plan and what 8 of 10 runs keep; `settled`: known to less than a day. */
function contingencyFacts(facts: SimulationFacts, uid: (taskId: string) => number | null): object {
  const { confidence, days, cents, shares, isSettled } = contingencyOf(facts);
  return { confidence, days: rounded(days), cost: cents, settled: isSettled, shares: shares.slice(0, 20).map(({ taskId, share }) => ({ uid: uid(taskId), share: rounded(share) })) };
}

function mapped<T, U>({ p10, p50, p80, p90, mean }: RangeOf<T>, to: (value: T) => U): RangeOf<U> {
  return { p10: to(p10), p50: to(p50), p80: to(p80), p90: to(p90), mean: to(mean) };
}

/** To a ten-thousandth: what is left of a day or share beyond that is noise. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function plainLine({ finish, cost, deterministic }: SimulationFacts): string {
  return `${[formatIso(finish.p10), formatIso(finish.p50), formatIso(finish.p80), formatIso(finish.p90), formatIso(deterministic.finish), deterministic.probability, cost.p50, cost.p80].join("\t")}\n`;
}

function screenText(project: Project, facts: SimulationFacts, drivers: readonly SimulatedDriver[]): string {
  const { currency } = settingsOf(project);
  const day = (minute: Minute): string => formatIso(minute).slice(0, 10);
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  const { days: buffer, cents: reserve, isSettled } = contingencyOf(facts);
  const { finish, cost, deterministic, target } = facts;
  const table = tableText(
    ["", "5 of 10 runs", "8 of 10 runs", "9 of 10 runs", "Mean"],
    [
      ["Finish by", day(finish.p50), day(finish.p80), day(finish.p90), day(finish.mean)],
      ["Cost up to", moneyText(cost.p50, currency), moneyText(cost.p80, currency), moneyText(cost.p90, currency), moneyText(cost.mean, currency)],
    ],
    ["left", "right", "right", "right", "right"],
  );
  const moving = drivers.filter(({ deltaP80Days }) => deltaP80Days > 0.05).slice(0, 10);
  return [
    `${facts.runs} runs, seed ${facts.seed}.`,
    `The plan says ${day(deterministic.finish)}: ${percent(deterministic.probability)} of the runs keep that date.`,
    ...(target ? [`${day(target.date)}: ${percent(target.probability)} of the runs (give or take ${percent(2 * target.error)}).`] : []),
    `On time and within ${moneyText(facts.joint.cost, currency)} together: ${percent(facts.joint.probability)}.`,
    `To be kept in 8 of 10 runs it needs ${buffer.toFixed(1)} working days and ${moneyText(reserve, currency)} beyond the plan.${isSettled ? "" : " These runs tell that to a few days only: make more of them."}`,
    "",
    ...table,
    ...(moving.length === 0 ? [] : ["", "What the finish would gain without it (8 of 10 runs, working days):"]),
    ...moving.map((driver) => `  ${driver.deltaP80Days.toFixed(1).padStart(6)}  ${sourceText(project, driver)}`),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

const SOURCE_NOUNS = { task: "task", risk: "risk", calendarRisk: "calendar risk", resourceAbsence: "absence" } as const;

/** "risk “Switches arrive late”". */
function sourceText({ records }: Project, { kind, id }: SimulatedDriver): string {
  const name = kind === "risk" ? records.riskItem.get(id)?.title : records[kind].get(id)?.name;
  return `${SOURCE_NOUNS[kind]} “${name ?? id}”`;
}

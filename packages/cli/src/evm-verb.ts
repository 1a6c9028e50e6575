/** `leadline evm FILE --status-date D`: earned value and earned schedule of a plan at a date, with the rule that was used. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { costForecastOf } from "@leadline/engine/cost/cost-forecast.ts";
import { costTermsOf } from "@leadline/engine/cost/cost-terms.ts";
import { eacRangeOf } from "@leadline/engine/cost/earned-value/eac-range.ts";
import type { Range } from "@leadline/engine/cost/quantiles.ts";
import { earnedValueOf, type EarnedValue, type EarnedValueRule } from "@leadline/engine/cost/earned-value/earned-value.ts";
import type { Period } from "@leadline/engine/cost/earned-value/periods.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso, formatIsoDay, dayNumberOf, parseIso, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { amountText, moneyText } from "./money-text.ts";
import { problemSentence, readPlan } from "./plan-input.ts";
import { simulatedCost } from "./simulated-cost.ts";
import { uidOf } from "./schedule-facts.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

export interface EvmVerbOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly project?: string;
  readonly statusDate?: string;
  readonly rule?: string;
  readonly baseline?: string;
  readonly period?: string;
  readonly runs?: string;
  readonly seed?: string;
}

interface Wish {
  readonly rule: EarnedValueRule;
  readonly period: Period;
  readonly baseline: number | undefined;
}

export async function evmVerb(path: string, options: EvmVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const wish = readWish(options);
  if (!wish.ok) return wish;
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const { project } = read.value;
  const at = statusDateOf(project, path, options.statusDate);
  if (!at.ok) return at;
  const result = schedule(project);
  const { baseline, ...rest } = wish.value;
  const value = earnedValueOf(project, result.schedule, { at: at.value, ...rest, ...(baseline !== undefined && { baseline }) });
  const tooEarly = value.problems.find(({ code }) => code === "evm/before-start");
  if (tooEarly) return failure(EXIT.failed, problemSentence(path, tooEarly));
  const simulated = value.measure === "cost" ? await simulatedCost(project, options) : success(undefined);
  if (!simulated.ok) return simulated;
  const range = simulated.value && eacRangeOf({ costs: simulated.value.samples.cost, terms: costTermsOf(project, result.schedule), ac: value.sums.ac, linesToCome: costForecastOf(project, result.schedule, at.value).taskLinesToComeCents });
  if (options.json) {
    terminal.print(`${JSON.stringify(valueFacts(project, value, range))}\n`);
    return success(undefined);
  }
  for (const problem of [...read.value.problems, ...result.problems, ...value.problems]) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  terminal.print(options.plain ? plainLines(value) : screenText(project, value, range));
  return success(undefined);
}

const RULES: readonly EarnedValueRule[] = ["leadline", "msProject"];
const PERIODS: readonly Period[] = ["day", "week", "month"];

function readWish({ rule = "leadline", period = "day", baseline }: EvmVerbOptions): Outcome<Wish> {
  const knownRule = RULES.find((one) => one === rule);
  if (!knownRule) return failure(EXIT.usage, `--rule ${rule}: there is no such rule. Choose leadline (each task's earning rule) or msProject (percent complete along the baseline).`);
  const knownPeriod = PERIODS.find((one) => one === period);
  if (!knownPeriod) return failure(EXIT.usage, `--period ${period}: earned schedule counts by day, week or month.`);
  if (baseline !== undefined && !/^([0-9]|10)$/.test(baseline)) return failure(EXIT.usage, `--baseline ${baseline}: a baseline is a number from 0 to 10.`);
  return success({ rule: knownRule, period: knownPeriod, baseline: baseline === undefined ? undefined : Number(baseline) });
}

/** A date without a time is the end of its working day; without an option the plan's own status date counts. */
function statusDateOf(project: Project, path: string, typed: string | undefined): Outcome<Minute> {
  const settings = settingsOf(project);
  if (typed === undefined) {
    return settings.statusDate === undefined ? failure(EXIT.usage, `${path}: the plan has no status date. Add --status-date YYYY-MM-DD.`) : success(settings.statusDate);
  }
  const minute = parseIso(typed);
  if (minute === undefined) return failure(EXIT.usage, `--status-date ${typed}: this is not a date. Type one such as 2026-12-04 or 2026-12-04T17:00.`);
  return success(/[T ]/.test(typed.trim()) ? minute : ((dayNumberOf(minute) * MINUTES_PER_DAY + settings.defaultFinishTime) as Minute));
}

/** Amounts are whole minor units (minutes where `unit` is workMinutes), indices have six decimals, `null` is "cannot be told". */
function valueFacts(project: Project, value: EarnedValue, range: Range | undefined): object {
  const { sums, indices, earnedSchedule: time } = value;
  const row = (taskId: string): { readonly uid: number | undefined; readonly wbs: string; readonly name: string } => {
    const found = outlineOf(project).rowOf(taskId);
    return { uid: found && uidOf(found.task), wbs: found?.wbs ?? "", name: found?.task.name ?? "" };
  };
  return {
    statusDate: formatIso(value.at),
    unit: value.measure === "cost" ? "minorUnits" : "workMinutes",
    currency: value.currency,
    rule: value.rule,
    baseline: value.baseline,
    ...sums,
    cv: indices.cv,
    sv: indices.sv,
    cpi: index(indices.cpi),
    spi: index(indices.spi),
    percentPlanned: index(indices.percentPlanned),
    percentComplete: index(indices.percentComplete),
    percentSpent: index(indices.percentSpent),
    eac: Object.fromEntries(Object.entries({ ...indices.eac, ...range }).map(([name, amount]) => [name, amount === null ? null : Math.round(amount)])),
    etc: Math.round(indices.etc),
    vac: Math.round(indices.vac),
    tcpi: indices.tcpi === "impossible" ? indices.tcpi : index(indices.tcpi),
    tcpiEac: index(indices.tcpiEac),
    es: index(time?.es),
    at: index(time?.at),
    pd: time?.pd ?? null,
    period: PERIOD_NAMES[time?.period ?? "day"],
    earnedAt: time ? formatIso(time.earnedAt) : null,
    svT: index(time?.svT),
    spiT: index(time?.spiT),
    ieacT: index(time?.ieacT),
    ieacAsPlanned: index(time?.ieacAsPlanned),
    tspi: index(time?.tspi),
    pFactor: index(value.adherence.p),
    ahead: value.adherence.ahead.map(({ taskId, by }) => ({ ...row(taskId), by: Math.round(by) })),
    impeded: value.adherence.impeded.map(({ taskId, by }) => ({ ...row(taskId), by: Math.round(by) })),
    moving: { ...value.moving, cpi: index(value.moving.cpi), spi: index(value.moving.spi) },
    fiftyFiftyEv: value.fiftyFiftyEv,
    levelOfEffortBac: value.levelOfEffortBac,
    acWithoutTask: value.actualWithoutTask,
    accounts: value.accounts.map(({ accountId: _id, ...account }) => ({ ...account, cpi: index(account.cpi), spi: index(account.spi) })),
    tasks: value.tasks.map(({ taskId, ...sumsOfTask }) => ({ ...row(taskId), ...sumsOfTask })),
    problems: value.problems.map(({ code, message }) => ({ code, message })),
  };
}

const PERIOD_NAMES = { day: "workingDay", week: "week", month: "month" } as const;

function index(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value.toFixed(6));
}

function screenText(project: Project, value: EarnedValue, range: Range | undefined): string {
  const { sums, indices, earnedSchedule: time } = value;
  const money = (amount: number | null): string => (amount === null ? "cannot be told" : value.measure === "cost" ? moneyText(Math.round(amount), value.currency) : `${amountText(Math.round((amount / 60) * 100))} h`);
  const figures: readonly (readonly [string, string, string])[] = [
    ["BAC", money(sums.bac), "budget at completion"],
    ["PV", money(sums.pv), "planned by now"],
    ["EV", money(sums.ev), "earned by now"],
    ["AC", money(sums.ac), "spent by now"],
    ["CPI", shortIndex(indices.cpi), "earned for each unit spent"],
    ["SPI", shortIndex(indices.spi), "earned for each unit planned"],
    ["EAC (1)", money(indices.eac.atBudget), "if the rest costs what was budgeted for it"],
    ["EAC (2)", money(indices.eac.atCpi), "if the rest costs as what is done has (CPI)"],
    ["EAC (3)", money(indices.eac.atCpiAndSpi), "if catching up costs as well (CPI x SPI)"],
    ...(range ? [["EAC, 8 of 10", money(range.p80), `what 8 of 10 runs stay within; half of them within ${money(range.p50)}`] as const] : []),
    ["TCPI", indices.tcpi === "impossible" ? "impossible" : shortIndex(indices.tcpi), "CPI that the rest needs to keep the budget"],
    ["ES", time ? `${shortIndex(time.es)} of ${time.pd} ${PERIOD_WORDS[time.period]}` : "cannot be told", time ? `earned by the plan of ${formatIsoDay(dayNumberOf(time.earnedAt))}; ${shortIndex(time.at)} have passed` : "no budget"],
    ["SPI(t)", shortIndex(time?.spiT ?? null), "time earned for each unit of time passed"],
  ];
  const accounts = value.accounts.map(({ name, owner, bac, ev, ac, cpi, spi }) => [name, owner, money(bac), money(ev), money(ac), shortIndex(cpi), shortIndex(spi)]);
  const accountTable = accounts.length === 0 ? [] : ["", ...tableText(["Account", "Owner", "BAC", "EV", "AC", "CPI", "SPI"], accounts, ["left", "left", "right", "right", "right", "right", "right"])];
  const rule = value.rule === "leadline" ? "each task's earning rule, percent complete where it has none" : "percent complete along the baseline, as Microsoft Project";
  return [`${settingsOf(project).name} as of ${formatIso(value.at).slice(0, 16).replace("T", " ")}, baseline ${value.baseline}; earned by ${rule}`, "", ...tableText(["", "", ""], figures, ["left", "right", "left"]).slice(1), ...accountTable].map((text) => `${text}\n`).join("");
}

const PERIOD_WORDS = { day: "working days", week: "weeks", month: "months" } as const;

function shortIndex(value: number | null): string {
  return value === null ? "cannot be told" : value.toFixed(2);
}

/** One line: BAC, PV, EV, AC, CPI, SPI, ES, SPI(t); "-" is "cannot be told". */
function plainLines({ sums, indices, earnedSchedule: time }: EarnedValue): string {
  return `${[sums.bac, sums.pv, sums.ev, sums.ac, index(indices.cpi), index(indices.spi), index(time?.es), index(time?.spiT)].map((value) => value ?? "-").join("\t")}\n`;
}

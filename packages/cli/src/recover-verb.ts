/** `leadline recover FILE --by DATE`: ways out of a plan that is late, doing nothing first, each with its figures. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Goal, Option } from "@leadline/engine/recovery/option.ts";
import { waysOut } from "@leadline/engine/recovery/ways-out.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { refusedRuns } from "@leadline/engine/risk/simulation.ts";
import { formatIso, MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { moneyText } from "./money-text.ts";
import { readPlan } from "./plan-input.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

export interface RecoverVerbOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly project?: string;
  readonly by?: string;
  /** Instead of a date: an amount to be saved, or somebody to be freed. */
  readonly save?: string;
  readonly free?: string;
  readonly chance?: string;
  readonly runs?: string;
  readonly seed?: string;
}

interface Wish {
  readonly goal: Goal;
  readonly runs: number;
  readonly seed: number;
}

export async function recoverVerb(path: string, options: RecoverVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const { project } = read.value;
  const wish = readWish(project, options);
  if (!wish.ok) return wish;
  const refused = refusedRuns(project, wish.value.runs);
  if (refused) return failure(EXIT.usage, refused.message);
  const { goal, runs, seed } = wish.value;
  let found: readonly Option[] = [];
  for (const { options: known, share, doing } of waysOut(project, goal, { runs, seed })) {
    found = known;
    terminal.tell(`${Math.round(share * 100)} %: ${doing}`);
  }
  if (options.json) terminal.print(`${JSON.stringify(factsOf(project, found, wish.value))}\n`);
  else terminal.print(options.plain ? found.map(plainLine).join("") : screenText(project, found, wish.value));
  return success(undefined);
}

function readWish(project: Project, options: RecoverVerbOptions): Outcome<Wish> {
  const { runs = "10000", seed = "1" } = options;
  const goal = readGoal(project, options);
  if (!goal.ok) return goal;
  const numbers = { runs: Number(runs), seed: Number(seed) };
  if (!Number.isInteger(numbers.seed) || Math.abs(numbers.seed) > 2 ** 31) return failure(EXIT.usage, `--seed ${seed}: a seed is a whole number.`);
  return success({ goal: goal.value, ...numbers });
}

function readGoal(project: Project, { by, save, free, chance = "80" }: RecoverVerbOptions): Outcome<Goal> {
  if ([by, save, free].filter((goal) => goal !== undefined).length > 1) return failure(EXIT.usage, "One goal at a time: choose --by, --save or --free.");
  if (save !== undefined) {
    const amount = /^\d+(\.\d{1,2})?$/.test(save) ? Number(save) : 0;
    return amount > 0 && amount < 1e11 ? success({ kind: "saveCents", cents: Math.round(amount * 100) }) : failure(EXIT.usage, `--save ${save}: an amount looks like 20000 or 1250.50, in the plan's currency.`);
  }
  if (free !== undefined) return freedPerson(project, free);
  const minute = by === undefined ? promiseOf(project) : dayEnd(by);
  if (minute === undefined) return failure(EXIT.usage, by === undefined ? "--by is missing: nothing is promised in this plan, so say by which date it is to finish, such as --by 2026-12-04." : `--by ${by}: a date looks like 2026-12-04 (end of that day) or 2026-12-04T12:00.`);
  const percent = Number(chance.replace(/ ?%$/, ""));
  return percent > 0 && percent < 100 ? success({ kind: "finishBy", minute, chance: percent / 100 }) : failure(EXIT.usage, `--chance ${chance}: choose a number of percent between 0 and 100.`);
}

function freedPerson(project: Project, name: string): Outcome<Goal> {
  const people = [...project.records.resource.values()].filter(({ type }) => type === "work");
  const person = people.find((one) => one.name === name) ?? people.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (person) return success({ kind: "freeResource", resourceId: person.id });
  return failure(EXIT.usage, `--free ${name}: nobody in this plan has this name. ${people.length === 0 ? "It has no people." : `Its people: ${people.slice(0, 10).map((one) => one.name).join(", ")}${people.length > 10 ? " and others" : ""}.`}`);
}

/** A day alone means its end. */
function dayEnd(text: string): Minute | undefined {
  const parsed = parseIso(text.includes("T") ? text : `${text}T00:00`);
  return parsed === undefined || text.includes("T") ? parsed : ((parsed + MINUTES_PER_DAY - 1) as Minute);
}

/** As contracts.md states it; dates are wall clock, money whole minor units. */
function factsOf(project: Project, options: readonly Option[], { goal, runs, seed }: Wish): object {
  return {
    goal: goal.kind === "finishBy" ? { by: formatIso(goal.minute), chance: goal.chance } : goal.kind === "saveCents" ? { saveCents: goal.cents } : { free: project.records.resource.get(goal.resourceId)?.name },
    runs,
    seed,
    currency: settingsOf(project).currency,
    options: options.map(({ id, kind, summary, commands, finish, cost, chance: reached, scopeLost, valueLost, first, risk, riskDays, peopleHit, dominated, approvals }) => ({
      id,
      kind,
      summary,
      commands,
      finish: { p50: formatIso(finish.p50), p80: formatIso(finish.p80) },
      cost,
      chance: reached,
      ...(first && { firstDelivery: { p50: formatIso(first.p50), p80: formatIso(first.p80) } }),
      scopeLost,
      ...(valueLost !== undefined && { valueLost }),
      risk,
      riskDays,
      peopleHit,
      dominated,
      approvals,
    })),
  };
}

function plainLine({ kind, finish, cost, chance, dominated, summary }: Option): string {
  return `${[kind, formatIso(finish.p50), formatIso(finish.p80), cost.p50, cost.p80, chance, dominated ? "dominated" : "-", summary].join("\t")}\n`;
}

function screenText(project: Project, options: readonly Option[], { goal, runs, seed }: Wish): string {
  const { currency } = settingsOf(project);
  const day = (at: Minute): string => formatIso(at).slice(0, 10);
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  const rows = options.map((option, at) => [String(at), option.kind, day(option.finish.p50), option.first ? `${day(option.finish.p80)}, first ${day(option.first.p80)}` : day(option.finish.p80), percent(option.chance), moneyText(option.cost.p80, currency), String(option.scopeLost), option.dominated ? "dominated" : ""]);
  return [
    `Goal: ${goal.kind === "finishBy" ? `done by ${day(goal.minute)} in ${percent(goal.chance)} of the runs` : goal.kind === "saveCents" ? `save ${moneyText(goal.cents, currency)}` : `free ${project.records.resource.get(goal.resourceId)?.name ?? ""}`}. ${runs} runs of each plan, seed ${seed}.`,
    "",
    ...tableText(["", "Option", "5 of 10 by", "8 of 10 by", "Chance", "Cost, 8 of 10", "Scope lost", ""], rows, ["right", "left", "right", "right", "right", "right", "right", "left"]),
    "",
    ...options.flatMap(({ summary, risk, approvals }, at) => [`${String(at).padStart(2)}  ${summary}`, ...(risk === "" ? [] : [`    Risk: ${risk}.`]), ...(approvals.length === 0 ? [] : [`    Must agree: ${approvals.join(", ")}.`])]),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

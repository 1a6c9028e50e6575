/** `leadline risks FILE`: the risk register with what each risk does to finish and cost. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import { expectedMoneyValue, measuresOf, scoreOf, type Score } from "@leadline/engine/risk/qualitative.ts";
import { planWithResponse, responseEffect, type ResponseEffect } from "@leadline/engine/risk/response.ts";
import { driverOf, factsOf, frameOf, planWithout, refusedRuns, type RunRange, type SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { moneyText } from "./money-text.ts";
import { readPlan } from "./plan-input.ts";
import { openSimulator } from "./simulator.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

export interface RisksVerbOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly project?: string;
  readonly runs?: string;
  readonly seed?: string;
}

interface RiskFacts {
  readonly risk: RiskItem;
  readonly deltaP80Days: number;
  readonly deltaP80Cost: number;
  readonly score: Score;
  readonly response: ResponseEffect | undefined;
}

export async function risksVerb(path: string, { runs = "5000", seed = "1", ...options }: RisksVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const { project } = read.value;
  const refused = refusedRuns(project, Number(runs));
  if (refused) return failure(EXIT.usage, refused.message);
  if (!Number.isInteger(Number(seed))) return failure(EXIT.usage, `--seed ${seed}: a seed is a whole number.`);
  const found = await risksOf(project, { seed: Number(seed), from: 0, to: Number(runs), wanted: "finish" });
  if (options.json) terminal.print(`${JSON.stringify(facts(project, found))}\n`);
  else terminal.print(options.plain ? plainLines(found) : screenText(project, found));
  return success(undefined);
}

/** Largest effect on the finish first. */
async function risksOf(project: Project, range: RunRange): Promise<readonly RiskFacts[]> {
  const frame = frameOf(project, { risks: "with", runs: range.to });
  const simulator = openSimulator(1);
  const withAll = await simulator.run(frame.inputs.plan, range);
  const responseOf = async (risk: RiskItem, forecast: SimulationFacts): Promise<ResponseEffect | undefined> => {
    const answered = planWithResponse(project, risk);
    if (!answered) return undefined;
    const changed = frameOf(answered, { risks: "with", runs: range.to });
    const then = factsOf(changed, await simulator.run(changed.inputs.plan, range), range.seed);
    const p80 = ({ finishWorkingDays, cost }: SimulationFacts): { readonly days: number; readonly cents: number } => ({ days: finishWorkingDays.p80, cents: cost.p80 });
    return responseEffect(risk, p80(forecast), p80(then));
  };
  const found: RiskFacts[] = [];
  const forecast = factsOf(frame, withAll, range.seed);
  for (const risk of project.records.riskItem.values()) {
    const { deltaP80Days, deltaP80Cents } = driverOf(frame, { kind: "risk", id: risk.id }, withAll, await simulator.run(planWithout(frame.inputs, { kind: "risk", id: risk.id }), range));
    found.push({ risk, deltaP80Days: Math.round(deltaP80Days * 10_000) / 10_000, deltaP80Cost: deltaP80Cents, score: scoreOf(risk, measuresOf(project, { remainingDays: forecast.deterministic.workingDays, budgetCents: forecast.cost.planned }, risk)), response: await responseOf(risk, forecast) });
  }
  return found.sort((a, b) => b.deltaP80Days - a.deltaP80Days || b.deltaP80Cost - a.deltaP80Cost);
}

/** What impacts are measured by: the time that the plan still takes, and what it costs. */
function facts(project: Project, found: readonly RiskFacts[]): object {
  return {
    currency: settingsOf(project).currency,
    expectedCost: Math.round(expectedMoneyValue(found.filter(({ risk: { status = "open" } }) => status === "open").map(({ risk }) => risk)) * 100),
    risks: found.map(({ risk, deltaP80Days, deltaP80Cost, score, response }) => {
      const { id, code, title, probability, impact, status = "open" } = risk;
      return { id: code === "" ? id : code, title, probability, impact, deltaP80Days, deltaP80Cost, score: score.score, colour: score.colour, status, ...(response && { response: { gainedDays: Math.round(response.gainedDays * 10_000) / 10_000, gainedCost: response.gainedCents, cost: response.costCents, effective: response.isEffective } }) };
    }),
  };
}

function plainLines(found: readonly RiskFacts[]): string {
  return found.map(({ risk: { code, title, probability }, deltaP80Days, deltaP80Cost }) => `${[code, probability, deltaP80Days, deltaP80Cost, title].join("\t")}\n`).join("");
}

function screenText(project: Project, found: readonly RiskFacts[]): string {
  if (found.length === 0) return "The register holds no risk.\n";
  const { currency } = settingsOf(project);
  const rows = found.map(({ risk, deltaP80Days, deltaP80Cost, score }) => [risk.code, risk.title, `${Math.round(risk.probability * 100)} %`, deltaP80Days.toFixed(1), moneyText(deltaP80Cost, currency), `${score.score} ${score.colour}`]);
  const answers = found.flatMap(({ risk, response }) => (response ? [`The response to ${risk.code} gains ${response.gainedDays.toFixed(1)} days and ${moneyText(response.gainedCents, currency)} for ${moneyText(response.costCents, currency)}: ${response.isEffective ? "it pays" : "it does not pay by that alone"}.`] : []));
  const table = tableText(["", "Risk", "Chance", "Days at P80", "Cost at P80", "Score"], rows, ["left", "left", "right", "right", "right", "left"]);
  return [...table, ...(answers.length > 0 ? ["", ...answers] : [])].map((line) => `${line}\n`).join("");
}

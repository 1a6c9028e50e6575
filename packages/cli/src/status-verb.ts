/** `leadline status FILE`: the status that follows from the evidence, what does not fit together, and early warnings. */
import { projectOf, recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { factsOf, frameOf, refusedRuns, type SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { computeStatus } from "@leadline/engine/status/computed-status.ts";
import { contradictionsOf } from "@leadline/engine/status/contradictions.ts";
import { signalsOf } from "@leadline/engine/status/signals.ts";
import type { AreaStatus, ComputedStatus, Contradiction, ProvenNumber, Signal, StatusInput, StatusValue } from "@leadline/engine/status/status-input.ts";
import { policyWords, USUAL_STATUS_POLICY } from "@leadline/engine/status/status-policy.ts";
import { dayNumberOf, formatIso, MINUTES_PER_DAY, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { readPlan } from "./plan-input.ts";
import { uidOf } from "./schedule-facts.ts";
import { openSimulator } from "./simulator.ts";
import type { Terminal } from "./terminal.ts";

export interface StatusVerbOptions {
  readonly json?: true;
  readonly plain?: true;
  readonly project?: string;
  readonly statusDate?: string;
  /** The date to be kept, where it is another than the plan's promise. */
  readonly target?: string;
  readonly runs?: string;
  readonly seed?: string;
}

const WORDS: Readonly<Record<StatusValue, string>> = { onTrack: "On track", atRisk: "At risk", offTrack: "Off track", noEvidence: "No evidence" };

export async function statusVerb(path: string, options: StatusVerbOptions, terminal: Terminal, now: Minute): Promise<Outcome<undefined>> {
  const read = await readPlan(path, options);
  if (!read.ok) return read;
  const dated = withDates(read.value.project, options);
  if (!dated.ok) return dated;
  const project = dated.value;
  const simulated = await simulatedPlan(project, options);
  if (!simulated.ok) return simulated;
  const { schedule: dates, problems } = schedule(project);
  const input: StatusInput = { project, schedule: dates, facts: simulated.value, history: [], reports: [], now, policy: USUAL_STATUS_POLICY };
  const status = computeStatus(input);
  const told = { status, contradictions: contradictionsOf(input, status), signals: signalsOf(input) };
  if (options.json) {
    terminal.print(`${JSON.stringify(statusFacts(project, told))}\n`);
    return success(undefined);
  }
  for (const problem of [...read.value.problems, ...problems]) terminal.tell(`${problem.code}: ${[problem.message, problem.hint].filter(Boolean).join(" ")}`);
  terminal.print(options.plain ? plainLine(status) : screenText(project, told));
  return success(undefined);
}

/** The plan with the dates that were given in place of its own: the data date at the end of its working day, the promise at the end of its day. */
function withDates(project: Project, { statusDate, target }: StatusVerbOptions): Outcome<Project> {
  const own = settingsOf(project);
  const at = instantOf("--status-date", statusDate, own.defaultFinishTime);
  if (!at.ok) return at;
  const promised = instantOf("--target", target, MINUTES_PER_DAY - 1);
  if (!promised.ok) return promised;
  const settings = { ...own, ...(at.value !== undefined && { statusDate: at.value }), ...(promised.value !== undefined && { promisedFinish: promised.value }) };
  if (settings.statusDate !== undefined && dayNumberOf(settings.statusDate) < dayNumberOf(settings.start)) return failure(EXIT.failed, `The status date (${formatIso(settings.statusDate)}) lies before the project's start (${formatIso(settings.start)}), so nothing can be said of it. Choose a later one with --status-date.`);
  return success(projectOf([...recordsOf(project), { kind: "settings", record: settings }]));
}

function instantOf(option: string, typed: string | undefined, minuteOfDay: number): Outcome<Minute | undefined> {
  if (typed === undefined) return success(undefined);
  const minute = parseIso(typed);
  if (minute === undefined) return failure(EXIT.usage, `${option} ${typed}: this is not a date. Type one such as 2026-12-04 or 2026-12-04T17:00.`);
  return success(/[T ]/.test(typed.trim()) ? minute : ((dayNumberOf(minute) * MINUTES_PER_DAY + minuteOfDay) as Minute));
}

async function simulatedPlan(project: Project, { runs = "10000", seed = "1" }: StatusVerbOptions): Promise<Outcome<SimulationFacts | undefined>> {
  const refused = refusedRuns(project, Number(runs));
  if (refused?.code === "simulation/runs") return failure(EXIT.usage, refused.message);
  if (!Number.isInteger(Number(seed))) return failure(EXIT.usage, `--seed ${seed}: a seed is a whole number.`);
  if (refused) return success(undefined);
  const frame = frameOf(project, { risks: "with", runs: Number(runs) });
  const simulator = openSimulator(1);
  try {
    const part = await simulator.run(frame.inputs.plan, { seed: Number(seed), from: 0, to: Number(runs), wanted: "everything" });
    return success(factsOf(frame, part, Number(seed), promiseOf(project)));
  } finally {
    await simulator.close();
  }
}

interface Told {
  readonly status: ComputedStatus;
  readonly contradictions: readonly Contradiction[];
  readonly signals: readonly Signal[];
}

function statusFacts(project: Project, { status, contradictions, signals }: Told): object {
  const uid = (taskId: string | undefined): number | null => {
    const task = taskId === undefined ? undefined : project.records.task.get(taskId);
    return task ? uidOf(task) : null;
  };
  const area = ({ value, chance, hardFacts, reason, numbers }: AreaStatus): object => ({ value: value ?? null, chance: chance ?? null, hardFacts, reason, numbers: numbers.map(numberFacts) });
  const { date, cost, scope } = status.areas;
  return {
    asOf: formatIso(status.asOf),
    status: status.value,
    rule: policyWords(USUAL_STATUS_POLICY),
    areas: { date: area(date), cost: area(cost), scope: area(scope) },
    evidence: { state: status.evidence.state, sentence: status.evidence.sentence, assertedShare: status.evidence.assertedShare, drivers: status.evidence.drivers.map(({ taskId, ageDays }) => ({ uid: uid(taskId), ageDays: ageDays ?? null })) },
    contradictions: contradictions.map(({ ruleId, sentence, fix, answer, numbers }) => ({ id: ruleId, sentence, fix: { place: fix.place, uid: uid(fix.taskId), words: fix.words }, answer: answer?.text ?? null, numbers: numbers.map(numberFacts) })),
    signals: signals.map(({ id, sentence, numbers }) => ({ id, sentence, numbers: numbers.map(numberFacts) })),
  };
}

function numberFacts({ id, label, value, unit, text, source, formula, asOf }: ProvenNumber): object {
  return { id, label, value: unit === "instant" ? formatIso(value as Minute) : value, unit, text, source, ...(formula !== undefined && { formula }), asOf: formatIso(asOf) };
}

function screenText(project: Project, { status, contradictions, signals }: Told): string {
  const { date, cost, scope } = status.areas;
  const areaLine = (name: string, { value, hardFacts, reason }: AreaStatus): string[] => [`  ${name.padEnd(6)} ${(value === undefined ? "–" : WORDS[value]).padEnd(11)}  ${reason}`, ...hardFacts.filter((fact) => !reason.includes(fact)).map((fact) => `${" ".repeat(22)}${fact}`)];
  const lines = [
    `${settingsOf(project).name} as of ${formatIso(status.asOf).slice(0, 16).replace("T", " ")}: ${WORDS[status.value]}`,
    "",
    ...areaLine("Date", date),
    ...areaLine("Cost", cost),
    ...areaLine("Scope", scope),
    "",
    `Evidence: ${status.evidence.sentence}`,
    ...(contradictions.length > 0 ? ["", "What does not fit together:", ...contradictions.map(({ ruleId, sentence, fix }) => `  ${ruleId.padEnd(4)} ${sentence} [${fix.words}]`)] : ["", "Nothing contradicts anything."]),
    ...(signals.length > 0 ? ["", "Early warnings:", ...signals.map(({ sentence }) => `  ${sentence}`)] : []),
    "",
    policyWords(USUAL_STATUS_POLICY),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** Status, then date, cost and scope with their chances. */
function plainLine({ value, areas }: ComputedStatus): string {
  const cell = ({ value: own, chance }: AreaStatus): string => `${own ?? "-"}\t${chance ?? "-"}`;
  return `${value}\t${cell(areas.date)}\t${cell(areas.cost)}\t${cell(areas.scope)}\n`;
}

/** `leadline remote status KEY`: how a project of a server stands, scheduled and simulated here from its records. */
import type { ApiClient } from "@leadline/client/api-client.ts";
import { readPlanRecords } from "@leadline/client/plan-records.ts";
import { healthOf } from "@leadline/engine/health/health.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { refusedRuns, simulate } from "@leadline/engine/risk/simulation.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "../exit-code.ts";
import { projectOf, type Answer } from "./remote-kinds.ts";

const RUNS = 5000;

/** The chance to finish by the promised date, from a simulation here with the seed that every page uses; no promise, no chance. */
export async function statusAnswer(client: ApiClient, key: string | undefined, failBelow: string | undefined): Promise<Outcome<Answer>> {
  const least = failBelow === undefined ? undefined : shareOf(failBelow);
  if (failBelow !== undefined && least === undefined) return failure(EXIT.usage, `--fail-below ${failBelow}: a chance lies between 0 and 100 %, such as 70%.`);
  const found = await projectOf(client, key);
  if (!found.ok) return found;
  const { revision, project } = await readPlanRecords(client, found.value.id);
  const { schedule: dates } = schedule(project);
  const { checks } = healthOf(project, dates);
  const judged = checks.filter(({ pass }) => pass !== undefined);
  const passed = judged.filter(({ pass }) => pass === true).length;
  const { name, start, finish, taskCount } = found.value;
  const forecast = forecastOf(project);
  const { promise, probability, p80 } = forecast;
  const json = { project: found.value.key, name, revision, start, finish, tasks: taskCount, checks: { passed, judged: judged.length }, promise, onTimeProbability: probability, finishP80: p80, runs: RUNS };
  const late = least === undefined ? undefined : refusalOf(forecast, least);
  return success({
    json,
    head: ["Key", "Project", "Start", "Finish", "Tasks", "Health checks passed", "Promised", "Chance", "8 of 10 runs by"],
    rows: [[found.value.key, name, start, finish, String(taskCount), `${passed} of ${judged.length}`, promise ?? "–", probability === null ? "–" : percentText(probability), p80 ?? "–"]],
    ...(late === undefined ? {} : { fails: late }),
  });
}

interface Forecast {
  readonly promise: string | null;
  readonly probability: number | null;
  readonly p80: string | null;
}

function forecastOf(project: Project): Forecast {
  const target = promiseOf(project);
  if (refusedRuns(project, RUNS)) return { promise: target === undefined ? null : formatIso(target), probability: null, p80: null };
  const facts = simulate(project, { risks: "with", runs: RUNS, seed: 1, drivers: "none", ...(target !== undefined && { target }) });
  return { promise: target === undefined ? null : formatIso(target), probability: facts.target?.probability ?? null, p80: formatIso(facts.finish.p80) };
}

function refusalOf({ promise, probability }: Forecast, least: number): string | undefined {
  if (promise === null || probability === null) return "The project promises no date, so there is no chance to keep it. Set its promised finish, or give its last milestone a deadline.";
  return probability < least ? `The chance to finish by ${promise.slice(0, 10)} is ${percentText(probability)}, below ${percentText(least)}.` : undefined;
}

function percentText(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** "70%" or "70". */
function shareOf(text: string): number | undefined {
  const percent = /^(\d{1,3}(?:\.\d+)?)\s?%?$/.exec(text.trim())?.[1];
  return percent === undefined || Number(percent) > 100 ? undefined : Number(percent) / 100;
}

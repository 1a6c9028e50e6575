/** `leadline remote status KEY`: how a project of a server stands, scheduled here from its records. */
import type { ApiClient } from "@leadline/client/api-client.ts";
import { readPlanRecords } from "@leadline/client/plan-records.ts";
import { healthOf } from "@leadline/engine/health/health.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { EXIT, failure, success, type Outcome } from "../exit-code.ts";
import { projectOf, type Answer } from "./remote-kinds.ts";

/** The chance to finish on time comes from a simulation, which this version has not: a limit on it is refused rather than judged by something else. */
export async function statusAnswer(client: ApiClient, key: string | undefined, failBelow: string | undefined): Promise<Outcome<Answer>> {
  if (failBelow !== undefined) {
    return failure(EXIT.failed, "--fail-below asks for the chance to finish on time, which this version cannot compute yet: it has no simulation. Without --fail-below, status shows dates and health.");
  }
  const found = await projectOf(client, key);
  if (!found.ok) return found;
  const { revision, project } = await readPlanRecords(client, found.value.id);
  const { schedule: dates } = schedule(project);
  const { checks } = healthOf(project, dates);
  const judged = checks.filter(({ pass }) => pass !== undefined);
  const passed = judged.filter(({ pass }) => pass === true).length;
  const { name, start, finish, taskCount } = found.value;
  const json = { project: found.value.key, name, revision, start, finish, tasks: taskCount, checks: { passed, judged: judged.length }, onTimeProbability: null };
  return success({
    json,
    head: ["Key", "Project", "Start", "Finish", "Tasks", "Health checks passed"],
    rows: [[found.value.key, name, start, finish, String(taskCount), `${passed} of ${judged.length}`]],
  });
}

/** `leadline level A B …`: several plans that share people; the plan that is named first gets them first. */
import { levelPool } from "@leadline/engine/leveling/level-pool.ts";
import type { LevelingOptions, LevelingResult } from "@leadline/engine/leveling/leveling.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { levelingOptionsOf, resultFacts, summaryLine, type LevelPlanOptions } from "./level-plan.ts";
import { readPlan } from "./plan-input.ts";
import type { Terminal } from "./terminal.ts";

interface Leveled {
  readonly path: string;
  readonly project: Project;
  readonly result: LevelingResult;
}

export async function levelPoolVerb(paths: readonly string[], options: LevelPlanOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  if (options.output !== undefined) return failure(EXIT.usage, "-o writes one plan. Maybe level one plan at a time.");
  if (options.optimize !== undefined) return failure(EXIT.usage, "--optimize searches in one plan. Maybe leave it out where several plans share people.");
  const leveling = levelingOptionsOf(options);
  if (!leveling.ok) return leveling;
  const projects: Project[] = [];
  for (const path of paths) {
    const read = await readPlan(path);
    if (!read.ok) return read;
    projects.push(read.value.project);
  }
  const leveled = levelTogether(paths, projects, leveling.value);
  terminal.print(options.json ? `${JSON.stringify({ projects: leveled.map(factsOf) })}\n` : leveled.map(textOf).join("\n"));
  return success(undefined);
}

function levelTogether(paths: readonly string[], projects: readonly Project[], leveling: LevelingOptions): Leveled[] {
  const results = levelPool(projects.map((project, at) => ({ key: String(at), project, priority: -at })), leveling);
  return results.flatMap(({ key, result }) => {
    const [path, project] = [paths[Number(key)], projects[Number(key)]];
    return path === undefined || !project ? [] : [{ path, project, result }];
  });
}

function factsOf({ path, project, result }: Leveled): object {
  return { file: path, name: settingsOf(project).name, ...resultFacts(project, result), finishBefore: formatIso(result.finishBefore), finishAfter: formatIso(result.finishAfter) };
}

function textOf({ path, project, result }: Leveled): string {
  const lines = [`${settingsOf(project).name} (${path}): ${summaryLine(result)}`, ...result.moved.map(({ reason }) => `  ${reason}`), ...result.remaining.map(({ reason }) => `  overload: ${reason}`)];
  return lines.map((line) => `${line}\n`).join("");
}

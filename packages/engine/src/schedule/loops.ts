/** Names loops of links in words, one problem per loop. */
import type { Problem } from "../base/problem.ts";
import type { Outline } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";

/** Loops are named one by one up to this many; each names at most `MOST_NAMED` tasks. */
const MOST_LOOPS = 50;
const MOST_NAMED = 12;

/** Problems for tasks that were left without dates because their links run in a circle. */
export function loopProblems(project: Project, outline: Outline, looped: readonly Task[]): Problem[] {
  if (looped.length === 0) return [];
  const inLoop = new Set(looped.map((task) => task.id));
  const next = successorsWithin(project, outline, inLoop);
  const told = new Set<string>();
  const problems: Problem[] = [];
  for (const task of looped) {
    if (told.has(task.id) || problems.length >= MOST_LOOPS) continue;
    const loop = loopFrom(task.id, next);
    if (loop.some((id) => told.has(id))) continue;
    for (const id of loop) told.add(id);
    problems.push({
      code: "link/loop",
      message: `These tasks wait for each other in a circle, so they have no dates: ${sentenceOf(outline, loop)}.`,
      hint: "Maybe delete one of these links.",
      taskId: loop[0] ?? task.id,
    });
  }
  return problems;
}

/** One looped successor for each looped task; a link on a summary counts for its leaves. */
function successorsWithin(project: Project, outline: Outline, inLoop: ReadonlySet<string>): ReadonlyMap<string, string> {
  const next = new Map<string, string>();
  for (const link of project.records.link.values()) {
    const to = loopedBelow(outline, link.successorId, inLoop)[0];
    if (to === undefined) continue;
    for (const from of loopedBelow(outline, link.predecessorId, inLoop)) if (!next.has(from)) next.set(from, to);
  }
  return next;
}

function loopedBelow(outline: Outline, taskId: string, inLoop: ReadonlySet<string>): readonly string[] {
  const row = outline.rowOf(taskId);
  if (!row) return [];
  const ids: string[] = [];
  for (let index = row.rowNumber - 1; index < row.endIndex; index += 1) {
    const id = outline.rows[index]?.task.id;
    if (id !== undefined && inLoop.has(id)) ids.push(id);
  }
  return ids;
}

/** Follows successors from a task until one comes again: the circle is what lies between. */
function loopFrom(start: string, next: ReadonlyMap<string, string>): readonly string[] {
  const path: string[] = [];
  const placeOf = new Map<string, number>();
  for (let at: string | undefined = start; at !== undefined; at = next.get(at)) {
    const seen = placeOf.get(at);
    if (seen !== undefined) return path.slice(seen);
    placeOf.set(at, path.length);
    path.push(at);
  }
  return path;
}

function sentenceOf(outline: Outline, loop: readonly string[]): string {
  const names = loop.slice(0, MOST_NAMED).map((id) => {
    const row = outline.rowOf(id);
    return row ? `“${row.task.name}” (row ${row.rowNumber})` : id;
  });
  const more = loop.length > MOST_NAMED ? ` → ${loop.length - MOST_NAMED} more` : "";
  return `${names.join(" → ")}${more} → back to row ${outline.rowOf(loop[0] ?? "")?.rowNumber ?? "?"}`;
}

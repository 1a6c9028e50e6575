/** What a Planner file says that Leadline has no place for: one sentence each, with how often. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { attributeOf, listed } from "../xml/xml-tree.ts";
import { childOf, childrenOf, type XmlElement } from "../xml/xml-element.ts";

export function lossesOf(root: XmlElement): Problem[] {
  const phases = listed(root, "phases", "phase").length;
  const columns = listed(root, "properties", "property").length;
  const tasks = allTasks(root);
  const begun = tasks.filter((task) => Number(attributeOf(task, "percent-complete") ?? 0) > 0 && childOf(task, "task") === undefined).length;
  return [
    ...told("planner/phases", phases, (n) => `${n} project ${n === 1 ? "phase is" : "phases are"} not imported: Leadline has no place for ${n === 1 ? "it" : "them"}.`),
    ...told("planner/columns", columns, (n) => `${n} ${n === 1 ? "column" : "columns"} of your own ${n === 1 ? "is" : "are"} not imported: Leadline has no place for ${n === 1 ? "it" : "them"}.`),
    ...told("planner/progress", begun, (n) => `Planner does not say when ${n} ${n === 1 ? "task" : "tasks"} under way or done really began; the time where the task stands is taken.`),
  ];
}

function allTasks(root: XmlElement): XmlElement[] {
  const open = [...listed(root, "tasks", "task")];
  const tasks: XmlElement[] = [];
  for (let task = open.pop(); task; task = open.pop()) {
    tasks.push(task);
    for (const child of childrenOf(task, "task")) open.push(child);
  }
  return tasks;
}

function told(code: string, count: number, sentence: (count: number) => string): Problem[] {
  return count === 0 ? [] : [{ code, message: sentence(count) }];
}

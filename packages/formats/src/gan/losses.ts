/** What a GanttProject file says that Leadline has no place for, or reads in its own way: one sentence each, with how often. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { attributeOf, listed } from "../xml/xml-tree.ts";
import { childOf, childrenOf, type XmlElement } from "../xml/xml-element.ts";

export function lossesOf(root: XmlElement): Problem[] {
  const tasks = allTasks(root);
  const count = (test: (task: XmlElement) => boolean): number => tasks.filter(test).length;
  const links = tasks.flatMap((task) => childrenOf(task, "depend"));
  const rubber = links.filter((link) => attributeOf(link, "hardness") === "Rubber").length;
  const daysOff = listed(root, "vacations", "vacation").length;
  const calendars = childOf(root, "calendars");
  const holidays = calendars && attributeOf(calendars, "base-id") ? 1 : 0;
  return [
    ...told("gan/base-calendar", holidays, () => "The calendar builds on one that GanttProject brings along; its holidays are not in the file, so they are not imported."),
    ...told("gan/days", tasks.length, (n) => `GanttProject plans in whole days; the days of ${n} ${n === 1 ? "task are" : "tasks are"} taken as days of 8 hours, from 08:00 to 17:00.`),
    ...told("gan/rubber", rubber, (n) => `${n} ${n === 1 ? "link is" : "links are"} “rubber”, which only keeps its task from being earlier; Leadline links so always, and a task with no other link may start no earlier than where it stands.`),
    ...told("gan/custom-columns", count((task) => childOf(task, "customproperty") !== undefined), (n) => `What stands in columns of your own for ${tasksText(n)} is not imported.`),
    ...told("gan/colours", count((task) => attributeOf(task, "shape") !== undefined), (n) => `The shape of ${tasksText(n)} is not imported.`),
    ...told("gan/typed-cost", count((task) => attributeOf(task, "cost-calculated") === "false" && Number(attributeOf(task, "cost-manual-value") ?? 0) !== 0), (n) => `The cost typed for ${tasksText(n)} stands for the whole in GanttProject; here it is a fixed cost beside that of the people.`),
    ...told("gan/progress", count((task) => Number(attributeOf(task, "complete") ?? 0) > 0 && childOf(task, "task") === undefined), (n) => `GanttProject does not say when work on ${tasksText(n)} under way or done really began; the day where the task stands is taken.`),
    ...told("gan/vacations", daysOff, (n) => `${n} ${n === 1 ? "stretch" : "stretches"} of people's days off ${n === 1 ? "is" : "are"} in their calendars, but move no task, as in GanttProject.`),
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

function tasksText(count: number): string {
  return `${count} ${count === 1 ? "task" : "tasks"}`;
}

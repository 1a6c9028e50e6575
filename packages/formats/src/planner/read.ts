/** Reads a file of GNOME Planner (.planner): calendars, tasks, links and people, with a list of what has no place here. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { finishPlan, ofFormat } from "../finish-plan.ts";
import type { PlanParts } from "../mspdi/plan-parts.ts";
import { startProblemList, type ProblemList } from "../mspdi/problem-list.ts";
import { DEFAULT_READ_LIMITS, type ReadOptions, type ReadResult } from "../plan-file-types.ts";
import { readXmlTree } from "../xml/xml-tree.ts";
import { childOf, type XmlElement } from "../xml/xml-element.ts";
import { lossesOf } from "./losses.ts";
import { readCalendars } from "./read-calendar.ts";
import { readProject } from "./read-project.ts";
import { readResources } from "./read-resource.ts";
import { readTasks } from "./read-task.ts";

const PLANNER = { format: "planner", program: "Planner" } as const;

/** Never throws. Planner stores dates to the second; Leadline keeps whole minutes. */
export function readPlanner(bytes: Uint8Array, options: ReadOptions & { readonly fileName: string }): ReadResult {
  const tree = readXmlTree(bytes, { limits: options.limits ?? DEFAULT_READ_LIMITS, onProgress: options.onProgress }, rootProblem);
  if ("failure" in tree) return { ok: false, problem: ofFormat(tree.failure, PLANNER) };
  if (!childOf(tree.root, "tasks")) return { ok: false, problem: notPlanner("it holds no list of tasks") };
  const problems = startProblemList();
  tree.problems.forEach(problems.add);
  return finishPlan(partsOf(tree.root, options, problems), { ...PLANNER, newId: options.newId, problems, storedTo: "second" });
}

function partsOf(root: XmlElement, { newId, fileName }: ReadOptions & { readonly fileName: string }, problems: ProblemList): PlanParts {
  const calendars = readCalendars(root, newId, problems);
  const resources = readResources(root, newId, problems);
  const { tasks, assignments } = readTasks(root, newId, problems);
  lossesOf(root).forEach(problems.add);
  return { settings: readProject(root, fileName, problems), calendars, tasks, resources, assignments };
}

function rootProblem(name: string): Problem | undefined {
  return name === "project" ? undefined : notPlanner(`it begins with <${name.slice(0, 60)}>, not with <project>`);
}

function notPlanner(why: string): Problem {
  return { code: "planner/not-planner", message: `The file is XML, but no plan of Planner: ${why}.`, hint: "Maybe save the plan again from the program that made it." };
}

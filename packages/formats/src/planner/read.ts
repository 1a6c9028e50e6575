/** Reads a file of GNOME Planner (.planner): calendars, tasks, links and people, with a list of what has no place here. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { finishPlan, ofFormat } from "../finish-plan.ts";
import type { PlanParts } from "../mspdi/plan-parts.ts";
import { startProblemList, type ProblemList } from "../mspdi/problem-list.ts";
import { DEFAULT_READ_LIMITS, type ReadOptions, type ReadResult } from "../plan-file-types.ts";
import { readXmlTree } from "../xml/xml-tree.ts";
import type { XmlElement } from "../xml/xml-element.ts";
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
  if (name === "project") return undefined;
  return { code: "planner/not-planner", message: `The file is XML, but not Planner's: it begins with <${name.slice(0, 60)}>, not with <project>.`, hint: "Maybe save the plan again from Planner." };
}

/** Reads a GanttProject file (.gan): its tasks, links, people, days off and baselines, with a list of what has no place here. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { startProblemList, type ProblemList } from "../mspdi/problem-list.ts";
import { finishPlan, ofFormat } from "../finish-plan.ts";
import { DEFAULT_READ_LIMITS, type ReadOptions, type ReadResult } from "../plan-file-types.ts";
import { readXmlTree } from "../xml/xml-tree.ts";
import { childOf, type XmlElement } from "../xml/xml-element.ts";
import { readBaselines } from "./read-baselines.ts";
import { readCalendars } from "./read-calendar.ts";
import { lossesOf } from "./losses.ts";
import { readResources } from "./read-resource.ts";
import { readProject } from "./read-project.ts";
import { readTasks } from "./read-task.ts";

const GAN = { format: "gan", program: "GanttProject" } as const;

/** Never throws. GanttProject plans in whole days; each becomes a day of eight hours. */
export function readGan(bytes: Uint8Array, options: ReadOptions & { readonly fileName: string }): ReadResult {
  const tree = readXmlTree(bytes, { limits: options.limits ?? DEFAULT_READ_LIMITS, onProgress: options.onProgress }, rootProblem);
  if ("failure" in tree) return { ok: false, problem: ofFormat(tree.failure, GAN) };
  if (!childOf(tree.root, "tasks")) return { ok: false, problem: notGan("it holds no list of tasks") };
  const problems = startProblemList();
  tree.problems.forEach(problems.add);
  return finishPlan(partsOf(tree.root, options, problems), { ...GAN, newId: options.newId, problems, storedTo: "day" });
}

function partsOf(root: XmlElement, { newId, fileName }: ReadOptions & { readonly fileName: string }, problems: ProblemList) {
  const calendars = readCalendars(root, newId, problems);
  const resources = readResources(root, newId, problems);
  const baselines = readBaselines(root, calendars.endOfWork, problems);
  const { tasks, assignments } = readTasks(root, { newId, problems, endOfWork: calendars.endOfWork, busyWithDaysOff: calendars.withDaysOff, baselines: baselines.byTask });
  lossesOf(root).forEach(problems.add);
  return { settings: readProject(root, fileName, tasks), calendars: calendars.drafts, tasks, resources, assignments, baselines: baselines.headers };
}

/** GanttProject's root element is “project”, as in files of other programs; those hold no tasks. */
function rootProblem(name: string): Problem | undefined {
  return name === "project" ? undefined : notGan(`it begins with <${name.slice(0, 60)}>, not with <project>`);
}

function notGan(why: string): Problem {
  return { code: "gan/not-gan", message: `The file is XML, but no plan of GanttProject: ${why}.`, hint: "Maybe save the plan again from the program that made it." };
}


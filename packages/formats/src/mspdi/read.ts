/** Reads a Microsoft Project XML file (MSPDI): records for what Leadline models, and everything else kept word for word. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { KeptSource } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { DEFAULT_READ_LIMITS, type ReadOptions, type ReadResult } from "../plan-file-types.ts";
import { branch, type XmlAttribute, type XmlElement } from "../xml/xml-element.ts";
import { readXml } from "../xml/read-xml.ts";
import { countRecords } from "../record-counts.ts";
import { assemblePlan } from "./assemble-plan.ts";
import { differencesOf, withStoredDates, type StoredFacts } from "./differences.ts";
import { isContainer, keepEntity, type Container } from "./kept-content.ts";
import { withReportedCosts } from "./reported-costs.ts";
import { startCollecting } from "./collect-plan.ts";
import { startKeptCounts } from "./kept-counts.ts";
import type { PlanParts } from "./plan-parts.ts";
import { startProblemList } from "./problem-list.ts";
import { MSPDI_NAMESPACE } from "./values.ts";

export interface MspdiReadOptions extends ReadOptions {
  /** Gives the project its name where the file has no title. */
  readonly fileName: string;
}

/**
 * Reads what Microsoft Project wrote. Dates come from scheduling, never from the file; the stored ones are compared with
 * ours in the report. Never throws: a file that cannot be read gives one sentence, an odd one gives its problems.
 */
export function readMspdi(bytes: Uint8Array, options: MspdiReadOptions): ReadResult {
  const problems = startProblemList();
  const collecting = startCollecting(options.fileName, problems);
  const kept: KeptSource[] = [];
  const keptCounts = startKeptCounts();
  const counts = new Map<Container, number>();
  const projectChildren: XmlElement[] = [];
  let rootAttributes: readonly XmlAttribute[] = [];

  const outcome = readXml(bytes, { limits: options.limits ?? DEFAULT_READ_LIMITS, onProgress: options.onProgress }, {
    root: (name, attributes) => {
      rootAttributes = attributes;
      return rootProblem(name, attributes);
    },
    isContainer,
    child: (element) => projectChildren.push(element),
    entity: (container, element) => {
      if (!isContainer(container)) return;
      const at = counts.get(container) ?? 0;
      counts.set(container, at + 1);
      const id = options.newId();
      kept.push(keepEntity({ id, place: container, at, element }));
      keptCounts.count(element);
      collecting.entity(container, element, id);
    },
  });
  if ("failure" in outcome) return { ok: false, problem: outcome.failure };

  const root: XmlElement = { ...branch("Project", projectChildren), ...(rootAttributes.length > 0 && { attributes: rootAttributes }) };
  kept.push(keepEntity({ id: "settings", place: "Project", at: 0, element: root }));
  keptCounts.count(root);
  const parts = collecting.parts(root);
  const { project } = assemblePlan(parts, { newId: options.newId, impliedId: options.newId, problems });
  const computed = schedule(project);
  const differences = differencesOf(project, computed.schedule, storedFacts(parts, project));
  return {
    ok: true,
    project: withKept(withReportedCosts(withStoredDates(project, differences), computed.schedule, parts.tasks), kept),
    problems: [...outcome.problems, ...problems.all(), ...computed.problems],
    report: { ...countRecords("mspdi", project), differences, kept: keptCounts.all() },
  };
}

function storedFacts({ tasks, assignments }: PlanParts, project: Project): StoredFacts {
  const odditiesByTask = new Map<string, Set<string>>();
  for (const { assignment, oddities } of assignments) {
    const taskId = project.records.assignment.get(assignment.id)?.taskId;
    if (taskId === undefined || oddities.length === 0) continue;
    const known = odditiesByTask.get(taskId) ?? new Set();
    odditiesByTask.set(taskId, known);
    for (const oddity of oddities) known.add(oddity);
  }
  return { datesByTask: new Map(tasks.map(({ task, stored }) => [task.id, stored])), odditiesByTask };
}

function withKept(project: Project, kept: readonly KeptSource[]): Project {
  return { records: { ...project.records, keptSource: new Map(kept.map((record) => [record.id, record])) } };
}

/** Whether this is the root element of an MSPDI file; other files of the trade also call theirs “Project”. */
function rootProblem(name: string, attributes: readonly XmlAttribute[]): Problem | undefined {
  const namespaces = attributes.filter(([key]) => key === "xmlns" || key.startsWith("xmlns:")).map(([, value]) => value);
  const fits = namespaces.length === 0 || namespaces.some((namespace) => namespace.startsWith(MSPDI_NAMESPACE));
  if (name === "Project" && fits) return undefined;
  return {
    code: "mspdi/not-mspdi",
    message: `The file is XML, but not Microsoft Project's: it begins with <${name.slice(0, 60)}>, not with <Project xmlns="${MSPDI_NAMESPACE}">.`,
    hint: "Maybe save the plan from Microsoft Project: File, Save As, XML Format (*.xml).",
  };
}

/** The plans that GanttProject keeps beside the present one, as baselines. */
import type { Baseline } from "@leadline/engine/model/records.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import type { BaselineDraft } from "../mspdi/read-baselines.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import { attributeFields, attributeOf, listed } from "../xml/xml-tree.ts";
import { childrenOf, type XmlElement } from "../xml/xml-element.ts";
import { MINUTES_OF_WORK, MOST_DAYS, startOfWork, type EndOfWork } from "./days.ts";

export interface GanBaselines {
  readonly headers: readonly Omit<Baseline, "id">[];
  /** By GanttProject's task id. */
  readonly byTask: ReadonlyMap<number, BaselineDraft[]>;
}

const MOST_BASELINES = 11;

export function readBaselines(root: XmlElement, endOfWork: EndOfWork, problems: ProblemList): GanBaselines {
  const lists = listed(root, "previous", "previous-tasks");
  if (lists.length > MOST_BASELINES) {
    problems.add({ code: "gan/too-many-baselines", message: `The file holds ${lists.length} baselines; Leadline has room for ${MOST_BASELINES}, so the first ${MOST_BASELINES} were taken.` });
  }
  const byTask = new Map<number, BaselineDraft[]>();
  const headers = lists.slice(0, MOST_BASELINES).map((list, number): Omit<Baseline, "id"> => {
    for (const element of childrenOf(list, "previous-task")) readTask(element, number, { byTask, endOfWork, problems });
    const name = attributeOf(list, "name");
    return { number, ...(name && { reason: ownText(name, 1000) }) };
  });
  return { headers, byTask };
}

interface Reading {
  readonly byTask: Map<number, BaselineDraft[]>;
  readonly endOfWork: EndOfWork;
  readonly problems: ProblemList;
}

/** A task that stands twice in a baseline is told; the first counts. */
function readTask(element: XmlElement, number: number, { byTask, endOfWork, problems }: Reading): void {
  const fields = attributeFields(element, `A task of a baseline in line ${element.line}`, problems);
  const [id, begin] = [fields.integer("id"), fields.date("start")];
  if (id === undefined || begin === undefined) return fields.odd("gan/baseline", "It has no id or no start; it was left out.");
  const list = byTask.get(id) ?? [];
  if (list.some((one) => one.number === number)) return fields.odd("gan/baseline", "The task stands twice in this baseline; the first counts.");
  byTask.set(id, list);
  const start = startOfWork(begin);
  const days = fields.flag("meeting") === true ? 0 : Math.trunc(fields.within("duration", 0, MOST_DAYS) ?? 0);
  list.push({ number, start, finish: endOfWork(start, days), durationMinutes: days * MINUTES_OF_WORK });
}

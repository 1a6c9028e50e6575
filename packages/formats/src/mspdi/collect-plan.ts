/** Takes the entities of a file one by one and remembers what they say; the elements themselves need not be held. */
import type { XmlElement } from "../xml/xml-element.ts";
import type { PlanParts } from "./plan-parts.ts";
import { fieldsOf } from "./entity-fields.ts";
import type { Container } from "./kept-content.ts";
import type { ProblemList } from "./problem-list.ts";
import { readCalendar, type CalendarDraft } from "./read-calendar.ts";
import { isResource, readAssignment, readResource, type AssignmentDraft, type ResourceDraft } from "./read-resource.ts";
import { readSettings } from "./read-settings.ts";
import { isTask, readTask, type TaskDraft } from "./read-task.ts";

export interface Collecting {
  readonly entity: (container: Container, element: XmlElement, id: string) => void;
  /** All parts, once the root element with the project's own elements is known. */
  readonly parts: (root: XmlElement) => PlanParts;
}

export function startCollecting(fileName: string, problems: ProblemList): Collecting {
  const calendars: CalendarDraft[] = [];
  const tasks: TaskDraft[] = [];
  const resources: ResourceDraft[] = [];
  const assignments: AssignmentDraft[] = [];
  return {
    entity: (container, element, id) => {
      if (element.name !== ENTITY_NAMES[container]) return;
      if (container === "Calendars") calendars.push(readCalendar(element, id, problems));
      else if (container === "Tasks") {
        if (isTask(element)) tasks.push(readTask(element, id, problems));
      } else if (container === "Resources") {
        if (isResource(element)) resources.push(readResource(element, id, problems));
      } else assignments.push(readAssignment(element, id, problems));
    },
    parts: (root) => ({ settings: readSettings(fieldsOf(root, "The project", problems), fileName), calendars, tasks, resources, assignments }),
  };
}

const ENTITY_NAMES: Readonly<Record<Container, string>> = { Calendars: "Calendar", Tasks: "Task", Resources: "Resource", Assignments: "Assignment" };

/** What a GanttProject file says of the project as a whole. */
import type { SettingsDraft } from "../mspdi/read-settings.ts";
import type { TaskDraft } from "../mspdi/read-task.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import { attributeOf } from "../xml/xml-tree.ts";
import { textOf, type XmlElement } from "../xml/xml-element.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { DAY_ENDS, DAY_STARTS, MINUTES_OF_WORK } from "./days.ts";
import { PROJECT_CALENDAR } from "./read-calendar.ts";

/** GanttProject stores no start of the project: it begins with its first task. */
export function readProject(root: XmlElement, fileName: string, tasks: readonly TaskDraft[]): SettingsDraft {
  const name = attributeOf(root, "name")?.trim() || fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{1,5}$/, "") || "Project";
  const description = textOf(root, "description")?.trim();
  let start: Minute | undefined;
  for (const { stored } of tasks) if (stored.start !== undefined && (start === undefined || stored.start < start)) start = stored.start;
  return {
    settings: {
      id: "settings",
      name: ownText(name, 1000),
      minutesPerDay: MINUTES_OF_WORK,
      minutesPerWeek: 5 * MINUTES_OF_WORK,
      daysPerMonth: 20,
      defaultStartTime: DAY_STARTS,
      defaultFinishTime: DAY_ENDS,
      honorConstraints: true,
      criticalSlackLimitDays: 0,
      multipleCriticalPaths: false,
      newTasksAreManual: false,
      weekStartDay: 1,
      currency: "",
      origin: { format: "gan", name: ownText(fileName, 1000) },
      ...(description && { description: ownText(description, 100_000) }),
    },
    start,
    calendarUid: PROJECT_CALENDAR,
  };
}

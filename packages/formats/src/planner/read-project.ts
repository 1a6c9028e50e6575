/** What a Planner file says of the project as a whole. */
import { ownText } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { SettingsDraft } from "../mspdi/read-settings.ts";
import { attributeFields, attributeOf } from "../xml/xml-tree.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { parseInstant, uidOf } from "./values.ts";

export function readProject(root: XmlElement, fileName: string, problems: ProblemList): SettingsDraft {
  const fields = attributeFields(root, "The project", problems);
  const name = attributeOf(root, "name")?.trim() || fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{1,7}$/, "") || "Project";
  const [company, manager] = [attributeOf(root, "company"), attributeOf(root, "manager")];
  const description = [company && `Company: ${company}`, manager && `Manager: ${manager}`].filter((line) => line).join("\n");
  return {
    settings: {
      id: "settings",
      name: ownText(name, 1000),
      minutesPerDay: 480,
      minutesPerWeek: 2400,
      daysPerMonth: 20,
      defaultStartTime: 480,
      defaultFinishTime: 1020,
      honorConstraints: true,
      criticalSlackLimitDays: 0,
      multipleCriticalPaths: false,
      newTasksAreManual: false,
      weekStartDay: 1,
      currency: "",
      origin: { format: "planner", name: ownText(fileName, 1000) },
      ...(description !== "" && { description: ownText(description, 100_000) }),
    },
    start: fields.code("project-start", parseInstant),
    calendarUid: uidOf(fields.integer("calendar")),
  };
}

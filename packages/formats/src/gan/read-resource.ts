/** The people of a GanttProject file. */
import type { ResourceDraft } from "../mspdi/read-resource.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import { attributeFields, attributeOf, listed } from "../xml/xml-tree.ts";
import { childrenOf, type XmlElement } from "../xml/xml-element.ts";
import { calendarUidOf } from "./read-calendar.ts";

/** Rates are per day in GanttProject. */
const PER_DAY = 3;

export function readResources(root: XmlElement, newId: () => string, problems: ProblemList): ResourceDraft[] {
  const roles = rolesOf(root);
  const withDaysOff = new Set(listed(root, "vacations", "vacation").map((element) => attributeOf(element, "resourceid")));
  return listed(root, "resources", "resource").map((element) => {
    const name = attributeOf(element, "name") ?? "";
    const called = `Person “${name.slice(0, 60)}”`;
    const fields = attributeFields(element, called, problems);
    const id = fields.integer("id");
    const rate = rateOf(element, called, problems);
    const texts = { email: attributeOf(element, "contacts"), group: roles.get(attributeOf(element, "function") ?? ""), phone: attributeOf(element, "phone") };
    return {
      resource: {
        id: newId(),
        ...(id !== undefined && { uid: id }),
        name: ownText(name, 1000),
        type: "work" as const,
        maxUnits: 1,
        ...(texts.group && { group: ownText(texts.group, 1000) }),
        ...(texts.email && { email: ownText(texts.email, 1000) }),
        ...(texts.phone && { notes: ownText(`Phone: ${texts.phone}`, 100_000) }),
      },
      calendarUid: id !== undefined && withDaysOff.has(String(id)) ? calendarUidOf(id) : undefined,
      rate: rate === undefined || rate === 0 ? undefined : { amount: rate, format: PER_DAY },
      called,
      line: element.line,
    };
  });
}

function rateOf(element: XmlElement, called: string, problems: ProblemList): number | undefined {
  const standard = childrenOf(element, "rate").find((rate) => attributeOf(rate, "name") === "standard");
  return standard && attributeFields(standard, `${called}, the rate`, problems).within("value", 0, 1e12);
}

/** Names of the roles that the file defines itself; GanttProject's own ("Default:0") have no name in it. */
function rolesOf(root: XmlElement): ReadonlyMap<string, string> {
  const roles = root.children.filter(({ name }) => name === "roles").flatMap((list) => childrenOf(list, "role"));
  return new Map(roles.map((role) => [attributeOf(role, "id") ?? "", attributeOf(role, "name") ?? ""]));
}

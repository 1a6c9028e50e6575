/** The people and materials of a Planner file. */
import { ownText } from "../mspdi/entity-fields.ts";
import type { ProblemList } from "../mspdi/problem-list.ts";
import type { ResourceDraft } from "../mspdi/read-resource.ts";
import { attributeFields, attributeOf, listed } from "../xml/xml-tree.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { uidOf } from "./values.ts";

/** Rates are per hour in Planner. */
const PER_HOUR = 2;
const MATERIAL = 2;

export function readResources(root: XmlElement, newId: () => string, problems: ProblemList): ResourceDraft[] {
  const groups = new Map(listed(root, "resource-groups", "group").map((group) => [attributeOf(group, "id"), attributeOf(group, "name")]));
  return listed(root, "resources", "resource").map((element) => {
    const name = attributeOf(element, "name") ?? "";
    const called = `Resource “${name.slice(0, 60)}” (id ${attributeOf(element, "id")?.slice(0, 20) ?? "none"})`;
    const fields = attributeFields(element, called, problems);
    const uid = uidOf(fields.integer("id"));
    const rate = fields.within("std-rate", 0, 1e12);
    const texts = { initials: attributeOf(element, "short-name"), email: attributeOf(element, "email"), group: groups.get(attributeOf(element, "group")), notes: attributeOf(element, "note") };
    return {
      resource: {
        id: newId(),
        ...(uid !== undefined && { uid }),
        name: ownText(name, 1000),
        type: fields.integer("type") === MATERIAL ? ("material" as const) : ("work" as const),
        maxUnits: 1,
        ...(texts.initials && { initials: ownText(texts.initials, 1000) }),
        ...(texts.group && { group: ownText(texts.group, 1000) }),
        ...(texts.email && { email: ownText(texts.email, 1000) }),
        ...(texts.notes && { notes: ownText(texts.notes, 100_000) }),
      },
      calendarUid: uidOf(fields.integer("calendar")),
      rate: rate === undefined || rate === 0 ? undefined : { amount: rate, format: PER_HOUR },
      called,
      line: element.line,
    };
  });
}

/** Writes the rows of the resource list. */
import type { Resource } from "@leadline/engine/model/records.ts";
import { branch, leaf, type XmlElement } from "../xml/xml-element.ts";
import type { Entry } from "./entry-order.ts";
import { mergeEntity, newEntity, type Elements } from "./merge-entity.ts";
import { workMoves, workTexts } from "./moved-totals.ts";
import { overtimeRateElements, rateTables, resourceElements, resourceSpan, SPAN_ELEMENTS, standardRateElements } from "./resource-elements.ts";
import { USUAL_RESOURCE } from "./usual-values.ts";
import type { Writing } from "./writing.ts";

/** `rowId` counts kept rows too, and the unassigned resource as row 0. */
export function resourceEntity({ now, was, source: plan }: Writing, { recordId, source }: Entry, rowId: number): XmlElement {
  const resource = now.project.records.resource.get(recordId ?? "");
  if (!resource) return source?.element() ?? branch("Resource", []);
  const elements = new Map(resourceElements(now, resource, rowId));
  const before = was?.project.records.resource.get(resource.id);
  const [workWas, workNow] = [was?.resourceWork.get(resource.id), now.resourceWork.get(resource.id)];
  if (!source || !was || !before) {
    for (const [name, list] of [...standardRateElements(resource), ...overtimeRateElements(resource)]) elements.set(name, list);
    for (const [name, text] of workTexts(workNow, USUAL_RESOURCE)) elements.set(name, [leaf(name, text)]);
    return newEntity("Resource", elements, USUAL_RESOURCE);
  }
  const rowIdWas = (plan?.lists.Resources.findIndex(({ id }) => id === resource.id) ?? 0) + (plan?.lists.Resources[0]?.uid === 0 ? 0 : 1);
  const given = source.element();
  return mergeEntity(given, {
    was: new Map([...resourceElements(was, before, rowIdWas), ...resourceSpan(was, resource.id)]),
    now: new Map([...elements, ...resourceSpan(now, resource.id)]),
    moved: workMoves(workWas, workNow, given),
    onlyWhereGiven: new Set([...SPAN_ELEMENTS, ...(resource.rates ? [] : ["Rates"])]),
    replaced: changedRates(before, resource),
  });
}

/** Rates that an edit changed, and the tables that a source has of them. */
function changedRates(before: Resource, after: Resource): Elements {
  const standard = before.standardRateCentsPerHour !== after.standardRateCentsPerHour;
  const overtime = before.overtimeRateCentsPerHour !== after.overtimeRateCentsPerHour;
  const isInTables = standard || overtime || before.costPerUseCents !== after.costPerUseCents || (before.rates !== undefined && after.rates === undefined);
  return new Map([...(standard ? standardRateElements(after) : []), ...(overtime ? overtimeRateElements(after) : []), ...(isInTables ? rateTables(after) : [])]);
}

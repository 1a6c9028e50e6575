/** Rules between the fields of issues and events of delay: days in their order, networks without circles. */
import type { DelayEvent, IssueItem } from "../model/records.ts";
import { formatIsoDay } from "../time/minute.ts";

/** What is wrong with an issue, as the end of a sentence; `undefined` where nothing is. */
export function issueRule({ state, raisedDay, dueDay, endedDay }: IssueItem): string | undefined {
  const isOver = state === "resolved" || state === "closed";
  if (endedDay !== undefined && !isOver) return `it is ${state === "open" ? "open" : "in progress"}, so it has no day on which it ended`;
  if (raisedDay !== undefined && dueDay !== undefined && dueDay < raisedDay) return `it is due (${formatIsoDay(dueDay)}) before it was raised (${formatIsoDay(raisedDay)})`;
  return raisedDay !== undefined && endedDay !== undefined && endedDay < raisedDay ? `it ended (${formatIsoDay(endedDay)}) before it was raised (${formatIsoDay(raisedDay)})` : undefined;
}

/** The steps of an event form a network without circles, each with an id of its own. */
export function eventRule({ steps }: DelayEvent): string | undefined {
  const ids = new Set(steps.map(({ id }) => id));
  if (ids.size !== steps.length) return "two of its steps have the same id";
  const stray = steps.find(({ afterStepIds }) => afterStepIds.some((id) => !ids.has(id)));
  if (stray) return `its step “${stray.name}” follows a step that it does not have`;
  const placed = new Set<string>();
  for (let round = 0; round < steps.length; round += 1) for (const step of steps) if (step.afterStepIds.every((id) => placed.has(id))) placed.add(step.id);
  const circling = steps.find(({ id }) => !placed.has(id));
  return circling ? `its step “${circling.name}” waits for itself, directly or through others` : undefined;
}

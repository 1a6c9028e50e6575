/** Why an overload stays after levelling: in whose way it is to wait. */
import { settingsOf } from "../model/project.ts";
import { readableDate } from "../time/date-text.ts";
import { asksTooMuch, canDelay } from "./leveling-model.ts";
import { HOLD_WORDS } from "./leveling-words.ts";
import type { LevelingOptions, Overload, RemainingOverload } from "./leveling.ts";
import type { LevelingFacts } from "./moved-tasks.ts";

/** Tasks that a sentence names; the rest is counted. */
const MOST_NAMED = 3;

export function remainingWithReasons(facts: LevelingFacts, overloads: readonly Overload[], options: LevelingOptions): readonly RemainingOverload[] {
  return joined(overloads).map((overload) => ({ ...overload, reason: reasonOf(facts, overload, options) }));
}

/** Days without work between two overloads that still count as one. */
const LONGEST_PAUSE_MINUTES = 4 * 1440;

/** Stretches of the same tasks in a row are one overload. */
function joined(overloads: readonly Overload[]): readonly Overload[] {
  const found: Overload[] = [];
  for (const overload of overloads) {
    const last = found.at(-1);
    const goesOn = last?.resourceId === overload.resourceId && overload.from - last.to <= LONGEST_PAUSE_MINUTES && overload.taskIds.join() === last.taskIds.join();
    if (last && goesOn) found[found.length - 1] = { ...last, to: overload.to, demand: last.demand + overload.demand, capacity: last.capacity + overload.capacity };
    else found.push(overload);
  }
  return found;
}

/** "on Mon 2 March 2026", "from Mon 2 March 2026 to Wed 4 March 2026". */
function whenWords({ from, to }: Overload): string {
  const [first, last] = [readableDate(from, 0), readableDate(to, 1440)];
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
}

function reasonOf({ leveled, model }: LevelingFacts, overload: Overload, options: LevelingOptions): string {
  const name = leveled.records.resource.get(overload.resourceId)?.name ?? "A resource";
  const asked = `${name} is asked for ${hours(overload.demand)} ${whenWords(overload)} and has ${hours(overload.capacity)}`;
  if ((options.from !== undefined && overload.from < options.from) || (options.to !== undefined && overload.from >= options.to)) return `${asked}; it lies outside the range that was levelled.`;
  if (!canDelay(model)) return `${asked}; levelling moves tasks only in plans that are scheduled from their start by MS Project's rules.`;
  const kept = overload.taskIds.map((id) => ({ task: leveled.records.task.get(id), hold: holdOfTask(model, id) }));
  if (kept.length === 1) return `${asked}: “${kept[0]?.task?.name ?? ""}” alone asks for more than there is, and levelling does not change units.`;
  const told = kept.slice(0, MOST_NAMED).map(({ task, hold }) => `“${task?.name ?? ""}” ${hold ? `stays because ${HOLD_WORDS[hold]}` : asksAlone(model, task?.id, overload) ? "alone asks for more than there is" : whyStuck(facts(leveled), options)}`);
  const more = kept.length > MOST_NAMED ? `, and ${kept.length - MOST_NAMED} more` : "";
  return `${asked}: ${told.join(", ")}${more}.`;
}

function asksAlone(model: LevelingFacts["model"], taskId: string | undefined, { resourceId }: Overload): boolean {
  const node = model.compiled.nodeOfRow[model.outline.indexOf(taskId ?? "") ?? -1] ?? -1;
  return (model.demands[node] ?? []).some((demand) => model.people[demand.person]?.resource.id === resourceId && asksTooMuch(model, demand));
}

function facts(project: LevelingFacts["leveled"]): { readonly honors: boolean } {
  return { honors: settingsOf(project).honorConstraints };
}

function whyStuck({ honors }: { readonly honors: boolean }, options: LevelingOptions): string {
  if (options.withinSlack) return "has not enough slack to wait";
  return honors ? "finds no later time that its dates allow" : "finds no later time";
}

function holdOfTask({ outline, compiled, holds }: LevelingFacts["model"], taskId: string): LevelingFacts["model"]["holds"][number] {
  return holds[compiled.nodeOfRow[outline.indexOf(taskId) ?? -1] ?? -1];
}

function hours(minutes: number): string {
  return `${Math.round((minutes / 60) * 10) / 10} h`;
}

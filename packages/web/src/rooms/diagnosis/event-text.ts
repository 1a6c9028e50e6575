/** The steps of an event as one line that can be typed: "Goods held 4d; New papers 2d", one behind the other. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { DelayEvent } from "@leadline/engine/model/records.ts";
import { formatDuration, parseDuration, type DurationScale } from "@leadline/engine/time/duration-text.ts";

type Steps = DelayEvent["steps"];

export function stepsText(steps: Steps, project: Project): string {
  const settings = settingsOf(project);
  return steps.map(({ name, durationMinutes }) => `${name} ${formatDuration({ durationMinutes, durationUnit: "d", estimated: false }, settings)}`).join("; ");
}

/** Whether each step follows the one before it, so that a line says all. */
export function isChain(steps: Steps): boolean {
  return steps.every(({ afterStepIds }, at) => (at === 0 ? afterStepIds.length === 0 : afterStepIds.length === 1 && afterStepIds[0] === steps[at - 1]?.id));
}

/** A step without a name is called as the event. */
export function stepsOfText(text: string, project: Project, title: string, newId: () => string): { readonly steps: Steps } | { readonly sentence: string } {
  const settings = settingsOf(project);
  const steps: Steps[number][] = [];
  for (const part of text.split(";").map((one) => one.trim()).filter(Boolean)) {
    const read = namedLength(part, settings);
    if (!read) return { sentence: `“${part}” does not end with how long it takes. Type steps as “Goods held 4d; New papers 2d”.` };
    const before = steps.at(-1);
    steps.push({ id: newId(), name: read.name === "" ? title : read.name, durationMinutes: read.durationMinutes, afterStepIds: before ? [before.id] : [] });
  }
  return steps.length === 0 ? { sentence: "An event needs a step that takes time, such as “Goods held 4d”." } : { steps };
}

/** "Goods held 4d" or "Goods held 4 days": a name, and a length of working time in its last word or two. */
function namedLength(part: string, settings: DurationScale): { readonly name: string; readonly durationMinutes: number } | undefined {
  const words = part.split(/\s+/);
  for (const count of [1, 2]) {
    const read = parseDuration(words.slice(-count).join(" "), settings);
    if (read.ok && !read.durationUnit.startsWith("e")) return { name: words.slice(0, -count).join(" "), durationMinutes: read.durationMinutes };
  }
  return undefined;
}

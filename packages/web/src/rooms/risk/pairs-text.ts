/** Pairs of tasks that go together differently from their group, as text: "NET-1 & NET-2 0.7; NET-1 & NET-3 -0.2". */
import type { Project } from "@leadline/engine/model/project.ts";
import type { CorrelationGroup } from "@leadline/engine/model/records.ts";
import { numberOf } from "../../ui/number-text.ts";
import { tasksOfText, tasksText } from "../../ui/record-names.ts";

type Pair = NonNullable<CorrelationGroup["pairs"]>[number];
type Read = { readonly pairs: readonly Pair[] } | { readonly sentence: string };

export function pairsText(pairs: readonly Pair[], project: Project, key: string): string {
  return pairs.map(({ taskId, otherTaskId, coefficient }) => `${tasksText([taskId], project, key)} & ${tasksText([otherTaskId], project, key)} ${coefficient}`).join("; ");
}

export function pairsOfText(text: string, project: Project, key: string): Read {
  const pairs: Pair[] = [];
  for (const part of text.split(";").map((one) => one.trim()).filter(Boolean)) {
    const read = pairOf(part, project, key);
    if ("sentence" in read) return read;
    pairs.push(read);
  }
  return { pairs };
}

function pairOf(part: string, project: Project, key: string): Pair | { readonly sentence: string } {
  const [one = "", rest = "", ...more] = part.split("&").map((side) => side.trim());
  const [other = "", number = "", ...further] = rest.split(/\s+/);
  const coefficient = coefficientOf(number);
  if (more.length > 0 || further.length > 0 || one === "" || other === "" || coefficient === undefined) {
    return { sentence: `“${part}” is no pair. Type two tasks and a number from -1 to 1, such as ${key}-1 & ${key}-2 0.7; part several by semicolons.` };
  }
  const found = tasksOfText(`${one}, ${other}`, project, key);
  if ("sentence" in found) return found;
  const [taskId, otherTaskId] = found.ids;
  return taskId === undefined || otherTaskId === undefined ? { sentence: `“${part}” pairs a task with itself. Name two different tasks.` } : { taskId, otherTaskId, coefficient };
}

/** From -1 to 1, with a decimal point or comma. */
export function coefficientOf(text: string): number | undefined {
  const value = numberOf(text.replace("−", "-"));
  return value !== undefined && value >= -1 && value <= 1 ? value : undefined;
}

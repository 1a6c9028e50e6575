/** `leadline diff OLD NEW`: what changed between two versions of a plan, and what each change did to the finish. */
import { changeSentence, slipWords } from "@leadline/engine/diagnosis/difference-words.ts";
import { differenceOf, type PlanDifference } from "@leadline/engine/diagnosis/plan-difference.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { readableDate } from "@leadline/engine/time/date-text.ts";
import { success, type Outcome } from "./exit-code.ts";
import { readPlan } from "./plan-input.ts";
import { uidOf } from "./schedule-facts.ts";
import type { Terminal } from "./terminal.ts";

export interface DiffOptions {
  readonly json?: true;
}

/** Changes that do not touch the finish are listed up to this many; `--json` has them all. */
const MOST_QUIET = 40;

export async function diffVerb(oldPath: string, newPath: string, options: DiffOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const [before, after] = [await readPlan(oldPath), await readPlan(newPath)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const difference = differenceOf(before.value.project, after.value.project);
  terminal.print(options.json ? `${JSON.stringify(factsOf(difference))}\n` : textOf(difference));
  return success(undefined);
}

function factsOf(difference: PlanDifference): object {
  const iso = (minute: Minute): string => formatIso(minute);
  const about = (taskId: string | undefined): object => {
    const task = taskId === undefined ? undefined : (difference.after.records.task.get(taskId) ?? difference.before.records.task.get(taskId));
    return task ? { uid: uidOf(task), name: task.name } : {};
  };
  return {
    finishBefore: iso(difference.finishBefore),
    finishAfter: iso(difference.finishAfter),
    slipWorkingDays: difference.slipDays,
    changes: difference.changes.map((change) => ({ cause: change.cause, ...about(change.taskId), slipWorkingDays: change.slipDays, sentence: changeSentence(difference, change), fields: plainFields(change.fields) })),
    moved: difference.moved.map((one) => ({
      ...about(one.taskId),
      startBefore: iso(one.startBefore),
      startAfter: iso(one.startAfter),
      finishBefore: iso(one.finishBefore),
      finishAfter: iso(one.finishAfter),
    })),
  };
}

/** Values that are single; lists of links and assignments are told in the sentence. */
function plainFields(fields: PlanDifference["changes"][number]["fields"]): object[] {
  return fields.filter(({ before, after }) => typeof before !== "object" && typeof after !== "object").map(({ field, before, after }) => ({ field, before: before ?? null, after: after ?? null }));
}

function textOf(difference: PlanDifference): string {
  const { changes, moved, finishBefore, finishAfter, slipDays } = difference;
  const head = [`${nameOf(difference.after)}: ${slipWords(slipDays)} (${readableDate(finishBefore)} → ${readableDate(finishAfter)}), ${counted(changes.length, "change")}, ${counted(moved.length, "task")} moved.`];
  const acting = changes.filter((change) => change.slipDays !== 0).sort((a, b) => Math.abs(b.slipDays) - Math.abs(a.slipDays));
  const quiet = changes.filter((change) => change.slipDays === 0);
  const lines = [...head];
  if (acting.length > 0) lines.push("", "What moved the finish:", ...acting.map((change) => `  ${changeSentence(difference, change)}`));
  if (quiet.length > 0) lines.push("", "What else changed:", ...quiet.slice(0, MOST_QUIET).map((change) => `  ${changeSentence(difference, change)}`));
  if (quiet.length > MOST_QUIET) lines.push(`  … and ${quiet.length - MOST_QUIET} more (leadline diff --json lists all).`);
  return lines.map((line) => `${line}\n`).join("");
}

function nameOf(project: Project): string {
  return settingsOf(project).name;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

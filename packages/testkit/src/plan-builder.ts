/** Whole plans from a few lines of plan-text, for tests: task ids are the labels, so that a test can ask for "B". */
import type { Project } from "@leadline/engine/model/project.ts";
import { parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { readPlanText } from "@leadline/formats/plan-text/read.ts";

/** Ids `prefix1`, `prefix2`, … */
export function countingIds(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}${(count += 1)}`;
}

/**
 * The project of a text. Without a line `project …` it starts on Monday 2026-03-02 08:00 in the standard calendar.
 * `planOf('A "Survey" 3d\nB "Order" 2d after A')`. A text that does not read is a bug of the test, so it throws.
 */
export function planOf(text: string): Project {
  const whole = /^\s*project\s/m.test(text) ? text : `project "Plan" starts 2026-03-02\n${text}`;
  const result = readPlanText(whole, { newId: countingIds("r"), taskId: (label) => label });
  if (!result.ok) throw new Error(`This plan-text does not read: ${result.problem.message}\n${whole}`);
  return result.project;
}

/** An instant from "2026-03-02T08:00"; throws on anything else, since only tests call it. */
export function at(text: string): Minute {
  const minute = parseIso(text);
  if (minute === undefined) throw new Error(`“${text}” is not an instant`);
  return minute;
}

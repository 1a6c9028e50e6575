/** Reads the plan that a verb is to work on, whatever format it is in. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Problem } from "@leadline/engine/base/problem.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { readForeignPlan } from "@leadline/formats/foreign-plan.ts";
import type { ReadOptions, ReadResult } from "@leadline/formats/plan-file-types.ts";
import { EXIT, failure, fileFailure, success, type Outcome } from "./exit-code.ts";

/** The same at every run, so that the same file converts to the same bytes. */
export const ID_SEED = "r";

export type ReadPlan = Extract<ReadResult, { ok: true }>;

/** What the person says beside the file's name. */
export interface InputOptions {
  /** The project to take from a file that holds several. */
  readonly project?: string;
  /** Of a table whose dates leave it open: dmy or mdy. */
  readonly dates?: string;
  /** Of a table whose numbers leave it open: point or comma. */
  readonly decimals?: string;
}

/** Bad input fails with one sentence that names the file, the line where there is one, and the reason. */
export async function readPlan(path: string, options: InputOptions = {}): Promise<Outcome<ReadPlan>> {
  const wishes = wishesOf(options);
  if (!wishes.ok) return wishes;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return fileFailure(path, error);
  }
  const result = await readAnyPlan(basename(path), bytes, wishes.value);
  return result.ok ? success(result) : failure(EXIT.failed, problemSentence(path, result.problem));
}

function wishesOf({ project, dates, decimals }: InputOptions): Outcome<Omit<ReadOptions, "newId">> {
  if (dates !== undefined && dates !== "dmy" && dates !== "mdy") return failure(EXIT.usage, `--dates ${dates}: say dmy where the day comes first, mdy where the month does.`);
  if (decimals !== undefined && decimals !== "point" && decimals !== "comma") return failure(EXIT.usage, `--decimals ${decimals}: say point or comma.`);
  return success({ ...(project !== undefined && { project }), ...(dates && { dates }), ...(decimals && { decimals }) });
}

/** The readers of our own formats check every record against its schema: loading them takes longer than most plans take to read. */
async function readAnyPlan(name: string, bytes: Uint8Array, options: Omit<ReadOptions, "newId">): Promise<ReadResult> {
  const wishes = (): ReadOptions => ({ newId: seededIds(ID_SEED), ...options });
  const read = readForeignPlan(name, bytes, wishes());
  if (!("own" in read)) return read;
  const { readPlanFile } = await import("@leadline/formats/plan-file.ts");
  return readPlanFile(name, bytes, wishes());
}

/** `plan.xml:12: The file ends in the middle of an element. Maybe …` */
export function problemSentence(path: string, problem: Problem): string {
  const place = problem.line === undefined ? path : `${path}:${problem.line}`;
  return [`${place}: ${problem.message}`, problem.hint].filter((part) => part !== undefined).join(" ");
}

/** A task's date constraint in Primavera's words and in Microsoft Project's, kept in step when somebody edits the latter. */
import type { Minute } from "../../time/minute.ts";
import type { Task } from "../records.ts";
import type { P6Activity, P6Constraint } from "./p6-activity.ts";
import type { ConstraintType } from "./task.ts";

export type DatedP6Constraint = NonNullable<P6Activity["constraint"]>;

/** What Microsoft Project has that comes nearest. A soft “start on” or “finish on” has no like there: only its earliest date is held. */
const NEAREST: Readonly<Record<P6Constraint, ConstraintType>> = {
  startOn: "SNET",
  startOnOrBefore: "SNLT",
  startOnOrAfter: "SNET",
  finishOn: "FNET",
  finishOnOrBefore: "FNLT",
  finishOnOrAfter: "FNET",
  asLateAsPossible: "ALAP",
  mandatoryStart: "MSO",
  mandatoryFinish: "MFO",
};

const FROM_PLAIN: Readonly<Record<Exclude<ConstraintType, "ASAP">, P6Constraint>> = {
  ALAP: "asLateAsPossible",
  MSO: "mandatoryStart",
  MFO: "mandatoryFinish",
  SNET: "startOnOrAfter",
  SNLT: "startOnOrBefore",
  FNET: "finishOnOrAfter",
  FNLT: "finishOnOrBefore",
};

/** The fields `constraint` and `constraintDate` that come nearest to a constraint of Primavera. */
export function plainConstraintOf(constraint: DatedP6Constraint | undefined): { constraint: ConstraintType; constraintDate?: Minute } {
  if (!constraint) return { constraint: "ASAP" };
  const { type, date } = constraint;
  if (type === "asLateAsPossible") return { constraint: "ALAP" };
  return date === undefined ? { constraint: "ASAP" } : { constraint: NEAREST[type], constraintDate: date };
}

/** Whether Microsoft Project has a constraint that means the same. */
export function hasPlainEqual(type: P6Constraint): boolean {
  return type !== "startOn" && type !== "finishOn";
}

/**
 * The constraint that counts under Primavera's rules: its own as long as the plain fields still say what was made of it;
 * once somebody has edited those, what they say.
 */
export function p6ConstraintOf(task: Pick<Task, "constraint" | "constraintDate" | "p6">): DatedP6Constraint | undefined {
  const plain = plainConstraintOf(task.p6?.constraint);
  if (plain.constraint === task.constraint && plain.constraintDate === task.constraintDate) return task.p6?.constraint;
  if (task.constraint === "ASAP") return undefined;
  const type = FROM_PLAIN[task.constraint];
  if (type === "asLateAsPossible") return { type };
  return task.constraintDate === undefined ? undefined : { type, date: task.constraintDate };
}

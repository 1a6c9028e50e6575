/** The numbers of Microsoft Project's fields of tasks and resources, and the English names that older files use instead. */
import type { MpxRecord } from "./tokens.ts";

export const TASK = {
  name: 1, wbs: 2, outlineLevel: 3, notes: 14, work: 20, baselineWork: 21, baselineCost: 31, fixedCost: 35, duration: 40, baselineDuration: 41, actualDuration: 42,
  remainingDuration: 43, percentComplete: 44, start: 50, finish: 51, earlyStart: 52, earlyFinish: 53, lateStart: 54, lateFinish: 55, baselineStart: 56,
  baselineFinish: 57, actualStart: 58, actualFinish: 59, constraintDate: 68, predecessors: 70, predecessorsByUid: 74, fixed: 80, milestone: 81, id: 90,
  constraint: 91, delay: 92, priority: 95, subproject: 96, uid: 98, stop: 150, resumeNoEarlier: 151, resume: 152,
} as const;

/** Fields of tasks that hold what somebody put into columns of their own. */
export const OWN_COLUMNS: readonly number[] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 36, 37, 38, 46, 47, 48, 60, 61, 62, 63, 64, 65, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 126, 127, 128, 129, 130, 140, 141, 142, 143, 144];

export const RESOURCE = {
  name: 1, initials: 2, group: 3, code: 4, notes: 10, email: 11, id: 40, maxUnits: 41, standardRate: 42, overtimeRate: 43, costPerUse: 44, accrueAt: 45, baseCalendar: 48, uid: 49,
} as const;

const TASK_NAMES: Readonly<Record<string, number>> = {
  "name": 1, "wbs": 2, "outline level": 3, "notes": 14, "work": 20, "baseline work": 21, "baseline cost": 31, "fixed cost": 35, "duration": 40, "baseline duration": 41,
  "actual duration": 42, "remaining duration": 43, "% complete": 44, "start": 50, "finish": 51, "early start": 52, "early finish": 53, "late start": 54, "late finish": 55,
  "baseline start": 56, "baseline finish": 57, "actual start": 58, "actual finish": 59, "constraint date": 68, "predecessors": 70, "unique id predecessors": 74, "fixed": 80,
  "milestone": 81, "id": 90, "constraint type": 91, "delay": 92, "priority": 95, "subproject file": 96, "unique id": 98, "stop": 150, "resume no earlier than": 151, "resume": 152,
};

const RESOURCE_NAMES: Readonly<Record<string, number>> = {
  "name": 1, "initials": 2, "group": 3, "code": 4, "notes": 10, "email address": 11, "id": 40, "max units": 41, "standard rate": 42, "overtime rate": 43, "cost per use": 44,
  "accrue at": 45, "base calendar": 48, "unique id": 49,
};

/** Where each field stands in the records that follow, by a table's names (40, 60) or numbers (41, 61). */
export function placesOf({ number, fields }: MpxRecord): ReadonlyMap<number, number> {
  const names = number === 40 ? RESOURCE_NAMES : TASK_NAMES;
  const isByName = number === 40 || number === 60;
  const places = new Map<number, number>();
  fields.forEach((text, at) => {
    const field = isByName ? names[text.trim().toLowerCase()] : Number(text.trim() || NaN);
    if (field !== undefined && Number.isInteger(field) && !places.has(field)) places.set(field, at);
  });
  return places;
}

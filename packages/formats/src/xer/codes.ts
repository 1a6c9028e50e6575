/** Primavera's codes and our words for them, each way. */
import type { LinkType } from "@leadline/engine/model/plan/link.ts";
import type { P6Activity, P6Constraint } from "@leadline/engine/model/plan/p6-activity.ts";
import type { P6Options } from "@leadline/engine/model/plan/p6-options.ts";

export const ACTIVITY_TYPES = {
  TT_Task: "task",
  TT_Rsrc: "resource",
  TT_LOE: "levelOfEffort",
  TT_Mile: "startMilestone",
  TT_FinMile: "finishMilestone",
  TT_WBS: "wbsSummary",
} as const satisfies Readonly<Record<string, P6Activity["activityType"]>>;

/** Primavera calls DT_FixedDrtn “fixed duration and units/time”: the units per hour stay. */
export const DURATION_TYPES = {
  DT_FixedDrtn: "fixedDuration",
  DT_FixedDUR2: "fixedDurationAndUnits",
  DT_FixedQty: "fixedUnits",
  DT_FixedRate: "fixedUnitsPerTime",
} as const satisfies Readonly<Record<string, NonNullable<P6Activity["durationType"]>>>;

export const PERCENT_TYPES = {
  CP_Drtn: "duration",
  CP_Phys: "physical",
  CP_Units: "units",
} as const satisfies Readonly<Record<string, NonNullable<P6Activity["percentCompleteType"]>>>;

/** Writers other than Primavera spell two of them in another way. */
export const CONSTRAINTS = {
  CS_MSO: "startOn",
  CS_MSOB: "startOnOrBefore",
  CS_MSOA: "startOnOrAfter",
  CS_MEO: "finishOn",
  CS_MEOB: "finishOnOrBefore",
  CS_MEOA: "finishOnOrAfter",
  CS_ALAP: "asLateAsPossible",
  CS_MANDSTART: "mandatoryStart",
  CS_MANDFIN: "mandatoryFinish",
  CS_MANDFINISH: "mandatoryFinish",
} as const satisfies Readonly<Record<string, P6Constraint>>;

export const LINK_TYPES = { PR_FS: "FS", PR_SS: "SS", PR_FF: "FF", PR_SF: "SF" } as const satisfies Readonly<Record<string, LinkType>>;

export const LAG_CALENDARS = {
  rcal_Predecessor: "predecessor",
  rcal_Successor: "successor",
  rcal_ProjDefault: "project",
  rcal_24Hour: "roundTheClock",
} as const satisfies Readonly<Record<string, P6Options["lagCalendar"]>>;

export const FLOAT_TYPES = { FT_SS: "start", FT_FF: "finish", FT_Min: "smallest" } as const satisfies Readonly<Record<string, P6Options["totalFloat"]>>;

export const CRITICAL_TYPES = { CT_TotFloat: "totalFloat", CT_DrivPath: "longestPath" } as const satisfies Readonly<Record<string, P6Options["critical"]>>;

/** Primavera has five priorities; the ends of our scale keep their meaning (1000 = never levelled). */
export const PRIORITIES = { PT_Top: 900, PT_High: 700, PT_Normal: 500, PT_Low: 300, PT_Lowest: 100 } as const;

export const RESOURCE_TYPES = { RT_Labor: "work", RT_Equip: "work", RT_Mat: "material" } as const;

/** The code of a word; the first where two mean the same. */
export function codeOf<T>(codes: Readonly<Record<string, T>>, word: T): string {
  return Object.keys(codes).find((code) => codes[code] === word) ?? "";
}

/** The Primavera priority nearest to a number from 0 to 1000. */
export function priorityCode(priority: number): string {
  let best = "PT_Normal";
  let least = Infinity;
  for (const [code, value] of Object.entries(PRIORITIES)) {
    const distance = Math.abs(value - priority);
    if (distance < least) [best, least] = [code, distance];
  }
  return best;
}

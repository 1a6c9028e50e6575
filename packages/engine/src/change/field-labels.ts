/** The words under which people know the fields of records, and which fields only follow from others. */
import type { Kind } from "../model/records.ts";
import { fieldOf } from "./same-value.ts";

/** Human name of a field; its own name with spaces where the table has none. */
export function fieldLabel(kind: Kind, field: string): string {
  return LABELS[kind]?.[field] ?? spaced(field);
}

/**
 * Fields that no person sets: they follow from other fields or keep an order. They never make a conflict of their own.
 * The finish of a manual task with a start follows from start and duration.
 */
export function isDerivedField(kind: Kind, field: string, record: object): boolean {
  if (field === "manualFinish" && fieldOf(record, "manualStart") !== undefined) return true;
  return DERIVED[kind]?.includes(field) ?? false;
}

/** The field along with which a field is set, so that one conflict speaks for both. */
export function leadingField(kind: Kind, field: string): string | undefined {
  return kind === "task" ? LEADING[field] : undefined;
}

const LABELS: { readonly [K in Kind]?: Readonly<Record<string, string>> } = {
  task: {
    parentId: "place in the outline",
    durationMinutes: "duration",
    durationUnit: "duration unit",
    remainingDurationMinutes: "remaining duration",
    actualDurationMinutes: "actual duration",
    estimate: "three-point estimate",
    constraintDate: "constraint date",
    calendarId: "calendar",
    manualStart: "start",
    manualFinish: "finish",
    active: "active or not",
    mode: "scheduling mode",
    ignoreResourceCalendars: "whether resource calendars count",
  },
  link: { type: "link type", lagMinutes: "lag", lagPercent: "lag", lagUnit: "lag unit" },
  settings: {
    name: "project name",
    start: "project start",
    calendarId: "project calendar",
    honorConstraints: "whether constraints always win",
    criticalSlackLimitDays: "slack limit of critical tasks",
    multipleCriticalPaths: "several critical paths",
  },
  calendar: { week: "working week", workWeeks: "work weeks", baseCalendarId: "base calendar" },
};

const DERIVED: { readonly [K in Kind]?: readonly string[] } = {
  task: ["rank", "remainingDurationMinutes", "storedDates"],
  settings: ["nextTaskNumber"],
  assignment: ["workMinutes", "remainingWorkMinutes", "units"],
};

const LEADING: Readonly<Record<string, string>> = {
  durationUnit: "durationMinutes",
  estimated: "durationMinutes",
  estimate: "durationMinutes",
  milestone: "durationMinutes",
  percentComplete: "durationMinutes",
  actualFinish: "durationMinutes",
  constraint: "constraintDate",
};

function spaced(field: string): string {
  return field.replace(/Id$/, "").replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The project as a whole: record 30 of an MPX file. */
import { ownText } from "../mspdi/entity-fields.ts";
import type { SettingsDraft } from "../mspdi/read-settings.ts";
import { DEFAULT_FINISH_TIME, type MpxStyle } from "./values.ts";
import type { RecordFields } from "./record-fields.ts";

const HEADER = { title: 1, company: 2, manager: 3, calendar: 4, start: 5, finish: 6, scheduleFrom: 7, comments: 9 } as const;

/** `fields` is missing where the file has no record 30. */
export function readProject(fields: RecordFields | undefined, style: MpxStyle, fileName: string, calendarUid: (name: string) => number | undefined): SettingsDraft {
  const fromFile = fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const [finish, comments] = [fields?.date(HEADER.finish, "finish"), fields?.text(HEADER.comments)];
  const isFromFinish = fields?.integer(HEADER.scheduleFrom) === 1;
  return {
    settings: {
      id: "settings",
      name: ownText(fields?.text(HEADER.title)?.trim() || fromFile || "Project", 1000),
      ...(finish !== undefined && (isFromFinish ? { scheduleFrom: "finish" as const, finish } : { storedFinish: finish })),
      minutesPerDay: style.minutesPerDay,
      minutesPerWeek: style.minutesPerWeek,
      daysPerMonth: 20,
      defaultStartTime: style.defaultStartTime,
      defaultFinishTime: DEFAULT_FINISH_TIME,
      honorConstraints: true,
      criticalSlackLimitDays: 0,
      multipleCriticalPaths: false,
      newTasksAreManual: false,
      weekStartDay: 0,
      currency: ownText(style.currency, 10),
      origin: { format: "mpx", name: ownText(fileName, 1000) },
      ...(comments !== undefined && { description: notesText(comments) }),
    },
    start: fields?.date(HEADER.start, "start"),
    calendarUid: calendarUid(fields?.text(HEADER.calendar) ?? ""),
  };
}

/** Line breaks are written as 0x7F. */
export function notesText(text: string): string {
  return ownText(text.replaceAll("\u007f", "\n").trim(), 100_000);
}

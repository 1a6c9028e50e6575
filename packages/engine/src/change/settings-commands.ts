/** Commands on the project's settings: name, start, calendar, status date and the options that change results. */
import type { Refusal } from "../base/problem.ts";
import type { ProjectSettings } from "../model/records.ts";
import type { CommandOf, SettingsFields } from "./command.ts";
import { get, put, settingsIn, type Draft } from "./draft.ts";
import { refusal } from "./names.ts";

export function updateSettings(draft: Draft, { fields }: CommandOf<"updateSettings">): readonly Refusal[] {
  if (fields.name !== undefined && fields.name.trim() === "") return [refusal("project/name-missing", "a project needs a name.")];
  if (fields.calendarId !== undefined && !get(draft, "calendar", fields.calendarId)) {
    return [refusal("calendar/missing", "the calendar chosen for the project is no longer in the plan. Maybe somebody has deleted it.")];
  }
  put(draft, "settings", withSettings(settingsIn(draft), fields));
  return [];
}

function withSettings(settings: ProjectSettings, fields: SettingsFields): ProjectSettings {
  const { statusDate, description, ...rest } = settings;
  const nextStatusDate = fields.statusDate === undefined ? statusDate : fields.statusDate;
  const nextDescription = fields.description === undefined ? description : fields.description;
  return {
    ...rest,
    name: fields.name ?? settings.name,
    start: fields.start ?? settings.start,
    calendarId: fields.calendarId ?? settings.calendarId,
    honorConstraints: fields.honorConstraints ?? settings.honorConstraints,
    criticalSlackLimitDays: fields.criticalSlackLimitDays ?? settings.criticalSlackLimitDays,
    multipleCriticalPaths: fields.multipleCriticalPaths ?? settings.multipleCriticalPaths,
    ...(nextStatusDate === undefined || nextStatusDate === null ? {} : { statusDate: nextStatusDate }),
    ...(nextDescription === undefined || nextDescription === null ? {} : { description: nextDescription }),
  };
}

/** Commands on the project's settings: name, ends, calendar, status date and the options that change results. */
import type { Refusal } from "../base/problem.ts";
import type { ProjectSettings } from "../model/records.ts";
import { dayNumberOf, formatIsoDay } from "../time/minute.ts";
import type { CommandOf, SettingsFields } from "./command.ts";
import { get, put, settingsIn, type Draft } from "./draft.ts";
import { refusal } from "./names.ts";
import { given, optional } from "./optional-field.ts";

export function updateSettings(draft: Draft, { fields }: CommandOf<"updateSettings">): readonly Refusal[] {
  if (fields.name !== undefined && fields.name.trim() === "") return [refusal("project/name-missing", "a project needs a name.")];
  if (fields.calendarId !== undefined && !get(draft, "calendar", fields.calendarId)) {
    return [refusal("calendar/missing", "the calendar chosen for the project is no longer in the plan. Maybe somebody has deleted it.")];
  }
  const settings = withSettings(settingsIn(draft), fields);
  const refused = refusedSettings(settings, fields);
  if (refused) return [refused];
  put(draft, "settings", settings);
  return [];
}

function refusedSettings(settings: ProjectSettings, fields: SettingsFields): Refusal | undefined {
  const isBackward = settings.scheduleFrom === "finish";
  if (isBackward && settings.finish === undefined) return refusal("project/finish-missing", "a project that is scheduled from its finish needs the date on which it is to finish.");
  const setsEnds = fields.start !== undefined || fields.finish !== undefined || fields.scheduleFrom !== undefined;
  if (setsEnds && isBackward && settings.finish !== undefined && settings.finish < settings.start) return refusal("project/finish-before-start", "the project would finish before it starts.");
  if (fields.statusDate !== undefined && settings.statusDate !== undefined && dayNumberOf(settings.statusDate) < dayNumberOf(settings.start)) {
    return refusal("project/status-before-start", `the status date (${formatIsoDay(dayNumberOf(settings.statusDate))}) lies before the project's start (${formatIsoDay(dayNumberOf(settings.start))}), so nothing can have been done by then.`);
  }
  const setsTimes = fields.defaultStartTime !== undefined || fields.defaultFinishTime !== undefined;
  if (setsTimes && settings.defaultFinishTime <= settings.defaultStartTime) return refusal("project/day-ends", "the time at which a day ends must be later than the one at which it starts.");
  const setsSizes = fields.minutesPerDay !== undefined || fields.minutesPerWeek !== undefined;
  if (setsSizes && settings.minutesPerWeek < settings.minutesPerDay) return refusal("project/week-shorter", "a week cannot hold less working time than a day.");
  return undefined;
}

/** What is set takes the place of what was; `null` takes an optional field away. */
function withSettings(settings: ProjectSettings, fields: SettingsFields): ProjectSettings {
  const { statusDate, description, finish, promisedFinish, p6, costPolicy, changePolicy, issuePolicy, ...plain } = fields;
  const { statusDate: _status, description: _description, finish: _finish, promisedFinish: _promised, p6: _p6, costPolicy: _policy, changePolicy: _changes, issuePolicy: _issues, ...rest } = settings;
  return {
    ...rest,
    ...given(plain),
    ...optional("statusDate", statusDate, settings.statusDate),
    ...optional("description", description, settings.description),
    ...optional("finish", finish, settings.finish),
    ...optional("promisedFinish", promisedFinish, settings.promisedFinish),
    ...optional("p6", p6, settings.p6),
    ...optional("costPolicy", costPolicy, settings.costPolicy),
    ...optional("changePolicy", changePolicy, settings.changePolicy),
    ...optional("issuePolicy", issuePolicy, settings.issuePolicy),
  };
}

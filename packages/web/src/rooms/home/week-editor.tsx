/** The working week of a calendar: per day whether and when there is work. */
import type { ReactNode } from "react";
import { USUAL_TIMES, type DayDraft, type DayKind } from "./settings-draft.ts";
import { readWorkingTimes } from "./working-times-text.ts";

/** Monday first, as index into a week that begins on Sunday. */
const DAYS = [
  [1, "Monday"],
  [2, "Tuesday"],
  [3, "Wednesday"],
  [4, "Thursday"],
  [5, "Friday"],
  [6, "Saturday"],
  [0, "Sunday"],
] as const;

interface WeekEditorProps {
  readonly calendarName: string;
  /** A derived calendar can leave a day to its base calendar. */
  readonly hasBase: boolean;
  readonly week: readonly DayDraft[];
  readonly onChange: (week: readonly DayDraft[]) => void;
}

export function WeekEditor({ calendarName, hasBase, week, onChange }: WeekEditorProps): ReactNode {
  const set = (index: number, day: Partial<DayDraft>): void => onChange(week.map((old, at) => (at === index ? { ...old, ...day } : old)));
  return (
    <fieldset>
      <legend className="ll-heading">Working week of “{calendarName}”</legend>
      <div className="ll-week">
        {DAYS.map(([index, name]) => {
          const day = week[index] ?? { kind: "nonworking", times: "" };
          const isWrong = day.kind === "working" && !readWorkingTimes(day.times).ok;
          return (
            <div key={name} className="ll-week-day">
              <span>{name}</span>
              <select className="ll-input" aria-label={`${name}: working or not`} value={day.kind} onChange={(event) => set(index, chosen(event.target.value, day))}>
                {hasBase && <option value="inherit">As base calendar</option>}
                <option value="working">Working</option>
                <option value="nonworking">Not working</option>
              </select>
              {day.kind === "working" && (
                <input className="ll-input" aria-label={`${name}: working times`} aria-invalid={isWrong || undefined} value={day.times} onChange={(event) => set(index, { times: event.target.value })} />
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

function chosen(value: string, day: DayDraft): Partial<DayDraft> {
  const kind: DayKind = value === "working" || value === "inherit" ? value : "nonworking";
  return kind === "working" && day.times === "" ? { kind, times: USUAL_TIMES } : { kind };
}

/** A month of a calendar as it will be: which days are worked, when, and which differ from the usual week. */
import { civilOf, dayOf, daysInMonth, weekdayOf } from "@leadline/engine/time/minute.ts";
import { periodsOn, type WorkingDays } from "@leadline/engine/time/working-days.ts";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "../../ui/button.tsx";
import { dayText } from "../../ui/day-text.ts";
import { formatWorkingTimes } from "./working-times-text.ts";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

interface MonthProps {
  readonly days: WorkingDays;
  /** A day of the month that is shown first. */
  readonly firstDay: number;
  /** 0 Sunday … 6 Saturday. */
  readonly weekStart: number;
}

export function MonthPreview({ days, firstDay, weekStart }: MonthProps): ReactNode {
  const [month, setMonth] = useState(() => monthOf(firstDay));
  const [chosen, setChosen] = useState<number>();
  const first = dayOf(month.year, month.month, 1);
  const blanks = (weekdayOf(first) - weekStart + 7) % 7;
  const numbers = Array.from({ length: daysInMonth(month.year, month.month) }, (_, index) => first + index);
  return (
    <section className="ll-month" aria-label="Preview">
      <div className="ll-month-head">
        <IconButton label="Month before" onClick={() => setMonth(monthOf(first - 1))}>
          <ChevronLeft size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <h3 className="ll-heading" aria-live="polite">
          {MONTHS[month.month - 1]} {month.year}
        </h3>
        <IconButton label="Next month" onClick={() => setMonth(monthOf(first + numbers.length))}>
          <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </div>
      <div className="ll-month-days">
        {WEEKDAYS.map((_, index) => (
          <span key={WEEKDAYS[(index + weekStart) % 7]} className="ll-month-weekday" aria-hidden>
            {WEEKDAYS[(index + weekStart) % 7]}
          </span>
        ))}
        {Array.from({ length: blanks }, (_, index) => (
          <span key={`blank ${index}`} />
        ))}
        {numbers.map((day) => {
          const isWorked = periodsOn(days, day).length > 0;
          return (
            <button
              key={day}
              type="button"
              className="ll-month-day"
              aria-label={dayWords(days, day)}
              aria-pressed={chosen === day}
              data-working={isWorked || undefined}
              data-special={days.days.has(day) || undefined}
              onClick={() => setChosen(day)}
            >
              {civilOf(day).day}
            </button>
          );
        })}
      </div>
      <p className="ll-muted ll-month-words" role="status">
        {chosen === undefined ? "Grey days are not worked; a dot marks a day that differs from the week." : dayWords(days, chosen)}
      </p>
    </section>
  );
}

function monthOf(day: number): { readonly year: number; readonly month: number } {
  const { year, month } = civilOf(day);
  return { year, month };
}

/** "Fri 4 Dec 2026: 08:00-12:00, 13:00-17:00 (special)". */
function dayWords(days: WorkingDays, day: number): string {
  const periods = periodsOn(days, day);
  return `${dayText(day)}: ${periods.length === 0 ? "not worked" : formatWorkingTimes(periods)}${days.days.has(day) ? " (special)" : ""}`;
}

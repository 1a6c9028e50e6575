/** Days on which nothing is done: weather and its like by month, and spells in which people are away. Every run draws which days. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { RecordOf } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { Notice } from "../../ui/notice.tsx";
import { numberOf, percentOf, percentText } from "../../ui/number-text.ts";
import { tasksColumn, titleColumn } from "../../ui/record-columns.ts";
import { peopleOfText, peopleText } from "../../ui/record-names.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";

type CalendarRisk = RecordOf<"calendarRisk">;
type Absence = RecordOf<"resourceAbsence">;

interface LostDaysViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly state: ForecastState;
  readonly mayEdit: boolean;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
/** The kernel draws days until something is left to work on. */
const MOST_PERCENT = 95;

export function LostDaysView({ store, project, state, mayEdit }: LostDaysViewProps): ReactNode {
  const key = useProjectState(store, (own) => own.key);
  const risks = named(project.records.calendarRisk.values());
  const absences = named(project.records.resourceAbsence.values());
  return (
    <div className="rk-stack">
      {state.facts?.problems
        .filter(({ code }) => code === "simulation/no-lost-days")
        .map(({ message }) => (
          <Notice key={message} tone="attention">
            {message}
          </Notice>
        ))}
      {idle(risks, absences).map((sentence) => (
        <Notice key={sentence} tone="neutral">
          {sentence}
        </Notice>
      ))}
      <section aria-label="Days lost by month">
        <h2 className="rk-head">Weather, freezes, closed sites</h2>
        <p className="ll-reading rk-note">Each working day of a month is lost with this chance, for all tasks of the row alike: 10 % in January is about two working days.</p>
        <RecordSheet
          store={store}
          label="Days lost by month"
          kind="calendarRisk"
          records={risks}
          columns={riskColumns(project, key)}
          mayEdit={mayEdit}
          titleOf={({ name }) => name}
          newLabel="New kind of lost days"
          onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "calendarRisk", record: { id: newId(), name, dayLossByMonth: MONTHS.map(() => 0.05), taskIds: [] } }] }])}
        />
      </section>
      <section aria-label="People who are away">
        <h2 className="rk-head">People who are away</h2>
        <p className="ll-reading rk-note">Illness and the like, beyond the leave in their calendars: how many spells a year, and how many calendar days each lasts. Everybody named is away on days of their own.</p>
        <RecordSheet
          store={store}
          label="People who are away"
          kind="resourceAbsence"
          records={absences}
          columns={absenceColumns(project)}
          mayEdit={mayEdit}
          titleOf={({ name }) => name}
          newLabel="New absence"
          onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "resourceAbsence", record: { id: newId(), name, resourceIds: [], spellsPerYear: 2, days: { low: 1, likely: 3, high: 15 } } }] }])}
        />
      </section>
    </div>
  );
}

function named<T extends { readonly id: string; readonly name: string }>(records: Iterable<T>): T[] {
  return [...records].sort((a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1));
}

/** Records that hit nobody and nothing. */
function idle(risks: readonly CalendarRisk[], absences: readonly Absence[]): string[] {
  return [
    ...risks.filter(({ taskIds }) => taskIds.length === 0).map(({ name }) => `“${name}” has no effect yet: name the tasks that stand still on such a day.`),
    ...absences.filter(({ resourceIds }) => resourceIds.length === 0).map(({ name }) => `“${name}” has no effect yet: name the people.`),
  ];
}

function riskColumns(project: Project, key: string): readonly SheetColumn<CalendarRisk>[] {
  const month = (label: string, at: number): SheetColumn<CalendarRisk> => ({
    id: label,
    label,
    width: 64,
    isNumber: true,
    textOf: ({ dayLossByMonth }) => percentText((dayLossByMonth[at] ?? 0) * 100),
    keep: (text, { dayLossByMonth }) => {
      const percent = percentOf(text);
      if (percent === undefined || percent > MOST_PERCENT) return `${label}: “${text}” is no chance from 0 to ${MOST_PERCENT} %; at least one day in twenty must be left to work.`;
      return { dayLossByMonth: dayLossByMonth.map((share, place) => (place === at ? percent / 100 : share)) };
    },
  });
  return [titleColumn<CalendarRisk>("name", "What", 180), { ...tasksColumn<CalendarRisk>("taskIds", "Stops", { project, key }), width: 160 }, ...MONTHS.map(month)];
}

function absenceColumns(project: Project): readonly SheetColumn<Absence>[] {
  return [
    titleColumn<Absence>("name", "What", 200),
    {
      id: "resourceIds",
      label: "People",
      width: 240,
      textOf: ({ resourceIds }) => peopleText(resourceIds, project),
      keep: (text) => {
        const found = peopleOfText(text, project);
        return "sentence" in found ? found.sentence : { resourceIds: found.ids };
      },
    },
    {
      id: "spellsPerYear",
      label: "Spells a year",
      width: 110,
      isNumber: true,
      textOf: ({ spellsPerYear }) => String(spellsPerYear),
      keep: (text) => {
        const spellsPerYear = numberOf(text);
        return spellsPerYear !== undefined && spellsPerYear >= 0 && spellsPerYear <= 100 ? { spellsPerYear } : `“${text}” is no number of spells a year; type one from 0 to 100, such as 2.5.`;
      },
    },
    daysColumn("low", "Days: low"),
    daysColumn("likely", "Likely"),
    daysColumn("high", "High"),
  ];
}

/** Typing a likely value beyond an end takes the end along. */
function daysColumn(id: keyof Absence["days"], label: string): SheetColumn<Absence> {
  return {
    id,
    label,
    width: 90,
    isNumber: true,
    textOf: ({ days }) => String(days[id]),
    keep: (text, { days }) => {
      const value = numberOf(text);
      if (value === undefined || value < 0 || value > 366) return `${label}: “${text}” is no number of calendar days from 0 to 366.`;
      const next = { ...days, [id]: value };
      return { days: id === "likely" ? { low: Math.min(next.low, value), likely: value, high: Math.max(next.high, value) } : next };
    },
  };
}

/** Weeks of a calendar that hold for a time only, such as short hours in summer: add, fill in, remove. */
import { dayNumberOf, parseIso } from "@leadline/engine/time/minute.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import { dayText } from "../../ui/day-text.ts";
import { Field } from "../../ui/field.tsx";
import type { CalendarDraft, WorkWeekDraft } from "./calendar-draft.ts";
import type { DayDraft } from "./settings-draft.ts";
import { WeekEditor } from "./week-editor.tsx";

interface WorkWeekListProps {
  readonly draft: CalendarDraft;
  readonly onChange: (workWeeks: readonly WorkWeekDraft[]) => void;
}

export function WorkWeekList({ draft, onChange }: WorkWeekListProps): ReactNode {
  const { workWeeks } = draft;
  return (
    <div className="ll-stack">
      {workWeeks.length === 0 && <p className="ll-muted">None. A work week holds for a time only, such as short hours in August; the rest of the year follows the usual week.</p>}
      {workWeeks.map((one, index) => (
        <div key={`${one.fromDay} ${one.name}`} className="ll-work-week">
          <details className="ll-grow">
            <summary>
              {one.name}: {dayText(one.fromDay)} to {dayText(one.toDay)}
            </summary>
            <WeekEditor calendarName={one.name} hasBase={false} week={one.week} onChange={(week) => onChange(workWeeks.map((other, at) => (at === index ? { ...other, week } : other)))} />
          </details>
          <IconButton label={`Remove ${one.name}`} onClick={() => onChange(workWeeks.filter((_, at) => at !== index))}>
            <Trash2 size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
      ))}
      <NewWorkWeek week={draft.week} onAdd={(one) => onChange([...workWeeks, one])} />
    </div>
  );
}

/** Begins with the usual week. */
function NewWorkWeek({ week, onAdd }: { readonly week: readonly DayDraft[]; readonly onAdd: (one: WorkWeekDraft) => void }): ReactNode {
  const [typed, setTyped] = useState({ name: "", from: "", to: "" });
  const [problem, setProblem] = useState<string>();
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const add = (): void => {
    const [from, to] = [parseIso(typed.from), parseIso(typed.to)];
    if (from === undefined || to === undefined) return setProblem("Choose its first and its last day.");
    if (to < from) return setProblem("It ends before it begins.");
    const days = week.map((day): DayDraft => (day.kind === "inherit" ? { kind: "nonworking", times: "" } : day));
    onAdd({ name: typed.name.trim() === "" ? "Work week" : typed.name.trim(), fromDay: dayNumberOf(from), toDay: dayNumberOf(to), week: days });
    setProblem(undefined);
    setTyped({ name: "", from: "", to: "" });
  };
  return (
    <div className="ll-work-week-new" role="group" aria-label="New work week">
      <Field label="Name">{(control) => <input {...control} className="ll-input" maxLength={200} value={typed.name} onChange={(event) => set({ name: event.target.value })} />}</Field>
      <Field label="From">{(control) => <input {...control} className="ll-input" type="date" value={typed.from} onChange={(event) => set({ from: event.target.value })} />}</Field>
      <Field label="To" error={problem}>
        {(control) => <input {...control} className="ll-input" type="date" value={typed.to} onChange={(event) => set({ to: event.target.value })} />}
      </Field>
      <Button onClick={add}>Add</Button>
    </div>
  );
}

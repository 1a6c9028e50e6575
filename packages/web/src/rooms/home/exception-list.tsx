/** Days off and other special days of a calendar: add and remove. */
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { dayNumberOf, parseIso } from "@leadline/engine/time/minute.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import { dayText } from "../../ui/day-text.ts";
import { Field } from "../../ui/field.tsx";
import { recurrenceOf, repeatChoices, repeatWords, type Repeat } from "./recurrence-choice.ts";
import { formatWorkingTimes, readWorkingTimes } from "./working-times-text.ts";

type Exceptions = CalendarRecord["exceptions"];

export function ExceptionList({ exceptions, onChange }: { readonly exceptions: Exceptions; readonly onChange: (exceptions: Exceptions) => void }): ReactNode {
  const sorted = [...exceptions].sort((a, b) => a.fromDay - b.fromDay);
  return (
    <section aria-labelledby="special-days">
      <h3 id="special-days" className="ll-heading">
        Days off and special days
      </h3>
      {sorted.length === 0 && <p className="ll-muted">None yet. Public holidays and company days go here, so that no work is planned on them.</p>}
      <ul className="ll-exceptions">
        {sorted.map((exception) => (
          <li key={`${exception.fromDay} ${exception.toDay} ${exception.name}`}>
            <span className="ll-grow">
              {exception.name === "" ? "Unnamed" : exception.name}: {rangeText(exception)}
              <span className="ll-muted">{exception.times.length === 0 ? "" : `, working ${formatWorkingTimes(exception.times)}`}</span>
            </span>
            <IconButton label={`Remove ${exception.name}`} onClick={() => onChange(exceptions.filter((other) => other !== exception))}>
              <Trash2 size={16} strokeWidth={1.5} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <NewException onAdd={(exception) => onChange([...exceptions, exception])} />
    </section>
  );
}

function rangeText({ fromDay, toDay, recurrence }: Exceptions[number]): string {
  const range = fromDay === toDay ? dayText(fromDay) : `${dayText(fromDay)} to ${dayText(toDay)}`;
  const repeats = recurrence && repeatWords(recurrence, fromDay);
  return repeats === undefined ? range : `${repeats}, ${range}`;
}

function NewException({ onAdd }: { readonly onAdd: (exception: Exceptions[number]) => void }): ReactNode {
  const [name, setName] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [times, setTimes] = useState("");
  const [repeat, setRepeat] = useState<Repeat>("none");
  const [problem, setProblem] = useState<string>();
  const add = (): void => {
    const made = exceptionOf({ name, from, to, times, repeat });
    if (!made.ok) return setProblem(made.sentence);
    onAdd(made.exception);
    setProblem(undefined);
    setName("");
    setFrom("");
    setTo("");
    setTimes("");
    setRepeat("none");
  };
  const firstDay = dayOfField(from);
  return (
    <div className="ll-exception-new" role="group" aria-label="New special day">
      <Field label="Name">{(control) => <input {...control} className="ll-input" maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
      <Field label="From">{(control) => <input {...control} className="ll-input" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />}</Field>
      <Field label={repeat === "none" ? "To (if longer)" : "Until"}>{(control) => <input {...control} className="ll-input" type="date" value={to} onChange={(event) => setTo(event.target.value)} />}</Field>
      <Field label="Working times" error={problem}>
        {(control) => <input {...control} className="ll-input" placeholder="None: a day off" value={times} onChange={(event) => setTimes(event.target.value)} />}
      </Field>
      <Field label="Repeats">
        {(control) => (
          <select {...control} className="ll-input" value={repeat} onChange={(event) => setRepeat(repeatChoices(firstDay).find((choice) => choice.repeat === event.target.value)?.repeat ?? "none")}>
            {repeatChoices(firstDay).map((choice) => (
              <option key={choice.repeat} value={choice.repeat}>
                {choice.words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button onClick={add}>Add</Button>
    </div>
  );
}

function dayOfField(text: string): number | undefined {
  const minute = parseIso(text);
  return minute === undefined ? undefined : dayNumberOf(minute);
}

/** A series without an end goes on for so many years. */
const YEARS_WITHOUT_END = 10;

type Made = { readonly ok: true; readonly exception: Exceptions[number] } | { readonly ok: false; readonly sentence: string };

interface TypedException {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly times: string;
  readonly repeat: Repeat;
}

function exceptionOf(typed: TypedException): Made {
  const fromDay = dayOfField(typed.from);
  if (fromDay === undefined) return { ok: false, sentence: "Choose the day it is about." };
  const toDay = typed.to === "" ? (typed.repeat === "none" ? fromDay : fromDay + YEARS_WITHOUT_END * 365) : dayOfField(typed.to);
  if (toDay === undefined || toDay < fromDay) return { ok: false, sentence: "It ends before it begins." };
  const times = typed.times.trim() === "" ? { ok: true as const, times: [] } : readWorkingTimes(typed.times);
  if (!times.ok) return times;
  const recurrence = recurrenceOf(typed.repeat, fromDay);
  return { ok: true, exception: { name: typed.name.trim() === "" ? "Day off" : typed.name.trim(), fromDay, toDay, times: times.times, ...(recurrence && { recurrence }) } };
}

/** What a way out should reach: a date with a chance, money saved, or somebody freed. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Goal } from "@leadline/engine/recovery/option.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { civilOf, dayNumberOf, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { centsOf } from "../../ui/number-text.ts";

interface GoalFormProps {
  readonly project: Project;
  readonly isSearching: boolean;
  readonly showsCosts: boolean;
  readonly onSearch: (goal: Goal) => void;
  readonly onCancel: () => void;
}

export function GoalForm({ project, isSearching, showsCosts, onSearch, onCancel }: GoalFormProps): ReactNode {
  const [draft, setDraft] = useState({ kind: "finishBy", day: promisedDay(project), chance: "0.8", amount: "", resourceId: "" });
  const [trouble, setTrouble] = useState<string>();
  const set = (fields: Partial<typeof draft>): void => {
    setDraft({ ...draft, ...fields });
    setTrouble(undefined);
  };
  const people = [...project.records.resource.values()].filter(({ type }) => type === "work");
  const search = (event: FormEvent): void => {
    event.preventDefault();
    const goal = goalOf(project, draft);
    if (typeof goal === "string") setTrouble(goal);
    else onSearch(goal);
  };
  const error = trouble === undefined ? {} : { error: trouble };
  return (
    <form className="wo-goal" aria-label="Goal" onSubmit={search}>
      <Field label="Goal">
        {(control) => (
          <select {...control} className="ll-input" value={draft.kind} onChange={(event) => set({ kind: event.target.value })}>
            <option value="finishBy">Finish by a date</option>
            {showsCosts && <option value="saveCents">Save money</option>}
            {people.length > 0 && <option value="freeResource">Free somebody</option>}
          </select>
        )}
      </Field>
      {draft.kind === "finishBy" && (
        <>
          <Field label="Finish by" {...error}>
            {(control) => <input {...control} type="date" className="ll-input" value={draft.day} onChange={(event) => set({ day: event.target.value })} />}
          </Field>
          <Field label="With a chance of">
            {(control) => (
              <select {...control} className="ll-input" value={draft.chance} onChange={(event) => set({ chance: event.target.value })}>
                {["0.5", "0.7", "0.8", "0.9"].map((share) => (
                  <option key={share} value={share}>
                    {Math.round(Number(share) * 100)} %
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
      {draft.kind === "saveCents" && (
        <Field label={`Save (${settingsOf(project).currency})`} {...error}>
          {(control) => <input {...control} className="ll-input" inputMode="decimal" value={draft.amount} onChange={(event) => set({ amount: event.target.value })} autoComplete="off" />}
        </Field>
      )}
      {draft.kind === "freeResource" && (
        <Field label="Free" {...error}>
          {(control) => (
            <select {...control} className="ll-input" value={draft.resourceId} onChange={(event) => set({ resourceId: event.target.value })}>
              <option value="">Choose somebody</option>
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {isSearching ? (
        <Button onClick={onCancel}>Cancel the search</Button>
      ) : (
        <Button look="primary" type="submit">
          Find ways out
        </Button>
      )}
    </form>
  );
}

function promisedDay(project: Project): string {
  const minute = promiseOf(project);
  if (minute === undefined) return "";
  const { year, month, day } = civilOf(dayNumberOf(minute));
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The goal, or a sentence what is missing. A date means the end of its working day; the promise stays the minute that it is. */
function goalOf(project: Project, draft: { readonly kind: string; readonly day: string; readonly chance: string; readonly amount: string; readonly resourceId: string }): Goal | string {
  if (draft.kind === "saveCents") {
    const cents = centsOf(draft.amount);
    return cents === undefined || cents === 0 ? "Say how much is to be saved, such as 20000." : { kind: "saveCents", cents };
  }
  if (draft.kind === "freeResource") return draft.resourceId === "" ? "Choose who is to be freed." : { kind: "freeResource", resourceId: draft.resourceId };
  const day = parseIso(`${draft.day}T00:00`);
  if (day === undefined) return "Say by which date the project is to finish.";
  const promised = promiseOf(project);
  const minute = draft.day === promisedDay(project) && promised !== undefined ? promised : ((day + settingsOf(project).defaultFinishTime) as Minute);
  return { kind: "finishBy", minute, chance: Number(draft.chance) };
}

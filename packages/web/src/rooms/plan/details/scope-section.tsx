/** How much a task's result is needed and what it is worth, and other ways to do it: what ways out choose from. */
import { parseDuration, formatDuration } from "@leadline/engine/time/duration-text.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { ScopeNeed, TaskMode } from "@leadline/engine/model/plan/task-mode.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { moneyText } from "../../../ui/money-text.ts";
import { numberOf } from "../../../ui/number-text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import type { Desk } from "../desk.ts";
import { edit, tryEdit } from "../edits.ts";
import { taskUpdate } from "./task-update.ts";

interface ScopeProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
}

const NEEDS: Readonly<Record<ScopeNeed, string>> = { must: "Must", should: "Should", could: "Could", wont: "Not this time" };
const NEED_IDS = ["must", "should", "could", "wont"] as const satisfies readonly ScopeNeed[];

export function ScopeSection({ desk, row }: ScopeProps): ReactNode {
  const { task } = row;
  return (
    <div className="pl-fields">
      <div className="pl-pair">
        <Field label="Need" note={row.isSummary ? "Holds for the whole branch" : "Could be left out or come later?"}>
          {(control) => (
            <select {...control} className="ll-input" value={task.need ?? ""} onChange={(event) => edit(desk, [taskUpdate(task.id, { need: NEED_IDS.find((id) => id === event.target.value) ?? null })])}>
              <option value="">Not said: a must</option>
              {NEED_IDS.map((id) => (
                <option key={id} value={id}>
                  {NEEDS[id]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField label="Value points" note="Of what could go, the least goes first" value={task.valuePoints === undefined ? "" : String(task.valuePoints)} keep={(text) => keepPoints(desk, task, text)} />
      </div>
      {!row.isSummary && <Modes desk={desk} task={task} />}
    </div>
  );
}

function keepPoints(desk: Desk, task: Task, text: string): string | undefined {
  if (text.trim() === "") return tryEdit(desk, [taskUpdate(task.id, { valuePoints: null })]);
  const points = numberOf(text);
  return points === undefined || points < 0 || points > 1_000_000 ? `“${text.trim()}” is no value: type points from 0 to 1000000, or leave the field empty.` : tryEdit(desk, [taskUpdate(task.id, { valuePoints: points })]);
}

/** What the task could be instead of what is planned: faster, cheaper, or done by a supplier. */
function Modes({ desk, task }: { readonly desk: Desk; readonly task: Task }): ReactNode {
  const settings = settingsOf(desk.get().plan.project);
  const modes = task.modes ?? [];
  const keep = (next: readonly TaskMode[]): string | undefined => tryEdit(desk, [taskUpdate(task.id, { modes: next.length === 0 ? null : [...next] })]);
  return (
    <section aria-label="Other ways to do it">
      <h3 className="ll-heading">Other ways to do it</h3>
      {modes.length === 0 && <p className="ll-muted pl-small">None is known. A faster way for more money, or a supplier with a price, is what ways out can offer when the plan is late.</p>}
      <ul className="pl-assignments">
        {modes.map((mode, at) => (
          <li key={`${mode.name} ${at}`} className="ll-row">
            <span className="ll-grow">
              {mode.name}: {formatDuration({ durationMinutes: mode.durationMinutes, durationUnit: task.durationUnit, estimated: false }, settings)}, {mode.supplier === undefined ? `${moneyText(Math.abs(mode.extraCents), settings.currency)} ${mode.extraCents < 0 ? "less" : "more"}` : `by ${mode.supplier} for ${moneyText(mode.extraCents, settings.currency)}, its people are freed`}
            </span>
            <IconButton label={`Remove ${mode.name}`} onClick={() => keep(modes.filter((_, other) => other !== at))}>
              <X size={16} strokeWidth={1.5} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <NewMode desk={desk} task={task} keep={(mode) => keep([...modes, mode])} />
    </section>
  );
}

const EMPTY = { name: "", duration: "", cost: "", supplier: "" };

function NewMode({ desk, task, keep }: { readonly desk: Desk; readonly task: Task; readonly keep: (mode: TaskMode) => string | undefined }): ReactNode {
  const [draft, setDraft] = useState<typeof EMPTY>();
  const [trouble, setTrouble] = useState<string>();
  const { currency } = settingsOf(desk.get().plan.project);
  if (!draft) return <Button onClick={() => setDraft(EMPTY)}>Add another way</Button>;
  const set = (fields: Partial<typeof EMPTY>): void => setDraft({ ...draft, ...fields });
  const input = (label: string, name: keyof typeof EMPTY, note?: string): ReactNode => (
    <Field label={label} {...(note !== undefined && { note })}>
      {(control) => <input {...control} className="ll-input" value={draft[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </Field>
  );
  const add = (): void => {
    const mode = modeOf(desk, task, draft);
    const refused = typeof mode === "string" ? mode : keep(mode);
    setTrouble(refused);
    if (refused === undefined) setDraft(undefined);
  };
  return (
    <form
      className="pl-fields"
      aria-label="Another way"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      {input("What is done otherwise", "name", "Such as: with the vendor's template")}
      <div className="pl-pair">
        {input("Takes", "duration", "Such as 3d")}
        {input(`Costs more, ${currency || "in the plan's currency"}`, "cost", "Less with a minus; of a supplier the price")}
      </div>
      {input("Supplier", "supplier", "Empty: the task's own people")}
      {trouble !== undefined && (
        <p role="alert" className="ll-field-error">
          {trouble}
        </p>
      )}
      <div className="ll-row">
        <Button look="primary" type="submit">
          Add
        </Button>
        <Button onClick={() => setDraft(undefined)}>Cancel</Button>
      </div>
    </form>
  );
}

/** The way as typed, or a sentence what is missing. */
function modeOf(desk: Desk, task: Task, { name, duration, cost, supplier }: typeof EMPTY): TaskMode | string {
  if (name.trim() === "") return "Say what is done otherwise, such as: with the vendor's template.";
  const takes = parseDuration(duration, settingsOf(desk.get().plan.project));
  if (!takes.ok) return `“${duration.trim()}” is no duration: type days, weeks or hours such as 3d.`;
  const cents = amountOf(cost);
  if (cents === undefined) return `“${cost.trim()}” is no amount: type a number such as 2500 or -400.`;
  if (supplier.trim() !== "" && cents < 0) return "A supplier's price cannot be negative.";
  const isElapsed = task.durationUnit.startsWith("e");
  if (takes.durationUnit.startsWith("e") !== isElapsed) return `“${duration.trim()}” is ${isElapsed ? "working time, and the task takes time by the clock: type it such as 3ed" : "time by the clock, and the task takes working time: type it such as 3d"}.`;
  return { name: name.trim(), durationMinutes: takes.durationMinutes, extraCents: cents, ...(supplier.trim() !== "" && { supplier: supplier.trim() }) };
}

/** Cents, with a minus where it costs less; nothing typed costs nothing. */
function amountOf(text: string): number | undefined {
  if (text.trim() === "") return 0;
  const amount = numberOf(text.replaceAll(/[\s'’]/g, ""));
  return amount === undefined || Math.abs(amount) > 1e10 ? undefined : Math.round(amount * 100);
}

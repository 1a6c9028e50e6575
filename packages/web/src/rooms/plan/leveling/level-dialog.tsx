/** How a plan is to be levelled: by which rule, how far, and when. */
import type { Basis, LevelingOptions, LevelingOrder } from "@leadline/engine/leveling/leveling.ts";
import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { Desk } from "../desk.ts";
import { DateEntry, readDate } from "../dialogs/date-entry.tsx";
import type { LevelingWish } from "./leveling-messages.ts";

interface LevelDialogProps {
  readonly desk: Desk;
  readonly onLevel: (wish: LevelingWish) => void;
  readonly onClose: () => void;
}

const ORDERS: readonly (readonly [LevelingOrder, string])[] = [
  ["standard", "Standard rule"],
  ["priority", "Priority, then standard"],
  ["id", "Row number only"],
];
const BASES: readonly (readonly [Basis, string])[] = [
  ["minute", "Minute by minute"],
  ["hour", "Hour by hour"],
  ["day", "Day by day"],
  ["week", "Week by week"],
  ["month", "Month by month"],
];

type Flag = "withinSlack" | "canSplit" | "perAssignment" | "levelProposed" | "keepDelays";
const FLAGS: readonly (readonly [Flag, string])[] = [
  ["withinSlack", "Only within slack, so that the finish stays"],
  ["canSplit", "Work may pause"],
  ["perAssignment", "Delay single people of a task"],
  ["levelProposed", "Count people who are only proposed"],
  ["keepDelays", "Keep the delays of an earlier levelling"],
];

type Method = "rule" | "search";

/** How long a search may take, seconds. */
const SECONDS = [5, 15, 30, 60, 300] as const;

export function LevelDialog({ desk, onLevel, onClose }: LevelDialogProps): ReactNode {
  const [method, setMethod] = useState<Method>("rule");
  const [seconds, setSeconds] = useState<number>(15);
  const [options, setOptions] = useState<LevelingOptions>({ order: "standard", basis: "day" });
  const [range, setRange] = useState({ from: "", to: "" });
  const [problem, setProblem] = useState<string>();
  const level = (event: FormEvent): void => {
    event.preventDefault();
    const within = rangeOf(desk, range);
    if (!within.ok) return setProblem(within.message);
    if (method === "rule") return onLevel({ options: { ...options, ...within.range } });
    const { order, basis, levelProposed } = options;
    onLevel({ options: { ...(order && { order }), ...(basis && { basis }), ...(levelProposed && { levelProposed }) }, searchSeconds: seconds });
  };
  return (
    <Dialog title="Level the plan" onClose={onClose}>
      <form className="ll-stack" onSubmit={level} onChange={() => setProblem(undefined)}>
        <p>Makes tasks wait where people have more to do than there is time for. You see every task that moves, and why, before anything is kept.</p>
        <MethodChoice method={method} onMethod={setMethod} />
        {method === "search" && <SearchTime seconds={seconds} onSeconds={setSeconds} />}
        <div className="pl-pair">
          <Field label="Who waits" note="Standard: by links, slack, dates, priority">
            {(control) => (
              <select {...control} className="ll-input" value={options.order} onChange={(event) => setOptions({ ...options, order: chosen(ORDERS, event.target.value, "standard") })}>
                <Choices of={ORDERS} />
              </select>
            )}
          </Field>
          <Field label="Compare" note="What is asked with what there is">
            {(control) => (
              <select {...control} className="ll-input" value={options.basis} onChange={(event) => setOptions({ ...options, basis: chosen(BASES, event.target.value, "day") })}>
                <Choices of={BASES} />
              </select>
            )}
          </Field>
        </div>
        <fieldset className="pl-choices">
          <legend className="ll-label">How far</legend>
          {FLAGS.filter(([flag]) => method === "rule" || flag === "levelProposed").map(([flag, words]) => (
            <label key={flag}>
              <input type="checkbox" checked={options[flag] === true} onChange={(event) => setOptions({ ...options, [flag]: event.target.checked })} /> {words}
            </label>
          ))}
        </fieldset>
        {method === "rule" && (
          <div className="pl-pair">
            <DateEntry desk={desk} label="From (empty: the start)" end="start" text={range.from} onText={(from) => setRange({ ...range, from })} />
            <DateEntry desk={desk} label="To (empty: the finish)" end="finish" text={range.to} onText={(to) => setRange({ ...range, to })} />
          </div>
        )}
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Show what would move
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function MethodChoice({ method, onMethod }: { readonly method: Method; readonly onMethod: (method: Method) => void }): ReactNode {
  return (
    <fieldset className="pl-choices">
      <legend className="ll-label">How</legend>
      <label>
        <input type="radio" name="method" checked={method === "rule"} onChange={() => onMethod("rule")} /> Standard rule, as Microsoft Project levels
      </label>
      <label>
        <input type="radio" name="method" checked={method === "search"} onChange={() => onMethod("search")} /> Optimise: search for an earlier finish
      </label>
    </fieldset>
  );
}

function SearchTime({ seconds, onSeconds }: { readonly seconds: number; readonly onSeconds: (seconds: number) => void }): ReactNode {
  return (
    <Field label="Search for at most" note="You can stop earlier and take the best found so far">
      {(control) => (
        <select {...control} className="ll-input" value={seconds} onChange={(event) => onSeconds(Number(event.target.value))}>
          {SECONDS.map((one) => (
            <option key={one} value={one}>
              {one < 60 ? `${one} seconds` : one === 60 ? "1 minute" : `${one / 60} minutes`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Choices<T extends string>({ of }: { readonly of: readonly (readonly [T, string])[] }): ReactNode {
  return of.map(([value, words]) => (
    <option key={value} value={value}>
      {words}
    </option>
  ));
}

function chosen<T extends string>(choices: readonly (readonly [T, string])[], value: string, otherwise: T): T {
  return choices.find(([one]) => one === value)?.[0] ?? otherwise;
}

type ReadRange = { readonly ok: true; readonly range: Pick<LevelingOptions, "from" | "to"> } | { readonly ok: false; readonly message: string };

function rangeOf(desk: Desk, { from, to }: { readonly from: string; readonly to: string }): ReadRange {
  const begin = from.trim() === "" ? undefined : readDate(desk, "start", from);
  const end = to.trim() === "" ? undefined : readDate(desk, "finish", to);
  if (begin && !begin.ok) return begin;
  if (end && !end.ok) return end;
  if (begin && end && end.minute <= begin.minute) return { ok: false, message: "The range ends before it begins." };
  return { ok: true, range: { ...(begin && { from: begin.minute }), ...(end && { to: end.minute }) } };
}

/** Estimating by size: so many units at a rate each, with the rate's range and source, calibrated by own finished tasks where one wants. */
import { rateOf, knownRates, LEAST_RATES, sizeEstimate, sizeTrouble, type KnownRates, type Size } from "@leadline/engine/risk/estimating/size-estimate.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { parseDuration } from "@leadline/engine/time/duration-text.ts";
import { useState, type ReactNode } from "react";
import { Button } from "../../../../ui/button.tsx";
import { Field } from "../../../../ui/field.tsx";
import { numberOf } from "../../../../ui/number-text.ts";
import { MadeEstimateLine } from "./made-estimate.tsx";
import type { MadeEstimate } from "../../../../store/estimate-commands.ts";

export interface WayProps {
  readonly project: Project;
  readonly taskId: string;
  /** Minutes in the task's own unit. */
  readonly textOf: (minutes: number) => string;
  readonly estimator: string;
  readonly onMade: (made: MadeEstimate) => void;
}

interface Typed {
  readonly quantity: string;
  readonly unit: string;
  readonly rate: string;
  readonly source: string;
  readonly estimator: string;
  readonly isCalibrated: boolean;
}

export function SizeForm({ project, textOf, estimator, onMade }: WayProps): ReactNode {
  const [typed, setTyped] = useState<Typed>({ quantity: "", unit: "", rate: "", source: "", estimator, isCalibrated: false });
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const known = typed.unit.trim() === "" ? undefined : knownRates(project, typed.unit);
  const read = sizeOf(project, typed, known);
  const points = "size" in read ? sizeEstimate(read.size) : undefined;
  const isBegun = typed.quantity !== "" && typed.unit !== "" && typed.rate !== "";
  return (
    <form
      className="pl-fields pl-way"
      aria-label="Size times rate"
      onSubmit={(event) => {
        event.preventDefault();
        if (points && "size" in read) onMade(madeOf(typed, read.size, points));
      }}
    >
      <div className="pl-pair">
        <Input label="How many" note="Such as 12" value={typed.quantity} isFirst onType={(quantity) => set({ quantity })} />
        <Input label="Of what" note="Such as sites" value={typed.unit} onType={(unit) => set({ unit })} />
      </div>
      <Input label="Each takes" note="Lowest, most likely and highest: 2/4/8h" value={typed.rate} onType={(rate) => set({ rate })} />
      {known && <OwnRates known={known} textOf={(minutes) => hoursText(minutes)} isCalibrated={typed.isCalibrated} onUse={(rate) => set({ rate, isCalibrated: false, source: `${known.rates.length} finished tasks of this project` })} onCalibrate={(isCalibrated) => set({ isCalibrated })} />}
      <div className="pl-pair">
        <Input label="The rate is from" note="Such as: pilot of 3 sites" value={typed.source} onType={(source) => set({ source })} />
        <Input label="Estimator" value={typed.estimator} onType={(name) => set({ estimator: name })} />
      </div>
      <MadeEstimateLine points={points} trouble={isBegun && "trouble" in read ? read.trouble : undefined} textOf={textOf} ends="All units at the lowest, at the highest rate: they are rarely all lucky, so the ends are wide." />
    </form>
  );
}

function sizeOf(project: Project, { quantity, unit, rate, isCalibrated }: Typed, known: KnownRates | undefined): { readonly size: Size } | { readonly trouble: string } {
  const count = numberOf(quantity);
  if (count === undefined) return { trouble: `“${quantity.trim()}” is no number: type how many units there are, such as 12.` };
  const read = parseDuration(rate, settingsOf(project));
  if (!read.ok) return { trouble: read.message };
  const { lowMinutes: low, likelyMinutes: likely, highMinutes: high } = read.estimate ?? { lowMinutes: read.durationMinutes, likelyMinutes: read.durationMinutes, highMinutes: read.durationMinutes };
  const size = { quantity: count, unit: unit.trim(), rate: { low, likely, high }, ...(isCalibrated && known && { calibration: known.calibration }) };
  const trouble = sizeTrouble(size);
  return trouble === undefined ? { size } : { trouble };
}

function madeOf({ source, estimator }: Typed, { quantity, unit, rate, calibration }: Size, points: MadeEstimate["points"]): MadeEstimate {
  return {
    points,
    method: "parametric",
    title: `${quantity} ${unit}`,
    source: `${quantity} ${unit} at ${hoursText(rate.low)} to ${hoursText(rate.high)} each${source.trim() === "" ? "" : `, from ${source.trim()}`}`,
    estimator,
    size: { quantity, unit, lowMinutes: rate.low, likelyMinutes: rate.likely, highMinutes: rate.high, ...(calibration !== undefined && { calibration }) },
  };
}

/** Rates are often parts of a day, so hours say most. */
function hoursText(minutes: number): string {
  return `${Number((minutes / 60).toFixed(2))}h`;
}

interface OwnRatesProps {
  readonly known: KnownRates;
  readonly textOf: (minutes: number) => string;
  readonly isCalibrated: boolean;
  readonly onUse: (rate: string) => void;
  readonly onCalibrate: (isCalibrated: boolean) => void;
}

function OwnRates({ known, textOf, isCalibrated, onUse, onCalibrate }: OwnRatesProps): ReactNode {
  const own = rateOf(known);
  const count = `${known.rates.length} finished ${known.rates.length === 1 ? "task" : "tasks"}`;
  return (
    <div className="ll-stack pl-small">
      {own ? (
        <p>
          In {count} one of {known.unit} took {textOf(own.low)} to {textOf(own.high)}, {textOf(own.likely)} in the middle.{" "}
          <Button look="link" onClick={() => onUse(`${own.low / 60}/${own.likely / 60}/${own.high / 60}h`)}>
            Use these rates
          </Button>
        </p>
      ) : (
        <p className="ll-muted">
          {count} with this unit: {known.rates.map(textOf).join(", ")} each. From {LEAST_RATES} on they make a range.
        </p>
      )}
      <label className="ll-row">
        <input type="checkbox" checked={isCalibrated} onChange={(event) => onCalibrate(event.target.checked)} />
        Multiply by {known.calibration.toFixed(2)}: so much longer than stated these tasks took
      </label>
    </div>
  );
}

interface InputProps {
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  readonly isFirst?: true;
  readonly onType: (text: string) => void;
}

export function Input({ label, note, value, isFirst, onType }: InputProps): ReactNode {
  return (
    <Field label={label} {...(note !== undefined && { note })}>
      {(control) => <input {...control} className="ll-input" autoComplete="off" autoFocus={isFirst === true} value={value} onChange={(event) => onType(event.target.value)} />}
    </Field>
  );
}

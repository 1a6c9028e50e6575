/** Baselines: freezing the plan as it is now under one of eleven numbers, with a reason, and forgetting one again. */
import type { Project } from "@leadline/engine/model/project.ts";
import { useState, type ReactNode } from "react";
import { Field } from "../../../ui/field.tsx";
import { baselineName, baselinesOf, type SetBaseline } from "../baselines.ts";
import type { Desk } from "../desk.ts";
import { CommandDialog } from "./command-dialog.tsx";
import { idsInScope, ScopeChoice, type Scope } from "./scope-choice.tsx";

interface BaselineDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export function SetBaselineDialog({ desk, onClose }: BaselineDialogProps): ReactNode {
  const { project } = desk.get().plan;
  const known = baselinesOf(project);
  const [number, setNumber] = useState<number>(() => NUMBERS.find((one) => !known.has(one)) ?? 0);
  const [reason, setReason] = useState("");
  const [scope, setScope] = useState<Scope>("plan");
  const old = known.get(number);
  const note = `${baselineName(number)} set.`;
  return (
    <CommandDialog
      desk={desk}
      title="Set baseline"
      verb="Set the baseline"
      note={note}
      wanted={{ ok: true, commands: [{ type: "setBaseline", number, ...idsInScope(desk, scope), ...(reason.trim() !== "" && { reason: reason.trim() }), ...(scope === "selection" && { rollUp: true }) }] }}
      onClose={onClose}
    >
      <p>Keeps the dates, durations, work and cost of the plan as they are now, to compare with later.</p>
      <Field label="Baseline" {...(old && { note: `Overwrites what was ${whenSet(old)}.` })}>
        {(control) => (
          <select {...control} className="ll-input" value={number} onChange={(event) => setNumber(Number(event.target.value))}>
            {NUMBERS.map((one) => (
              <option key={one} value={one}>
                {optionText(project, one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Reason" note="Such as “Approved by the board on 4 December”">
        {(control) => <input {...control} className="ll-input" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <ScopeChoice desk={desk} scope={scope} onScope={setScope} />
    </CommandDialog>
  );
}

export function ClearBaselineDialog({ desk, onClose }: BaselineDialogProps): ReactNode {
  const { project } = desk.get().plan;
  const known = [...baselinesOf(project).keys()];
  const [number, setNumber] = useState(known[0] ?? 0);
  const [scope, setScope] = useState<Scope>("plan");
  return (
    <CommandDialog
      desk={desk}
      title="Clear baseline"
      verb="Clear the baseline"
      note={`${baselineName(number)} cleared.`}
      wanted={known.length === 0 ? { ok: false, message: "No baseline is set in this plan." } : { ok: true, commands: [{ type: "clearBaseline", number, ...idsInScope(desk, scope) }] }}
      onClose={onClose}
    >
      {known.length > 0 && (
        <>
          <Field label="Baseline">
            {(control) => (
              <select {...control} className="ll-input" value={number} onChange={(event) => setNumber(Number(event.target.value))}>
                {known.map((one) => (
                  <option key={one} value={one}>
                    {optionText(project, one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <ScopeChoice desk={desk} scope={scope} onScope={setScope} />
        </>
      )}
    </CommandDialog>
  );
}

function optionText(project: Project, number: number): string {
  const set = baselinesOf(project).get(number);
  return set ? `${baselineName(number)} · ${whenSet(set)}` : baselineName(number);
}

function whenSet({ setAt, setBy, reason }: SetBaseline): string {
  const when = setAt === undefined ? "set" : `set on ${new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(setAt)}`;
  return `${when}${setBy === undefined || setBy === "" ? "" : ` by ${setBy}`}${reason === undefined ? "" : ` (${reason})`}`;
}

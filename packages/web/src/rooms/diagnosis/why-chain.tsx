/** Five whys, or as many as it takes: each answer stands below the question that it answers, with what bears it out. */
import type { RootCause } from "@leadline/engine/model/records.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { BONES } from "./fishbone-bones.ts";

/** Answers a sentence where the fields cannot be kept. */
export type SetCause = (fields: Readonly<Record<string, unknown>>) => string | undefined;

interface WhyChainProps {
  readonly cause: RootCause;
  readonly mayEdit: boolean;
  readonly set: SetCause;
}

type Why = RootCause["whys"][number];

export function WhyChain({ cause, mayEdit, set }: WhyChainProps): ReactNode {
  const { whys } = cause;
  const [made, setMade] = useState(0);
  const change = (place: number, next: Why): string | undefined => set({ whys: whys.map((why, at) => (at === place ? next : why)) });
  const add = (text: string): string | undefined => {
    if (text.trim() === "") return undefined;
    const refused = set({ whys: [...whys, { answer: text.trim() }] });
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  const bare = whys.filter(({ evidence }) => evidence === undefined).length;
  return (
    <section className="dg-card" aria-labelledby="dg-whys">
      <h2 id="dg-whys">{chainTitle(whys)}</h2>
      {bare > 0 && <p className="ll-muted">{bare === whys.length ? "No answer" : `${bare} of ${whys.length} answers`} {bare === whys.length ? "has" : bare === 1 ? "has no" : "have no"} evidence yet: what is not borne out is a guess.</p>}
      <ol className="dg-whys">
        {whys.map((why, at) => (
          <li key={at} data-why={at + 1} data-evidence={why.evidence === undefined ? "none" : "given"}>
            <span className="dg-question">{at === 0 ? `Why: ${cause.title}` : `Why: ${whys[at - 1]?.answer ?? ""}`}</span>
            <div className="dg-answer">
              <SheetTextCell label={`Answer ${at + 1}`} value={why.answer} isReadOnly={!mayEdit} keep={(text) => change(at, { ...why, answer: text.trim() })} />
              <SheetTextCell label={`Evidence of answer ${at + 1}`} placeholder="How do we know?" value={why.evidence ?? ""} isReadOnly={!mayEdit} keep={(text) => change(at, withEvidence(why, text))} />
              {mayEdit && (
                <IconButton label={`Delete answer ${at + 1}`} onClick={() => set({ whys: whys.filter((_, other) => other !== at) })}>
                  <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                </IconButton>
              )}
            </div>
          </li>
        ))}
        {mayEdit && (
          <li>
            <span className="dg-question">Why: {whys.at(-1)?.answer ?? cause.title}</span>
            <div className="dg-answer">
              <SheetTextCell key={made} label="Next answer" placeholder="Because …" value="" keep={add} />
            </div>
          </li>
        )}
      </ol>
      {whys.length > 0 && (
        <Field label="Kind of the root" note="The last answer is taken for the root.">
          {(control) => (
            <select {...control} className="ll-input dg-narrow" disabled={!mayEdit} value={cause.category ?? ""} onChange={(event) => set({ category: event.target.value === "" ? null : event.target.value })}>
              <option value="">Not said yet</option>
              {BONES.map(([id, label]) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </section>
  );
}

function chainTitle(whys: readonly Why[]): string {
  const root = whys.at(-1);
  return root ? `Root after ${whys.length} ${whys.length === 1 ? "why" : "whys"}: ${root.answer}` : "Why did it happen?";
}

function withEvidence({ answer }: Why, text: string): Why {
  return text.trim() === "" ? { answer } : { answer, evidence: text.trim() };
}

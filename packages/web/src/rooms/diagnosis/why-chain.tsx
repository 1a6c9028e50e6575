/** Five whys, or as many as it takes: each answer stands below the question that it answers, with what bears it out. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { RootCause } from "@leadline/engine/model/records.ts";
import { Trash2, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { BONES } from "./fishbone-bones.ts";

/** Answers a sentence where the fields cannot be kept. */
export type SetCause = (fields: Readonly<Record<string, unknown>>) => string | undefined;

interface WhyChainProps {
  readonly project: Project;
  readonly cause: RootCause;
  readonly mayEdit: boolean;
  readonly set: SetCause;
}

type Why = RootCause["whys"][number];

export function WhyChain({ project, cause, mayEdit, set }: WhyChainProps): ReactNode {
  const { whys } = cause;
  const [made, setMade] = useState(0);
  const change = (place: number, next: Why): string | undefined => set({ whys: whys.map((why, at) => (at === place ? next : why)) });
  const add = (text: string): string | undefined => {
    if (text.trim() === "") return undefined;
    const refused = set({ whys: [...whys, { answer: text.trim() }] });
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  const bare = whys.filter((why) => !isBorneOut(why)).length;
  return (
    <section className="dg-card" aria-labelledby="dg-whys">
      <h2 id="dg-whys">{chainTitle(whys)}</h2>
      {bare > 0 && <p className="ll-muted">{bare === whys.length ? "No answer" : `${bare} of ${whys.length} answers`} {bare === whys.length ? "has" : bare === 1 ? "has no" : "have no"} evidence yet: what is not borne out is a guess.</p>}
      <ol className="dg-whys">
        {whys.map((why, at) => (
          <li key={at} data-why={at + 1} data-evidence={isBorneOut(why) ? "given" : "none"}>
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
            <LinkedEvidence project={project} why={why} place={at + 1} mayEdit={mayEdit} onChange={(evidenceIds) => change(at, { ...why, evidenceIds: [...evidenceIds] })} />
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

function withEvidence({ evidence: _was, ...rest }: Why, text: string): Why {
  return text.trim() === "" ? rest : { ...rest, evidence: text.trim() };
}

function isBorneOut({ evidence, evidenceIds = [] }: Why): boolean {
  return evidence !== undefined || evidenceIds.length > 0;
}

interface LinkedEvidenceProps {
  readonly project: Project;
  readonly why: Why;
  /** 1 for the first answer. */
  readonly place: number;
  readonly mayEdit: boolean;
  readonly onChange: (ids: readonly string[]) => void;
}

/** Pieces of the project's own evidence that bear an answer out; nothing where it has none to link. */
function LinkedEvidence({ project, why: { evidenceIds = [] }, place, mayEdit, onChange }: LinkedEvidenceProps): ReactNode {
  const pieces = project.records.evidence;
  const others = [...pieces.values()].filter(({ id }) => !evidenceIds.includes(id));
  return (
    <>
      {evidenceIds.length > 0 && (
        <ul className="dg-evidence">
          {evidenceIds.map((id) => (
            <li key={id}>
              {pieces.get(id)?.title ?? ""}
              {mayEdit && (
                <IconButton label={`Take evidence ${pieces.get(id)?.title ?? ""} from answer ${place}`} onClick={() => onChange(evidenceIds.filter((other) => other !== id))}>
                  <X size={14} strokeWidth={1.5} aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && others.length > 0 && (
        <select className="dg-link-evidence" aria-label={`Link evidence to answer ${place}`} value="" onChange={(event) => onChange([...evidenceIds, event.target.value])}>
          <option value="">Link a piece of evidence …</option>
          {others.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

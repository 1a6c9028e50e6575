/** Root causes: each as a chain of whys with evidence, a fishbone of further causes, and what it is linked to. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { RootCause } from "@leadline/engine/model/records.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toast.ts";
import { BONES } from "./fishbone-bones.ts";
import { Fishbone } from "./fishbone.tsx";
import { codesOfText, codesText, nextCode, tasksOfText, tasksText, type Found } from "../../ui/record-names.ts";
import { WhyChain, type SetCause } from "./why-chain.tsx";

interface CausesViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly projectKey: string;
  readonly mayEdit: boolean;
}

export function CausesView({ store, project, projectKey, mayEdit }: CausesViewProps): ReactNode {
  const causes = [...project.records.rootCause.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
  const [chosenId, setChosenId] = useState<string>();
  const chosen = causes.find(({ id }) => id === chosenId) ?? causes[0];
  const add = (): void => {
    const record: RootCause = { id: newId(), code: nextCode("RC-", causes), title: "What went wrong?", whys: [], causes: [], taskIds: [], riskIds: [], changeRequestIds: [], issueIds: [], delayEventIds: [] };
    const refused = refusalText(store.run([{ type: "saveRecords", records: [{ kind: "rootCause", record }] }]));
    if (refused === undefined) setChosenId(record.id);
    else toast(refused);
  };
  return (
    <div className="dg-causes">
      <nav aria-label="Root causes">
        {causes.length === 0 && <p className="dg-empty">Why did it really happen? Ask “why?” until the answer is something that can be changed, and note what bears each answer out.</p>}
        <ul>
          {causes.map(({ id, code, title }) => (
            <li key={id}>
              <button type="button" className="dg-cause" aria-pressed={id === chosen?.id} onClick={() => setChosenId(id)}>
                <span className="ll-muted">{code}</span> {title}
              </button>
            </li>
          ))}
        </ul>
        {mayEdit && (
          <Button look={causes.length === 0 ? "primary" : "plain"} onClick={add}>
            Look for a root cause
          </Button>
        )}
      </nav>
      {chosen && <CauseSheet key={chosen.id} store={store} project={project} projectKey={projectKey} cause={chosen} mayEdit={mayEdit} />}
    </div>
  );
}

function CauseSheet({ store, project, projectKey, cause, mayEdit }: CausesViewProps & { readonly cause: RootCause }): ReactNode {
  const set: SetCause = (fields) => refusalText(store.run([{ type: "updateRecords", records: [{ kind: "rootCause", id: cause.id, fields }] }]));
  const remove = (): void => {
    const refused = refusalText(store.run([{ type: "deleteRecords", records: [{ kind: "rootCause", id: cause.id }] }]));
    toast(refused ?? `“${cause.title}” deleted.`, refused === undefined ? { id: "cause-deleted", verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  const readOnly = mayEdit ? {} : { readOnlyBecause: "You may look at this project, not change it." };
  return (
    <article className="dg-stack" data-root-cause={cause.code}>
      <div className="dg-head">
        <TextField label="What went wrong" value={cause.title} keep={(text) => set({ title: text.trim() })} {...readOnly} />
        {mayEdit && (
          <IconButton label={`Delete ${cause.title}`} onClick={remove}>
            <Trash2 size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        )}
      </div>
      <WhyChain project={project} cause={cause} mayEdit={mayEdit} set={set} />
      <section className="dg-card">
        <h2>Further causes</h2>
        <Fishbone cause={cause} />
        <FurtherCauses cause={cause} mayEdit={mayEdit} set={set} />
      </section>
      <section className="dg-card dg-fields">
        <h2>What follows from it</h2>
        <TextField label="What is done so that it does not happen again" value={cause.measure ?? ""} isLong keep={(text) => set({ measure: text.trim() === "" ? null : text.trim() })} {...readOnly} />
        <TextField label="Owner" value={cause.owner ?? ""} keep={(text) => set({ owner: text.trim() === "" ? null : text.trim() })} {...readOnly} />
        {linksOf(cause, project, projectKey).map(({ field, label, text, read }) => (
          <TextField
            key={field}
            label={label}
            value={text}
            keep={(typed) => {
              const found = read(typed);
              return "sentence" in found ? found.sentence : set({ [field]: found.ids });
            }}
            {...readOnly}
          />
        ))}
      </section>
    </article>
  );
}

interface LinkField {
  readonly field: "taskIds" | "issueIds" | "riskIds" | "changeRequestIds" | "delayEventIds";
  readonly label: string;
  readonly text: string;
  readonly read: (text: string) => Found;
}

function linksOf(cause: RootCause, project: Project, key: string): readonly LinkField[] {
  const { issueItem, riskItem, changeRequest, delayEvent } = project.records;
  return [
    { field: "taskIds", label: "Tasks", text: tasksText(cause.taskIds, project, key), read: (text) => tasksOfText(text, project, key) },
    { field: "issueIds", label: "Issues", text: codesText(cause.issueIds, issueItem), read: (text) => codesOfText(text, issueItem, "issue") },
    { field: "riskIds", label: "Risks", text: codesText(cause.riskIds, riskItem), read: (text) => codesOfText(text, riskItem, "risk") },
    { field: "changeRequestIds", label: "Change requests", text: codesText(cause.changeRequestIds, changeRequest), read: (text) => codesOfText(text, changeRequest, "change request") },
    { field: "delayEventIds", label: "Events", text: codesText(cause.delayEventIds, delayEvent), read: (text) => codesOfText(text, delayEvent, "event") },
  ];
}

/** The fishbone as a list that can be typed into. */
function FurtherCauses({ cause, mayEdit, set }: { readonly cause: RootCause; readonly mayEdit: boolean; readonly set: SetCause }): ReactNode {
  const [made, setMade] = useState(0);
  const { causes } = cause;
  type One = RootCause["causes"][number];
  const change = (id: string, fields: Partial<One>): string | undefined => set({ causes: causes.map((one) => (one.id === id ? { ...one, ...fields } : one)) });
  const add = (text: string): string | undefined => {
    if (text.trim() === "") return undefined;
    const refused = set({ causes: [...causes, { id: newId(), category: "process", text: text.trim() }] });
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <div className="ll-sheet-scroll" role="region" aria-label="Further causes" tabIndex={0}>
      <table className="ll-sheet">
        <thead>
          <tr>
            <th scope="col" style={{ minWidth: 124 }}>
              Kind
            </th>
            <th scope="col" style={{ minWidth: 260 }}>
              Cause
            </th>
            <th scope="col" style={{ minWidth: 220 }}>
              Evidence
            </th>
            <th scope="col">
              <span className="ll-hidden">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {causes.map((one) => (
            <tr key={one.id}>
              <td>
                <select className="ll-sheet-input" aria-label={`Kind of ${one.text}`} disabled={!mayEdit} value={one.category} onChange={(event) => change(one.id, { category: BONES.find(([id]) => id === event.target.value)?.[0] ?? one.category })}>
                  {BONES.map(([id, label]) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <SheetTextCell label={`Cause ${one.text}`} value={one.text} isReadOnly={!mayEdit} keep={(text) => change(one.id, { text: text.trim() })} />
              </td>
              <td>
                <SheetTextCell label={`Evidence of ${one.text}`} value={one.evidence ?? ""} isReadOnly={!mayEdit} keep={(text) => set({ causes: causes.map((other) => (other.id === one.id ? withEvidence(other, text) : other)) })} />
              </td>
              <td>
                {mayEdit && (
                  <IconButton label={`Delete ${one.text}`} onClick={() => set({ causes: causes.filter(({ id }) => id !== one.id) })}>
                    <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                )}
              </td>
            </tr>
          ))}
          {mayEdit && (
            <tr data-new>
              <td />
              <td>
                <SheetTextCell key={made} label="New cause" placeholder="Type the next cause …" value="" keep={add} />
              </td>
              <td colSpan={2} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function withEvidence(cause: RootCause["causes"][number], text: string): RootCause["causes"][number] {
  const { evidence: _was, ...rest } = cause;
  return text.trim() === "" ? rest : { ...rest, evidence: text.trim() };
}

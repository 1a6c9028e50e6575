/** What is handed over: its criteria, who signs, and whether it is accepted; nothing is accepted over a criterion that is neither met nor waived. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Deliverable } from "@leadline/engine/model/records.ts";
import { useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { Button } from "../../ui/button.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { toast } from "../../ui/toast.ts";

const STATES: readonly (readonly [Deliverable["state"], string])[] = [
  ["planned", "Planned"],
  ["submitted", "Submitted"],
  ["accepted", "Accepted"],
  ["rejected", "Not accepted"],
];

interface DeliverablesProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly mayEdit: boolean;
}

export function Deliverables({ store, project, mayEdit }: DeliverablesProps): ReactNode {
  const [name, setName] = useState("");
  const list = [...project.records.deliverable.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const add = (): void => {
    if (name.trim() === "") return;
    save(store, { id: newId(), code: nextCode(list), name: name.trim(), criteria: [], state: "planned" });
    setName("");
  };
  return (
    <section aria-label="Deliverables">
      <h2>Deliverables</h2>
      {list.length === 0 && <p className="ll-muted">Nothing is promised to be handed over yet. Name it, say what it must fulfil and by when, and the scope gets a status of its own.</p>}
      <ul className="st-decisions">
        {list.map((deliverable) => (
          <DeliverableCard key={deliverable.id} store={store} project={project} deliverable={deliverable} mayEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit && (
        <form
          className="ll-row"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <input className="ll-input" aria-label="New deliverable" placeholder="New deliverable …" value={name} onChange={(event) => setName(event.target.value)} />
          <Button type="submit">Add</Button>
        </form>
      )}
    </section>
  );
}

function DeliverableCard({ store, project, deliverable, mayEdit }: DeliverablesProps & { readonly deliverable: Deliverable }): ReactNode {
  const [criterion, setCriterion] = useState("");
  const met = deliverable.criteria.filter(({ isMet }) => isMet).length;
  const set = (fields: Partial<Deliverable>): void => save(store, { ...deliverable, ...fields });
  const bringBy = (taskId: string): void => {
    const { taskId: _before, ...rest } = deliverable;
    save(store, taskId === "" ? rest : { ...rest, taskId });
  };
  const tasks = [...project.records.task.values()].filter(({ active }) => active).sort((a, b) => a.number - b.number);
  return (
    <li className="st-card" data-deliverable={deliverable.code}>
      <strong>
        {deliverable.code} {deliverable.name}
      </strong>{" "}
      <span className="ll-muted">
        {met} of {deliverable.criteria.length} criteria met{deliverable.dueDay === undefined ? "" : `, promised for ${shortDayText(deliverable.dueDay)}`}
      </span>
      <ul className="st-criteria">
        {deliverable.criteria.map(({ id, text, isMet, waiver }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={isMet} disabled={!mayEdit} onChange={(event) => set({ criteria: deliverable.criteria.map((one) => (one.id === id ? { ...one, isMet: event.target.checked } : one)) })} /> {text}
            </label>
            {waiver && <span className="ll-muted"> let pass by {waiver.by}: {waiver.reason}</span>}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <div className="ll-row st-deliverable-verbs">
          <label>
            State{" "}
            <select className="ll-input" aria-label={`State of ${deliverable.code}`} value={deliverable.state} onChange={(event) => set({ state: STATES.find(([id]) => id === event.target.value)?.[0] ?? "planned" })}>
              {STATES.map(([id, words]) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <label>
            Brought by{" "}
            <select className="ll-input" aria-label={`Task that brings ${deliverable.code}`} value={deliverable.taskId ?? ""} onChange={(event) => bringBy(event.target.value)}>
              <option value="">–</option>
              {tasks.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            Promised for <input type="date" className="ll-input" value={deliverable.dueDay === undefined ? "" : isoOf(deliverable.dueDay)} onChange={(event) => event.target.value !== "" && set({ dueDay: Math.floor(Date.parse(`${event.target.value}T00:00Z`) / 86_400_000) })} />
          </label>
          <form
            className="ll-row"
            onSubmit={(event) => {
              event.preventDefault();
              if (criterion.trim() === "") return;
              set({ criteria: [...deliverable.criteria, { id: newId(), text: criterion.trim(), isMet: false }] });
              setCriterion("");
            }}
          >
            <input className="ll-input" aria-label={`New criterion of ${deliverable.code}`} placeholder="New criterion …" value={criterion} onChange={(event) => setCriterion(event.target.value)} />
          </form>
        </div>
      )}
    </li>
  );
}

/** Saves it whole; what the rules refuse is told. */
function save(store: ProjectStore, record: Deliverable): void {
  const result = store.run([{ type: "saveRecords", records: [{ kind: "deliverable", record }] }]);
  const refused = refusalText(result);
  if (refused !== undefined) toast(refused);
}

function nextCode(list: readonly Deliverable[]): string {
  const numbers = list.map(({ code }) => Number(/^DL-(\d{1,9})$/.exec(code)?.[1] ?? 0));
  return `DL-${Math.max(0, ...numbers) + 1}`;
}

function isoOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

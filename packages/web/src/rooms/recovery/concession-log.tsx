/** Who gave what for what, in the order of time. */
import type { Negotiation } from "@leadline/engine/model/records.ts";
import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { shortDayText, todayNumber } from "../../ui/day-text.ts";

interface ConcessionLogProps {
  readonly negotiation: Negotiation;
  readonly mayEdit: boolean;
  readonly set: (fields: Readonly<Record<string, unknown>>) => string | undefined;
}

export function ConcessionLog({ negotiation: { concessions }, mayEdit, set }: ConcessionLogProps): ReactNode {
  return (
    <section aria-label="Concessions">
      <h2 className="ll-heading">Concessions</h2>
      {concessions.length === 0 && <p className="ll-muted">Nobody has given anything yet. Give nothing without getting something for it.</p>}
      {concessions.length > 0 && (
        <table className="ll-table">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Who</th>
              <th scope="col">Gives</th>
              <th scope="col">For</th>
            </tr>
          </thead>
          <tbody>
            {concessions.map(({ day, side, gives, for: gets }, at) => (
              <tr key={at}>
                <td>{shortDayText(day)}</td>
                <td>{side === "ours" ? "We" : "They"}</td>
                <td>{gives}</td>
                <td>{gets ?? "nothing"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayEdit && <NewConcession onAdd={(made) => set({ concessions: [...concessions, made] })} />}
    </section>
  );
}

type Concession = Negotiation["concessions"][number];

function NewConcession({ onAdd }: { readonly onAdd: (made: Concession) => string | undefined }): ReactNode {
  const [draft, setDraft] = useState({ side: "ours" as Concession["side"], gives: "", gets: "" });
  const [trouble, setTrouble] = useState<string>();
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.gives.trim() === "") return setTrouble("Say what is given.");
    const refused = onAdd({ day: todayNumber(new Date()), side: draft.side, gives: draft.gives.trim(), ...(draft.gets.trim() !== "" && { for: draft.gets.trim() }) });
    setTrouble(refused);
    if (refused === undefined) setDraft({ ...draft, gives: "", gets: "" });
  };
  return (
    <form className="ll-row ng-noprint ng-concession" onSubmit={add} aria-label="New concession">
      <select className="ll-input" aria-label="Who gives" value={draft.side} onChange={(event) => setDraft({ ...draft, side: event.target.value === "ours" ? "ours" : "theirs" })}>
        <option value="ours">We give</option>
        <option value="theirs">They give</option>
      </select>
      <input className="ll-input" aria-label="What is given" placeholder="what" value={draft.gives} onChange={(event) => setDraft({ ...draft, gives: event.target.value })} />
      <input className="ll-input" aria-label="For what" placeholder="for what" value={draft.gets} onChange={(event) => setDraft({ ...draft, gets: event.target.value })} />
      <Button type="submit">Note it</Button>
      {trouble !== undefined && (
        <span className="ll-field-error" role="alert">
          {trouble}
        </span>
      )}
    </form>
  );
}

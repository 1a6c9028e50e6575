/** The links of a task on both sides: typed as in the grid, or changed one by one with type and lag. */
import { linkType } from "@leadline/engine/model/plan/link.ts";
import { linksFrom, linksInto } from "@leadline/engine/model/plan/link-lists.ts";
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import { formatLag } from "@leadline/engine/model/plan/predecessor-text.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Link } from "@leadline/engine/model/records.ts";
import { X } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Button, IconButton } from "../../../ui/button.tsx";
import type { Desk } from "../desk.ts";
import { edit } from "../edits.ts";
import { keepLink } from "../link-popover.tsx";
import { CellField } from "./cell-field.tsx";

interface PredecessorsProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
  readonly goTo: (taskId: string) => void;
}

export function PredecessorsSection({ desk, row, goTo }: PredecessorsProps): ReactNode {
  const { plan } = desk.get();
  const sides = [
    { title: "Waits for", none: "This task waits for no other task.", links: linksInto(plan.project, row.task.id), otherOf: (link: Link) => link.predecessorId },
    { title: "Is waited for by", none: "No task waits for this one.", links: linksFrom(plan.project, row.task.id), otherOf: (link: Link) => link.successorId },
  ];
  return (
    <div className="pl-fields">
      <CellField desk={desk} row={row} column="predecessors" note="Row, type and lag, such as 3FS+2d, 5SS+50%" />
      {sides.map(({ title, none, links, otherOf }) => (
        <section key={title} aria-label={title}>
          <h3 className="ll-label">{title}</h3>
          {links.length === 0 ? (
            <p className="ll-muted pl-small">{none}</p>
          ) : (
            <ul className="pl-links">
              {links.map((link) => (
                <LinkLine key={link.id} desk={desk} link={link} otherId={otherOf(link)} goTo={goTo} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}

interface LinkLineProps {
  readonly desk: Desk;
  readonly link: Link;
  readonly otherId: string;
  readonly goTo: (taskId: string) => void;
}

/** One link: the other task, its type, its lag, and the way to take it away. */
function LinkLine({ desk, link, otherId, goTo }: LinkLineProps): ReactNode {
  const { plan } = desk.get();
  const other = plan.outline.rowOf(otherId);
  const name = `${other?.rowNumber ?? "?"} ${other?.task.name ?? "a task that is not shown"}`;
  const shown = formatLag(link, settingsOf(plan.project));
  const [lag, setLag] = useState(shown);
  const [error, setError] = useState<string>();
  useEffect(() => {
    setLag(shown);
    setError(undefined);
  }, [shown]);
  const keepLag = (): void => setError(keepLink(desk, link, link.type, lag));
  return (
    <li className="pl-link-line">
      <Button look="link" className="pl-link-name" title={name} onClick={() => goTo(otherId)}>
        {name}
      </Button>
      <select className="ll-input" aria-label={`Type of the link with ${name}`} value={link.type} onChange={(event) => setError(keepLink(desk, link, linkType.parse(event.target.value), lag))}>
        {linkType.options.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </select>
      <input
        className="ll-input"
        aria-label={`Lag of the link with ${name}`}
        aria-invalid={error === undefined ? undefined : true}
        placeholder="no lag"
        autoComplete="off"
        value={lag}
        onChange={(event) => setLag(event.target.value)}
        onBlur={keepLag}
        onKeyDown={(event) => event.key === "Enter" && keepLag()}
      />
      <IconButton label={`Delete the link with ${name}`} onClick={() => edit(desk, [{ type: "unlinkTasks", links: [{ predecessorId: link.predecessorId, successorId: link.successorId }] }])}>
        <X size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
      {error !== undefined && (
        <span className="ll-field-error" role="alert">
          {error}
        </span>
      )}
    </li>
  );
}

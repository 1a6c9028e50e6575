/** Ctrl+F: finds tasks by a part of their name, key or note, and goes from one to the next. */
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { IconButton } from "../../ui/button.tsx";
import { activeRow, taskKey, type Desk } from "./desk.ts";
import { useDesk } from "./use-desk.ts";

const ICON = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

export function FindBar({ desk, goTo, onClose }: { readonly desk: Desk; readonly goTo: (taskId: string) => void; readonly onClose: () => void }): ReactNode {
  const [words, setWords] = useState("");
  const plan = useDesk(desk, (state) => state.plan);
  const field = useRef<HTMLInputElement>(null);
  const hits = useMemo(() => findRows(desk, words), [desk, words, plan]);
  useEffect(() => {
    desk.update({ found: new Set(hits) });
    return () => desk.update({ found: new Set() });
  }, [desk, hits]);
  useEffect(() => field.current?.focus(), []);
  const step = (direction: 1 | -1): void => {
    const next = neighbour(desk, hits, direction);
    if (next !== undefined) goTo(next);
    field.current?.focus();
  };
  return (
    <div className="pl-find" role="search">
      <input
        ref={field}
        className="ll-input"
        aria-label="Find a task"
        placeholder="Find a task"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
        }}
      />
      <span className="ll-muted" role="status">
        {words.trim() === "" ? "" : hits.length === 0 ? "None" : `${hits.length} found`}
      </span>
      <IconButton label="Previous" keys="Shift+Enter" onClick={() => step(-1)}>
        <ChevronUp {...ICON} />
      </IconButton>
      <IconButton label="Next" keys="Enter" onClick={() => step(1)}>
        <ChevronDown {...ICON} />
      </IconButton>
      <IconButton label="Close" keys="Esc" onClick={onClose}>
        <X {...ICON} />
      </IconButton>
    </div>
  );
}

function findRows(desk: Desk, words: string): string[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return [];
  const state = desk.get();
  return state.plan.outline.rows
    .filter((row) => row.task.name.toLowerCase().includes(wanted) || taskKey(state, row).toLowerCase() === wanted || row.task.notes?.toLowerCase().includes(wanted))
    .map((row) => row.task.id);
}

/** The next hit below (or above) the active row, going round at the end. */
function neighbour(desk: Desk, hits: readonly string[], direction: 1 | -1): string | undefined {
  const { plan } = desk.get();
  const from = (activeRow(desk.get())?.rowNumber ?? 0) - 1;
  const places = hits.map((taskId) => plan.outline.indexOf(taskId) ?? 0);
  const at = direction === 1 ? places.findIndex((place) => place > from) : places.findLastIndex((place) => place < from);
  return at >= 0 ? hits[at] : direction === 1 ? hits[0] : hits.at(-1);
}

/** All problems of the plan as a list, each with its way to the task. */
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import type { Desk } from "./desk.ts";
import { useDesk } from "./use-desk.ts";

/** A plan with more problems is mended from the first ones on. */
const MOST_SHOWN = 200;

export function ProblemsPanel({ desk, goTo, onClose }: { readonly desk: Desk; readonly goTo: (taskId: string) => void; readonly onClose: () => void }): ReactNode {
  const problems = useDesk(desk, (state) => state.project.problems);
  const rowOf = (taskId: string | undefined): number | undefined => (taskId === undefined ? undefined : desk.get().plan.outline.rowOf(taskId)?.rowNumber);
  return (
    <aside className="pl-panel" aria-label="Problems" data-region tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <header className="pl-panel-head">
        <h2 className="pl-panel-title ll-grow">{problems.length === 0 ? "No problems" : problems.length === 1 ? "1 problem" : `${problems.length} problems`}</h2>
        <IconButton label="Close problems" keys="Esc" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      <ul className="pl-problems">
        {problems.slice(0, MOST_SHOWN).map((problem, index) => (
          <li key={`${problem.code} ${problem.taskId ?? ""} ${index}`}>
            <p>{problem.message}</p>
            {problem.hint !== undefined && <p className="ll-muted">{problem.hint}</p>}
            {problem.taskId !== undefined && rowOf(problem.taskId) !== undefined && (
              <Button look="link" onClick={() => problem.taskId !== undefined && goTo(problem.taskId)}>
                Go to row {rowOf(problem.taskId)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problems.length > MOST_SHOWN && <p className="ll-muted pl-inset">And {problems.length - MOST_SHOWN} more.</p>}
    </aside>
  );
}

/** What is wrong with one task: problems of the plan with what to do about them, and edits that met somebody else's. */
import type { ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { Desk } from "../desk.ts";
import { sayRefusal } from "../edits.ts";
import { conflictsOf, problemsOf } from "../row-marks.ts";
import { useDesk } from "../use-desk.ts";

export function TaskTroubles({ desk, taskId }: { readonly desk: Desk; readonly taskId: string }): ReactNode {
  const problems = useDesk(desk, (state) => state.project.problems);
  const conflicts = useDesk(desk, (state) => state.project.conflicts);
  const useMine = (conflict: (typeof conflicts)[number]): void => {
    const result = desk.store.useMine(conflict);
    if (!result.ok) sayRefusal(desk, result.refusals.map((refusal) => refusal.message).join(" "));
  };
  return (
    <>
      {conflictsOf(conflicts, taskId).map((conflict) => (
        <Notice
          key={conflict.key}
          tone="attention"
          verbs={
            <>
              {conflict.reason === "conflict" && <Button onClick={() => useMine(conflict)}>Use mine</Button>}
              <Button onClick={() => desk.store.dismiss(conflict)}>{conflict.reason === "conflict" ? "Keep theirs" : "Understood"}</Button>
            </>
          }
        >
          {conflict.message}
        </Notice>
      ))}
      {problemsOf(problems, taskId).map((problem, index) => (
        <Notice key={`${problem.code} ${index}`} tone="attention">
          {problem.message} {problem.hint}
        </Notice>
      ))}
    </>
  );
}

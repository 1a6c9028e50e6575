/** "Why this date?": what fixed a task's start, step by step back to the project's start, and where its slack comes from. */
import { whyLeveled } from "@leadline/engine/leveling/why-leveled.ts";
import { whyDate } from "@leadline/engine/schedule/explain.ts";
import { useMemo, type ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import type { Desk } from "../desk.ts";
import { useDesk } from "../use-desk.ts";

/** Steps beyond these stand behind a click. */
const STEPS_AT_ONCE = 8;

export function WhySection({ desk, taskId, goTo }: { readonly desk: Desk; readonly taskId: string; readonly goTo: (taskId: string) => void }): ReactNode {
  const plan = useDesk(desk, (state) => state.plan);
  const why = useMemo(() => whyDate(plan.project, plan.schedule, taskId), [plan, taskId]);
  const wait = useMemo(() => whyLeveled(plan.project, plan.schedule, taskId), [plan, taskId]);
  const holder = wait?.heldByTaskId;
  const step = (one: (typeof why.steps)[number], index: number): ReactNode => (
    <li key={index}>
      {one.sentence}{" "}
      {one.taskId !== taskId && (
        <Button look="link" onClick={() => goTo(one.taskId)}>
          Go there
        </Button>
      )}
    </li>
  );
  const rest = why.steps.slice(STEPS_AT_ONCE);
  return (
    <section id="plan-why" className="pl-why" aria-labelledby="plan-why-title">
      <h3 id="plan-why-title" className="ll-heading">
        Why this date?
      </h3>
      <p>{why.headline}</p>
      {wait && (
        <p>
          {wait.sentence}{" "}
          {holder !== undefined && (
            <Button look="link" onClick={() => goTo(holder)}>
              Go there
            </Button>
          )}
        </p>
      )}
      <ol>{why.steps.slice(0, STEPS_AT_ONCE).map(step)}</ol>
      {rest.length > 0 && (
        <details>
          <summary>{rest.length === 1 ? "1 more step" : `${rest.length} more steps`} back to the start</summary>
          <ol start={STEPS_AT_ONCE + 1}>{rest.map((one, index) => step(one, STEPS_AT_ONCE + index))}</ol>
        </details>
      )}
      {why.slack.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}

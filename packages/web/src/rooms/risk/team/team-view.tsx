/** The team estimates of a project: those that go on, what was said once it was shown, and taking it over into the plan. */
import type { TeamResult } from "@leadline/engine/risk/estimating/team-estimate.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { useCallback, type ReactNode } from "react";
import { useSession } from "../../../api/session.ts";
import { listTeamEstimates, type TeamEstimate } from "../../../api/team-estimates.ts";
import { takeOverCommands } from "../../../store/estimate-commands.ts";
import type { ProjectStore } from "../../../store/project-store.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { toast } from "../../../ui/toast.ts";
import { useLoaded } from "../../../ui/use-loaded.ts";
import { TeamCard } from "./team-card.tsx";
import { useRefreshed } from "./use-refreshed.ts";

export function TeamView({ store, mayEdit }: { readonly store: ProjectStore; readonly mayEdit: boolean }): ReactNode {
  const { mode } = useSession();
  const { projectId } = store.getState();
  const { value, problem, reload } = useLoaded(useCallback(() => listTeamEstimates(projectId), [projectId]));
  useRefreshed(reload);
  if (problem !== undefined && !value) return <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>{problem}</Notice>;
  if (!value) return <p className="rk-wait">Looking for team estimates…</p>;
  const [going, over] = [value.filter(({ state }) => state !== "closed"), value.filter(({ state }) => state === "closed")];
  const cards = (estimates: readonly TeamEstimate[]): ReactNode => (
    <ul className="te-list">
      {estimates.map((estimate) => (
        <TeamCard key={estimate.id} estimate={estimate} onChanged={reload} onTakeOver={mayEdit ? (one, result) => takeOver(store, one, result) : undefined} />
      ))}
    </ul>
  );
  return (
    <div className="rk-estimates">
      <section aria-label="Team estimates">
        <h2>{going.length === 0 ? "No team estimate is going on" : `${going.length} team ${going.length === 1 ? "estimate is" : "estimates are"} going on`}</h2>
        {going.length === 0 && <p className="ll-muted">{mode === "signed-in" ? "Ask people for their estimates in the plan: a task's details, Estimate, Ask the team. Everybody answers alone; nobody sees the others' numbers until all are shown." : "You work alone here. Once people are invited to the workspace, they can be asked for estimates."}</p>}
        {cards(going)}
      </section>
      {over.length > 0 && (
        <section aria-label="Team estimates that are over">
          <h2>Over</h2>
          {cards(over)}
        </section>
      )}
    </div>
  );
}

/** Plans have no zone: this computer's wall clock. */
function onClock(now: Date): Minute {
  return minuteOf(now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes());
}

/** Answers why it cannot be. */
function takeOver(store: ProjectStore, { task, round, answers }: TeamEstimate, result: TeamResult): string | undefined {
  const { project } = store.getState();
  const row = outlineOf(project).rowOf(task.id);
  if (!row) return "This task is no longer in the plan, so there is nothing to take the estimate over into. End it instead.";
  const said = answers.filter((one) => one.round === round);
  const made = {
    points: result.together,
    method: "team" as const,
    title: `Team, round ${round}`,
    source: `${said.length} blind ${said.length === 1 ? "answer" : "answers"}, round ${round}`,
    estimator: said.map(({ name }) => name).join(", "),
    answers: said.map(({ name, lowMinutes, likelyMinutes, highMinutes }) => ({ estimator: name, lowMinutes, likelyMinutes, highMinutes })),
    round,
  };
  const outcome = store.run(takeOverCommands(project, row, made, onClock(new Date())));
  if (!outcome.ok) return outcome.refusals.map(({ message }) => message).join(" ");
  toast(`The team's estimate of “${task.name}” is in the plan.`);
  return undefined;
}

/** One change request: its effect before and after, what it does to the plan, who said yes, and the verdict. */
import { describeCommands } from "@leadline/engine/change/describe.ts";
import { readStoredCommand } from "@leadline/engine/change/stored-command.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useNames } from "../../api/use-names.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { IconButton } from "../../ui/button.tsx";
import { dayText, momentText } from "../../ui/day-text.ts";
import { EffectTable } from "../../ui/effect-table.tsx";
import { MovedTasks } from "../../ui/moved-tasks.tsx";
import type { ChangeRights } from "./change-rights.ts";
import { RequestState, waitingText } from "./request-state.tsx";
import { VerdictForm } from "./verdict-form.tsx";

interface RequestCardProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly project: Project;
  readonly request: ChangeRequest;
  readonly rights: ChangeRights;
  readonly onClose: () => void;
}

const CLASSES = { error: "an error", omission: "an omission", newNeed: "a new need", external: "something from outside", risk: "a risk" } as const;

export function RequestCard({ store, projectId, project, request, rights, onClose }: RequestCardProps): ReactNode {
  const waiting = waitingText(project, request);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section ref={card} className="ll-card cg-card" aria-label={`${request.code} ${request.title}`} data-request-card={request.code}>
      <header className="cg-head">
        <h2 className="ll-title ll-grow">
          {request.code} {request.title}
        </h2>
        <RequestState state={request.state} />
        <IconButton label="Close" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      {waiting !== "" && (
        <p>
          Waits for <strong>{waiting}</strong>.
        </p>
      )}
      {request.reasonClass && <p className="ll-muted">Asked for because of {CLASSES[request.reasonClass]}.</p>}
      {request.reason && <p className="ll-reading">{request.reason}</p>}
      <Effect project={project} request={request} showsCosts={rights.showsCosts} store={store} />
      <Facts request={request} />
      <WhatChanges store={store} project={project} request={request} />
      <Considered request={request} />
      <Yes request={request} />
      {request.state === "open" ? <VerdictForm store={store} projectId={projectId} project={project} request={request} rights={rights} /> : <Ended project={project} request={request} />}
    </section>
  );
}

function Effect({ project, request, showsCosts, store }: { readonly project: Project; readonly request: ChangeRequest; readonly showsCosts: boolean; readonly store: ProjectStore }): ReactNode {
  const revision = useProjectState(store, (state) => state.revision);
  const { impact, costImpact } = request;
  if (!impact) return <p className="ll-muted">Nobody has reckoned what this does, so it needs everybody who may approve.</p>;
  // Writing the request down is itself a change that was stored.
  const since = request.state === "open" && request.revision !== undefined ? revision - request.revision - 1 : 0;
  const age = since > 0 ? `; ${since} ${since === 1 ? "change has" : "changes have"} been stored since` : "";
  return <EffectTable effect={{ impact, ...(costImpact && showsCosts && { costImpact }) }} currency={settingsOf(project).currency} source={request.revision === undefined ? "" : `, of the plan at revision ${request.revision}${age}`} />;
}

/** What cannot be told in numbers. */
function Facts({ request }: { readonly request: ChangeRequest }): ReactNode {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Scope lost", request.scopeLost],
    ["New risk", request.risk],
    ["Benefit", request.benefit],
    ["People hit", request.peopleHit?.join(", ")],
    ["Who must agree", request.mustAgree?.join(", ")],
    ["Conditions", request.conditions],
  ];
  const told = facts.filter(([, value]) => value !== undefined && value !== "");
  if (told.length === 0) return null;
  return (
    <dl className="cg-facts">
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function WhatChanges({ store, project, request }: { readonly store: ProjectStore; readonly project: Project; readonly request: ChangeRequest }): ReactNode {
  const commands = request.commands.flatMap((stored) => readStoredCommand(stored) ?? []);
  if (commands.length === 0) return <p className="ll-muted">It changes no record of the plan.</p>;
  return (
    <details className="cg-what">
      <summary>What it does in the plan: {commands.length === 1 ? "one step" : `${commands.length} steps`}</summary>
      <ol>
        {commands.slice(0, 200).map((command, at) => (
          <li key={at}>{describeCommands(project, [command])}</li>
        ))}
      </ol>
      {request.state === "open" && <MovedTasks store={store} commands={commands} />}
    </details>
  );
}

function Considered({ request: { optionsConsidered = [] } }: { readonly request: ChangeRequest }): ReactNode {
  if (optionsConsidered.length === 0) return null;
  return (
    <details className="cg-what">
      <summary>{optionsConsidered.length} options were considered</summary>
      <ul>
        {optionsConsidered.map(({ name, effect, isChosen }, at) => (
          <li key={at}>
            {isChosen ? <strong>{name} (this one)</strong> : name}: {effect}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Yes({ request: { approvals } }: { readonly request: ChangeRequest }): ReactNode {
  const nameOf = useNames();
  if (approvals.length === 0) return null;
  return (
    <ul className="cg-yes" aria-label="Approvals">
      {approvals.map(({ levelId, levelName, by, at, note }) => (
        <li key={levelId}>
          {levelName}: yes from {nameOf(by)}, {momentText(new Date(at).toISOString())}
          {note && <> — {note}</>}
        </li>
      ))}
    </ul>
  );
}

/** What became of it, and the versions of the plan before and after. */
function Ended({ project, request }: { readonly project: Project; readonly request: ChangeRequest }): ReactNode {
  const nameOf = useNames();
  const decision = [...project.records.decision.values()].find(({ changeRequestId }) => changeRequestId === request.id);
  const { baselineBefore, baselineAfter, decidedAt } = request;
  return (
    <div className="cg-ended">
      <p>
        {request.state === "approved" ? "Approved" : request.state === "rejected" ? "Rejected" : "Withdrawn"} by {nameOf(request.decidedBy)}
        {decidedAt !== undefined && ` on ${momentText(new Date(decidedAt).toISOString())}`}
        {request.decisionNote ? `: ${request.decisionNote}` : "."}
      </p>
      {decision && (
        <p className="ll-muted">
          In the decision log as {decision.code}
          {decision.day !== undefined && `, ${dayText(decision.day)}`}.
        </p>
      )}
      {baselineAfter && (
        <p className="ll-muted">
          {baselineBefore ? `The baseline before it is kept as baseline ${baselineBefore.number} (${baselineBefore.fingerprint}); ` : "There was no baseline before it; "}
          the one after it is {baselineAfter.number === 0 ? "the baseline" : `baseline ${baselineAfter.number}`} ({baselineAfter.fingerprint}).
        </p>
      )}
    </div>
  );
}

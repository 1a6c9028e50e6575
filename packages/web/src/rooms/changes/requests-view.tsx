/** Every change request with what it would do, newest first, and the one that is looked at. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import { useState, type ReactNode } from "react";
import { useNames } from "../../api/use-names.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { Button } from "../../ui/button.tsx";
import { dayChangeText, moneyChangeText } from "../../ui/change-text.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { momentText } from "../../ui/day-text.ts";
import type { ChangeRights } from "./change-rights.ts";
import { NewRequestDialog } from "./new-request-dialog.tsx";
import { RequestCard } from "./request-card.tsx";
import { RequestState, waitingText } from "./request-state.tsx";

interface RequestsViewProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly project: Project;
  readonly rights: ChangeRights;
  readonly code: string | undefined;
  readonly onCode: (code: string | undefined) => void;
}

export function RequestsView({ store, projectId, project, rights, code, onCode }: RequestsViewProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const requests = [...project.records.changeRequest.values()].sort((a, b) => b.code.localeCompare(a.code, "en", { numeric: true }));
  const chosen = requests.find((request) => request.code === code);
  const askButton = rights.mayEdit && <Button look="primary" onClick={() => setAsking(true)}>Ask for a change</Button>;
  return (
    <>
      {requests.length === 0 ? (
        <EmptyState sentence="Once a plan is promised, changes to it are asked for, reckoned and decided here, so that everybody sees what each one costs before it is made.">{askButton}</EmptyState>
      ) : (
        <div className="cg-requests" data-chosen={chosen ? "" : undefined}>
          <div className="ll-stack">
            <div className="ll-row">{askButton}</div>
            <RequestTable project={project} requests={requests} rights={rights} chosen={chosen} onCode={onCode} />
          </div>
          {chosen && <RequestCard key={chosen.id} store={store} projectId={projectId} project={project} request={chosen} rights={rights} onClose={() => onCode(undefined)} />}
          {code !== undefined && !chosen && <p className="ll-muted">There is no change request {code} in this project.</p>}
        </div>
      )}
      {isAsking && <NewRequestDialog store={store} project={project} showsCosts={rights.showsCosts} onClose={() => setAsking(false)} onMade={onCode} />}
    </>
  );
}

interface RequestTableProps {
  readonly project: Project;
  readonly requests: readonly ChangeRequest[];
  readonly rights: ChangeRights;
  readonly chosen: ChangeRequest | undefined;
  readonly onCode: (code: string) => void;
}

function RequestTable({ project, requests, rights, chosen, onCode }: RequestTableProps): ReactNode {
  const nameOf = useNames();
  const { currency } = settingsOf(project);
  return (
    <div className="ll-sheet-scroll" role="region" aria-label="Change requests" tabIndex={0}>
      <table className="ll-table">
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col">State</th>
            <th scope="col" className="ll-number">Finish P80</th>
            {rights.showsCosts && (
              <th scope="col" className="ll-number">
                Cost P80
              </th>
            )}
            <th scope="col">Waits for</th>
            <th scope="col">Asked</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <tr key={request.id} data-request={request.code} data-state={request.state} aria-selected={request === chosen}>
              <td>
                <Button look="link" onClick={() => onCode(request.code)}>
                  {request.code} {request.title}
                </Button>
              </td>
              <td>
                <RequestState state={request.state} />
              </td>
              <td className="ll-number">{request.impact ? dayChangeText(request.impact.before.p80, request.impact.after.p80) : "not reckoned"}</td>
              {rights.showsCosts && <td className="ll-number">{request.costImpact ? moneyChangeText(request.costImpact.before.p80, request.costImpact.after.p80, currency) : "not reckoned"}</td>}
              <td>{waitingText(project, request)}</td>
              <td>
                {nameOf(request.requestedBy)}
                {request.requestedAt !== undefined && <span className="ll-muted"> {momentText(new Date(request.requestedAt).toISOString())}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

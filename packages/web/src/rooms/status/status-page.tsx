/** The page of the status: the report as it stands by now, ready to be published, and every report that was. */
import type { ReportContradiction } from "@leadline/engine/report/report.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Contradiction } from "@leadline/engine/status/status-input.ts";
import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { draftReport, listReports } from "../../api/reports.ts";
import { useSession } from "../../api/session.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { CallForm } from "./call-form.tsx";
import { ContradictionsList, PLACES } from "./contradictions-list.tsx";
import { EvidenceView } from "./evidence-view.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { PublishedView } from "./published-view.tsx";
import { ReportView } from "./report-view.tsx";
import "./status.css";

interface StatusPageProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly mayEdit: boolean;
  readonly mayShare: boolean;
  /** Id of a published report, or `evidence`; absent: what would be published now. */
  readonly reportId: string | undefined;
  readonly onReport: (reportId: string | undefined) => void;
  readonly onPlace: (place: Contradiction["fix"]["place"]) => void;
  readonly onWaysOut: () => void;
}

/** In the address in place of a report's id. */
export const EVIDENCE = "evidence";
/** The report that was published last; what would be published now where there is none. */
export const NEWEST = "newest";

export function StatusPage(props: StatusPageProps): ReactNode {
  const { projectId, onReport, mayEdit, mayShare } = props;
  const [kept, setKept] = useState(0);
  const { value: reports, problem, reload } = useLoaded(useCallback(() => listReports(projectId), [projectId]));
  useEffect(() => reload(), [kept, reload]);
  if (props.reportId === NEWEST && !reports && problem === undefined) return <p className="ll-muted">Looking for the newest report…</p>;
  const reportId = props.reportId === NEWEST ? reports?.find(({ event, replacedBy }) => event !== "withdrawn" && !replacedBy)?.id : props.reportId;
  return (
    <div className="st-page">
      <nav className="st-reports" aria-label="Reports">
        <Button look={reportId === undefined ? "primary" : "quiet"} aria-current={reportId === undefined ? "page" : undefined} onClick={() => onReport(undefined)}>
          Now
        </Button>
        <Button look={reportId === EVIDENCE ? "primary" : "quiet"} aria-current={reportId === EVIDENCE ? "page" : undefined} onClick={() => onReport(EVIDENCE)}>
          Evidence
        </Button>
        {(reports ?? []).map(({ id, number, version, event, replacedBy }) => (
          <Button key={id} look={reportId === id ? "primary" : "quiet"} aria-current={reportId === id ? "page" : undefined} onClick={() => onReport(id)}>
            Report {number}
            {version > 1 || replacedBy ? `, version ${version}` : ""}
            {event === "withdrawn" ? " (withdrawn)" : ""}
          </Button>
        ))}
      </nav>
      {reportId === EVIDENCE ? (
        <EvidenceView store={props.store} mayEdit={mayEdit} />
      ) : reportId === undefined ? (
        <DraftView {...props} onPublished={(id) => (setKept((count) => count + 1), onReport(id))} />
      ) : (
        <PublishedView key={reportId} projectId={projectId} reportId={reportId} mayEdit={mayEdit} mayShare={mayShare} onOpen={onReport} onKept={({ report }) => (setKept((count) => count + 1), onReport(report.id))} />
      )}
    </div>
  );
}

function DraftView({ store, projectId, mayEdit, onPlace, onWaysOut, onPublished }: StatusPageProps & { readonly onPublished: (reportId: string) => void }): ReactNode {
  const revision = useSettledRevision(store);
  const { actor } = useSession();
  const { value: made, problem, reload } = useLoaded(useCallback(() => draftReport(projectId), [projectId]));
  const [summary, setSummary] = useState("");
  const [isPublishing, setPublishing] = useState(false);
  useEffect(() => reload(), [revision, reload]);
  const numbers = useMemo(() => [...(made?.draft.body.numbers ?? []), ...(made?.draft.costs?.numbers ?? [])], [made]);
  if (problem !== undefined && !made) return <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>{problem}</Notice>;
  if (!made) return <p className="ll-muted">The report is being drafted…</p>;
  const { body, costs } = made.draft;
  const answer = ({ ruleId, subject, sentence }: ReportContradiction, text: string): string | undefined => {
    const record = { id: newId(), ruleId, subject, sentence: sentence.slice(0, 1000), answer: text, asOf: body.asOf, ...(actor.name !== "" && { by: actor.name }), at: Date.now() };
    const result = store.run([{ type: "saveRecords", records: [{ kind: "contradictionAnswer", record }] }]);
    return refusalText(result);
  };
  return (
    <>
      <ReportView
        body={body}
        costs={costs}
        callForm={mayEdit && <CallForm key={body.manager?.at ?? 0} store={store} asOf={body.asOf} by={actor.name} current={body.manager} />}
        verbs={
          <div className="ll-row st-verbs">
            {mayEdit && (
              <Button look="primary" onClick={() => setPublishing(true)}>
                Publish…
              </Button>
            )}
            {body.computed.value !== "onTrack" && <Button onClick={onWaysOut}>What can we do?</Button>}
          </div>
        }
        contradictions={<ContradictionsList contradictions={[...body.contradictions, ...(costs?.contradictions ?? [])]} {...(mayEdit && { onAnswer: answer })} onGo={({ ruleId }) => onPlace(PLACES[ruleId] ?? "plan")} />}
      />
      {isPublishing && (
        <PublishDialog
          projectId={projectId}
          made={made}
          numbers={numbers}
          currency={settingsOf(store.getState().project).currency}
          summary={summary}
          onSummary={setSummary}
          onClose={() => setPublishing(false)}
          onPublished={({ report }) => {
            setPublishing(false);
            toast(`Report ${report.number} is published.`);
            onPublished(report.id);
          }}
        />
      )}
    </>
  );
}

const SETTLE_MS = 400;

/** The revision, once nothing has changed for a moment: a draft follows the plan, not every keystroke. */
function useSettledRevision(store: ProjectStore): number {
  const revision = useProjectState(store, (state) => state.revision);
  const [settled, setSettled] = useState(revision);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(revision), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [revision]);
  return settled;
}

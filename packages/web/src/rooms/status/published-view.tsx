/** A published report with its proof, its versions, and the only two things that can still be done: correct it, or withdraw it. */
import type { PublishedReport } from "@leadline/engine/report/report.ts";
import { useCallback, useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { correctReport, readReport, withdrawReport, type KeptReport } from "../../api/reports.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { ContradictionsList } from "./contradictions-list.tsx";
import { ReportSharing } from "./report-sharing.tsx";
import { ReportView } from "./report-view.tsx";

interface PublishedViewProps {
  readonly projectId: string;
  readonly reportId: string;
  readonly mayEdit: boolean;
  readonly mayShare: boolean;
  /** A new version stands: the list is read anew, and that version shown. */
  readonly onKept: (kept: KeptReport) => void;
  readonly onOpen: (reportId: string) => void;
}

export function PublishedView({ projectId, reportId, mayEdit, mayShare, onKept, onOpen }: PublishedViewProps): ReactNode {
  const { value, problem } = useLoaded(useCallback(() => readReport(projectId, reportId), [projectId, reportId]));
  const [wish, setWish] = useState<"correct" | "withdraw">();
  if (problem !== undefined) return <Notice tone="trouble">{problem}</Notice>;
  if (!value) return <p className="ll-muted">Reading the report…</p>;
  const { report, proof } = value;
  const { replacedBy } = report;
  return (
    <>
      {replacedBy && (
        <Notice tone="attention" verbs={<Button onClick={() => onOpen(`report-${report.number}-${replacedBy.version}`)}>Show version {replacedBy.version}</Button>}>
          {replacedBy.event === "corrected" ? "Corrected" : "Withdrawn"} on {whenText(replacedBy.at)}: {replacedBy.reason}
        </Notice>
      )}
      {report.content ? (
        <ReportView body={report.content} costs={report.costs} contradictions={<ContradictionsList contradictions={[...report.content.contradictions, ...(report.costs?.contradictions ?? [])]} />} />
      ) : (
        <Notice tone="neutral">
          Report {report.number} was withdrawn on {whenText(report.at)}: {report.reason} Its number and its proof stay.
        </Notice>
      )}
      <Footer report={report} proof={proof} />
      {report.content && <ReportSharing projectId={projectId} reportId={reportId} mayShare={mayShare} />}
      {mayEdit && !replacedBy && report.event !== "withdrawn" && (
        <div className="ll-row">
          <Button onClick={() => setWish("correct")}>Correct…</Button>
          <Button onClick={() => setWish("withdraw")}>Withdraw…</Button>
        </div>
      )}
      {wish && <ReasonDialog wish={wish} projectId={projectId} report={report} onKept={onKept} onClose={() => setWish(undefined)} />}
    </>
  );
}

function Footer({ report, proof }: KeptReport): ReactNode {
  return (
    <footer className="st-footer" aria-label="Proof">
      <p>
        Report {report.number}, version {report.version} · published {whenText(report.at)}
        {report.content && ` by ${report.content.publishedBy}`} · entry {proof.entry} of {proof.size} in the log · words of the root: <strong data-proof-words>{proof.words}</strong>
      </p>
      <p className="ll-muted">Whoever keeps these words, in a mail or on paper, can see later that nothing was altered: leadline verify.</p>
    </footer>
  );
}

interface ReasonDialogProps {
  readonly wish: "correct" | "withdraw";
  readonly projectId: string;
  readonly report: PublishedReport;
  readonly onKept: (kept: KeptReport) => void;
  readonly onClose: () => void;
}

function ReasonDialog({ wish, projectId, report, onKept, onClose }: ReasonDialogProps): ReactNode {
  const [reason, setReason] = useState("");
  const [summary, setSummary] = useState(report.content?.texts.find(({ id }) => id === "summary")?.typed ?? "");
  const [explanation, setExplanation] = useState(report.content?.texts.find(({ id }) => id === "explanation")?.typed ?? "");
  const [problem, setProblem] = useState<string>();
  const send = (): void => {
    const words = { ...(summary.trim() !== "" && { summary }), ...(explanation.trim() !== "" && { explanation }) };
    const sent = wish === "correct" ? correctReport(projectId, report.id, { reason: reason.trim(), ...words }) : withdrawReport(projectId, report.id, reason.trim());
    sent.then(onKept, (failure: unknown) => setProblem(sentenceOf(failure)));
  };
  return (
    <Dialog title={wish === "correct" ? `Correct report ${report.number}` : `Withdraw report ${report.number}`} onClose={onClose} size={560}>
      <div className="st-publish">
        <p className="ll-muted">{wish === "correct" ? "A new version is made from the plan as it is now and takes its place; this one stays readable, with the reason." : "Its content is no longer shown; its number, the reason and the proof stay."}</p>
        <Field label="Why">{(control) => <input {...control} className="ll-input" value={reason} onChange={(event) => setReason(event.target.value)} />}</Field>
        {wish === "correct" && <Field label="In your words">{(control) => <textarea {...control} className="ll-input" rows={4} value={summary} onChange={(event) => setSummary(event.target.value)} />}</Field>}
        {wish === "correct" && <Field label="Why your call differs, where it does">{(control) => <textarea {...control} className="ll-input" rows={3} value={explanation} onChange={(event) => setExplanation(event.target.value)} />}</Field>}
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={reason.trim() === ""} onClick={send}>
            {wish === "correct" ? "Publish the correction" : "Withdraw"}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function whenText(at: number): string {
  return new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** How a published report leaves: as a file for one of three audiences, by mail now, and by mail every week. */
import { useCallback, useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { mailReport, readReportSchedule, REPORT_FORMATS, reportAddress, scheduleReports, type Audience, type ReportSchedule } from "../../api/reports.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";

const AUDIENCES: readonly (readonly [Audience, string])[] = [
  ["sponsor", "Sponsor: everything that matters"],
  ["team", "Team: without money"],
  ["finance", "Finance: money first"],
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

interface ReportSharingProps {
  readonly projectId: string;
  readonly reportId: string;
  readonly mayShare: boolean;
}

export function ReportSharing({ projectId, reportId, mayShare }: ReportSharingProps): ReactNode {
  const [audience, setAudience] = useState<Audience>("sponsor");
  const [isMailing, setMailing] = useState(false);
  const [isScheduling, setScheduling] = useState(false);
  return (
    <section className="st-sharing ll-row" aria-label="Give it to others">
      <AudienceChoice audience={audience} onAudience={setAudience} />
      {REPORT_FORMATS.map(([format, label]) => (
        <a key={format} href={reportAddress(projectId, reportId, format, audience)} download>
          {label}
        </a>
      ))}
      {mayShare && <Button onClick={() => setMailing(true)}>Mail…</Button>}
      {mayShare && <Button onClick={() => setScheduling(true)}>Every week…</Button>}
      {isMailing && <MailDialog {...{ projectId, reportId, audience }} onClose={() => setMailing(false)} />}
      {isScheduling && <ScheduleDialog projectId={projectId} onClose={() => setScheduling(false)} />}
    </section>
  );
}

function AudienceChoice({ audience, onAudience }: { readonly audience: Audience; readonly onAudience: (audience: Audience) => void }): ReactNode {
  return (
    <select className="ll-input" aria-label="Audience" value={audience} onChange={(event) => onAudience(AUDIENCES.find(([id]) => id === event.target.value)?.[0] ?? "sponsor")}>
      {AUDIENCES.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  );
}

function MailDialog({ projectId, reportId, audience, onClose }: { readonly projectId: string; readonly reportId: string; readonly audience: Audience; readonly onClose: () => void }): ReactNode {
  const [to, setTo] = useState("");
  const [problem, setProblem] = useState<string>();
  const send = (): void => {
    mailReport(projectId, reportId, addressesOf(to), audience).then(
      (sent) => {
        toast(`${sent} ${sent === 1 ? "mail" : "mails"} sent.`);
        onClose();
      },
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
  };
  return (
    <Dialog title="Mail the report" onClose={onClose}>
      <div className="st-publish">
        <Field label="To" note="Addresses, separated by commas. The mail is complete as text, has the PDF, and carries the words of the proof.">
          {(control) => <input {...control} className="ll-input" value={to} onChange={(event) => setTo(event.target.value)} />}
        </Field>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={addressesOf(to).length === 0} onClick={send}>
            Send
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function ScheduleDialog({ projectId, onClose }: { readonly projectId: string; readonly onClose: () => void }): ReactNode {
  const { value, problem: unread } = useLoaded(useCallback(() => readReportSchedule(projectId), [projectId]));
  if (unread !== undefined) return <Dialog title="Every week" onClose={onClose}><Notice tone="trouble">{unread}</Notice></Dialog>;
  return value === undefined ? null : <ScheduleForm projectId={projectId} stored={value} onClose={onClose} />;
}

function ScheduleForm({ projectId, stored, onClose }: { readonly projectId: string; readonly stored: ReportSchedule | null; readonly onClose: () => void }): ReactNode {
  const [weekday, setWeekday] = useState(stored?.weekday ?? 5);
  const [hour, setHour] = useState(stored?.hour ?? 15);
  const [audience, setAudience] = useState<Audience>(stored?.audience ?? "sponsor");
  const [to, setTo] = useState((stored?.to ?? []).join(", "));
  const [problem, setProblem] = useState<string>();
  const keep = (schedule: ReportSchedule | null): void => {
    scheduleReports(projectId, schedule).then(
      () => {
        toast(schedule ? `The newest report goes out every ${WEEKDAYS[weekday] ?? ""} at ${hour}:00.` : "No report is sent by itself any more.");
        onClose();
      },
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
  };
  return (
    <Dialog title="Send the newest report every week" onClose={onClose}>
      <div className="st-publish">
        <Field label="On">
          {(control) => (
            <select {...control} className="ll-input" value={weekday} onChange={(event) => setWeekday(Number(event.target.value))}>
              {WEEKDAYS.map((name, at) => (
                <option key={name} value={at}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="At" note="Hour of the server's clock.">
          {(control) => <input {...control} className="ll-input" type="number" min={0} max={23} value={hour} onChange={(event) => setHour(Math.max(0, Math.min(23, Math.trunc(Number(event.target.value)))))} />}
        </Field>
        <AudienceChoice audience={audience} onAudience={setAudience} />
        <Field label="To">{(control) => <input {...control} className="ll-input" value={to} onChange={(event) => setTo(event.target.value)} />}</Field>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          {stored && <Button onClick={() => keep(null)}>Send no more</Button>}
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={addressesOf(to).length === 0} onClick={() => keep({ weekday, hour, audience, to: addressesOf(to) })}>
            Keep
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function addressesOf(text: string): string[] {
  return text.split(/[,;\s]+/).filter((part) => part !== "");
}

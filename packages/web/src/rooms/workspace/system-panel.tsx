/** How the installation is: version, database, disk, backups, checks, and the work behind the screen. */
import { useEffect, useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { backupAddress, cancelJob, listBackups, listJobs, makeBackup, readSystem, type Job, type StoredBackup, type SystemState } from "../../api/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { momentText } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { bytesText } from "../../ui/number-text.ts";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { verificationWords } from "./proof-words.ts";

const LOOK_AGAIN_MS = 1500;
/** Less room than this on the disk is worth a warning. */
const LITTLE_BYTES = 2e9;

export function SystemPanel(): ReactNode {
  const system = useLoaded(readSystem);
  const jobs = useLoaded(listJobs);
  const backups = useLoaded(listBackups);
  const isBusy = jobs.value?.some(isGoingOn) ?? false;
  const reload = (): void => [system, jobs, backups].forEach((loaded) => loaded.reload());
  useAgainWhile(isBusy, reload);
  const problem = system.problem ?? jobs.problem ?? backups.problem;
  return (
    <div className="ll-stack">
      {problem !== undefined && (
        <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>
          {problem}
        </Notice>
      )}
      {system.value && <SystemFacts system={system.value} />}
      {backups.value && system.value && <Backups backups={backups.value} system={system.value} isBusy={isBusy} reload={reload} />}
      {jobs.value && <Jobs jobs={jobs.value} reload={reload} />}
    </div>
  );
}

function useAgainWhile(isBusy: boolean, reload: () => void): void {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (!isBusy) return undefined;
    const timer = setTimeout(() => {
      reload();
      setTick(tick + 1);
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
    // A new reload is made with every drawing; only time and busyness decide.
  }, [isBusy, tick]);
}

function SystemFacts({ system }: { readonly system: SystemState }): ReactNode {
  const { database, disk, backup, verification, mail } = system;
  const isTight = disk !== null && disk.freeBytes < LITTLE_BYTES;
  return (
    <section aria-labelledby="system-facts" className="ll-stack">
      <h2 id="system-facts" className="ll-heading">
        This installation
      </h2>
      {isTight && <Notice tone="attention">Only {bytesText(disk.freeBytes)} are free where Leadline keeps its data. When nothing is left, writing stops and nothing is lost; make room soon.</Notice>}
      <dl className="ws-facts">
        <Fact name="Version">
          {system.version}, running since {momentText(system.startedAt)}
        </Fact>
        <Fact name="Database">
          PostgreSQL {database.version}, {database.place === "embedded" ? "started by Leadline" : "on a server of your own"}, {bytesText(database.bytes)}
        </Fact>
        {disk && (
          <Fact name="Disk">
            {bytesText(disk.freeBytes)} free of {bytesText(disk.totalBytes)} at <span className="ll-mono">{disk.folder}</span>
          </Fact>
        )}
        <Fact name="Backups">{backup.schedule ? `every day at ${String(backup.schedule.hour).padStart(2, "0")}:00, the last ${backup.schedule.keep} are kept` : "only when somebody makes one; LEADLINE_BACKUP_HOUR makes one every day"}</Fact>
        <Fact name="Verified">{verificationWords(verification)}</Fact>
        <Fact name="Mail">{mail.isSet ? "is sent" : "is not set up (SMTP_URL), so invitations give a link to copy"}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface BackupsProps {
  readonly backups: readonly StoredBackup[];
  readonly system: SystemState;
  readonly isBusy: boolean;
  readonly reload: () => void;
}

const REASONS = { manual: "by hand", daily: "by the clock", upgrade: "before an upgrade" } as const;

function Backups({ backups, system, isBusy, reload }: BackupsProps): ReactNode {
  const make = (): void => void makeBackup().then(() => toast("The backup is being made."), (failure: unknown) => toast(sentenceOf(failure))).finally(reload);
  return (
    <section aria-labelledby="system-backups" className="ll-stack">
      <div className="ll-list-head">
        <h2 id="system-backups" className="ll-heading">
          Backups
        </h2>
        <Button look="primary" onClick={make} disabled={isBusy}>
          Back up now
        </Button>
      </div>
      {backups.length === 0 ? (
        <p className="ll-muted">There is none yet in {system.backup.folder}. A backup holds everything: all workspaces, files and secrets. Keep a copy elsewhere.</p>
      ) : (
        <table className="ll-table">
          <thead>
            <tr>
              <th>Made</th>
              <th>Why</th>
              <th className="ll-number">Size</th>
              <th>File</th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <tr key={backup.name}>
                <td>{momentText(backup.madeAt)}</td>
                <td>{REASONS[backup.reason]}</td>
                <td className="ll-number">{bytesText(backup.bytes)}</td>
                <td>
                  <a href={backupAddress(backup.name)} download>
                    {backup.name}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const KINDS: Readonly<Record<string, string>> = { backup: "Backup", verifyLog: "Verification of the logs", tidy: "Tidying up", signLogs: "Signing of the logs" };
const STATES = { waiting: "waits", running: "runs", done: "done", failed: "failed", cancelled: "cancelled" } as const;

function isGoingOn({ state }: Job): boolean {
  return state === "running" || state === "waiting";
}

function Jobs({ jobs, reload }: { readonly jobs: readonly Job[]; readonly reload: () => void }): ReactNode {
  if (jobs.length === 0) return null;
  const cancel = (job: Job): void => void cancelJob(job.id).then(reload, (failure: unknown) => toast(sentenceOf(failure)));
  return (
    <section aria-labelledby="system-jobs" className="ll-stack">
      <h2 id="system-jobs" className="ll-heading">
        Work behind the screen
      </h2>
      <table className="ll-table">
        <thead>
          <tr>
            <th>What</th>
            <th>State</th>
            <th>Progress, or when it ended</th>
            <th>Begun</th>
            <th>
              <span className="ll-hidden">End it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id} data-job={job.kind} data-state={job.state}>
              <td>{KINDS[job.kind] ?? job.kind}</td>
              <td>{STATES[job.state]}</td>
              <td>{job.problem ?? (isGoingOn(job) ? job.progress?.sentence : momentText(job.finishedAt))}</td>
              <td>{momentText(job.createdAt)}</td>
              <td>{isGoingOn(job) && <Button onClick={() => cancel(job)}>Cancel</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Somebody's own work over all projects: late, today, waiting, next; what is left is typed, done asks what shows it. */
import { formatDuration, parseDuration } from "@leadline/engine/time/duration-text.ts";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { doneCommands, readMyWork, remainingCommands, type WorkItem } from "../../api/my-work.ts";
import type { WaitingReport } from "../../api/work-reports.ts";
import { useSession } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { shortDayText, todayNumber } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { useWorkReports, type OwnReports } from "./use-work-reports.ts";
import "./work.css";

const GROUPS = [
  ["late", "Late"],
  ["today", "Today"],
  ["waiting", "Waiting for others"],
  ["next", "Next"],
] as const;

/** How soon the work of others is seen here. */
const REFRESH_MS = 1000;

interface WorkPageProps {
  /** Whose work; absent: the one who is signed in. */
  readonly person: string | undefined;
  readonly onPerson: (person: string) => void;
  readonly onTask: (item: WorkItem) => void;
}

export function WorkPage({ person, onPerson, onTask }: WorkPageProps): ReactNode {
  const { value, problem, reload } = useLoaded(useCallback(() => readMyWork(person), [person]));
  const { actor } = useSession();
  const reports = useWorkReports(actor.id, reload);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
  if (problem !== undefined && !value) return <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>{problem}</Notice>;
  if (!value) return <p className="ll-muted">Looking for your work…</p>;
  return (
    <div className="wk-page">
      <h1>{value.person === "" ? "Work" : `Work of ${value.person}`}</h1>
      {reports.waiting.length > 0 && <Waiting waiting={reports.waiting} />}
      {value.people.length > 0 && (
        <label className="ll-row">
          Whose work
          <select className="ll-input" aria-label="Whose work" value={value.people.find((name) => name === value.person) ?? ""} onChange={(event) => onPerson(event.target.value)}>
            <option value="" disabled>
              Choose a person…
            </option>
            {value.people.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      {value.items.length === 0 && <p className="ll-reading">{value.people.length === 0 ? "Nobody is assigned to anything yet. Assign people in a plan, and their work appears here." : "No open task is assigned to this person."}</p>}
      {GROUPS.map(([group, words]) => {
        const items = value.items.map((item) => asReported(item, reports.waiting)).filter((item) => item.group === group && item.percentComplete < 100);
        return items.length === 0 ? null : (
          <section key={group} aria-label={words} data-group={group}>
            <h2>
              {words} <span className="ll-muted">{items.length}</span>
            </h2>
            <ul className="wk-list">
              {items.map((item) => (
                <WorkCard key={`${item.project.id} ${item.id}`} item={item} reports={reports} onTask={onTask} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** Nothing that was reported is lost while the server does not answer, and the page says so. */
function Waiting({ waiting }: { readonly waiting: readonly WaitingReport[] }): ReactNode {
  return (
    <p role="status" className="ll-muted" data-waiting={waiting.length}>
      {waiting.length === 1 ? "One report waits" : `${waiting.length} reports wait`} for the server. {waiting.length === 1 ? "It is" : "They are"} kept on this computer, also when this page is closed.
    </p>
  );
}

/** The item as it is once what was reported here is stored. */
function asReported(item: WorkItem, waiting: readonly WaitingReport[]): WorkItem {
  let shown = item;
  for (const { projectId, edit } of waiting) {
    if (projectId !== item.project.id) continue;
    for (const command of edit.commands) {
      const fields = command.type === "updateTasks" ? command.tasks.find(({ id }) => id === item.id)?.fields : undefined;
      if (fields) shown = { ...shown, percentComplete: fields.percentComplete ?? shown.percentComplete, remainingMinutes: fields.remainingDurationMinutes ?? shown.remainingMinutes };
    }
  }
  return shown;
}

interface CardProps {
  readonly item: WorkItem;
  readonly reports: OwnReports;
}

function WorkCard({ item, reports, onTask }: CardProps & { readonly onTask: (item: WorkItem) => void }): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const name = `${item.project.key}-${item.number}`;
  return (
    <li className="wk-card" data-task={name}>
      <button type="button" className="wk-name" onClick={() => onTask(item)}>
        {item.name}
      </button>
      <p className="ll-muted">
        {name} · {item.project.name} · {dayOf(item.start)} to {dayOf(item.finish)} · {Math.round(item.percentComplete)} % done
        {item.waitsFor.length > 0 && ` · waits for ${item.waitsFor.slice(0, 2).join(", ")}${item.waitsFor.length > 2 ? ` and ${item.waitsFor.length - 2} more` : ""}`}
      </p>
      {item.mayEdit && (
        <div className="ll-row wk-verbs">
          <Remaining item={item} reports={reports} />
          <Button onClick={() => setAsked(true)}>Done…</Button>
        </div>
      )}
      {isAsked && <DoneForm item={item} reports={reports} onClose={() => setAsked(false)} />}
    </li>
  );
}

function Remaining({ item, reports }: CardProps): ReactNode {
  const scale = { minutesPerDay: item.minutesPerDay, minutesPerWeek: item.minutesPerDay * 5, daysPerMonth: 20 };
  const shown = formatDuration({ durationMinutes: item.remainingMinutes, durationUnit: "d", estimated: false }, scale);
  const [text, setText] = useState<string>();
  const [error, setError] = useState<string>();
  const keep = (): void => {
    if (text === undefined || text.trim() === shown) return setText(undefined);
    const read = parseDuration(text, scale);
    if (!read.ok) return setError(read.message);
    reports.report(item.project, remainingCommands(item, read.durationMinutes), `Report what is left of “${item.name}”`);
    setText(undefined);
    setError(undefined);
  };
  return (
    <label>
      Left <input className="ll-input wk-left" aria-label={`Left of ${item.name}`} value={text ?? shown} onChange={(event) => setText(event.target.value)} onBlur={keep} onKeyDown={(event) => event.key === "Enter" && keep()} />
      {error !== undefined && (
        <span className="ll-field-error" role="alert">
          {error}
        </span>
      )}
    </label>
  );
}

/** Done is a claim: what shows it is asked for, and nothing is an answer that is kept as such. */
function DoneForm({ item, reports, onClose }: CardProps & { readonly onClose: () => void }): ReactNode {
  const { actor } = useSession();
  const [shows, setShows] = useState("");
  const by = actor.name === "" ? {} : { by: actor.name };
  const send = (kind: "file" | "word" | "none", title: string): void => {
    const isLink = /^https?:\/\//.test(title);
    reports.report(item.project, doneCommands(item, { kind: isLink ? "file" : kind, title, ...(isLink && { reference: title }), day: todayNumber(new Date()), ...by }), `Report “${item.name}” as done`);
    toast(`“${item.name}” is reported as done${kind === "none" ? ", with nothing to show" : ""}.`);
    onClose();
  };
  return (
    <form
      className="wk-done"
      onSubmit={(event) => {
        event.preventDefault();
        if (shows.trim() !== "") send("word", shows.trim());
      }}
    >
      <label>
        What shows it? <input className="ll-input" autoFocus placeholder="A link, a number of a run, who accepted it" value={shows} onChange={(event) => setShows(event.target.value)} />
      </label>
      <div className="ll-row">
        <Button type="submit" look="primary" disabled={shows.trim() === ""}>
          Done with this
        </Button>
        <Button onClick={() => send("none", "Nothing to show")}>Nothing to show</Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

function dayOf(iso: string): string {
  return shortDayText(Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00Z`) / 86_400_000));
}

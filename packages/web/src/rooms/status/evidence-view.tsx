/** What bears out the progress: every begun task with its newest evidence, and what was promised to be handed over. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { EvidenceKind } from "@leadline/engine/model/evidence/evidence.ts";
import type { Evidence, Task } from "@leadline/engine/model/records.ts";
import { evidenceByTask, leavesOf } from "@leadline/engine/status/evidence-state.ts";
import { USUAL_STATUS_POLICY } from "@leadline/engine/status/status-policy.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { useState, type ReactNode } from "react";
import { useSession } from "../../api/session.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { shortDayText, todayNumber } from "../../ui/day-text.ts";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Deliverables } from "./deliverables.tsx";

const KIND_WORDS: Readonly<Record<EvidenceKind, string>> = {
  acceptedDeliverable: "Accepted deliverable",
  testRun: "Test run",
  mergedChange: "Merged change",
  closedTicket: "Closed ticket",
  receipt: "Receipt",
  timesheet: "Timesheet",
  file: "File",
  word: "Somebody's word",
  none: "Nothing to show",
};

interface EvidenceViewProps {
  readonly store: ProjectStore;
  readonly mayEdit: boolean;
}

export function EvidenceView({ store, mayEdit }: EvidenceViewProps): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const key = useProjectState(store, (state) => state.key);
  const [adding, setAdding] = useState<Task>();
  const today = dataDay(project);
  const rows = begunTasks(project, today);
  return (
    <article className="st-report">
      <h1>What bears out the progress</h1>
      <p className="ll-muted">
        Evidence of the last {USUAL_STATUS_POLICY.evidenceDays} days counts for running tasks. As of {shortDayText(today)}.
      </p>
      {rows.length === 0 ? (
        <p className="ll-muted">No task has begun, so nothing needs to be shown yet.</p>
      ) : (
        <div className="ch-table st-evidence" role="region" aria-label="Evidence of tasks" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Task</th>
                <th scope="col" data-number>
                  Done
                </th>
                <th scope="col">Newest evidence</th>
                <th scope="col">Age</th>
                {mayEdit && <th scope="col">Add</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ task, newest, ageDays, state }) => (
                <tr key={task.id} data-evidence={state} data-task={`${key}-${task.number}`}>
                  <td>{task.name}</td>
                  <td data-number>{Math.round(task.percentComplete)} %</td>
                  <td>{newest ? `${KIND_WORDS[newest.kind]}: ${newest.title}` : "Nothing"}</td>
                  <td>{ageDays === undefined ? "–" : `${ageDays} ${ageDays === 1 ? "day" : "days"}${state === "old" ? ", too old" : ""}`}</td>
                  {mayEdit && (
                    <td>
                      <Button look="link" aria-label={`Add evidence of ${task.name}`} onClick={() => setAdding(task)}>
                        Add…
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Deliverables store={store} project={project} mayEdit={mayEdit} />
      {adding && <EvidenceDialog store={store} task={adding} day={today} onClose={() => setAdding(undefined)} />}
    </article>
  );
}

interface EvidenceRow {
  readonly task: Task;
  readonly newest: Evidence | undefined;
  readonly ageDays: number | undefined;
  readonly state: "fresh" | "old" | "none";
}

/** Those without evidence first, then by age. */
function begunTasks(project: Project, today: number): readonly EvidenceRow[] {
  const byTask = evidenceByTask(project, USUAL_STATUS_POLICY);
  const rows = leavesOf(project).flatMap((task): EvidenceRow[] => {
    if (task.percentComplete <= 0 || task.durationMinutes === 0) return [];
    const newest = byTask.get(task.id)?.reduce((found, one) => (one.day > found.day ? one : found));
    const ageDays = newest && Math.max(0, today - newest.day);
    const isOld = task.percentComplete < 100 && ageDays !== undefined && ageDays > USUAL_STATUS_POLICY.evidenceDays;
    return [{ task, newest, ageDays, state: newest === undefined ? "none" : isOld ? "old" : "fresh" }];
  });
  const order = { none: 0, old: 1, fresh: 2 };
  return rows.sort((a, b) => order[a.state] - order[b.state] || (b.ageDays ?? 0) - (a.ageDays ?? 0));
}

function dataDay(project: Project): number {
  const { statusDate } = settingsOf(project);
  return statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate);
}

interface EvidenceDialogProps {
  readonly store: ProjectStore;
  readonly task: Task;
  readonly day: number;
  readonly onClose: () => void;
}

function EvidenceDialog({ store, task, day, onClose }: EvidenceDialogProps): ReactNode {
  const { actor } = useSession();
  const [kind, setKind] = useState<EvidenceKind>("file");
  const [title, setTitle] = useState("");
  const [reference, setReference] = useState("");
  const [outcome, setOutcome] = useState<"passed" | "failed">("passed");
  const [error, setError] = useState<string>();
  const keep = (): void => {
    if (title.trim() === "") return setError("Say what it shows, such as “Login works on all browsers”.");
    const record = {
      id: newId(),
      kind,
      title: title.trim(),
      taskIds: [task.id],
      day,
      at: Date.now(),
      ...(actor.name !== "" && { by: actor.name }),
      ...(reference.trim() !== "" && { reference: reference.trim() }),
      ...(kind === "testRun" && { outcome }),
    };
    const result = store.run([{ type: "saveRecords", records: [{ kind: "evidence", record }] }]);
    const refused = refusalText(result);
    setError(refused);
    if (refused === undefined) onClose();
  };
  return (
    <Dialog title={`Evidence of “${task.name}”`} onClose={onClose}>
      <form
        className="st-publish"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Field label="Kind">
          {(control) => (
            <select {...control} className="ll-input" value={kind} onChange={(event) => setKind(kindOf(event.target.value))}>
              {Object.entries(KIND_WORDS).map(([id, words]) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="What it shows" error={error}>
          {(control) => <input {...control} className="ll-input" value={title} onChange={(event) => setTitle(event.target.value)} />}
        </Field>
        <Field label="Where it can be looked at" note="An address, a number, or the name of a file; may be empty.">
          {(control) => <input {...control} className="ll-input" value={reference} onChange={(event) => setReference(event.target.value)} />}
        </Field>
        {kind === "testRun" && (
          <Field label="Outcome">
            {(control) => (
              <select {...control} className="ll-input" value={outcome} onChange={(event) => setOutcome(event.target.value === "failed" ? "failed" : "passed")}>
                <option value="passed">Passed</option>
                <option value="failed">Failed</option>
              </select>
            )}
          </Field>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Add
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function kindOf(word: string): EvidenceKind {
  return isKind(word) ? word : "file";
}

function isKind(word: string): word is EvidenceKind {
  return Object.hasOwn(KIND_WORDS, word);
}

/** Start, calendar and working time of a project, with what they do to the finish before anything is kept. */
import { settingsOf } from "@leadline/engine/model/project.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { useMemo, useState, type FormEvent, type ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ExceptionList } from "./exception-list.tsx";
import { finishEffect } from "./finish-effect.ts";
import { commandsOf, draftOf, exceptionsOf, weekOf, type SettingsDraft } from "./settings-draft.ts";
import { WeekEditor } from "./week-editor.tsx";
import "./home.css";

export function SettingsDialog({ store, onClose }: { readonly store: ProjectStore; readonly onClose: () => void }): ReactNode {
  const { project } = store.getState();
  const [draft, setDraft] = useState<SettingsDraft>(() => draftOf(project));
  const [problem, setProblem] = useState<string>();
  const effect = useMemo(() => effectOf(store, draft), [store, draft]);
  const calendars = [...project.records.calendar.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const calendar = project.records.calendar.get(draft.calendarId);
  const change = (part: Partial<SettingsDraft>): void => {
    setProblem(undefined);
    setDraft({ ...draft, ...part });
  };
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = commandsOf(draft, project);
    if (!wanted.ok) return setProblem(wanted.sentence);
    if (wanted.commands.length === 0) return onClose();
    const result = store.run(wanted.commands);
    if (result.ok) onClose();
    else setProblem(result.refusals.map((refusal) => refusal.message).join(" "));
  };
  return (
    <Dialog title={`Start and calendar of ${settingsOf(project).name}`} onClose={onClose} size={680}>
      <form className="ll-stack" onSubmit={keep}>
        <div className="ll-three">
          <Field label="Scheduled from">
            {(control) => (
              <select {...control} className="ll-input" value={draft.scheduleFrom} onChange={(event) => change(endChosen(event.target.value, draft, store))}>
                <option value="start">The start</option>
                <option value="finish">The finish, backwards</option>
              </select>
            )}
          </Field>
          {draft.scheduleFrom === "finish" ? (
            <Field label="Project finishes">
              {(control) => <input {...control} className="ll-input" type="datetime-local" required value={draft.finish} onChange={(event) => change({ finish: event.target.value })} />}
            </Field>
          ) : (
            <Field label="Project starts">
              {(control) => <input {...control} className="ll-input" type="datetime-local" required value={draft.start} onChange={(event) => change({ start: event.target.value })} />}
            </Field>
          )}
          <Field label="Project calendar">
            {(control) => (
              <select {...control} className="ll-input" value={draft.calendarId} onChange={(event) => change({ calendarId: event.target.value })}>
                {calendars.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {calendar && (
          <>
            <WeekEditor
              calendarName={calendar.name}
              hasBase={calendar.baseCalendarId !== undefined}
              week={weekOf(draft, calendar)}
              onChange={(week) => change({ weeks: new Map(draft.weeks).set(calendar.id, week) })}
            />
            <ExceptionList exceptions={exceptionsOf(draft, calendar)} onChange={(exceptions) => change({ exceptions: new Map(draft.exceptions).set(calendar.id, exceptions) })} />
          </>
        )}
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        {problem === undefined && <Notice>{effect}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Apply to the plan
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** A finish that was never fixed begins with the one that the plan has now. */
function endChosen(value: string, draft: SettingsDraft, store: ProjectStore): Partial<SettingsDraft> {
  if (value !== "finish") return { scheduleFrom: "start" };
  return { scheduleFrom: "finish", finish: draft.finish === "" ? formatIso(store.getState().schedule.finish).slice(0, 16) : draft.finish };
}

/** What the draft would do to the finish; why it cannot be read, where it cannot. */
function effectOf(store: ProjectStore, draft: SettingsDraft): string {
  const wanted = commandsOf(draft, store.getState().project);
  return wanted.ok ? finishEffect(store, wanted.commands) : wanted.sentence;
}

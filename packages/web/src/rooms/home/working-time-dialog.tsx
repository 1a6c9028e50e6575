/** The working-time editor: the calendars of a plan with week, special days and work weeks, a month to look at, and what changes do to the finish. */
import type { Command } from "@leadline/engine/change/command.ts";
import { isSame } from "@leadline/engine/change/same-value.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { CalendarRecord } from "@leadline/engine/model/records.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { resolveCalendar } from "@leadline/engine/time/working-days.ts";
import { useMemo, useState, type FormEvent, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { derivedDraft, draftOfCalendar, readCalendar, type CalendarDraft } from "./calendar-draft.ts";
import { ExceptionList } from "./exception-list.tsx";
import { finishEffect } from "./finish-effect.ts";
import { MonthPreview } from "./month-preview.tsx";
import { WeekEditor } from "./week-editor.tsx";
import { WorkWeekList } from "./work-week-list.tsx";
import "./home.css";

type Drafts = ReadonlyMap<string, CalendarDraft>;

const TABS = [
  { id: "week", label: "Usual week" },
  { id: "days", label: "Special days" },
  { id: "weeks", label: "Work weeks" },
] as const;

export function WorkingTimeDialog({ store, onClose }: { readonly store: ProjectStore; readonly onClose: () => void }): ReactNode {
  const { project } = store.getState();
  const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(project));
  const [chosenId, setChosenId] = useState(settingsOf(project).calendarId);
  const [problem, setProblem] = useState<string>();
  const draft = drafts.get(chosenId) ?? drafts.values().next().value;
  const wanted = useMemo(() => commandsOf(drafts, project), [drafts, project]);
  if (!draft) return null;
  const change = (part: Partial<CalendarDraft>): void => {
    setProblem(undefined);
    setDrafts(new Map(drafts).set(draft.id, { ...draft, ...part }));
  };
  const add = (): void => {
    const id = newId();
    setDrafts(new Map(drafts).set(id, derivedDraft(id, freeName(drafts, `${draft.name} (own)`), draft.id)));
    setChosenId(id);
  };
  const remove = (): void => {
    const left = new Map(drafts);
    left.delete(draft.id);
    setDrafts(left);
    setChosenId(settingsOf(project).calendarId);
  };
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (!wanted.ok) return setProblem(wanted.sentence);
    const result = wanted.commands.length === 0 ? undefined : store.run(wanted.commands);
    if (!result || result.ok) onClose();
    else setProblem(result.refusals.map((refusal) => refusal.message).join(" "));
  };
  return (
    <Dialog title="Working times" onClose={onClose} size={920}>
      <form className="ll-stack" onSubmit={keep}>
        <div className="ll-calendar-choice">
          <CalendarChoice drafts={drafts} project={project} chosenId={draft.id} onChoose={setChosenId} />
          <Button onClick={add}>New calendar from this one</Button>
          <Button onClick={remove} disabled={draft.id === settingsOf(project).calendarId}>
            Delete
          </Button>
        </div>
        <div className="ll-calendar">
          <div className="ll-stack">
            <CalendarHead draft={draft} drafts={drafts} onChange={change} />
            <CalendarParts key={draft.id} draft={draft} onChange={change} />
          </div>
          <Preview drafts={drafts} draft={draft} project={project} />
        </div>
        {problem !== undefined ? <Notice tone="trouble">{problem}</Notice> : <Notice>{wanted.ok ? finishEffect(store, wanted.commands) : wanted.sentence}</Notice>}
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

interface ChoiceProps {
  readonly drafts: Drafts;
  readonly project: Project;
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
}

function CalendarChoice({ drafts, project, chosenId, onChoose }: ChoiceProps): ReactNode {
  return (
    <Field label="Calendar">
      {(control) => (
        <select {...control} className="ll-input" value={chosenId} onChange={(event) => onChoose(event.target.value)}>
          {byName(drafts).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
              {id === settingsOf(project).calendarId ? " (the project's)" : ""}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface PartProps {
  readonly draft: CalendarDraft;
  readonly onChange: (part: Partial<CalendarDraft>) => void;
}

function CalendarHead({ draft, drafts, onChange }: PartProps & { readonly drafts: Drafts }): ReactNode {
  return (
    <div className="ll-two">
      <Field label="Name of the calendar">{(control) => <input {...control} className="ll-input" required maxLength={200} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />}</Field>
      <Field label="Based on">
        {(control) => (
          <select {...control} className="ll-input" value={draft.baseId} onChange={(event) => onChange({ baseId: event.target.value })}>
            <option value="">Nothing</option>
            {byName(drafts)
              .filter(({ id }) => id !== draft.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function CalendarParts({ draft, onChange }: PartProps): ReactNode {
  const [tab, setTab] = useState<(typeof TABS)[number]["id"]>("week");
  return (
    <div>
      <Tabs label="Parts of the calendar" tabs={TABS} chosen={tab} onChoose={setTab}>
        <div className="ll-calendar-part">
          {tab === "week" && <WeekEditor calendarName={draft.name} hasBase={draft.baseId !== ""} week={draft.week} onChange={(week) => onChange({ week })} />}
          {tab === "days" && <ExceptionList exceptions={draft.exceptions} onChange={(exceptions) => onChange({ exceptions })} />}
          {tab === "weeks" && <WorkWeekList draft={draft} onChange={(workWeeks) => onChange({ workWeeks })} />}
        </div>
      </Tabs>
    </div>
  );
}

function Preview({ drafts, draft, project }: { readonly drafts: Drafts; readonly draft: CalendarDraft; readonly project: Project }): ReactNode {
  const chain = chainOf(drafts, draft);
  const { start, weekStartDay } = settingsOf(project);
  if (!chain) return <p className="ll-muted">The preview appears when all times can be read.</p>;
  return <MonthPreview days={resolveCalendar(chain)} firstDay={dayNumberOf(start)} weekStart={weekStartDay} />;
}

/** A calendar with its bases; nothing while one of them cannot be read. */
function chainOf(drafts: Drafts, draft: CalendarDraft): CalendarRecord[] | undefined {
  const chain: CalendarRecord[] = [];
  for (let at: CalendarDraft | undefined = draft; at && !chain.some(({ id }) => id === at?.id); at = drafts.get(at.baseId)) {
    const read = readCalendar(at);
    if (!read.ok) return undefined;
    chain.push(read.calendar);
  }
  return chain;
}

function draftsOf(project: Project): Drafts {
  return new Map([...project.records.calendar.values()].map((calendar) => [calendar.id, draftOfCalendar(calendar)]));
}

function byName(drafts: Drafts): readonly CalendarDraft[] {
  return [...drafts.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function freeName(drafts: Drafts, wanted: string): string {
  const names = new Set([...drafts.values()].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!names.has(name)) return name;
  }
}

type Wanted = { readonly ok: true; readonly commands: readonly Command[] } | { readonly ok: false; readonly sentence: string };

/** Commands for what differs from the plan; bases before those that are based on them, and deletions last. */
function commandsOf(drafts: Drafts, project: Project): Wanted {
  const commands: Command[] = [];
  for (const draft of basesFirst(drafts)) {
    const read = readCalendar(draft);
    if (!read.ok) return read;
    if (!isSame(read.calendar, project.records.calendar.get(draft.id))) commands.push({ type: "saveCalendar", calendar: read.calendar });
  }
  for (const id of project.records.calendar.keys()) if (!drafts.has(id)) commands.push({ type: "deleteCalendar", id });
  return { ok: true, commands };
}

function basesFirst(drafts: Drafts): readonly CalendarDraft[] {
  const depth = (draft: CalendarDraft): number => {
    let steps = 0;
    for (let at = drafts.get(draft.baseId); at && steps < drafts.size; at = drafts.get(at.baseId)) steps += 1;
    return steps;
  };
  return [...drafts.values()].sort((a, b) => depth(a) - depth(b));
}

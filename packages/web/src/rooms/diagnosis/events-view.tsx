/** Events that delayed the plan: each as a row, and what it does when put into the plan as it was just before. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { DelayEvent } from "@leadline/engine/model/records.ts";
import { dayNumberOf, formatIsoDay, MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { PlanState } from "../../api/past-plan.ts";
import { useDiagnosis } from "../../store/diagnosis.ts";
import type { ImpactFacts } from "../../store/diagnosis-messages.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { IconButton } from "../../ui/button.tsx";
import { todayNumber } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { toast } from "../../ui/toast.ts";
import { dayOfTyped } from "../../ui/typed-day.ts";
import { isChain, stepsOfText, stepsText } from "./event-text.ts";
import { stateNames } from "./state-name.ts";
import { codesOfText, codesText, nextCode, tasksOfText, tasksText } from "../../ui/record-names.ts";

interface EventsViewProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly project: Project;
  readonly projectKey: string;
  readonly states: readonly PlanState[];
  readonly mayEdit: boolean;
}

const PARTIES: readonly (readonly [DelayEvent["party"], string])[] = [
  ["ours", "Ours"],
  ["client", "Client"],
  ["supplier", "Supplier"],
  ["authority", "Authority"],
  ["nobody", "Nobody’s"],
];

type Fields = Readonly<Record<string, unknown>>;

interface Column {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly textOf: (event: DelayEvent) => string;
  /** Fields to set, or a sentence. */
  readonly keep: (text: string, event: DelayEvent) => Fields | string;
  readonly isFixed?: (event: DelayEvent) => boolean;
}

export function EventsView({ store, projectId, project, projectKey, states, mayEdit }: EventsViewProps): ReactNode {
  const events = [...project.records.delayEvent.values()].sort((a, b) => a.day - b.day || a.code.localeCompare(b.code, "en", { numeric: true }));
  const { news, isWorking, problem } = useDiagnosis(projectId, { wanted: "impacts", states: statesFor(events, states), namesOf: stateNames }, project);
  const impactOf = (event: DelayEvent): ImpactFacts | undefined => news?.impacts.find(({ eventId }) => eventId === event.id);
  const set = (event: DelayEvent, fields: Fields): string | undefined => refusalText(store.run([{ type: "updateRecords", records: [{ kind: "delayEvent", id: event.id, fields }] }]));
  const remove = (event: DelayEvent): void => {
    const refused = refusalText(store.run([{ type: "deleteRecords", records: [{ kind: "delayEvent", id: event.id }] }]));
    toast(refused ?? `“${event.title}” deleted.`, refused === undefined ? { id: "event-deleted", verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  const columns = columnsOf(project, projectKey);
  return (
    <>
      <p className="dg-note ll-muted">Each event is put into the newest plan from before the day on which it began, behind the tasks that it follows and before those that had to wait; what the finish then moves by is its impact.</p>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      <div className="ll-sheet-scroll" role="region" aria-label="Events" tabIndex={0}>
        <table className="ll-sheet">
          <thead>
            <tr>
              <th scope="col">No.</th>
              {columns.slice(0, 1).map(head)}
              <th scope="col" style={{ minWidth: 112 }}>
                Whose doing
              </th>
              {columns.slice(1).map(head)}
              <th scope="col">
                <span className="ll-hidden">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.id} data-event={event.code}>
                <td className="dg-code">{event.code}</td>
                {columns.slice(0, 1).map((column) => cellOf(column, event, mayEdit, set))}
                <td>
                  <select className="ll-sheet-input" aria-label={`Whose doing ${event.title} is`} disabled={!mayEdit} value={event.party} onChange={(change) => set(event, { party: change.target.value })}>
                    {PARTIES.map(([party, words]) => (
                      <option key={party} value={party}>
                        {words}
                      </option>
                    ))}
                  </select>
                </td>
                {columns.slice(1).map((column) => cellOf(column, event, mayEdit, set))}
                <td>
                  {mayEdit && (
                    <IconButton label={`Delete ${event.title}`} onClick={() => remove(event)}>
                      <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                    </IconButton>
                  )}
                </td>
              </tr>
            ))}
            {mayEdit && <NewEvent store={store} columns={columns.length} />}
          </tbody>
        </table>
      </div>
      {events.length === 0 && <p className="dg-empty">What happened that held tasks up? Type the first event above, such as “Customs hold”, then say when it began, what it took and which tasks had to wait.</p>}
      <div className="dg-stack" data-stage={isWorking ? "old" : "full"}>
        {events.map((event) => (
          <ImpactCard key={event.id} event={event} impact={impactOf(event)} />
        ))}
      </div>
    </>
  );
}

/** The newest state from before each event, the oldest one for those that nothing came before, and the newest, which knows the events. */
function statesFor(events: readonly DelayEvent[], states: readonly PlanState[]): readonly PlanState[] {
  const before = events.map(({ day }) => states.findLast(({ statusDate }) => statusDate !== undefined && statusDate <= day * MINUTES_PER_DAY));
  const needed = new Set([states[0], states.at(-1), ...before]);
  return states.filter((state) => needed.has(state));
}

function ImpactCard({ event, impact }: { readonly event: DelayEvent; readonly impact: ImpactFacts | undefined }): ReactNode {
  return (
    <section className="dg-card" data-impact={impact?.impactDays} aria-label={`Impact of ${event.title}`}>
      <h2>
        {event.code} {event.title}{impact ? `: ${impactText(impact.impactDays)}` : ""}
      </h2>
      <p>{impact ? impact.sentence : "Its impact is being reckoned …"}</p>
      {impact?.problems.map((message) => (
        <Notice key={message} tone="attention">
          {message}
        </Notice>
      ))}
    </section>
  );
}

function columnsOf(project: Project, key: string): readonly Column[] {
  const tasks = (id: "afterTaskIds" | "beforeTaskIds", label: string): Column => ({
    id,
    label,
    width: 130,
    textOf: (event) => tasksText(event[id], project, key),
    keep: (text) => {
      const found = tasksOfText(text, project, key);
      return "sentence" in found ? found.sentence : { [id]: found.ids };
    },
  });
  return [
    { id: "title", label: "Event", width: 240, textOf: ({ title }) => title, keep: (text) => ({ title: text.trim() }) },
    {
      id: "day",
      label: "Began",
      width: 108,
      textOf: ({ day }) => formatIsoDay(day),
      keep: (text) => {
        const read = dayOfTyped(text, project, todayNumber(new Date()));
        return "sentence" in read ? read.sentence : { day: read.day };
      },
    },
    {
      id: "steps",
      label: "Took",
      width: 240,
      textOf: ({ steps }) => stepsText(steps, project),
      isFixed: ({ steps }) => !isChain(steps),
      keep: (text, { title }) => {
        const read = stepsOfText(text, project, title, newId);
        return "sentence" in read ? read.sentence : { steps: read.steps };
      },
    },
    tasks("afterTaskIds", "Came after"),
    tasks("beforeTaskIds", "Held up"),
    {
      id: "issues",
      label: "Issues",
      width: 90,
      textOf: ({ issueIds }) => codesText(issueIds, project.records.issueItem),
      keep: (text) => {
        const found = codesOfText(text, project.records.issueItem, "issue");
        return "sentence" in found ? found.sentence : { issueIds: found.ids };
      },
    },
    { id: "evidence", label: "Evidence", width: 220, textOf: ({ evidence }) => evidence ?? "", keep: (text) => ({ evidence: text.trim() === "" ? null : text.trim() }) },
  ];
}

function head({ id, label, width }: Column): ReactNode {
  return (
    <th key={id} scope="col" style={{ minWidth: width }}>
      {label}
    </th>
  );
}

function cellOf(column: Column, event: DelayEvent, mayEdit: boolean, set: (event: DelayEvent, fields: Fields) => string | undefined): ReactNode {
  const keep = (text: string): string | undefined => {
    const kept = column.keep(text, event);
    return typeof kept === "string" ? kept : set(event, kept);
  };
  return (
    <td key={column.id} data-column={column.id}>
      <SheetTextCell label={`${column.label} of ${event.title}`} value={column.textOf(event)} isReadOnly={!mayEdit || column.isFixed?.(event) === true} keep={keep} />
    </td>
  );
}

/** The last row: a title is enough. */
function NewEvent({ store, columns }: { readonly store: ProjectStore; readonly columns: number }): ReactNode {
  const [made, setMade] = useState(0);
  const keep = (title: string): string | undefined => {
    if (title.trim() === "") return undefined;
    const { project } = store.getState();
    const { minutesPerDay, statusDate } = settingsOf(project);
    const record: DelayEvent = {
      id: newId(),
      code: nextCode("E-", project.records.delayEvent.values()),
      title: title.trim(),
      party: "nobody",
      day: statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate),
      steps: [{ id: newId(), name: title.trim(), durationMinutes: 5 * minutesPerDay, afterStepIds: [] }],
      afterTaskIds: [],
      beforeTaskIds: [],
      issueIds: [],
    };
    const refused = refusalText(store.run([{ type: "saveRecords", records: [{ kind: "delayEvent", record }] }]));
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <tr data-new>
      <td />
      <td>
        <SheetTextCell key={made} label="New event" placeholder="Type the next event …" value="" keep={keep} />
      </td>
      <td colSpan={columns + 1} />
    </tr>
  );
}

function impactText(days: number): string {
  const amount = Math.round(Math.abs(days) * 10) / 10;
  if (amount === 0) return "no impact on the finish";
  return `${amount} working ${amount === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}`;
}

/** Events that delayed the plan: each as a row, and what it does when put into the plan as it was just before. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { DelayEvent } from "@leadline/engine/model/records.ts";
import { dayNumberOf, formatIsoDay, MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { PlanState } from "../../api/past-plan.ts";
import { useDiagnosis } from "../../store/diagnosis.ts";
import type { ImpactFacts } from "../../store/diagnosis-messages.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { todayNumber } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { choiceColumn, codeColumn, tasksColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { codesOfText, codesText, nextCode } from "../../ui/record-names.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { dayOfTyped } from "../../ui/typed-day.ts";
import { isChain, stepsOfText, stepsText } from "./event-text.ts";
import { stateNames } from "./state-name.ts";

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

type Column = SheetColumn<DelayEvent>;

export function EventsView({ store, projectId, project, projectKey, states, mayEdit }: EventsViewProps): ReactNode {
  const events = [...project.records.delayEvent.values()].sort((a, b) => a.day - b.day || a.code.localeCompare(b.code, "en", { numeric: true }));
  const { news, isWorking, problem } = useDiagnosis(projectId, { wanted: "impacts", states: statesFor(events, states), namesOf: stateNames }, project);
  const impactOf = (event: DelayEvent): ImpactFacts | undefined => news?.impacts.find(({ eventId }) => eventId === event.id);
  return (
    <>
      <p className="dg-note ll-muted">Each event is put into the newest plan from before the day on which it began, behind the tasks that it follows and before those that had to wait; what the finish then moves by is its impact.</p>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      <RecordSheet
        store={store}
        label="Events"
        kind="delayEvent"
        records={events}
        columns={columnsOf(project, projectKey)}
        mayEdit={mayEdit}
        titleOf={({ title }) => title}
        marksOf={({ code }) => ({ "data-event": code })}
        newLabel="New event"
        newColumn="title"
        onNew={(title) => store.run([{ type: "saveRecords", records: [{ kind: "delayEvent", record: newEvent(store.getState().project, title) }] }])}
      />
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
  return [
    { ...codeColumn<DelayEvent>("No."), className: "dg-code" },
    titleColumn<DelayEvent>("title", "Event", 240),
    { ...choiceColumn<DelayEvent>("party", "Whose doing", 112, PARTIES), nameOf: ({ title }) => `Whose doing ${title} is` },
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
    tasksColumn<DelayEvent>("afterTaskIds", "Came after", { project, key }),
    tasksColumn<DelayEvent>("beforeTaskIds", "Held up", { project, key }),
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
    textColumn<DelayEvent>("evidence", "Evidence", 220),
  ];
}

/** A title is enough: five days from the status date on, nobody's doing, until somebody says otherwise. */
function newEvent(project: Project, title: string): DelayEvent {
  const { minutesPerDay, statusDate } = settingsOf(project);
  return {
    id: newId(),
    code: nextCode("E-", project.records.delayEvent.values()),
    title,
    party: "nobody",
    day: statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate),
    steps: [{ id: newId(), name: title, durationMinutes: 5 * minutesPerDay, afterStepIds: [] }],
    afterTaskIds: [],
    beforeTaskIds: [],
    issueIds: [],
  };
}

function impactText(days: number): string {
  const amount = Math.round(Math.abs(days) * 10) / 10;
  if (amount === 0) return "no impact on the finish";
  return `${amount} working ${amount === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}`;
}

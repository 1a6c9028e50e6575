/** What the sample portfolio's people have written down: evidence of what is done, how the manager sees it, what hinders, and why it is late. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";

export interface RecordStory {
  readonly newId: () => string;
  readonly statusDate: Minute;
  /** Of the newest word on work that is going on. */
  readonly evidenceDays: number;
  /** How many of the tasks finished last have nothing to show. */
  readonly bareTasks: number;
  /** How the manager sees it; absent where nothing was said yet. */
  readonly call?: { readonly value: "onTrack" | "atRisk" | "offTrack"; readonly reason: string };
  /** Working days that one task takes longer than planned. */
  readonly slipDays: number;
}

export function withRecordOfWork(project: Project, story: RecordStory): Project {
  const leaves = outlineOf(project).rows.flatMap(({ task, isSummary }) => (isSummary ? [] : [task]));
  const slipped = leaves.find(({ notes }) => notes?.startsWith("Takes ") ?? false);
  return projectOf([...recordsOf(project), ...evidenceRecords(leaves, story), ...callRecords(story), ...(slipped ? troubleRecords(project, slipped, story) : [])]);
}

/** Every finished task has something to show, but for the few that were finished last; what is going on was heard of some days ago. */
function evidenceRecords(leaves: readonly Task[], { newId, statusDate, evidenceDays, bareTasks }: RecordStory): readonly KindedRecord[] {
  const today = dayNumberOf(statusDate);
  const finished = leaves.filter(({ actualFinish, durationMinutes }) => actualFinish !== undefined && durationMinutes > 0).sort((a, b) => (a.actualFinish ?? 0) - (b.actualFinish ?? 0));
  const running = leaves.filter(({ percentComplete, actualFinish }) => percentComplete > 0 && actualFinish === undefined);
  return [
    ...finished.slice(0, Math.max(0, finished.length - bareTasks)).map((task): KindedRecord => ({ kind: "evidence", record: { id: newId(), ...proofOf(task), taskIds: [task.id], day: dayNumberOf(task.actualFinish ?? statusDate) } })),
    ...running.map((task): KindedRecord => ({ kind: "evidence", record: { id: newId(), kind: "timesheet", title: `Hours on “${task.name}”`, taskIds: [task.id], day: Math.max(dayNumberOf(task.actualStart ?? statusDate), today - evidenceDays) } })),
  ];
}

/** What such work leaves behind. */
function proofOf(task: Task): { readonly kind: "acceptedDeliverable" | "receipt" | "testRun" | "file"; readonly title: string; readonly by?: string; readonly outcome?: "passed" } {
  if (task.gateCode !== undefined) return { kind: "acceptedDeliverable", title: `${task.deliverable ?? task.name}: signed`, by: "Sponsor" };
  if (task.procurementRelevant === true) return { kind: "receipt", title: `${task.deliverable ?? task.name}: received` };
  if (task.securityRelevant === true) return { kind: "testRun", title: `${task.name}: passed`, outcome: "passed" };
  return { kind: "file", title: task.deliverable ?? task.name };
}

function callRecords({ newId, statusDate, call }: RecordStory): readonly KindedRecord[] {
  return call ? [{ kind: "statusCall", record: { id: newId(), asOf: statusDate, call: call.value, date: call.value, reason: call.reason, by: "Project manager" } }] : [];
}

/** A slip that the promise cannot survive asks for a decision. */
function decisionRecords(slipped: Task, { newId, statusDate }: RecordStory): readonly KindedRecord[] {
  const neededDay = dayNumberOf(statusDate) + 10;
  return [
    {
      kind: "decision",
      record: {
        id: newId(),
        code: "D-1",
        question: "Do we move the promised date, pay for speed, or deliver in two steps?",
        options: [{ name: "Move the date", effect: "No more money; the business waits" }, { name: "Pay for speed", effect: "Overtime and more people; see the ways out" }, { name: "Deliver in two steps", effect: "The third wave follows with a transition of its own" }],
        recommendation: "Deliver in two steps",
        neededDay,
        ifNobodyDecides: "The data centre's contract runs on by the month",
        taskIds: [slipped.id],
      },
    },
  ];
}

/** The slip as the team wrote it down: an issue, the event that made it, and why it came to that. */
function troubleRecords(project: Project, slipped: Task, story: RecordStory): readonly KindedRecord[] {
  const { newId, statusDate, slipDays } = story;
  const [issueId, eventId] = [newId(), newId()];
  const began = dayNumberOf(slipped.actualStart ?? statusDate);
  const isGrave = slipDays >= 15;
  const before = [...project.records.link.values()].flatMap(({ predecessorId, successorId }) => (successorId === slipped.id ? [predecessorId] : []));
  return [
    ...(isGrave ? decisionRecords(slipped, story) : []),
    {
      kind: "issueItem",
      record: { id: issueId, code: "I-1", kind: "issue", title: `The supplier cannot keep the date of “${slipped.name}”`, severity: isGrave ? 1 : 2, state: "inProgress", owner: "IT project manager", raisedDay: began, dueDay: dayNumberOf(statusDate) + 7, description: `${slipDays} working days more than planned.`, taskIds: [slipped.id], riskIds: [], changeRequestIds: [] },
    },
    {
      kind: "delayEvent",
      record: { id: eventId, code: "E-1", title: `Late answer of the supplier of “${slipped.name}”`, party: "supplier", day: began, steps: [{ id: newId(), name: "Waiting for the supplier", durationMinutes: slipDays * settingsOf(project).minutesPerDay, afterStepIds: [] }], afterTaskIds: before, beforeTaskIds: [slipped.id], issueIds: [issueId] },
    },
    {
      kind: "rootCause",
      record: {
        id: newId(),
        code: "RC-1",
        title: `“${slipped.name}” takes ${slipDays} working days longer`,
        whys: [{ answer: "The supplier began later than agreed.", evidence: "Letter of the supplier" }, { answer: "The order went out without a fixed date." }, { answer: "Our template for orders has no field for one." }],
        category: "process",
        causes: [{ id: newId(), category: "suppliers", text: "One supplier for everything, nobody to turn to" }, { id: newId(), category: "requirements", text: "What was needed was changed after the order" }],
        measure: "Orders carry a date and what a late day costs.",
        taskIds: [slipped.id],
        riskIds: [],
        changeRequestIds: [],
        issueIds: [issueId],
        delayEventIds: [eventId],
      },
    },
  ];
}

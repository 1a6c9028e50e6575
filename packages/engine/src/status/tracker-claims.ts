/** What a tracker says of its tickets, as claims and evidence of the tasks that name them. */
import type { Command } from "../change/command.ts";
import { outlineOf } from "../model/plan/outline.ts";
import type { Project } from "../model/project.ts";
import type { Evidence, Task } from "../model/records.ts";
import type { TrackedState } from "./status-input.ts";

/** One thing that happened in a tracker. */
export interface TrackerEvent {
  readonly kind: "closed" | "reopened" | "merged";
  /** The ticket as it is named: its address first, short names such as "acme/portal#12" or "NET-7" after it. */
  readonly names: readonly string[];
  readonly title: string;
  /** Text in which keys of tasks may stand: "NET-4: new cabling". */
  readonly text: string;
  /** Who did it, as the tracker calls them. */
  readonly by?: string;
}

export interface ClaimContext {
  /** "NET" of the project's tasks NET-1, NET-2, … */
  readonly projectKey: string;
  /** Wall clock of the server. */
  readonly day: number;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly at: number;
  /** The same delivery makes the same record. */
  readonly evidenceId: string;
}

/**
 * A closed ticket claims its tasks as done, and is the evidence of it; a merged change is evidence and claims nothing; a ticket that was opened
 * again is kept as evidence that speaks against the claim, and people decide what is left to do (C14 names the two). Empty where no task is meant.
 */
export function claimCommands(project: Project, event: TrackerEvent, { projectKey, day, at, evidenceId }: ClaimContext): readonly Command[] {
  const tasks = tasksMeant(project, event, projectKey);
  if (tasks.length === 0 || project.records.evidence.has(evidenceId)) return [];
  const open = event.kind === "closed" ? tasks.filter(({ percentComplete }) => percentComplete < 100) : [];
  const record: Evidence = {
    id: evidenceId,
    kind: event.kind === "merged" ? "mergedChange" : "closedTicket",
    title: `${WORDS[event.kind]}: ${event.title}`.slice(0, 1000),
    taskIds: tasks.map(({ id }) => id),
    day,
    at,
    ...(event.by !== undefined && { by: event.by.slice(0, 1000) }),
    ...(event.names[0] !== undefined && { reference: event.names[0].slice(0, 1000) }),
    outcome: event.kind === "reopened" ? "failed" : "passed",
  };
  return [...(open.length > 0 ? [{ type: "updateTasks" as const, tasks: open.map(({ id }) => ({ id, fields: { percentComplete: 100 } })) }] : []), { type: "saveRecords", records: [{ kind: "evidence", record }] }];
}

const WORDS = { closed: "Ticket closed", reopened: "Ticket opened again", merged: "Change merged" } as const;

/** Tasks that name the ticket, and tasks whose key stands in its text. */
function tasksMeant(project: Project, { names, text }: TrackerEvent, projectKey: string): readonly Task[] {
  const wanted = new Set(names.map(plainName));
  const numbers = keysIn(text, projectKey);
  return outlineOf(project).rows.flatMap(({ task, isSummary }) => (!isSummary && task.active && !task.external && ((task.ticket !== undefined && wanted.has(plainName(task.ticket))) || numbers.has(task.number)) ? [task] : []));
}

/** Without what does not tell tickets apart: the scheme, "www.", a slash or a mark at the end, capitals. */
export function plainName(name: string): string {
  const [bare = ""] = name.trim().toLowerCase().replace(/^https?:\/\/(www\.)?/, "").split(/[?]/, 1);
  return bare.endsWith("/") ? bare.slice(0, -1) : bare;
}

function keysIn(text: string, projectKey: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const word of text.split(/[^\w-]+/)) {
    const at = word.lastIndexOf("-");
    if (at > 0 && word.slice(0, at).toUpperCase() === projectKey.toUpperCase() && /^\d{1,9}$/.test(word.slice(at + 1))) numbers.add(Number(word.slice(at + 1)));
  }
  return numbers;
}

/** What trackers said last of each task's ticket. */
export function trackedByEvidence(project: Project): readonly TrackedState[] {
  const last = new Map<string, Evidence>();
  const tickets = [...project.records.evidence.values()].filter(({ kind, outcome }) => kind === "closedTicket" && outcome !== undefined);
  for (const evidence of tickets.sort((a, b) => (a.at ?? a.day) - (b.at ?? b.day))) for (const taskId of evidence.taskIds) last.set(taskId, evidence);
  return [...last].map(([taskId, { reference, title, outcome }]) => ({ taskId, reference: reference ?? title, state: outcome === "failed" ? ("open" as const) : ("closed" as const) }));
}

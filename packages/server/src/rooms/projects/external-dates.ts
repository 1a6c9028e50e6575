/** Keeps tasks of other projects up to date where they are shown: after every edit of their project, and when such a plan is opened. */
import { randomUUID } from "node:crypto";
import type { CommandOf } from "@leadline/engine/change/command.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { programActor } from "../../access/actor.ts";
import { requestHash, type Write } from "../../storage/idempotency.ts";
import type { Database } from "../../storage/database.ts";
import type { Edit } from "./edit-project.ts";
import type { ProjectCache } from "./project-cache.ts";
import { projectsShowing, readProjectRow } from "./queries.ts";

export interface ExternalDates {
  /** A project has a new revision: the plans that show its tasks follow. */
  readonly changed: (workspaceId: string, projectId: string, hops: number) => void;
  /** A plan is looked at: what it shows of other projects is brought up to date, should that have been missed. */
  readonly opened: (workspaceId: string, projectId: string, project: Project) => void;
  /** Resolves when everything that was begun has ended. */
  readonly settled: () => Promise<void>;
}

export interface ExternalDatesOptions {
  readonly database: Database;
  readonly cache: ProjectCache;
  readonly edit: (write: Write, edit: Edit) => Promise<unknown>;
  readonly onFailure: (failure: unknown) => void;
  /** Clock and chance, for simulations others. */
  readonly now?: () => Date;
  readonly newKey?: () => string;
}

/**
 * An edit travels through at most this many plans. Two plans that wait for each other in a circle would otherwise push
 * each other on for ever.
 */
const MOST_HOPS = 12;

type Refreshed = CommandOf<"refreshExternalTasks">["tasks"][number];

export function keepExternalDates(options: ExternalDatesOptions): ExternalDates {
  let queue: Promise<void> = Promise.resolve();
  const later = (work: () => Promise<void>): void => {
    queue = queue.then(work).catch(options.onFailure);
  };
  const changed = (workspaceId: string, projectId: string, hops: number): void => {
    if (hops >= MOST_HOPS) options.onFailure(new Error(`an edit has travelled through ${hops} plans: they seem to wait for each other in a circle; stopped at project ${projectId}`));
    else later(() => followAll(options, workspaceId, projectId, hops + 1));
  };
  return {
    changed,
    opened: (workspaceId, projectId, project) => {
      if ([...project.records.task.values()].some((task) => task.otherProject)) later(() => follow(options, workspaceId, projectId, 1));
    },
    settled: async () => {
      for (let last; last !== queue; ) {
        last = queue;
        await last;
      }
    },
  };
}

/** The plan itself, which may have just been told to show a task, and those that show its tasks. */
async function followAll(options: ExternalDatesOptions, workspaceId: string, changedId: string, hops: number): Promise<void> {
  await follow(options, workspaceId, changedId, hops);
  const showing = await options.database.readAtOnce(workspaceId, (tx) => projectsShowing(tx, changedId));
  for (const projectId of showing) await follow(options, workspaceId, projectId, hops);
}

/** Compares what a plan shows of other projects with what these say now, and stores the difference as an edit of its own. */
async function follow(options: ExternalDatesOptions, workspaceId: string, projectId: string, hops: number): Promise<void> {
  const { database, cache, edit } = options;
  const found = await database.readInWorkspace(workspaceId, async (tx): Promise<{ revision: number; tasks: Refreshed[] } | undefined> => {
    const row = await readProjectRow(tx, projectId);
    if (!row || row.deleted_at) return undefined;
    const { revision, project } = await cache.newest(tx, row.id, row.revision);
    const others = new Map<string, Project | undefined>();
    for (const task of project.records.task.values()) {
      const other = task.otherProject?.projectId;
      if (other === undefined || others.has(other)) continue;
      const otherRow = await readProjectRow(tx, other);
      others.set(other, otherRow && !otherRow.deleted_at ? (await cache.newest(tx, otherRow.id, otherRow.revision)).project : undefined);
    }
    return { revision, tasks: staleTasks(project, others) };
  });
  if (!found || found.tasks.length === 0) return;
  const commands = [{ type: "refreshExternalTasks" as const, tasks: found.tasks }];
  await edit(writeOfProgram(options, workspaceId, projectId, commands), { projectId, revision: found.revision, commands, hops });
}

/** What differs; a task or project that is gone leaves the last known dates. */
function staleTasks(project: Project, others: ReadonlyMap<string, Project | undefined>): Refreshed[] {
  const stale: Refreshed[] = [];
  const schedules = new Map<Project, Schedule>();
  const scheduleOf = (other: Project): Schedule => {
    const known = schedules.get(other) ?? schedule(other).schedule;
    schedules.set(other, known);
    return known;
  };
  for (const task of project.records.task.values()) {
    const other = others.get(task.otherProject?.projectId ?? "");
    const source = other?.records.task.get(task.otherProject?.taskId ?? "");
    const dates = other && source && scheduleOf(other).of(source.id);
    if (!source || !dates) continue;
    const now: Refreshed = { id: task.id, name: source.name, start: dates.start, finish: dates.finish, durationMinutes: dates.durationMinutes, milestone: dates.isMilestone };
    const isSame = task.name === now.name && task.manualStart === now.start && task.manualFinish === now.finish && task.durationMinutes === now.durationMinutes && task.milestone === now.milestone;
    if (!isSame) stale.push(now);
  }
  return stale;
}

function writeOfProgram({ now, newKey }: ExternalDatesOptions, workspaceId: string, projectId: string, commands: Edit["commands"]): Write {
  return { actor: programActor(workspaceId), key: `external.${(newKey ?? randomUUID)()}`, hash: requestHash("POST", `/projects/${projectId}/commands`, commands), isDryRun: false, at: now?.() ?? new Date() };
}

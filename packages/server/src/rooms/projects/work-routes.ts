/** The HTTP address of somebody's own work over all projects that they may see. */
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { evidenceByTask } from "@leadline/engine/status/evidence-state.ts";
import { USUAL_STATUS_POLICY } from "@leadline/engine/status/status-policy.ts";
import { workOf, type WorkItem } from "@leadline/engine/views/my-work.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { z } from "zod";
import { answers, type Api } from "../../http/route.ts";
import type { ProjectRow } from "./project-row.ts";
import { listProjects } from "./queries.ts";
import type { ProjectsRoom } from "./route-parts.ts";

/** Those changed last; whoever works in more sees the others in the projects themselves. */
const MOST_PROJECTS = 100;

const itemSchema = z.object({
  project: z.object({ id: z.string(), key: z.string(), name: z.string(), revision: z.number().int() }),
  id: z.string(),
  number: z.number().int(),
  name: z.string(),
  start: z.string().describe("Local wall clock, YYYY-MM-DDTHH:MM:SS."),
  finish: z.string(),
  percentComplete: z.number(),
  remainingMinutes: z.number().describe("Working minutes."),
  minutesPerDay: z.number().int(),
  group: z.enum(["late", "today", "waiting", "next"]),
  waitsFor: z.array(z.string()),
  hasEvidence: z.boolean(),
  mayEdit: z.boolean(),
});

export function workRoutes(api: Api, room: ProjectsRoom): void {
  api.get(
    "/my-work",
    {
      config: { permission: "signed-in" },
      schema: {
        operationId: "readMyWork",
        summary: "Open tasks of a person in the 100 projects changed last that the asker may see",
        querystring: z.strictObject({ person: z.string().max(1000).optional().describe("Name or e-mail of a work resource; the asker's own name unless given.") }),
        response: answers({ 200: z.object({ person: z.string(), people: z.array(z.string()).describe("Everybody who has work in these projects."), items: z.array(itemSchema) }) }),
      },
    },
    async ({ actor, query }) => {
      const person = query.person ?? actor.name;
      const plans = await room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const rows = await listProjects(tx, { limit: MOST_PROJECTS, after: undefined, withDeleted: false, among: actor.visibleProjects });
        const found: (readonly [ProjectRow, Project])[] = [];
        for (const row of rows) found.push([row, (await room.cache.newest(tx, row.id, row.revision)).project]);
        return found;
      });
      return {
        person,
        people: peopleOf(plans.map(([, project]) => project)),
        items: plans.flatMap(([row, project]) => workIn(row, project, person).map((item) => ({ ...item, mayEdit: actor.may("project.edit", row.id) }))),
      };
    },
  );
}

function workIn(row: ProjectRow, project: Project, person: string): readonly Omit<z.infer<typeof itemSchema>, "mayEdit">[] {
  const items = workOf(project, scheduleOf(project), person, wallClock());
  const evidence = evidenceByTask(project, USUAL_STATUS_POLICY);
  const minutesPerDay = project.records.settings.values().next().value?.minutesPerDay ?? 480;
  return items.map(({ task, start, finish, group, waitsFor }: WorkItem) => ({
    project: { id: row.id, key: row.key, name: row.name, revision: row.revision },
    id: task.id,
    number: task.number,
    name: task.name,
    start: formatIso(start),
    finish: formatIso(finish),
    percentComplete: task.percentComplete,
    remainingMinutes: task.remainingDurationMinutes,
    minutesPerDay,
    group,
    waitsFor: [...waitsFor],
    hasEvidence: evidence.has(task.id),
  }));
}

/** Pages look again every two seconds: a plan that nobody changed is the same object, and is not scheduled again. */
const schedules = new WeakMap<Project, Schedule>();

function scheduleOf(project: Project): Schedule {
  const known = schedules.get(project) ?? schedule(project).schedule;
  schedules.set(project, known);
  return known;
}

function peopleOf(projects: readonly Project[]): string[] {
  const assigned = new Set(projects.flatMap((project) => [...project.records.assignment.values()].map(({ resourceId }) => resourceId)));
  const names = projects.flatMap((project) => [...project.records.resource.values()].flatMap(({ id, type, name }) => (type === "work" && assigned.has(id) ? [name] : [])));
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, "en"));
}

/** Plans have no zone: the wall clock of the server. */
function wallClock(): Minute {
  const now = new Date();
  return (Math.floor(now.getTime() / 60_000) - now.getTimezoneOffset()) as Minute;
}

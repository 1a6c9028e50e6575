/** The HTTP address of finished projects: what each had promised first and what became of it, the workspace's own reference class. */
import { projectOutcome, type ProjectOutcome } from "@leadline/engine/risk/reference/project-outcome.ts";
import { formatIso, type Minute, MINUTES_PER_DAY } from "@leadline/engine/time/minute.ts";
import { z } from "zod";
import { answers, type Api } from "../../http/route.ts";
import type { Transaction } from "../../storage/database.ts";
import type { ProjectRow } from "./project-row.ts";
import { listProjects } from "./queries.ts";
import { noQuery, type ProjectsRoom } from "./route-parts.ts";

/** The ones changed last; older ones say little of how one works now. */
const MOST_PROJECTS = 200;
const MOST_REMEMBERED = 1000;

const outcomeSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  finish: z.string().describe("Local wall clock, YYYY-MM-DDTHH:MM:SS."),
  estimatedDays: z.number().int().describe("Calendar days from start to finish in the first baseline."),
  actualDays: z.number().int().describe("Calendar days from start to finish as it was."),
  estimatedCents: z.number().int().optional().describe("Minor units, where the baseline held costs and the asker may see them."),
  actualCents: z.number().int().optional(),
});

export function outcomeRoutes(api: Api, room: ProjectsRoom): void {
  const known = new Map<string, ProjectOutcome | undefined>();
  api.get(
    "/finished-projects",
    {
      config: { permission: "signed-in" },
      schema: { operationId: "listFinishedProjects", summary: "Finished projects that the asker may see, with their first promise and what became of it", querystring: noQuery, response: answers({ 200: z.object({ projects: z.array(outcomeSchema) }) }) },
    },
    async ({ actor }) => {
      const found = await room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        const rows = await listProjects(tx, { limit: MOST_PROJECTS, after: undefined, withDeleted: false, among: actor.visibleProjects });
        const over = rows.filter((row) => !row.is_sample && row.task_count > 0 && row.finish_minute < nowMinute());
        const outcomes: (readonly [ProjectRow, ProjectOutcome])[] = [];
        for (const row of over) {
          const outcome = await outcomeOf(tx, room, row, known);
          if (outcome) outcomes.push([row, outcome]);
        }
        return outcomes;
      });
      return { projects: found.map(([row, outcome]) => shown(row, outcome, actor.may("costs.read", row.id))) };
    },
  );
}

async function outcomeOf(tx: Transaction, room: ProjectsRoom, row: ProjectRow, known: Map<string, ProjectOutcome | undefined>): Promise<ProjectOutcome | undefined> {
  const key = `${tx.workspaceId} ${row.id} ${row.revision}`;
  if (known.has(key)) return known.get(key);
  const { project } = await room.cache.newest(tx, row.id, row.revision);
  const outcome = projectOutcome(project);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, outcome);
  return outcome;
}

function shown({ id, key, name }: ProjectRow, { estimatedDays, actualDays, finish, estimatedCents, actualCents }: ProjectOutcome, showsCosts: boolean): z.infer<typeof outcomeSchema> {
  const costs = showsCosts && estimatedCents !== undefined && actualCents !== undefined ? { estimatedCents, actualCents } : {};
  return { id, key, name, finish: formatIso(finish), estimatedDays, actualDays, ...costs };
}

/** A plan's times are a wall clock without a zone, so a day more or less does not matter here. */
function nowMinute(): Minute {
  return (Math.floor(Date.now() / 60_000) + MINUTES_PER_DAY) as Minute;
}

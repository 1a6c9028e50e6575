/** Resources and assignments of a plan: who is known, and who works on which activity. */
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import type { Assignment, Resource } from "@leadline/engine/model/records.ts";
import { keyed, ownRows, type Assembling } from "./assembling.ts";
import type { RowFields } from "./fields.ts";
import { readAssignment, readResource, readRole } from "./read-resource.ts";

export interface People {
  readonly resources: readonly Resource[];
  readonly assignments: readonly Assignment[];
}

interface LookUps {
  readonly taskIdOf: (key: string) => string | undefined;
  readonly calendarIdOf: (key: string) => string | undefined;
}

export function assemblePeople(given: Assembling, lookUps: LookUps): People {
  const { reader, source, options } = given;
  const resources = keyed(reader.rows("RSRC", "rsrc_id", "rsrc_name"), "rsrc_id");
  const roles = keyed(reader.rows("ROLES", "role_id", "role_name"), "role_id");
  const rates = ratesByResource(given);
  const rows = ownRows(reader.rows("TASKRSRC", "taskrsrc_id", ""), source);
  const usedRoles = new Set(rows.filter(({ fields }) => fields.text("rsrc_id") === undefined).map(({ fields }) => fields.text("role_id") ?? ""));
  const drafts: Omit<Resource, "rank">[] = [
    ...[...resources].map(([key, { row, fields }]) => {
      const calendarId = lookUps.calendarIdOf(fields.text("clndr_id") ?? "");
      return { id: options.idOf(row), ...readResource(fields, rates.get(key) ?? []), ...(calendarId !== undefined && { calendarId }) };
    }),
    ...[...roles].filter(([key]) => usedRoles.has(key)).map(([, { row, fields }]) => ({ id: options.idOf(row), ...readRole(fields) })),
  ];
  const ranks = ranksFor(drafts.length);
  const resourceIdOf = (fields: RowFields): string | undefined => {
    const [key, role] = [fields.text("rsrc_id"), fields.text("role_id")];
    const found = key === undefined ? roles.get(role ?? "") : resources.get(key);
    if (!found && (key !== undefined || role !== undefined)) fields.odd("xer/unknown-resource", `Its resource (${(key ?? role ?? "").slice(0, 40)}) is not in the file; it counts as unassigned.`);
    return found && options.idOf(found.row);
  };
  const assignments = rows.flatMap(({ row, fields }) => {
    const taskId = lookUps.taskIdOf(fields.text("task_id") ?? "");
    if (taskId === undefined) {
      fields.odd("xer/unknown-activity", "Its activity is not in the file; it was only kept.");
      return [];
    }
    const resourceId = resourceIdOf(fields);
    return [{ id: options.idOf(row), taskId, ...(resourceId !== undefined && { resourceId }), ...readAssignment(fields) }];
  });
  return { resources: drafts.map((draft, index) => ({ ...draft, rank: ranks[index] ?? "V" })), assignments };
}

function ratesByResource({ reader }: Assembling): Map<string, RowFields[]> {
  const byResource = new Map<string, RowFields[]>();
  for (const { fields } of reader.rows("RSRCRATE", "rsrc_rate_id", "")) {
    const key = fields.text("rsrc_id") ?? "";
    const list = byResource.get(key);
    if (list) list.push(fields);
    else byResource.set(key, [fields]);
  }
  return byResource;
}

/** A plan as the server keeps it, as the engine's project. */
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { ApiClient } from "./api-client.ts";

export interface RemotePlan {
  readonly revision: number;
  readonly project: Project;
}

export async function readPlanRecords(client: ApiClient, projectId: string): Promise<RemotePlan> {
  const { revision, records } = await client("readRecords", { params: { id: projectId } });
  // The wall: the server checked every record by its kind's schema when it was written; the description says only that it is a record.
  return { revision, project: projectOf(records as readonly unknown[] as readonly KindedRecord[]) };
}

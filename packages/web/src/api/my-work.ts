/** Somebody's own work over HTTP, and the progress that they report on it. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import type { Evidence } from "@leadline/engine/model/records.ts";
import { newId } from "../store/new-id.ts";
import { call } from "./http.ts";

export type MyWork = AnswerOf<"readMyWork">;
export type WorkItem = MyWork["items"][number];

export function readMyWork(person: string | undefined): Promise<MyWork> {
  return call("readMyWork", { query: person === undefined ? {} : { person } });
}

/** What is left, in working minutes. */
export async function reportRemaining({ project, id }: WorkItem, minutes: number): Promise<void> {
  await call("runCommands", { params: { id: project.id }, body: { revision: project.revision, commands: [{ type: "updateTasks", tasks: [{ id, fields: { remainingDurationMinutes: minutes } }] }] } });
}

/** Done, with what shows it; `none` says that there is nothing to show. */
export async function reportDone({ project, id }: WorkItem, evidence: Pick<Evidence, "kind" | "title" | "reference" | "day" | "by">): Promise<void> {
  const record = { id: newId(), ...evidence, taskIds: [id], at: Date.now() };
  const commands = [
    { type: "updateTasks" as const, tasks: [{ id, fields: { percentComplete: 100 } }] },
    { type: "saveRecords" as const, records: [{ kind: "evidence" as const, record }] },
  ];
  await call("runCommands", { params: { id: project.id }, body: { revision: project.revision, commands } });
}

/** Somebody's own work over HTTP, and what the progress that they report on it is as commands. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { Evidence } from "@leadline/engine/model/records.ts";
import { newId } from "../store/new-id.ts";
import { call } from "./http.ts";

export type MyWork = AnswerOf<"readMyWork">;
export type WorkItem = MyWork["items"][number];

export function readMyWork(person: string | undefined): Promise<MyWork> {
  return call("readMyWork", { query: person === undefined ? {} : { person } });
}

/** What is left, in working minutes. */
export function remainingCommands({ id }: WorkItem, minutes: number): readonly Command[] {
  return [{ type: "updateTasks", tasks: [{ id, fields: { remainingDurationMinutes: minutes } }] }];
}

/** Done, with what shows it; `none` says that there is nothing to show. */
export function doneCommands({ id }: WorkItem, evidence: Pick<Evidence, "kind" | "title" | "reference" | "day" | "by">): readonly Command[] {
  const record = { id: newId(), ...evidence, taskIds: [id], at: Date.now() };
  return [
    { type: "updateTasks", tasks: [{ id, fields: { percentComplete: 100 } }] },
    { type: "saveRecords", records: [{ kind: "evidence", record }] },
  ];
}

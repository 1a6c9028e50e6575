/** One project over HTTP, as the project store asks for it: records, commands and the stream of changes. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import type { Change } from "@leadline/engine/change/change.ts";
import type { FieldConflict } from "@leadline/engine/change/conflict.ts";
import { projectOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import type { ProjectServer, SendAnswer, StreamEvents } from "../store/project-server.ts";
import { listenTo } from "./event-stream.ts";
import { API, ask, HttpProblem, sentenceOf } from "./http.ts";
import type { ProjectSummary } from "./projects.ts";

interface CommandsAnswer {
  readonly revision: number;
  readonly change: Change;
  readonly label: string;
}

interface ChangeEvent extends CommandsAnswer {
  readonly requestKey?: string | null;
}

/** Statuses that the same request may get past when it is sent again. */
const PASSING: ReadonlySet<number> = new Set([0, 408, 425, 429, 500, 502, 503, 504, 507]);

export function httpProject(project: Pick<ProjectSummary, "id" | "key">): ProjectServer {
  const path = `/projects/${project.id}`;
  return {
    load: async () => {
      const answer = await ask<{ revision: number; records: KindedRecord[] }>(`${path}/records`);
      return { key: project.key, revision: answer.revision, project: projectOf(answer.records) };
    },
    revision: () =>
      ask<ProjectSummary>(path).then(
        (answer) => answer.revision,
        () => undefined,
      ),
    send: ({ key, revision, commands }) =>
      ask<CommandsAnswer>(`${path}/commands`, { method: "POST", body: { revision, commands }, idempotencyKey: key }).then(
        (answer): SendAnswer => ({ outcome: "stored", revision: answer.revision, change: answer.change, label: answer.label }),
        answerOf,
      ),
    listen: (events) => listen(`${API}${path}/events`, events),
  };
}

function answerOf(problem: unknown): SendAnswer {
  const message = sentenceOf(problem);
  if (!(problem instanceof HttpProblem) || PASSING.has(problem.status)) return { outcome: "unreachable" };
  if (problem.status === 404 || problem.status === 401 || problem.status === 403) return { outcome: "gone", message };
  if (problem.code === "revision/ahead") return { outcome: "ahead" };
  if (problem.status === 409) return { outcome: "conflict", message, fields: listIn<FieldConflict>(problem.body["conflicts"]) };
  return { outcome: "refused", message, refusals: listIn<Refusal>(problem.body["refusals"]) };
}

/** A list in a problem document; the server's contract says of what. */
function listIn<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value : [];
}

function listen(url: string, events: StreamEvents): () => void {
  return listenTo({
    url,
    lastEventId: () => String(events.from()),
    onOpen: events.onOpen,
    onLost: events.onLost,
    onGone: events.onGone,
    onEvent: ({ type, data }) => {
      if (type === "resync") return events.onResync();
      if (type !== "change") return;
      const stored: ChangeEvent = JSON.parse(data);
      events.onChange({ revision: stored.revision, change: stored.change, label: stored.label, requestKey: stored.requestKey ?? undefined });
    },
  });
}

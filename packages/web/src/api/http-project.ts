/** One project over HTTP, as the project store asks for it: records, commands and the stream of changes. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import type { Change } from "@leadline/engine/change/change.ts";
import type { FieldConflict } from "@leadline/engine/change/conflict.ts";
import { projectOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import type { ProjectServer, SendAnswer, StreamEvents } from "../store/project-server.ts";
import { listenTo } from "./event-stream.ts";
import { API, ask, doubtSession, HttpProblem, isPassing, sentenceOf } from "./http.ts";
import type { ProjectSummary } from "./projects.ts";

interface CommandsAnswer {
  readonly revision: number;
  readonly change: Change;
  readonly label: string;
}

interface ChangeEvent extends CommandsAnswer {
  readonly requestKey?: string | null;
}

/** A mistake of the server's may pass with a restart; an edit that meets it again and again must not hold up the ones behind it. */
const MAX_BUGS = 5;

export function httpProject(project: Pick<ProjectSummary, "id" | "key">): ProjectServer {
  const path = `/projects/${project.id}`;
  const bugs = new Map<string, number>();
  const answerTo = (key: string, problem: unknown): SendAnswer => {
    if (!(problem instanceof HttpProblem) || problem.status !== 500) return answerOf(problem);
    bugs.set(key, (bugs.get(key) ?? 0) + 1);
    return (bugs.get(key) ?? 0) < MAX_BUGS ? { outcome: "unreachable" } : { outcome: "refused", message: problem.message, refusals: [] };
  };
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
        (problem: unknown) => answerTo(key, problem),
      ),
    listen: (events) => listen(`${API}${path}/events`, events),
  };
}

function answerOf(problem: unknown): SendAnswer {
  const message = sentenceOf(problem);
  // A session that ended keeps nothing from being stored later: the edit waits until somebody has signed in again.
  if (!(problem instanceof HttpProblem) || isPassing(problem) || problem.status === 401 || problem.code === "session/second-factor") return { outcome: "unreachable" };
  if (problem.status === 404) return { outcome: "gone", message };
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
    onRefused: doubtSession,
    onEvent: ({ type, data }) => {
      if (type === "resync") return events.onResync();
      if (type !== "change") return;
      const stored: ChangeEvent = JSON.parse(data);
      events.onChange({ revision: stored.revision, change: stored.change, label: stored.label, requestKey: stored.requestKey ?? undefined });
    },
  });
}

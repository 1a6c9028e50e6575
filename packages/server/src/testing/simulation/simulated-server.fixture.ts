/** The core of a real server (transactions, commands, idempotency, cache, events) on simulated connections, without HTTP around it. */
import type { Command } from "@leadline/engine/change/command.ts";
import { recordsOf } from "@leadline/engine/model/project.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { localActor } from "../../access/actor.ts";
import { EventHub, type Listener } from "../../events/event-hub.ts";
import { problemOf } from "../../http/error-answers.ts";
import { problemBody } from "../../http/problem-to-status.ts";
import { editProject, type ProjectsStore } from "../../rooms/projects/edit-project.ts";
import { keepExternalDates } from "../../rooms/projects/external-dates.ts";
import { load } from "../../rooms/projects/load.ts";
import { ProjectCache } from "../../rooms/projects/project-cache.ts";
import { copyProject, createProject, deleteProject, renameProject, restoreProject } from "../../rooms/projects/project-life.ts";
import { databaseOver } from "../../storage/database.ts";
import { requestHash, type Answer, type Write } from "../../storage/idempotency.ts";
import { connectTo, type Wire } from "./simulated-connections.fixture.ts";
import type { MemoryPostgres } from "./memory-postgres.fixture.ts";
import type { World } from "./virtual-world.fixture.ts";

/** What a client sends, as the routes would have read it. */
export type Request =
  | { readonly kind: "create"; readonly key: string; readonly name: string; readonly projectKey?: string }
  | { readonly kind: "edit"; readonly key: string; readonly projectId: string; readonly revision: number; readonly commands: readonly Command[]; readonly isDryRun?: boolean }
  | { readonly kind: "rename"; readonly key: string; readonly projectId: string; readonly revision: number; readonly name: string }
  | { readonly kind: "copy"; readonly key: string; readonly projectId: string }
  | { readonly kind: "delete"; readonly key: string; readonly projectId: string; readonly revision: number }
  | { readonly kind: "restore"; readonly key: string; readonly projectId: string }
  | { readonly kind: "records"; readonly projectId: string }
  | { readonly kind: "project"; readonly projectId: string };

export interface SimulatedServer {
  readonly name: string;
  readonly wire: Wire;
  readonly answer: (request: Request) => Promise<Answer>;
  /** Joins the stream of a project's changes, as the route does. Answers the way to leave. */
  readonly follow: (projectId: string, after: number, listener: Listener) => Promise<() => void>;
  readonly kill: () => void;
  readonly isDead: () => boolean;
}

export function startSimulatedServer(postgres: MemoryPostgres, world: World, name: string, workspaceId: string): SimulatedServer {
  const wire = connectTo(postgres, world, name);
  const database = databaseOver(wire);
  const cache = new ProjectCache();
  const actor = localActor(workspaceId);
  let isDead = false;
  const timers = {
    later: (milliseconds: number, work: () => void) => world.after(milliseconds, `${name}: timer`, () => isDead || work()),
    regularly: () => () => undefined,
  };
  const events = new EventHub(database, () => undefined, { timers });
  const external = keepExternalDates({ database, cache, edit: (write, edit) => editProject(store, write, edit), onFailure: () => undefined, now: () => new Date(world.now()), newKey: world.newId });
  const store: ProjectsStore = { database, cache, onEdited: external.changed };
  void events.connect();

  const writeOf = (request: Extract<Request, { key: string }>): Write => {
    const { key, ...content } = request;
    const isDryRun = request.kind === "edit" && request.isDryRun === true;
    return { actor, key, hash: requestHash("POST", request.kind, content), isDryRun, at: new Date(world.now()), newId: world.newId };
  };
  return {
    name,
    wire,
    answer: (request) => carriedOut(store, request, writeOf, external.opened).catch((error: unknown) => refusal(error)),
    follow: async (projectId, after, listener) => {
      const row = await database.inWorkspace(workspaceId, (tx) => load(tx, actor, "project.read", "project", projectId));
      return events.subscribe({ workspaceId, projectId, current: row.revision, after, sight: () => Promise.resolve("everything" as const) }, listener);
    },
    kill: () => {
      isDead = true;
      wire.kill();
    },
    isDead: () => isDead,
  };
}

function refusal(error: unknown): Answer {
  const { status, body } = problemBody(problemOf(error, { id: "simulated" }));
  if (status === 500) throw error;
  return { status, body };
}

async function carriedOut(store: ProjectsStore, request: Request, writeOf: (request: Extract<Request, { key: string }>) => Write, opened: ReturnType<typeof keepExternalDates>["opened"]): Promise<Answer> {
  switch (request.kind) {
    case "create":
      return createProject(store, writeOf(request), { name: request.name, key: request.projectKey, start: minuteOf(2026, 1, 5, 8) });
    case "edit":
      return editProject(store, writeOf(request), { projectId: request.projectId, revision: request.revision, commands: request.commands });
    case "rename":
      return renameProject(store, writeOf(request), { projectId: request.projectId, revision: request.revision, name: request.name });
    case "copy":
      return copyProject(store, writeOf(request), request.projectId, undefined);
    case "delete":
      return deleteProject(store, writeOf(request), { projectId: request.projectId, revision: request.revision });
    case "restore":
      return restoreProject(store, writeOf(request), request.projectId);
    case "records":
    case "project":
      return read(store, request, opened);
  }
}

const reader = (workspaceId: string): ReturnType<typeof localActor> => localActor(workspaceId);

async function read({ database, cache }: ProjectsStore, request: Extract<Request, { kind: "records" | "project" }>, opened: ReturnType<typeof keepExternalDates>["opened"]): Promise<Answer> {
  const workspaceId = SIMULATED_WORKSPACE;
  const state = await database.inWorkspace(workspaceId, async (tx) => {
    const row = await load(tx, reader(workspaceId), "project.read", "project", request.projectId);
    return request.kind === "project" ? { revision: row.revision, records: [] } : cache.newest(tx, row.id, row.revision);
  });
  if (!("project" in state)) return { status: 200, body: { ...state } };
  opened(workspaceId, request.projectId, state.project);
  return { status: 200, body: { revision: state.revision, records: [...recordsOf(state.project)] } };
}

export const SIMULATED_WORKSPACE = "00000000-0000-4000-8000-00000000aaaa";

/** Somebody at a browser: follows projects, edits them, repeats what was not answered, and remembers everything that was acknowledged. */
import { evolve, type Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { EMPTY_PROJECT, projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import type { Answer } from "../../storage/idempotency.ts";
import type { Request, SimulatedServer } from "./simulated-server.fixture.ts";
import type { World } from "./virtual-world.fixture.ts";

/** What the outside world knows for sure, and must find again. */
export interface Ledger {
  readonly projectIds: string[];
  /** Writes that were answered with success: by their key. */
  readonly acknowledged: Map<string, { readonly request: Request; readonly answer: Answer }>;
  /** Every write that was ever sent. */
  readonly sent: Map<string, Request>;
  readonly complaints: string[];
}

export interface Person {
  readonly view: ReadonlyMap<string, View>;
  /** Waits until it has heard everything; what it does not follow any more, it opens again. */
  readonly catchUp: () => Promise<void>;
}

/** What the browser shows of one project. */
export interface View {
  revision: number;
  project: Project;
  leave: (() => void) | undefined;
  /** Whose stream it follows: when that server dies, the stream ends. */
  server: SimulatedServer | undefined;
  isLost: boolean;
}

export interface PersonParts {
  readonly world: World;
  readonly name: string;
  readonly servers: readonly { current: SimulatedServer }[];
  readonly ledger: Ledger;
  /** While this is so, messages get lost, doubled and late. */
  readonly isRough: () => boolean;
  readonly isOver: () => boolean;
}

export function startPerson(parts: PersonParts): Person {
  const view = new Map<string, View>();
  void work(parts, view);
  return {
    view,
    catchUp: async () => {
      for (const id of parts.ledger.projectIds) if (!isFollowing(view.get(id))) await open(parts, view, id);
      await parts.world.sleep(1000);
    },
  };
}

async function work(parts: PersonParts, view: Map<string, View>): Promise<void> {
  const { world, ledger, isOver } = parts;
  while (!isOver()) {
    await world.sleep(5 + world.below(120));
    const id = ledger.projectIds.length > 0 ? world.pick(ledger.projectIds) : undefined;
    if (id === undefined || (ledger.projectIds.length < 4 && world.chance(0.1))) await create(parts);
    else if (!isFollowing(view.get(id))) await open(parts, view, id);
    else await act(parts, view, id);
  }
}

function isFollowing(mine: View | undefined): boolean {
  return mine?.leave !== undefined && !mine.isLost && mine.server?.isDead() === false;
}

const keys = new WeakMap<World, number>();

function newKey({ world, name }: PersonParts): string {
  const count = (keys.get(world) ?? 0) + 1;
  keys.set(world, count);
  return `${name}-${count}`;
}

async function create(parts: PersonParts): Promise<void> {
  const { world } = parts;
  const key = newKey(parts);
  const isNamed = world.chance(0.3);
  const answer = await persist(parts, { kind: "create", key, name: `Project ${key}`, ...(isNamed ? { projectKey: `K${world.below(3)}` } : {}) });
  if (answer?.status === 201) parts.ledger.projectIds.push(String(answer.body["id"]));
}

/** Loads the records and follows from their revision on. */
async function open(parts: PersonParts, view: Map<string, View>, id: string): Promise<void> {
  view.get(id)?.leave?.();
  const answer = await persist(parts, { kind: "records", projectId: id });
  if (answer?.status !== 200) return;
  const mine: View = { revision: Number(answer.body["revision"]), project: projectOf(answer.body["records"] as readonly KindedRecord[]), leave: undefined, server: undefined, isLost: false };
  view.set(id, mine);
  await follow(parts, id, mine);
}

async function follow(parts: PersonParts, id: string, mine: View): Promise<void> {
  const server = parts.world.pick(parts.servers).current;
  mine.server = server;
  let isOpen = true;
  const leave = await server
    .follow(id, mine.revision, {
      waitingBytes: () => 0,
      // One connection keeps its order; it takes a while, and may break.
      write: (text) => parts.world.after(3, `${parts.name}: event ${text.slice(0, 30)}`, () => isOpen && eventsIn(text).forEach((event) => hear(parts, id, mine, event))),
      end: () => (mine.isLost = true),
    })
    .catch(() => undefined);
  mine.leave = () => {
    isOpen = false;
    mine.leave = undefined;
    leave?.();
  };
  if (leave === undefined) mine.isLost = true;
}

/** One piece of a stream may hold several events. */
function eventsIn(text: string): readonly string[] {
  return text.split("\n\n").filter((event) => event !== "");
}

function hear({ ledger, name }: PersonParts, id: string, mine: View, text: string): void {
  const kind = /^event: (.*)$/m.exec(text)?.[1];
  if (kind === "resync") mine.isLost = true;
  if (kind !== "change") return;
  const event = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? "{}") as { readonly revision: number; readonly requestKey: string; readonly change: Change };
  if (event.revision !== mine.revision + 1) ledger.complaints.push(`${name} heard revision ${event.revision} of ${id} after ${mine.revision}`);
  if (!ledger.sent.has(event.requestKey) && !event.requestKey.startsWith("external.")) ledger.complaints.push(`${name} heard of a change that nobody asked for: ${event.requestKey}`);
  mine.project = evolve(mine.project, event.change);
  mine.revision = event.revision;
}

async function act(parts: PersonParts, view: ReadonlyMap<string, View>, projectId: string): Promise<void> {
  const { world } = parts;
  const mine = view.get(projectId);
  if (!mine) return;
  const key = newKey(parts);
  const { revision } = mine;
  const dice = world.below(100);
  if (dice < 3) mine.leave?.();
  else if (dice < 6) await persist(parts, { kind: "rename", key, projectId, revision, name: `Renamed ${key}` });
  else if (dice < 8) await persist(parts, { kind: "delete", key, projectId, revision });
  else if (dice < 14) await persist(parts, { kind: "restore", key, projectId });
  else if (dice < 15) await copy(parts, key, projectId);
  else await persist(parts, { kind: "edit", key, projectId, revision, commands: commandsFor(parts, view, key, projectId), isDryRun: dice > 96 });
}

async function copy(parts: PersonParts, key: string, projectId: string): Promise<void> {
  if (parts.ledger.projectIds.length >= 6) return;
  const answer = await persist(parts, { kind: "copy", key, projectId });
  if (answer?.status === 201) parts.ledger.projectIds.push(String(answer.body["id"]));
}

const LAG = { lagMinutes: 0, lagPercent: 0, lagUnit: "d" } as const;
const NO_DATES = { name: "Shown", start: minuteOf(2026, 1, 5, 8), finish: minuteOf(2026, 1, 5, 8), durationMinutes: 0, milestone: false };

function commandsFor({ world }: PersonParts, view: ReadonlyMap<string, View>, key: string, projectId: string): readonly Command[] {
  const project = view.get(projectId)?.project ?? EMPTY_PROJECT;
  const tasks = [...project.records.task.keys()];
  const links = [...project.records.link.values()];
  const dice = world.below(10);
  const some = (): string => world.pick(tasks);
  if (tasks.length < 3 || (dice === 0 && tasks.length < 25)) return [{ type: "insertTasks", tasks: [{ id: `${key}.a`, fields: { name: key, durationMinutes: 480 } }, { id: `${key}.b`, fields: { name: `${key} b` } }] }];
  if (dice < 4) return [{ type: "linkTasks", predecessorId: some(), successorId: some(), linkType: "FS", ...LAG }];
  if (dice === 4 && links.length > 0) {
    const { predecessorId, successorId } = world.pick(links);
    return [{ type: "unlinkTasks", links: [{ predecessorId, successorId }] }];
  }
  if (dice === 5) return [{ type: "deleteTasks", ids: [some()] }];
  if (dice === 6) return [{ type: "moveTasks", ids: [some()], parentId: some() }];
  const [otherId, other] = world.pick([...view]);
  const shown = [...other.project.records.task.values()].filter((task) => !task.otherProject);
  if (dice === 7 && shown.length > 0) return [{ type: "insertExternalTask", id: `${key}.x`, otherProject: { projectId: otherId, taskId: world.pick(shown).id }, ...NO_DATES }];
  return [{ type: "updateTasks", tasks: [{ id: some(), fields: world.chance(0.5) ? { durationMinutes: 480 * (1 + world.below(9)) } : { name: key } }] }];
}

const MOST_ATTEMPTS = 8;

/** Sends until there is an answer, with the same key each time, to whichever server. `undefined`: gave up without knowing. */
async function persist(parts: PersonParts, request: Request): Promise<Answer | undefined> {
  const { ledger, world } = parts;
  if ("key" in request) ledger.sent.set(request.key, request);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const answer = await send(parts, request);
    if (answer && answer.status < 500) {
      remember(parts, request, answer);
      return answer;
    }
    await world.sleep(50 + world.below(300));
  }
  return undefined;
}

function remember({ ledger, name }: PersonParts, request: Request, answer: Answer): void {
  if (!("key" in request) || answer.status >= 300 || answer.body["dryRun"] === true) return;
  const before = ledger.acknowledged.get(request.key);
  if (before && JSON.stringify(before.answer.body) !== JSON.stringify(answer.body)) ledger.complaints.push(`${name} got two different answers for ${request.key}`);
  ledger.acknowledged.set(request.key, { request, answer });
}

/** One try over the network: messages may be late, lost or doubled, and answers too. */
function send(parts: PersonParts, request: Request): Promise<Answer | undefined> {
  const { world, servers } = parts;
  const server = world.pick(servers).current;
  const told = `${parts.name} to ${server.name}: ${request.kind} ${"key" in request ? request.key : ""}`;
  const isRough = parts.isRough();
  return new Promise((resolve) => {
    world.after(2500, `${told}: patience ends`, () => resolve(undefined));
    const deliver = (): void =>
      world.after(1 + world.below(isRough && world.chance(0.1) ? 3000 : 15), told, () => {
        if (server.isDead()) return resolve(undefined);
        void server.answer(request).then(
          (answer) => {
            // What the server answered was answered, whether or not it arrives: a repetition must get the same.
            remember(parts, request, answer);
            if (isRough && world.chance(0.06)) return;
            world.after(1 + world.below(15), `${told}: ${answer.status}`, () => resolve(server.isDead() ? undefined : answer));
          },
          (error: unknown) => parts.ledger.complaints.push(`${told}: ${error instanceof Error ? (error.stack ?? error.message) : "failed"}`),
        );
      });
    if (!isRough || !world.chance(0.05)) deliver();
    if (isRough && world.chance(0.08)) deliver();
  });
}

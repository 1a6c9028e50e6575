/** One simulated history from a seed: servers, people, faults; and the judgement of what is left at the end. */
import { evolve } from "@leadline/engine/change/change.ts";
import { EMPTY_PROJECT, recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { entryOf, leafHash, type LogEntry } from "../../log/log-entry.ts";
import { MIGRATIONS } from "../../storage/migrations/all.ts";
import { isWithoutLoop, openedEntries, type StoredText } from "../plan-judgement.fixture.ts";
import { MemoryPostgres } from "./memory-postgres.fixture.ts";
import type { Row } from "./memory-value.fixture.ts";
import { startPerson, type Ledger, type Person } from "./simulated-person.fixture.ts";
import { SIMULATED_WORKSPACE, startSimulatedServer, type SimulatedServer } from "./simulated-server.fixture.ts";
import { makeWorld, type World } from "./virtual-world.fixture.ts";

export interface SimulationOptions {
  readonly seed: number;
  readonly people?: number;
  /** Virtual seconds of edits with faults; calm follows. */
  readonly seconds?: number;
  /** Errors planted in the database, which the judgement must find. */
  readonly planted?: "no row locks" | "answers are forgotten" | "log entries get lost";
}

export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly fingerprint: string;
  readonly acknowledged: number;
  /** What ought not to be; empty for a good history. */
  readonly complaints: readonly string[];
  readonly last: readonly string[];
}

/** Calm at the end: longer than every retry and timer of server and client. */
const CALM_MILLISECONDS = 30_000;

export async function simulate({ seed, people = 6, seconds = 40, planted }: SimulationOptions): Promise<SimulationResult> {
  const world = makeWorld(seed);
  const postgres = new MemoryPostgres({
    migrations: MIGRATIONS.map(({ sql }) => sql),
    now: world.now,
    later: (work) => world.after(0.1 + world.below(5) / 10, "a lock is free", work),
    isWithoutLocks: planted === "no row locks",
  });
  if (planted === "answers are forgotten") forget(postgres, "idempotency");
  if (planted === "log entries get lost") forgetSome(postgres, world);
  const created = new Date(world.now());
  postgres.plant("workspace", { workspace_id: SIMULATED_WORKSPACE, name: "Simulated", created_at: created });
  postgres.plant("installation", { is_only_row: true, local_workspace_id: SIMULATED_WORKSPACE, created_at: created });
  const ledger: Ledger = { projectIds: [], acknowledged: new Map(), sent: new Map(), complaints: [] };
  const servers = ["A", "B"].map((name) => ({ current: startSimulatedServer(postgres, world, name, SIMULATED_WORKSPACE) }));
  const roughUntil = world.now() + seconds * 1000;
  const isRough = (): boolean => world.now() < roughUntil;
  const crowd = Array.from({ length: people }, (_, at) => startPerson({ world, name: `p${at + 1}`, servers, ledger, isRough, isOver: () => !isRough() }));
  void makeTrouble(world, postgres, servers, isRough);

  let isOver = false;
  world.after(seconds * 1000 + CALM_MILLISECONDS, "the end of the day", () => {
    void Promise.all(crowd.map((person) => person.catchUp())).then(() => (isOver = true));
  });
  await world.run(() => isOver);
  const complaints = [...ledger.complaints, ...(isOver ? [] : ["the people never came to an end"]), ...judge(postgres, ledger, crowd)];
  return { seed, steps: world.steps(), fingerprint: world.fingerprint(), acknowledged: ledger.acknowledged.size, complaints, last: world.last() };
}

/** Connections break, servers die and come back, PostgreSQL restarts. */
async function makeTrouble(world: World, postgres: MemoryPostgres, servers: readonly { current: SimulatedServer }[], isRough: () => boolean): Promise<void> {
  for (let restarts = 0; isRough(); ) {
    await world.sleep(100 + world.below(1500));
    const place = world.pick(servers);
    const dice = world.below(10);
    if (dice < 7) place.current.wire.cutOne();
    else if (dice < 9) {
      restarts += 1;
      const { name } = place.current;
      place.current.kill();
      await world.sleep(50 + world.below(1000));
      place.current = startSimulatedServer(postgres, world, `${name.slice(0, 1)}${restarts}`, SIMULATED_WORKSPACE);
    } else {
      for (const { current } of servers) current.wire.setDown(true);
      await world.sleep(world.below(1500));
      for (const { current } of servers) current.wire.setDown(false);
    }
  }
}

function forget(postgres: MemoryPostgres, table: string): void {
  const slots = postgres.tables.get(table)?.slots;
  if (slots) slots.add = () => slots;
}

function forgetSome(postgres: MemoryPostgres, world: World): void {
  const slots = postgres.tables.get("change")?.slots;
  const add = slots?.add.bind(slots);
  if (slots && add) slots.add = (slot) => (world.chance(0.02) ? slots : add(slot));
}

function judge(postgres: MemoryPostgres, ledger: Ledger, people: readonly Person[]): string[] {
  const projects = postgres.rows("project");
  const complaints = projects.flatMap((row) => judgeProject(postgres, row, people));
  for (const [key, { request, answer }] of ledger.acknowledged) complaints.push(...judgeAcknowledged(postgres, key, request.kind, answer.body));
  const unknown = postgres.rows("change").map((row) => String(row["request_key"])).filter((key) => !ledger.sent.has(key) && !key.startsWith("external."));
  if (unknown.length > 0) complaints.push(`changes that nobody sent: ${unknown.join(", ")}`);
  for (const [key, request] of ledger.sent) {
    const count = postgres.rows("change").filter((row) => row["request_key"] === key).length;
    if (count > 1) complaints.push(`${request.kind} ${key} was carried out ${count} times`);
    if (request.kind === "edit" && request.isDryRun && count > 0) complaints.push(`the dry run ${key} was stored`);
  }
  return complaints;
}

function judgeAcknowledged(postgres: MemoryPostgres, key: string, kind: string, body: Readonly<Record<string, unknown>>): string[] {
  const entries = postgres.rows("change").filter((row) => row["request_key"] === key);
  const [entry] = entries;
  // What turned out to change nothing has an answer and no entry.
  if (!entry) return canonicalJson(body["change"]) === EMPTY || ["restore", "rename"].includes(kind) ? [] : [`the acknowledged ${kind} ${key} is lost`];
  const wrong = entry["revision"] !== body["revision"] ? [`${kind} ${key} was answered with revision ${String(body["revision"])} and is stored as ${String(entry["revision"])}`] : [];
  const stored = entryOf(entry["leaf"] as Buffer).change;
  return kind === "edit" && canonicalJson(stored) !== canonicalJson(body["change"]) ? [...wrong, `${key} was answered with another change than is stored`] : wrong;
}

const EMPTY = canonicalJson({ added: [], updated: [], removed: [] });

function judgeProject(postgres: MemoryPostgres, row: Row, people: readonly Person[]): string[] {
  const id = String(row["id"]);
  const changes = postgres.rows("change").filter((change) => change["project_id"] === id).sort((a, b) => Number(a["revision"]) - Number(b["revision"]));
  const texts = postgres.rows("change_text").filter((text) => text["project_id"] === id) as readonly unknown[] as readonly StoredText[];
  const entries = openedEntries(changes as readonly unknown[] as readonly { revision: number; leaf: Buffer }[], texts);
  const records = postgres.rows("record").filter((record) => record["project_id"] === id);
  const project = entries.reduce<Project>((state, entry) => evolve(state, entry.change), EMPTY_PROJECT);
  const replayed = [...recordsOf(project)].map(canonicalJson).sort();
  const stored = records.map(({ kind, data }) => canonicalJson({ kind, record: data })).sort();
  return [
    ...(changes.every((change, at) => change["revision"] === at + 1) && Number(row["revision"]) === changes.length ? [] : [`project ${id} stands at ${String(row["revision"])}, its log has the revisions ${changes.map((change) => String(change["revision"])).join(" ")}`]),
    ...(replayed.join("\n") === stored.join("\n") ? [] : [`project ${id}: replay(log) is not what the records say`]),
    ...(isWithoutLoop(project) ? [] : [`project ${id}: tasks wait for each other in a circle`]),
    ...(project.records.settings.size === 1 && settingsOf(project).name === row["name"] && project.records.task.size === row["task_count"] ? [] : [`project ${id}: name or number of tasks differ from the plan`]),
    ...(changes.every((change) => leafHash(change["leaf"] as Buffer).equals(change["leaf_hash"] as Buffer)) ? [] : [`project ${id}: a leaf hash is wrong`]),
    ...(isDeletedByLog(entries) === (row["deleted_at"] !== null) ? [] : [`project ${id}: deleted or not is not what the log says`]),
    ...people.flatMap((person, at) => judgeView(person, at, id, Number(row["revision"]), replayed, row["deleted_at"] !== null)),
  ];
}

function isDeletedByLog(entries: readonly LogEntry[]): boolean {
  return entries.findLast(({ cause }) => cause.project?.isDeleted !== undefined)?.cause.project?.isDeleted ?? false;
}

/** At the end everybody sees the same. */
function judgeView(person: Person, at: number, id: string, revision: number, replayed: readonly string[], isDeleted: boolean): string[] {
  const view = person.view.get(id);
  if (!view || isDeleted) return [];
  const seen = [...recordsOf(view.project)].map(canonicalJson).sort();
  return view.revision === revision && seen.join("\n") === replayed.join("\n") ? [] : [`person ${at + 1} sees project ${id} at ${view.revision} instead of ${revision}, or otherwise than it is`];
}

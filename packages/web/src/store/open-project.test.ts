/** Facts about the project store, against a server in memory whose wires can lose, delay and reorder everything. */
import { evolve, type Change } from "@leadline/engine/change/change.ts";
import { conflictsOf } from "@leadline/engine/change/conflict.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { describeCommands } from "@leadline/engine/change/describe.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { newProject } from "@leadline/engine/model/new-project.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { recordsOf, type Project } from "@leadline/engine/model/project.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryJournal } from "./memory-journal.ts";
import { openProjectStore } from "./open-project.ts";
import type { ProjectServer, SendAnswer, StoredChange, StreamEvents } from "./project-server.ts";
import type { PendingEdit, ProjectStore } from "./project-store.ts";

/** What a real server does with commands, without a network or a database. */
class MemoryServer {
  project: Project;
  revision: number;
  readonly log: (StoredChange & { readonly at: number; readonly actor: string })[] = [];
  readonly answers = new Map<string, { readonly body: string; readonly answer: SendAnswer }>();
  readonly taps = new Set<(stored: StoredChange) => void>();

  constructor(project: Project, revision = 0) {
    this.project = project;
    this.revision = revision;
  }

  take(edit: { readonly key: string; readonly revision: number; readonly commands: readonly Command[] }): SendAnswer {
    const body = JSON.stringify([edit.revision, edit.commands]);
    const known = this.answers.get(edit.key);
    if (known) {
      expect(known.body, "a repeated request has the same body").toBe(body);
      return known.answer;
    }
    const answer = this.decideOn(edit);
    if (answer.outcome === "stored") this.answers.set(edit.key, { body, answer });
    return answer;
  }

  private decideOn({ key, revision, commands }: { readonly key: string; readonly revision: number; readonly commands: readonly Command[] }): SendAnswer {
    expect(revision, "no edit is made on a future revision").toBeLessThanOrEqual(this.revision);
    const decision = decide(this.project, commands, { actor: "a", at: 0, newId: seededIds(key) });
    if ("refusals" in decision) return { outcome: "refused", message: decision.refusals[0]?.message ?? "", refusals: decision.refusals };
    const since = this.log.filter((stored) => stored.revision > revision);
    const fields = conflictsOf(decision.change, since, this.project);
    if (fields.length > 0) return { outcome: "conflict", message: "Somebody else was first.", fields };
    const label = describeCommands(this.project, commands);
    this.project = evolve(this.project, decision.change);
    this.revision += 1;
    const stored = JSON.parse(JSON.stringify({ revision: this.revision, change: decision.change, label, requestKey: key })) as StoredChange;
    this.log.push({ ...stored, at: 0, actor: "a" });
    for (const tap of [...this.taps]) tap(stored);
    return { outcome: "stored", revision: stored.revision, change: stored.change, label };
  }
}

/** A wire that carries everything at once and never fails. */
function straightWire(server: MemoryServer): ProjectServer {
  return {
    load: () => Promise.resolve({ key: "NET", revision: server.revision, project: server.project }),
    revision: () => Promise.resolve(server.revision),
    send: (edit) => Promise.resolve().then(() => server.take(edit)),
    listen: (events) => tapped(server, events),
  };
}

function tapped(server: MemoryServer, events: StreamEvents): () => void {
  const tap = (stored: StoredChange): void => events.onChange(stored);
  server.taps.add(tap);
  return () => server.taps.delete(tap);
}

let keyCount = 0;

function open(wire: ProjectServer, rows = new Map<string, PendingEdit>(), name = "k"): Promise<ProjectStore> {
  const newKey = (): string => `${name}${(keyCount += 1)}`;
  return openProjectStore({ projectId: "p1", server: wire, journal: memoryJournal(rows), actor: "a", now: () => 0, newKey });
}

function planOf(names: readonly string[]): Project {
  const empty = newProject({ name: "Branch refresh", start: minuteOf(2026, 3, 2, 8) });
  const decision = decide(empty, [insert(names)], { actor: "a", at: 0, newId: seededIds("start") });
  if ("refusals" in decision) throw new Error("the test's own plan was refused");
  return evolve(empty, decision.change);
}

const insert = (names: readonly string[], afterId?: string): Command => ({
  type: "insertTasks",
  ...(afterId !== undefined && { afterId }),
  tasks: names.map((name) => ({ id: name, fields: { name, durationMinutes: 960, durationUnit: "d" as const } })),
});
const rename = (id: string, name: string): Command => ({ type: "updateTasks", tasks: [{ id, fields: { name } }] });
const lengthen = (id: string, days: number): Command => ({ type: "updateTasks", tasks: [{ id, fields: { durationMinutes: days * 480 } }] });
const link = (predecessorId: string, successorId: string): Command => ({ type: "linkTasks", predecessorId, successorId, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" });

const bytesOf = (project: Project): string => JSON.stringify([...recordsOf(project)], sortedKeys);
const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

describe("an edit", () => {
  test("shows at once, before the server has heard of it", async () => {
    const server = new MemoryServer(planOf(["A", "B"]));
    const store = await open(straightWire(server));
    const result = store.run([link("A", "B")]);
    expect(result.ok).toBe(true);
    expect(server.revision).toBe(0);
    const state = store.getState();
    expect(state.saving).toBe("saving");
    expect(state.schedule.of("B")?.start).toBe(minuteOf(2026, 3, 4, 8));
    expect(state.lastEdit).toMatchObject({ movedTaskIds: ["B"], from: "here" });
    await store.idle();
    expect(store.getState()).toMatchObject({ saving: "saved", revision: 1, pending: [] });
    expect(bytesOf(store.getState().project)).toBe(bytesOf(server.project));
  });

  test("that the plan does not allow is refused in place and stored nowhere", async () => {
    const server = new MemoryServer(planOf(["A", "B"]));
    const store = await open(straightWire(server));
    store.run([link("A", "B")]);
    const result = store.run([link("B", "A")]);
    expect(result.ok ? "" : result.refusals[0]?.message).toContain("loop");
    await store.idle();
    expect(server.revision).toBe(1);
  });

  test("that changes nothing makes no undo step and no request", async () => {
    const server = new MemoryServer(planOf(["A"]));
    const store = await open(straightWire(server));
    expect(store.run([rename("A", "A")]).ok).toBe(true);
    await store.idle();
    expect(server.revision).toBe(0);
    expect(store.getState().undoLabel).toBeUndefined();
  });

  test("previewed leaves the plan as it is", async () => {
    const store = await open(straightWire(new MemoryServer(planOf(["A", "B"]))));
    const before = store.getState();
    const preview = store.preview([link("A", "B")]);
    expect(preview.ok && preview.schedule.of("B")?.start).toBe(minuteOf(2026, 3, 4, 8));
    expect(store.getState()).toBe(before);
  });

  test("tells its listeners synchronously and measures itself", async () => {
    const store = await open(straightWire(new MemoryServer(planOf(["A"]))));
    performance.clearMeasures("ll:edit");
    const heard = vi.fn();
    store.subscribe(heard);
    store.run([rename("A", "Survey")]);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(performance.getEntriesByName("ll:edit")).toHaveLength(1);
    await store.idle();
  });
});

describe("undo and redo", () => {
  test("go 250 steps back to the same bytes and forward again", async () => {
    const server = new MemoryServer(planOf(["A", "B", "C"]));
    const store = await open(straightWire(server));
    const start = bytesOf(store.getState().project);
    for (let step = 0; step < 250; step += 1) {
      const result = store.run([step % 5 === 4 ? insert([`T${step}`], "A") : step % 2 === 0 ? rename("A", `A${step}`) : lengthen("B", step + 3)]);
      expect(result.ok).toBe(true);
    }
    const end = bytesOf(store.getState().project);
    for (let step = 0; step < 250; step += 1) expect(store.undo()?.ok).toBe(true);
    expect(bytesOf(store.getState().project)).toBe(start);
    expect(store.undo()).toBeUndefined();
    for (let step = 0; step < 250; step += 1) expect(store.redo()?.ok).toBe(true);
    expect(bytesOf(store.getState().project)).toBe(end);
    await store.idle();
    expect(bytesOf(server.project)).toBe(end);
    expect(store.getState().conflicts).toEqual([]);
  });

  test("carry the words of the edit, whichever way they go", async () => {
    const store = await open(straightWire(new MemoryServer(planOf(["A"]))));
    store.run([rename("A", "Survey")]);
    const label = store.getState().undoLabel;
    expect(label).toContain("Survey");
    store.undo();
    expect(store.getState()).toMatchObject({ redoLabel: label });
    store.redo();
    expect(store.getState()).toMatchObject({ undoLabel: label });
    store.undo();
    store.run([rename("A", "Other")]);
    expect(store.getState().redoLabel).toBeUndefined();
    await store.idle();
  });

  test("leave alone what somebody else changed in another field since", async () => {
    const server = new MemoryServer(planOf(["A"]));
    const [one, two] = [await open(straightWire(server)), await open(straightWire(server))];
    one.run([rename("A", "Survey")]);
    await one.idle();
    two.run([lengthen("A", 7)]);
    await two.idle();
    expect(one.undo()?.ok).toBe(true);
    await one.idle();
    expect(server.project.records.task.get("A")).toMatchObject({ name: "A", durationMinutes: 7 * 480 });
  });

  test("of a field that somebody else changed since is refused, and the step before it can still be undone", async () => {
    const server = new MemoryServer(planOf(["A", "B"]));
    const [one, two] = [await open(straightWire(server)), await open(straightWire(server))];
    one.run([rename("B", "Build")]);
    one.run([rename("A", "Survey")]);
    await one.idle();
    two.run([rename("A", "Site visit")]);
    await two.idle();
    const refused = one.undo();
    expect(refused?.ok).toBe(false);
    expect(one.undo()?.ok).toBe(true);
    await one.idle();
    expect(server.project.records.task.get("A")?.name).toBe("Site visit");
    expect(server.project.records.task.get("B")?.name).toBe("B");
  });
});

describe("two people", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("editing different fields of one task both keep their edit", async () => {
    const { server, clients, settle } = slowWorld(planOf(["A"]), 2);
    const [one, two] = await clients();
    one?.run([rename("A", "Survey")]);
    two?.run([lengthen("A", 7)]);
    await settle();
    expect(server.project.records.task.get("A")).toMatchObject({ name: "Survey", durationMinutes: 7 * 480 });
    expect([one?.getState().conflicts, two?.getState().conflicts]).toEqual([[], []]);
  });

  test("editing the same field: the loser is rolled back, sees both values, and can use its own", async () => {
    const { server, clients, settle } = slowWorld(planOf(["A"]), 2);
    const [one, two] = await clients();
    one?.run([lengthen("A", 5)]);
    two?.run([lengthen("A", 4)]);
    await settle();
    const loser = [one, two].find((store) => store?.getState().conflicts.length === 1);
    const conflict = loser?.getState().conflicts[0];
    expect(conflict).toMatchObject({ reason: "conflict", taskIds: ["A"] });
    expect(conflict?.fields[0]).toMatchObject({ field: "durationMinutes" });
    const stored = server.project.records.task.get("A")?.durationMinutes;
    expect(conflict?.fields[0]?.theirs).toBe(stored);
    expect(loser?.getState().project.records.task.get("A")?.durationMinutes).toBe(stored);
    if (conflict) loser?.useMine(conflict);
    await settle();
    expect(server.project.records.task.get("A")?.durationMinutes).toBe(conflict?.fields[0]?.mine);
    expect(loser?.getState().conflicts).toEqual([]);
  });

  test("a queue of edits of one's own field never conflicts with itself, while others edit elsewhere", async () => {
    const { server, clients, settle } = slowWorld(planOf(["A", "B"]), 2);
    const [one, two] = await clients();
    for (let days = 3; days < 13; days += 1) {
      one?.run([lengthen("A", days)]);
      two?.run([lengthen("B", days)]);
    }
    await settle();
    expect(server.revision).toBe(20);
    expect([one?.getState().conflicts, two?.getState().conflicts]).toEqual([[], []]);
  });

  test("an edit that waits behind another of one's own still meets what somebody else did before either was stored", async () => {
    const { server, clients, settle, deliverFirst } = slowWorld(planOf(["A"]), 2);
    const [one, two] = await clients();
    one?.run([rename("A", "Survey")]);
    one?.run([lengthen("A", 5)]);
    two?.run([lengthen("A", 4)]);
    await deliverFirst();
    await deliverFirst();
    expect(server.project.records.task.get("A")).toMatchObject({ name: "Survey", durationMinutes: 4 * 480 });
    await settle();
    expect(server.project.records.task.get("A")).toMatchObject({ name: "Survey", durationMinutes: 4 * 480 });
    expect(one?.getState().conflicts).toMatchObject([{ reason: "conflict", fields: [{ field: "durationMinutes", theirs: 4 * 480, mine: 5 * 480 }] }]);
  });

  test("an edit of a task that the other deleted is rolled back with a sentence", async () => {
    const { clients, settle, deliverFirst } = slowWorld(planOf(["A", "B"]), 2);
    const [one, two] = await clients();
    one?.run([{ type: "deleteTasks", ids: ["A"] }]);
    await deliverFirst();
    two?.run([rename("A", "Survey")]);
    await settle();
    const [conflict] = two?.getState().conflicts ?? [];
    expect(conflict?.message).not.toBe("");
    expect(two?.getState().project.records.task.has("A")).toBe(false);
  });
});

describe("an outage", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("keeps edits on this computer, says so, and sends them in order afterwards", async () => {
    const server = new MemoryServer(planOf(["A"]));
    let isUp = false;
    const store = await open({ ...straightWire(server), send: (edit) => Promise.resolve(isUp ? server.take(edit) : { outcome: "unreachable" }) });
    for (const name of ["one", "two", "three", "four"]) store.run([rename("A", name)]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.getState()).toMatchObject({ saving: "offline" });
    expect(store.getState().pending).toHaveLength(4);
    isUp = true;
    await vi.advanceTimersByTimeAsync(6000);
    expect(store.getState()).toMatchObject({ saving: "saved", pending: [] });
    expect(server.log.map((stored) => stored.change.updated[0]?.after)).toMatchObject([{ name: "one" }, { name: "two" }, { name: "three" }, { name: "four" }]);
  });

  test("in which the answer got lost stores the edit once", async () => {
    const server = new MemoryServer(planOf(["A"]));
    let losses = 1;
    const wire: ProjectServer = {
      ...straightWire(server),
      listen: () => () => undefined,
      send: (edit) => {
        const answer = server.take(edit);
        losses -= 1;
        return Promise.resolve(losses >= 0 ? { outcome: "unreachable" } : answer);
      },
    };
    const store = await open(wire);
    store.run([insert(["X"])]);
    await vi.advanceTimersByTimeAsync(6000);
    expect(server.revision).toBe(1);
    expect(store.getState()).toMatchObject({ saving: "saved", revision: 1 });
  });

  test("and a reload in the middle of it lose nothing: the next page sends the same requests", async () => {
    const server = new MemoryServer(planOf(["A"]));
    const rows = new Map<string, PendingEdit>();
    const down: ProjectServer = { ...straightWire(server), send: (edit) => (server.take(edit), Promise.resolve({ outcome: "unreachable" })) };
    const first = await open({ ...down, listen: () => () => undefined }, rows);
    first.run([rename("A", "one")]);
    first.run([insert(["X"], "A")]);
    await vi.advanceTimersByTimeAsync(10);
    expect([...rows.values()].map((edit) => edit.sent)).toEqual([true, undefined]);
    first.close();
    const second = await open(straightWire(server), rows);
    expect(second.getState().project.records.task.has("X")).toBe(true);
    await vi.advanceTimersByTimeAsync(6000);
    expect(server.revision).toBe(2);
    expect(second.getState()).toMatchObject({ saving: "saved", pending: [] });
    expect(rows.size).toBe(0);
    expect(bytesOf(second.getState().project)).toBe(bytesOf(server.project));
    expect(second.getState().undoLabel).toContain("Insert");
  });

  test("does not make a page forget a conflict that still waits for the person's word", async () => {
    const server = new MemoryServer(planOf(["A"]));
    const rows = new Map<string, PendingEdit>();
    const [one, two] = [await open({ ...straightWire(server), listen: () => () => undefined }, rows), await open(straightWire(server))];
    two.run([lengthen("A", 5)]);
    one.run([lengthen("A", 4)]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(one.getState().conflicts).toHaveLength(1);
    one.close();
    const again = await open(straightWire(server), rows);
    const [conflict] = again.getState().conflicts;
    expect(conflict).toMatchObject({ reason: "conflict", fields: [{ mine: 4 * 480 }] });
    expect(again.getState().pending).toEqual([]);
    if (conflict) expect(again.useMine(conflict).ok).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(server.project.records.task.get("A")?.durationMinutes).toBe(4 * 480);
    expect(rows.size).toBe(0);
  });

  test("after which the server stands at an older revision loads the records again", async () => {
    const server = new MemoryServer(planOf(["A"]), 10);
    let events: StreamEvents | undefined;
    const store = await open({
      ...straightWire(server),
      listen: (given) => {
        events = given;
        return () => undefined;
      },
    });
    events?.onLost();
    expect(store.getState().saving).toBe("offline");
    server.project = planOf(["Restored"]);
    server.revision = 7;
    events?.onOpen();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.getState()).toMatchObject({ saving: "saved", revision: 7 });
    expect(bytesOf(store.getState().project)).toBe(bytesOf(server.project));
  });

  test("after which the server was set back while edits waited sends them on what it holds now", async () => {
    const server = new MemoryServer(planOf(["A"]), 10);
    let isUp = false;
    const store = await open({
      ...straightWire(server),
      send: (edit) => Promise.resolve(!isUp ? { outcome: "unreachable" } : edit.revision > server.revision ? { outcome: "ahead" } : server.take(edit)),
    });
    store.run([rename("A", "one")]);
    store.run([lengthen("A", 9)]);
    await vi.advanceTimersByTimeAsync(100);
    server.project = planOf(["A", "B"]);
    server.revision = 7;
    isUp = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.getState()).toMatchObject({ saving: "saved", revision: 9, conflicts: [] });
    expect(server.project.records.task.get("A")).toMatchObject({ name: "one", durationMinutes: 9 * 480 });
    expect(bytesOf(store.getState().project)).toBe(bytesOf(server.project));
  });

  test("that swallowed a change of somebody else ends with the records loaded again", async () => {
    const server = new MemoryServer(planOf(["A"]));
    let events: StreamEvents | undefined;
    const store = await open({
      ...straightWire(server),
      listen: (given) => {
        events = given;
        return () => undefined;
      },
    });
    server.take({ key: "other1", revision: 0, commands: [rename("A", "one")] });
    server.take({ key: "other2", revision: 1, commands: [lengthen("A", 9)] });
    const last = server.log[1];
    if (last) events?.onChange(last);
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.getState().revision).toBe(2);
    expect(bytesOf(store.getState().project)).toBe(bytesOf(server.project));
  });

  test("that ends with the project deleted keeps the page readable and says that nothing can be changed", async () => {
    const server = new MemoryServer(planOf(["A"]));
    const store = await open({ ...straightWire(server), send: () => Promise.resolve({ outcome: "gone", message: "The project was deleted." }) });
    store.run([rename("A", "one")]);
    await vi.advanceTimersByTimeAsync(10);
    expect(store.getState()).toMatchObject({ saving: "refused", conflicts: [{ message: "The project was deleted." }] });
    expect(store.run([rename("A", "two")]).ok).toBe(false);
  });
});

describe("whatever gets lost, delayed or reordered", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("all pages and the server end with the same bytes, and every edit is stored once or told", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 1 }), async (seed) => {
        const random = randomOf(seed);
        const { server, clients, step, settle } = slowWorld(planOf(["A", "B", "C", "D"]), 3, random, 0.15);
        const stores = await clients();
        let accepted = 0;
        for (let turn = 0; turn < 60; turn += 1) {
          const store = stores[Math.floor(random() * stores.length)];
          if (random() < 0.45 && store && randomEdit(store, random, turn)) accepted += 1;
          else await step();
        }
        await settle();
        const told = stores.reduce((sum, store) => sum + store.getState().conflicts.length, 0);
        for (const store of stores) {
          expect(bytesOf(store.getState().project)).toBe(bytesOf(server.project));
          expect(store.getState()).toMatchObject({ saving: "saved", pending: [], revision: server.revision });
        }
        expect(server.revision + told).toBeLessThanOrEqual(accepted);
        const undone = accepted - server.revision - told;
        expect(undone).toBeLessThanOrEqual(told * 3);
        for (const store of stores) store.close();
      }),
      { numRuns: 60 },
    );
  });
});

/** One random edit, undo or redo; true where it was accepted and changed something. */
function randomEdit(store: ProjectStore, random: () => number, turn: number): boolean {
  const ids = outlineOf(store.getState().project).rows.map((row) => row.task.id);
  const any = (): string => ids[Math.floor(random() * ids.length)] ?? "A";
  const dice = random();
  if (dice < 0.12) return isDone(store.undo());
  if (dice < 0.18) return isDone(store.redo());
  const command: Command =
    dice < 0.35 ? rename(any(), `N${turn}`) : dice < 0.55 ? lengthen(any(), 1 + Math.floor(random() * 9)) : dice < 0.7 ? insert([`T${turn}-${keyCount}`], any()) : dice < 0.85 ? link(any(), any()) : dice < 0.93 ? { type: "indentTasks", ids: [any()] } : { type: "deleteTasks", ids: [any()] };
  return isDone(store.run([command]));
}

function isDone(result: ReturnType<ProjectStore["undo"]>): boolean {
  return result !== undefined && result.ok && hasContent(result.change);
}

function hasContent(change: Change): boolean {
  return change.added.length + change.updated.length + change.removed.length > 0;
}

/** A small generator of random numbers from a seed (mulberry32), so that a failure can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Several pages on one server, whose messages move only when the test says so, in random order, some of them lost. */
function slowWorld(project: Project, pages: number, random: () => number = randomOf(7), loss = 0) {
  const server = new MemoryServer(project);
  const moves: (() => void)[] = [];
  const stores: ProjectStore[] = [];

  const wire = (): ProjectServer => {
    let stop = (): void => undefined;
    return {
      load: () => Promise.resolve({ key: "NET", revision: server.revision, project: server.project }),
      revision: () => Promise.resolve(server.revision),
      send: (edit) =>
        new Promise((resolve) => {
          moves.push(() => {
            if (random() < loss) return resolve({ outcome: "unreachable" });
            const answer = server.take(edit);
            moves.push(() => resolve(random() < loss ? { outcome: "unreachable" } : answer));
          });
        }),
      listen: (events) => {
        stop = slowStream(events);
        return () => stop();
      },
    };
  };

  /** Events of one page arrive in order, each when its move comes; a loss makes the stream begin again later. */
  const slowStream = (events: StreamEvents): (() => void) => {
    let line: StoredChange[] = [];
    let isOpen = true;
    const arrive = (): void => {
      if (!isOpen) return;
      if (random() < loss) {
        isOpen = false;
        line = [];
        events.onLost();
        moves.push(() => {
          isOpen = true;
          line = server.log.filter((stored) => stored.revision > events.from());
          line.forEach(() => moves.push(arrive));
          events.onOpen();
        });
        return;
      }
      const next = line.shift();
      if (next) events.onChange(next);
    };
    const tap = (stored: StoredChange): void => {
      if (!isOpen) return;
      line.push(stored);
      moves.push(arrive);
    };
    server.taps.add(tap);
    return () => server.taps.delete(tap);
  };

  const run = async (index: number): Promise<void> => {
    const [move] = moves.splice(index, 1);
    move?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  const step = async (): Promise<void> => {
    if (moves.length > 0) await run(Math.floor(random() * moves.length));
    else await vi.advanceTimersByTimeAsync(300);
  };
  const isQuiet = (): boolean => moves.length === 0 && stores.every(({ getState }) => getState().pending.length === 0 && getState().saving === "saved" && getState().revision === server.revision);
  return {
    server,
    step,
    deliverFirst: async () => {
      await vi.advanceTimersByTimeAsync(0);
      await run(0);
    },
    clients: async () => {
      for (let page = 0; page < pages; page += 1) stores.push(await open(wire(), new Map(), `p${page}-`));
      return stores;
    },
    settle: async () => {
      await vi.advanceTimersByTimeAsync(0);
      for (let turn = 0; turn < 5000 && !isQuiet(); turn += 1) await step();
      expect(isQuiet(), "everything comes to rest").toBe(true);
    },
  };
}

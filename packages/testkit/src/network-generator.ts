/** Seeded networks of any size for benchmarks and tests: the family of design/performance.md 0, and harder ones beside it. */
import { emptyTask, newProject } from "@leadline/engine/model/new-project.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import { projectOf, recordsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { CalendarRecord, Link, Task } from "@leadline/engine/model/records.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";

/** Uniform numbers in [0, 1): mulberry32. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A network as numbers: durations and lags in working hours, tasks numbered in topological order. */
export interface NumberNetwork {
  readonly durationHours: readonly number[];
  readonly links: readonly { readonly from: number; readonly to: number; readonly type: Link["type"]; readonly lagHours: number }[];
}

export interface NetworkOptions {
  readonly tasks: number;
  readonly seed?: number;
  /** Links per task; 1.5 unless given. */
  readonly linksPerTask?: number;
  /** `fs`: finish-to-start without lag; `mixed`: all four types, some with lag. */
  readonly links?: "fs" | "mixed";
  /**
   * `window` (default): a predecessor lies at most 2 sqrt(N) tasks back. `chain`: nearly every task waits for the one
   * before. `mesh`: a predecessor lies anywhere before.
   */
  readonly shape?: "window" | "chain" | "mesh";
}

/** Draws in exactly the order that design/performance.md 0 states, so that its check values hold for `window`. */
export function numberNetwork({ tasks, seed = 1, linksPerTask = 1.5, links: kind = "fs", shape = "window" }: NetworkOptions): NumberNetwork {
  const draw = mulberry32(seed);
  const durationHours = Array.from({ length: tasks }, (_, i) => {
    const u = draw();
    return i % 20 === 19 ? 0 : 8 * (1 + Math.floor(10 * u * u));
  });
  const reach = shape === "window" ? 2 * Math.max(4, Math.round(Math.sqrt(tasks))) : shape === "chain" ? 2 : tasks;
  const links: NumberNetwork["links"][number][] = [];
  const seen = new Set<number>();
  const tryLink = (i: number): void => {
    const lowest = Math.max(0, i - reach);
    const from = lowest + Math.floor(draw() * (i - lowest));
    if (seen.has(from * tasks + i)) return;
    seen.add(from * tasks + i);
    links.push({ from, to: i, ...(kind === "mixed" ? mixedTerms(draw) : { type: "FS", lagHours: 0 }) });
  };
  for (let i = 1; i < tasks; i += 1) tryLink(i);
  const wanted = Math.min(Math.round(linksPerTask * tasks) - 1, mostPairs(tasks, reach));
  while (links.length < wanted) tryLink(1 + Math.floor(draw() * (tasks - 1)));
  return { durationHours, links };
}

function mixedTerms(draw: () => number): { type: Link["type"]; lagHours: number } {
  const t = draw();
  const l = draw();
  const type = t < 0.8 ? "FS" : t < 0.9 ? "SS" : t < 0.98 ? "FF" : "SF";
  return { type, lagHours: l < 0.8 ? 0 : l < 0.98 ? 8 * (1 + Math.floor(5 * draw())) : -8 };
}

/** Nine tenths of all pairs within reach: beyond that, drawing until a free pair comes would take for ever. */
function mostPairs(tasks: number, reach: number): number {
  let pairs = 0;
  for (let i = 1; i < tasks; i += 1) pairs += Math.min(i, reach);
  return Math.floor(pairs * 0.9);
}

export interface GeneratedProjectOptions extends NetworkOptions {
  /** `inOrder` (default): ids rise with the topological order. `random`: ids and record order say nothing about it. */
  readonly ids?: "inOrder" | "random";
  /** Tasks per summary task; none unless given. */
  readonly tasksPerSummary?: number;
  /** Calendars that tasks are spread over; 1 (the project's) unless given. */
  readonly calendars?: number;
  /** Share of tasks with a constraint or a deadline, and with progress; 0 unless given. */
  readonly constrained?: number;
  readonly progressed?: number;
}

/** The network as a project that starts on Monday 2026-01-05 08:00, Monday to Friday 08:00-12:00 and 13:00-17:00. */
export function generatedProject(options: GeneratedProjectOptions): Project {
  const { seed = 1 } = options;
  const network = numberNetwork(options);
  const draw = mulberry32(seed ^ 0x5bd1e995);
  const start = minuteOf(2026, 1, 5, 8);
  const base = newProject({ name: `${options.tasks} tasks, seed ${seed}`, start });
  const ids = taskIds(options, draw);
  const calendars = extraCalendars((options.calendars ?? 1) - 1);
  const summaries = summaryTasks(options, ids.length);
  const ranks = ranksFor(ids.length);
  const tasks = network.durationHours.map((hours, i): Task => {
    const calendar = calendars[Math.floor(draw() * (calendars.length + 1))];
    const parent = summaries[Math.floor(i / (options.tasksPerSummary ?? Infinity))];
    return emptyTask({
      id: ids[i] ?? "",
      number: summaries.length + i + 1,
      name: `Task ${i + 1}`,
      rank: ranks[i] ?? "V",
      durationMinutes: hours * 60,
      ...(parent ? { parentId: parent.id } : {}),
      ...(calendar ? { calendarId: calendar.id } : {}),
      ...(draw() < (options.constrained ?? 0) ? constraintFields(draw, start, options.tasks) : {}),
      ...(draw() < (options.progressed ?? 0) ? progressFields(draw, start, hours * 60) : {}),
    });
  });
  const items: KindedRecord[] = [
    ...calendars.map((record): KindedRecord => ({ kind: "calendar", record })),
    ...summaries.map((record): KindedRecord => ({ kind: "task", record })),
    ...shuffledIf(options.ids === "random", tasks, draw).map((record): KindedRecord => ({ kind: "task", record })),
    ...shuffledIf(options.ids === "random", linkRecords(network, ids), draw).map((record): KindedRecord => ({ kind: "link", record })),
  ];
  return projectOf([...recordsOf(base), ...items]);
}

function taskIds(options: GeneratedProjectOptions, draw: () => number): readonly string[] {
  const ids = Array.from({ length: options.tasks }, (_, i) => `t${String(i + 1).padStart(7, "0")}`);
  return shuffledIf(options.ids === "random", ids, draw);
}

function shuffledIf<T>(condition: boolean, items: readonly T[], draw: () => number): readonly T[] {
  if (!condition) return items;
  return items
    .map((item) => ({ item, key: draw() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function summaryTasks(options: GeneratedProjectOptions, count: number): readonly Task[] {
  const per = options.tasksPerSummary;
  if (per === undefined) return [];
  const ranks = ranksFor(Math.ceil(count / per));
  return ranks.map((rank, s) => emptyTask({ id: `s${s + 1}`, number: s + 1, name: `Phase ${s + 1}`, rank, durationMinutes: 0, milestone: false }));
}

/** Calendars that differ in hours, so that the same work takes differently long. */
function extraCalendars(count: number): readonly CalendarRecord[] {
  return Array.from({ length: count }, (_, c) => {
    const from = 360 + 30 * (c % 8);
    const working = { kind: "working" as const, times: [{ from, to: from + 240 }, { from: from + 300, to: from + 480 + 60 * (c % 3) }] };
    const free = { kind: "nonworking" as const };
    const week = [c % 5 === 4 ? working : free, working, working, working, working, c % 3 === 2 ? free : working, free];
    return { id: `c${c + 1}`, name: `Calendar ${c + 1}`, week, workWeeks: [], exceptions: [] };
  });
}

function constraintFields(draw: () => number, start: number, tasks: number): Partial<Task> {
  const types = ["SNET", "FNET", "SNLT", "FNLT", "MSO", "MFO", "ALAP"] as const;
  const day = Math.floor(draw() * Math.sqrt(tasks) * 5);
  const date = (start + day * 1440) as Task["constraintDate"] & number;
  const type = types[Math.floor(draw() * 8)];
  if (type === undefined) return { deadline: date };
  return type === "ALAP" ? { constraint: type } : { constraint: type, constraintDate: date };
}

function progressFields(draw: () => number, start: number, durationMinutes: number): Partial<Task> {
  const actualStart = (start + Math.floor(draw() * 20) * 1440) as Task["actualStart"] & number;
  const done = Math.floor(draw() * 11) / 10;
  if (done === 1) return { actualStart, actualFinish: (actualStart + 1440) as Task["actualFinish"] & number, percentComplete: 100, actualDurationMinutes: durationMinutes, remainingDurationMinutes: 0 };
  const actual = Math.round(durationMinutes * done);
  return { actualStart, percentComplete: done * 100, actualDurationMinutes: actual, remainingDurationMinutes: durationMinutes - actual };
}

function linkRecords(network: NumberNetwork, ids: readonly string[]): readonly Link[] {
  return network.links.map(({ from, to, type, lagHours }, index) => ({
    id: `l${String(index + 1).padStart(7, "0")}`,
    predecessorId: ids[from] ?? "",
    successorId: ids[to] ?? "",
    type,
    lagMinutes: lagHours * 60,
    lagPercent: 0,
    lagUnit: "h",
  }));
}

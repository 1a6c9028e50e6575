/**
 * The specification of scheduling by Primavera's rules: docs/decisions/primavera-rules.md as a program to be read, over
 * domain records and without tables. Instants are ticks. Given and external tasks and links on summaries are not here.
 */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { p6ConstraintOf } from "@leadline/engine/model/plan/p6-constraint.ts";
import type { P6Options } from "@leadline/engine/model/plan/p6-options.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { TICKS, type SlowCalendar } from "./slow-calendar.ts";
import { calendarsOf, type PlanCalendars } from "./slow-calendars-of-plan.ts";
import { activeLeaves, leafLinks, withoutLoops, type LeafLink } from "./slow-links.ts";
import { add, nextStart, previousFinish, workBetween } from "./slow-working-time.ts";

/** What is known of one task; late dates and float come with the backward pass. */
export interface P6Result {
  readonly start: number;
  readonly finish: number;
  /** Start and finish of the work still to do. */
  RS: number;
  RF: number;
  LS: number;
  LF: number;
  totalFloat: number;
  freeFloat: number;
  isCritical: boolean;
}

interface Plan {
  readonly settings: ProjectSettings;
  readonly options: P6Options;
  readonly dataDate: number;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly order: readonly Node[];
  readonly into: (node: Node) => readonly Arc[];
  readonly outOf: (node: Node) => readonly Arc[];
}

interface Node {
  readonly task: Task;
  readonly calendar: SlowCalendar;
  readonly type: "task" | "startMilestone" | "finishMilestone" | "levelOfEffort" | "wbsSummary";
  readonly state: "unstarted" | "started" | "finished";
  readonly actualStart: number;
  readonly actualFinish: number;
  /** Calendars of people with how long each takes; empty: the task's own calendar and `rest`. */
  readonly people: readonly { readonly calendar: SlowCalendar; readonly rest: number }[];
  readonly limits: Limits;
  rest: number;
}

interface Limits {
  readonly earliestStart: number | undefined;
  readonly latestStart: number | undefined;
  readonly earliestFinish: number | undefined;
  readonly latestFinish: number | undefined;
  readonly mandatoryStart: number | undefined;
  readonly mandatoryFinish: number | undefined;
  readonly isAlap: boolean;
}

interface Arc {
  readonly from: Node;
  readonly to: Node;
  readonly type: "FS" | "SS" | "FF" | "SF";
  readonly lag: number;
  readonly lagCalendar: SlowCalendar;
}

export function slowPrimavera(project: Project): Map<string, P6Result> {
  const plan = planOf(project);
  const results = new Map<string, P6Result>();
  const driving = new Set<Arc>();
  const others = plan.order.filter((node) => !spans(node));
  for (const node of others) forward(plan, node, results, driving);
  const end = projectFinish(others, results, plan.dataDate);
  for (const node of [...others].reverse()) if (node.limits.isAlap && node.state === "unstarted") delay(plan, node, results);
  for (const node of [...others].reverse()) backward(plan, node, results, end);
  for (const node of others) floats(plan, node, results, end);
  const longest = longestPath(plan, others, results, driving, end);
  for (const node of others) {
    const result = of(results, node);
    const limit = plan.settings.criticalSlackLimitDays * plan.settings.minutesPerDay * TICKS;
    result.isCritical = node.state !== "finished" && (plan.options.critical === "longestPath" ? longest.has(node) : result.totalFloat <= limit);
  }
  spanNeighbours(plan, results, end);
  spanMembers(project, plan, results);
  return results;
}

function of(results: ReadonlyMap<string, P6Result>, { task }: Node): P6Result {
  const result = results.get(task.id);
  if (!result) throw new Error(`${task.id} has not been scheduled yet`);
  return result;
}

function spans(node: Node): boolean {
  return node.type === "levelOfEffort" || node.type === "wbsSummary";
}

const EVER: SlowCalendar = { periodsOn: () => [{ from: 0, to: 14_400 }], firstSpecialDay: 0, lastSpecialDay: 0 };

function planOf(project: Project): Plan {
  const settings = settingsOf(project);
  const options = settings.p6;
  if (!options) throw new Error("This project has no options of Primavera's");
  const calendars = calendarsOf(project);
  const outline = outlineOf(project);
  const { order, kept } = withoutLoops(activeLeaves(outline), leafLinks(project, outline, () => undefined));
  const followed = new Set(kept.map(({ to }) => to));
  const nodes = new Map(order.map((task) => [task.id, nodeOf(project, calendars, task, followed.has(task.id))]));
  const arcs = kept.flatMap((link): Arc[] => {
    const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
    return from && to ? [{ from, to, type: link.link.type, lag: link.lag, lagCalendar: lagCalendar(calendars, options, link, { from, to }) }] : [];
  });
  return {
    settings,
    options,
    dataDate: (settings.statusDate ?? settings.start) * TICKS,
    nodes,
    order: [...nodes.values()],
    into: (node) => arcs.filter(({ to }) => to === node),
    outOf: (node) => arcs.filter(({ from }) => from === node),
  };
}

function lagCalendar(calendars: PlanCalendars, options: P6Options, { link }: LeafLink, { from, to }: { readonly from: Node; readonly to: Node }): SlowCalendar {
  if (link.lagUnit.startsWith("e") || options.lagCalendar === "roundTheClock") return EVER;
  if (options.lagCalendar === "project") {
    const { calendarId: _, ...plain } = from.task;
    return calendars.ofTask(plain);
  }
  return options.lagCalendar === "predecessor" ? from.calendar : to.calendar;
}

function nodeOf(project: Project, calendars: PlanCalendars, task: Task, isFollowing: boolean): Node {
  const state = task.actualFinish !== undefined ? "finished" : task.actualStart !== undefined ? "started" : "unstarted";
  const given = task.p6?.activityType;
  const isMilestone = given === "startMilestone" || given === "finishMilestone";
  const type = given === undefined ? (task.durationMinutes > 0 ? "task" : isFollowing ? "finishMilestone" : "startMilestone") : given === "resource" || (isMilestone && task.durationMinutes > 0) ? "task" : given;
  const calendar = task.durationUnit.startsWith("e") ? EVER : calendars.ofTask(task);
  const rest = Math.round((state === "unstarted" ? task.durationMinutes : state === "finished" ? 0 : task.remainingDurationMinutes) * TICKS);
  const people = given === "resource" && state !== "finished" ? peopleOf(project, calendars, task, rest) : [];
  return { task, calendar, type, state, actualStart: (task.actualStart ?? task.actualFinish ?? NaN) * TICKS, actualFinish: (task.actualFinish ?? NaN) * TICKS, people, limits: limitsOf(task), rest };
}

function peopleOf(project: Project, calendars: PlanCalendars, task: Task, rest: number): { calendar: SlowCalendar; rest: number }[] {
  const longest = new Map<SlowCalendar, number>();
  for (const { taskId, resourceId, units, remainingWorkMinutes } of project.records.assignment.values()) {
    const resource = project.records.resource.get(resourceId ?? "");
    if (taskId !== task.id || resource?.type !== "work") continue;
    const calendar = resource.calendarId === undefined ? (task.durationUnit.startsWith("e") ? EVER : calendars.ofTask(task)) : calendars.ofResource(resource);
    const own = units > 0 && remainingWorkMinutes > 0 ? Math.round((remainingWorkMinutes / units) * TICKS) : rest;
    longest.set(calendar, Math.max(longest.get(calendar) ?? 0, own));
  }
  return [...longest].map(([calendar, own]) => ({ calendar, rest: own }));
}

function limitsOf(task: Task): Limits {
  const constraints = [p6ConstraintOf(task), task.p6?.secondConstraint].filter((constraint) => constraint !== undefined);
  const dates = (...types: readonly string[]): number[] => constraints.flatMap(({ type, date }) => (types.includes(type) && date !== undefined ? [date * TICKS] : []));
  const latest = (list: readonly number[]): number | undefined => (list.length === 0 ? undefined : Math.max(...list));
  const earliest = (list: readonly number[]): number | undefined => (list.length === 0 ? undefined : Math.min(...list));
  const deadline = task.deadline === undefined ? [] : [task.deadline * TICKS];
  return {
    earliestStart: latest(dates("startOn", "startOnOrAfter")),
    latestStart: earliest(dates("startOn", "startOnOrBefore")),
    earliestFinish: latest(dates("finishOn", "finishOnOrAfter")),
    latestFinish: earliest([...dates("finishOn", "finishOnOrBefore"), ...deadline]),
    mandatoryStart: latest(dates("mandatoryStart")),
    mandatoryFinish: latest(dates("mandatoryFinish")),
    isAlap: constraints.some(({ type }) => type === "asLateAsPossible"),
  };
}

/** Levelling delay; negative ones belong to scheduling from the finish, which Primavera does not know. */
function delayOf({ task }: Node): number {
  return Math.max(0, task.levelingDelayMinutes) * TICKS;
}

function finishAfter(node: Node, t: number): number {
  return node.people.length === 0 ? add(node.calendar, t, node.rest) : Math.max(...node.people.map(({ calendar, rest }) => add(calendar, t, rest)));
}

function startBefore(node: Node, t: number): number {
  return node.people.length === 0 ? add(node.calendar, t, -node.rest) : Math.min(...node.people.map(({ calendar, rest }) => add(calendar, t, -rest)));
}

function next(node: Node, t: number): number {
  if (node.people.length > 0) return Math.min(...node.people.map(({ calendar }) => nextStart(calendar, t)));
  if (node.type === "finishMilestone" && previousFinish(node.calendar, t) === t) return t;
  return nextStart(node.calendar, t);
}

function prev(node: Node, t: number): number {
  const calendars = node.people.length > 0 ? node.people.map(({ calendar }) => calendar) : [node.calendar];
  return Math.max(...calendars.map((calendar) => previousFinish(calendar, t)));
}

const left = (lag: number, used: number): number => (lag <= 0 ? 0 : Math.max(0, lag - used));
const since = (calendar: SlowCalendar, from: number, plan: Plan): number => Math.max(0, workBetween(calendar, from, plan.dataDate));

/** The lag of an FS link that still counts. */
function finishLag(plan: Plan, { from, to, lag, lagCalendar: calendar }: Arc): number {
  if (from.state !== "finished") return lag;
  return to.state === "unstarted" ? left(lag, since(calendar, from.actualFinish, plan)) : 0;
}

/** The remaining start of B that a link asks for. */
function asks(plan: Plan, arc: Arc, results: ReadonlyMap<string, P6Result>): number {
  const { from, to, lag, lagCalendar: calendar } = arc;
  const a = of(results, from);
  const step = (t: number, by: number): number => add(calendar, t, by);
  switch (arc.type) {
    case "FS":
      return step(a.RF, finishLag(plan, arc));
    case "SS":
      if (from.state === "unstarted") return step(a.RS, lag);
      if (plan.options.startToStartLagFrom === "actualStart") return step(from.actualStart, lag);
      if (from.state === "finished") return Math.max(step(from.actualStart, lag), a.RS);
      return step(a.RS, left(lag, since(from.calendar, from.actualStart, plan)));
    case "FF":
      return startBefore(to, step(from.state === "finished" ? from.actualFinish : a.RF, lag));
    case "SF": {
      if (from.state === "unstarted") return startBefore(to, step(a.RS, lag));
      const rest = left(lag, since(calendar, from.actualStart, plan));
      return rest === 0 ? -Infinity : startBefore(to, step(a.RS, rest));
    }
  }
}

function isHeeded(plan: Plan, { from, to }: Arc): boolean {
  return !spans(from) && !spans(to) && (to.state === "unstarted" || plan.options.progress === "retainedLogic");
}

function forward(plan: Plan, node: Node, results: Map<string, P6Result>, driving: Set<Arc>): void {
  const heeded = plan.into(node).filter((arc) => isHeeded(plan, arc)).map((arc) => ({ arc, at: asks(plan, arc, results) }));
  const asked = Math.max(plan.dataDate, ...heeded.map(({ at }) => at));
  const { limits } = node;
  let RS = node.state === "finished" ? asked : next(node, asked);
  let RF: number | undefined;
  let isHeld = false;
  const moveTo = (t: number): void => {
    RS = t;
    isHeld = true;
  };
  if (node.state === "unstarted") {
    if (limits.mandatoryStart !== undefined) moveTo(next(node, Math.max(limits.mandatoryStart, plan.dataDate)));
    else if (limits.mandatoryFinish !== undefined) {
      moveTo(next(node, Math.max(startBefore(node, limits.mandatoryFinish), plan.dataDate)));
    } else {
      const wish = Math.max(limits.earliestStart ?? -Infinity, limits.earliestFinish === undefined ? -Infinity : startBefore(node, limits.earliestFinish));
      if (wish > RS && next(node, wish) > RS) moveTo(next(node, wish));
    }
  } else if (node.state === "started") {
    const resume = node.task.p6?.resume;
    if (resume !== undefined && resume * TICKS > RS) moveTo(next(node, resume * TICKS));
    if (limits.mandatoryFinish !== undefined) {
      const wish = Math.max(plan.dataDate, startBefore(node, limits.mandatoryFinish));
      if (wish !== RS) moveTo(next(node, wish));
    } else if (limits.earliestFinish !== undefined && startBefore(node, limits.earliestFinish) > RS) moveTo(next(node, startBefore(node, limits.earliestFinish)));
  }
  const base = RS;
  if (node.state === "unstarted" && delayOf(node) !== 0) RS = next(node, RS + delayOf(node));
  if (node.state === "finished") RF = RS;
  else if (node.state === "unstarted" && limits.mandatoryStart === undefined && limits.mandatoryFinish !== undefined) RF = Math.max(RS, limits.mandatoryFinish);
  else {
    const expected = plan.options.useExpectedFinish ? node.task.p6?.expectedFinish : undefined;
    if (expected === undefined) RF = finishAfter(node, RS);
    else {
      RF = expected * TICKS > RS ? prev(node, expected * TICKS) : RS;
      node.rest = Math.max(0, workBetween(node.calendar, RS, RF));
    }
  }
  if (!isHeld && node.state !== "finished") {
    for (const { arc, at } of heeded) {
      const isOver = arc.from.state === "finished" && workBetween(node.calendar, at, plan.dataDate) >= 0;
      if (at !== -Infinity && workBetween(node.calendar, at, base) <= 0 && !isOver) driving.add(arc);
    }
  }
  const start = node.state === "unstarted" ? RS : node.actualStart;
  results.set(node.task.id, { start, finish: node.state === "finished" ? node.actualFinish : RF, RS, RF, LS: NaN, LF: NaN, totalFloat: 0, freeFloat: 0, isCritical: false });
}

function projectFinish(nodes: readonly Node[], results: ReadonlyMap<string, P6Result>, dataDate: number): number {
  const open = nodes.filter(({ state }) => state !== "finished").map((node) => of(results, node).RF);
  const closed = nodes.map(({ actualFinish }) => actualFinish).filter((finish) => !Number.isNaN(finish));
  return open.length > 0 ? Math.max(...open) : closed.length > 0 ? Math.max(...closed) : dataDate;
}

/** The latest RF of A that a link allows when B stands at `s` and `f`; Infinity: it allows everything. */
function allows(plan: Plan, arc: Arc, s: number, f: number): number {
  const { from, to, type, lag, lagCalendar: calendar } = arc;
  if (spans(from) || spans(to)) return Infinity;
  let [start, finish] = [s - (to.state === "unstarted" ? delayOf(to) : 0), f];
  if (to.state !== "unstarted") {
    if (plan.options.progress === "progressOverride") return Infinity;
    if (plan.options.progress === "actualDates") [start, finish] = [to.actualStart, to.state === "finished" ? to.actualFinish : f];
  }
  if (type === "FS") return add(calendar, start, -finishLag(plan, arc));
  if (type === "FF") return from.state === "finished" ? Infinity : add(calendar, finish, -lag);
  if (from.state === "finished") return Infinity;
  let counted = lag;
  if (from.state === "started") {
    if (type === "SS" && plan.options.startToStartLagFrom === "actualStart") return Infinity;
    counted = left(lag, since(type === "SS" ? from.calendar : calendar, from.actualStart, plan));
    if (type === "SF" && counted === 0) return Infinity;
  }
  return finishAfter(from, add(calendar, type === "SS" ? start : finish, -counted));
}

/** Working time before the earliest successor; Infinity without one. */
function room(plan: Plan, node: Node, results: ReadonlyMap<string, P6Result>): number {
  const allowed = plan.outOf(node).filter(({ to }) => to.state !== "finished" && !spans(to)).map((arc) => allows(plan, arc, of(results, arc.to).RS, of(results, arc.to).RF));
  const rooms = allowed.filter((t) => t !== Infinity).map((t) => workBetween(node.calendar, of(results, node).RF, t));
  return Math.min(Infinity, ...rooms);
}

/** As late as possible: by the free float that a successor leaves. */
function delay(plan: Plan, node: Node, results: Map<string, P6Result>): void {
  const by = room(plan, node, results);
  const result = of(results, node);
  if (by === Infinity || by <= 0) return;
  const finish = add(node.calendar, previousFinish(node.calendar, result.RF), by);
  const start = node.rest === 0 ? finish : nextStart(node.calendar, add(node.calendar, nextStart(node.calendar, result.RS), by));
  results.set(node.task.id, { ...result, start, finish, RS: start, RF: finish });
}

function backward(plan: Plan, node: Node, results: ReadonlyMap<string, P6Result>, projectEnd: number): void {
  const result = of(results, node);
  const end = plan.options.mustFinishBy === undefined ? projectEnd : plan.options.mustFinishBy * TICKS;
  const effective = plan.outOf(node).filter(({ to }) => !spans(to));
  const isFinished = node.state === "finished";
  const { limits } = node;
  let LF = Math.min(end, ...effective.map((arc) => allows(plan, arc, of(results, arc.to).LS, of(results, arc.to).LF)));
  if (effective.length === 0 && plan.options.openEndsAreCritical && !isFinished) LF = result.RF;
  if (!isFinished) {
    const isUnstarted = node.state === "unstarted";
    if (isUnstarted && limits.mandatoryStart !== undefined) LF = finishAfter(node, next(node, limits.mandatoryStart));
    else if (limits.mandatoryFinish !== undefined) LF = limits.mandatoryFinish;
    else LF = Math.min(LF, isUnstarted && limits.latestStart !== undefined ? finishAfter(node, next(node, limits.latestStart)) : Infinity, limits.latestFinish ?? Infinity);
    LF = prev(node, LF);
  }
  const isStartMilestone = node.type === "startMilestone";
  result.LS = isStartMilestone && !isFinished ? next(node, LF) : startBefore(node, LF);
  result.LF = isStartMilestone ? result.LS : LF;
}

function floats(plan: Plan, node: Node, results: ReadonlyMap<string, P6Result>, end: number): void {
  if (node.state === "finished") return;
  const result = of(results, node);
  const [atStart, atFinish] = [workBetween(node.calendar, result.RS, result.LS), workBetween(node.calendar, result.RF, result.LF)];
  result.totalFloat = plan.options.totalFloat === "start" ? atStart : plan.options.totalFloat === "finish" ? atFinish : Math.min(atStart, atFinish);
  const free = room(plan, node, results);
  result.freeFloat = node.limits.mandatoryFinish !== undefined ? 0 : Math.max(0, free === Infinity ? workBetween(node.calendar, result.RF, end) : free);
}

function longestPath(plan: Plan, nodes: readonly Node[], results: ReadonlyMap<string, P6Result>, driving: ReadonlySet<Arc>, end: number): Set<Node> {
  const path = new Set<Node>();
  for (const node of [...nodes].reverse()) {
    if (node.state === "finished") continue;
    if (of(results, node).RF === end) path.add(node);
    if (path.has(node)) for (const arc of plan.into(node)) if (driving.has(arc) && arc.from.state !== "finished") path.add(arc.from);
  }
  return path;
}

/** Shown late dates: a task that has begun keeps its actual start, a finished one both. */
export function shownLate(task: Task, { LS, LF }: P6Result): { start: number; finish: number } {
  const start = task.actualStart ?? task.actualFinish;
  return { start: start === undefined ? LS : start * TICKS, finish: task.actualFinish === undefined ? LF : task.actualFinish * TICKS };
}

interface Ends {
  readonly start: number;
  readonly finish: number;
}

function spanNeighbours(plan: Plan, results: Map<string, P6Result>, end: number): void {
  for (const node of plan.order.filter(({ type }) => type === "levelOfEffort")) {
    const touched = (endsOf: (other: Node) => Ends): { starts: number[]; finishes: number[] } => {
      const [starts, finishes]: number[][] = [[], []];
      const isPlaced = (other: Node): boolean => results.has(other.task.id);
      for (const { from, type, lag, lagCalendar: calendar } of plan.into(node).filter((arc) => isPlaced(arc.from))) {
        const at = add(calendar, type === "SS" || type === "SF" ? endsOf(from).start : endsOf(from).finish, lag);
        (type === "FF" || type === "SF" ? finishes : starts)?.push(at);
      }
      for (const { to, type, lag, lagCalendar: calendar } of plan.outOf(node).filter((arc) => isPlaced(arc.to))) {
        const at = add(calendar, type === "FF" || type === "SF" ? endsOf(to).finish : endsOf(to).start, -lag);
        (type === "SS" || type === "SF" ? starts : finishes)?.push(at);
      }
      return { starts: starts ?? [], finishes: finishes ?? [] };
    };
    const early = touched((other) => of(results, other));
    const late = touched((other) => shownLate(other.task, of(results, other)));
    const start = node.state === "unstarted" ? nextStart(node.calendar, early.starts.length === 0 ? plan.dataDate : Math.min(...early.starts)) : node.actualStart;
    const finish = node.state === "finished" ? node.actualFinish : Math.max(start, early.finishes.length === 0 ? start : previousFinish(node.calendar, Math.max(...early.finishes)));
    const LF = late.finishes.length === 0 ? Math.max(finish, end) : previousFinish(node.calendar, Math.max(...late.finishes));
    const LS = Math.min(late.starts.length === 0 ? start : nextStart(node.calendar, Math.min(...late.starts)), LF);
    const totalFloat = node.state === "finished" ? 0 : workBetween(node.calendar, finish, LF);
    results.set(node.task.id, { start, finish, RS: Math.max(start, plan.dataDate), RF: finish, LS, LF, totalFloat, freeFloat: 0, isCritical: false });
  }
}

function spanMembers(project: Project, plan: Plan, results: Map<string, P6Result>): void {
  const outline = outlineOf(project);
  for (const node of plan.order.filter(({ type }) => type === "wbsSummary")) {
    const parent = outline.rowOf(node.task.id)?.parentIndex ?? -1;
    const below = outline.rows.slice(parent + 1, parent < 0 ? undefined : outline.rows[parent]?.endIndex);
    const members = below.flatMap(({ task }) => {
      const member = plan.nodes.get(task.id);
      return member && member.type !== "wbsSummary" ? [member] : [];
    });
    const whole = (endsOf: (member: Node) => Ends): Ends => (members.length === 0 ? { start: plan.dataDate, finish: plan.dataDate } : { start: Math.min(...members.map((member) => endsOf(member).start)), finish: Math.max(...members.map((member) => endsOf(member).finish)) });
    const early = whole((member) => of(results, member));
    const late = whole((member) => shownLate(member.task, of(results, member)));
    results.set(node.task.id, { ...early, RS: early.start, RF: early.finish, LS: late.start, LF: late.finish, totalFloat: workBetween(node.calendar, early.finish, late.finish), freeFloat: 0, isCritical: false });
  }
}

/** What Primavera's rules make of each task and link. Part of the specification of scheduling by these rules. */
import type { Outline } from "@leadline/engine/model/plan/outline.ts";
import { p6ConstraintOf } from "@leadline/engine/model/plan/p6-constraint.ts";
import type { P6Options } from "@leadline/engine/model/plan/p6-options.ts";
import { USUAL_P6_OPTIONS } from "@leadline/engine/model/plan/usual-p6-options.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ProjectSettings, Task } from "@leadline/engine/model/records.ts";
import { EVER, TICKS, type SlowCalendar } from "./slow-calendar.ts";
import type { PlanCalendars } from "./slow-calendars-of-plan.ts";
import { leafOf, type Dates } from "./slow-leaf.ts";
import { withoutLoops, type LeafLink } from "./slow-links.ts";
import { givenDates } from "./slow-network.ts";

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

export interface Plan {
  readonly outline: Outline;
  readonly settings: ProjectSettings;
  readonly options: P6Options;
  readonly dataDate: number;
  readonly calendarOf: (task: Task) => SlowCalendar;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly order: readonly Node[];
  readonly into: (node: Node) => readonly Arc[];
  readonly outOf: (node: Node) => readonly Arc[];
}

export interface Node {
  readonly task: Task;
  readonly calendar: SlowCalendar;
  readonly type: "task" | "startMilestone" | "finishMilestone" | "levelOfEffort" | "wbsSummary" | "given" | "external";
  /** Dates of a manual task or one of another project. */
  readonly given: Dates;
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

export interface Arc {
  readonly from: Node;
  readonly to: Node;
  readonly type: "FS" | "SS" | "FF" | "SF";
  readonly lag: number;
  readonly lagCalendar: SlowCalendar;
  /** Id of the link behind it. */
  readonly link: string;
}

export function planOf(project: Project, outline: Outline, calendars: PlanCalendars, tasks: readonly Task[], links: readonly LeafLink[]): Plan {
  const settings = settingsOf(project);
  const options = settings.p6 ?? USUAL_P6_OPTIONS;
  const { order, kept } = withoutLoops(tasks, links);
  const followed = new Set(kept.map(({ to }) => to));
  const nodes = new Map(order.map((task) => [task.id, nodeOf(project, calendars, task, followed.has(task.id))]));
  const arcs = kept.flatMap((link): Arc[] => {
    const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
    return from && to ? [{ from, to, type: link.type, lag: link.lag, lagCalendar: lagCalendar(calendars, options, link, { from, to }), link: link.link.id }] : [];
  });
  return {
    outline,
    settings,
    options,
    dataDate: (settings.statusDate ?? settings.start) * TICKS,
    calendarOf: calendars.ofTask,
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
  const type = typeOf(task, isFollowing);
  const isOpen = type === "given" || type === "external";
  const state = task.actualFinish !== undefined ? "finished" : task.actualStart !== undefined ? "started" : "unstarted";
  const calendar = task.durationUnit.startsWith("e") ? EVER : calendars.ofTask(task);
  const rest = Math.round((state === "unstarted" ? task.durationMinutes : state === "finished" ? 0 : task.remainingDurationMinutes) * TICKS);
  return {
    task,
    calendar,
    type,
    given: givenDates(leafOf(project, calendars, task), settingsOf(project)),
    state: isOpen ? "unstarted" : state,
    actualStart: (task.actualStart ?? task.actualFinish ?? NaN) * TICKS,
    actualFinish: (task.actualFinish ?? NaN) * TICKS,
    people: type === "task" && task.p6?.activityType === "resource" && state !== "finished" ? peopleOf(project, calendars, task, rest) : [],
    limits: limitsOf(task),
    rest,
  };
}

/** A zero-length task of a plan without types ends what comes before it; one that nothing comes before begins what follows. */
function typeOf(task: Task, isFollowing: boolean): Node["type"] {
  if (task.external) return "external";
  if (task.mode === "manual") return "given";
  const type = task.p6?.activityType;
  if (type === undefined) return task.durationMinutes > 0 ? "task" : isFollowing ? "finishMilestone" : "startMilestone";
  const isMilestone = type === "startMilestone" || type === "finishMilestone";
  return type === "resource" || (isMilestone && task.durationMinutes > 0) ? "task" : type;
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

export function of(results: ReadonlyMap<string, P6Result>, { task }: Node): P6Result {
  const result = results.get(task.id);
  if (!result) throw new Error(`${task.id} has not been scheduled yet`);
  return result;
}

export function spans(node: Node): boolean {
  return node.type === "levelOfEffort" || node.type === "wbsSummary";
}

/** Whether its dates are given: a manual task's, or those of another project's. */
export function isGiven({ type }: Node): boolean {
  return type === "given" || type === "external";
}

/** Delivering in two steps: what is a must goes live first, the rest follows with a transition of its own (domain D6). */
import type { Command } from "../change/command.ts";
import { outlineOf } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Link, Task } from "../model/records.ts";
import type { SimulationFacts } from "../risk/simulation.ts";
import { remainingNetwork } from "./cheapest-crash.ts";
import { longestWay } from "./longest-way.ts";
import type { OpenTask } from "./open-work.ts";
import type { Candidate } from "./option.ts";
import { bridgesOver, idsOf, type Dispensable } from "./scope-items.ts";
import { namesIn, peopleOf } from "./shorter-tasks.ts";

/** Testing, rolling out and teaching a second time takes half of what the first time takes, from four fifths of that to one and a half times. Our assumption: edit the new task. */
const SECOND_TRANSITION = { share: 0.5, low: 0.8, high: 1.5 };

/**
 * The milestone that the deferred parts lead to is met without them; they begin when it is met, because the same people do both,
 * and end in a transition and a milestone of their own. Nothing where no milestone or gate waits for them.
 */
export function phased(project: Project, parts: readonly Dispensable[], open: readonly OpenTask[], { tasks }: SimulationFacts): Candidate | undefined {
  const outline = outlineOf(project);
  const deferred = [...parts].sort((a, b) => (outline.indexOf(a.task.id) ?? 0) - (outline.indexOf(b.task.id) ?? 0));
  const later = idsOf(deferred);
  const after = followersOf(project, later);
  const milestone = lastMilestone(project, after, tasks);
  if (!milestone) return undefined;
  const transition = open.filter(({ task }) => after.has(task.id) && leadsTo(project, task.id, milestone.id));
  const { minutesPerDay } = settingsOf(project);
  const likely = Math.max(minutesPerDay, Math.round(wayThrough(project, transition) * SECOND_TRANSITION.share));
  const cost = Math.round(transition.reduce((sum, { labourCents }) => sum + labourCents, 0) * SECOND_TRANSITION.share);
  const links = [...project.records.link.values()];
  const cut = links.filter(({ predecessorId, successorId }) => later.has(predecessorId) && !later.has(successorId));
  const id = freeId(project, "second-delivery");
  const work = deferred.flatMap((item) => item.work);
  const commands: Command[] = [
    ...(cut.length > 0 ? [{ type: "unlinkTasks" as const, links: cut.map(({ predecessorId, successorId }) => ({ predecessorId, successorId })) }] : []),
    ...bridgesOver(project, later),
    ...firstOf(deferred, links, later).map((successorId): Command => follows(milestone.id, successorId)),
    {
      type: "insertTasks",
      ...lastAtTop(project),
      tasks: [
        {
          id: `${id}.work`,
          fields: {
            name: `Second delivery: transition of ${deferred.length === 1 ? `“${deferred[0]?.task.name ?? ""}”` : `${deferred.length} parts`}`.slice(0, 1000),
            durationMinutes: likely,
            estimate: { lowMinutes: Math.round(likely * SECOND_TRANSITION.low), likelyMinutes: likely, highMinutes: Math.round(likely * SECOND_TRANSITION.high) },
            ...(cost > 0 && { fixedCostCents: cost }),
          },
          predecessors: [milestone.id, ...lastOf(deferred, links)].map((predecessorId) => ({ predecessorId, type: "FS" as const, lagMinutes: 0, lagPercent: 0, lagUnit: "d" as const })),
        },
        { id: `${id}.done`, fields: { name: `Second delivery: ${milestone.name}`.slice(0, 1000), durationMinutes: 0, milestone: true }, predecessors: [{ predecessorId: `${id}.work`, type: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" }] },
      ],
    },
  ];
  return {
    kind: "phase",
    summary: `Deliver in two steps: everything up to “${milestone.name}” without ${namesIn(deferred.map(({ task }) => task.name), "part")}, which ${deferred.length === 1 ? "follows" : "follow"} with a transition of ${deferred.length === 1 ? "its" : "their"} own.`,
    commands,
    scopeLost: 0,
    firstDelivery: milestone.id,
    risk: "Two versions live side by side until the second delivery; what the second transition takes is an assumption",
    riskDays: 0,
    peopleHit: peopleOf([...work, ...transition]),
    approvals: ["Whoever asked for the scope", "Whoever runs what is delivered"],
  };
}

/** Working minutes on the longest way through some of the work. */
function wayThrough(project: Project, work: readonly OpenTask[]): number {
  const counted = new Set(work.map(({ task }) => task.id));
  const tasks = remainingNetwork(project, 1);
  const place = new Map(tasks.map(({ id }, at) => [id, at]));
  return longestWay(Float64Array.from(tasks, ({ id, normal }) => (counted.has(id) ? normal : 0)), tasks.map(({ after }) => after.flatMap((id) => place.get(id) ?? [])));
}

function follows(predecessorId: string, successorId: string): Command {
  return { type: "linkTasks", predecessorId, successorId, linkType: "FS", lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
}

/** Everything that comes after the given tasks, by links and through summary tasks. */
function followersOf(project: Project, start: ReadonlySet<string>): ReadonlySet<string> {
  const outline = outlineOf(project);
  const next = new Map<string, string[]>();
  for (const { predecessorId, successorId } of project.records.link.values()) next.set(predecessorId, [...(next.get(predecessorId) ?? []), successorId]);
  const seen = new Set<string>();
  const waiting = [...start];
  for (const id of waiting) {
    const { parentId } = project.records.task.get(id) ?? {};
    const below = seen.has(id) ? outline.childrenOf(id).map((child) => child.id) : [];
    for (const near of [...(next.get(id) ?? []), ...below, ...(parentId === undefined ? [] : (next.get(parentId) ?? []))]) {
      if (seen.has(near) || start.has(near)) continue;
      seen.add(near);
      waiting.push(near);
    }
  }
  return seen;
}

function leadsTo(project: Project, id: string, milestoneId: string): boolean {
  return followersOf(project, new Set([id])).has(milestoneId);
}

/** Of the milestones and gates behind, the one that is met last: the delivery itself. */
function lastMilestone(project: Project, after: ReadonlySet<string>, facts: SimulationFacts["tasks"]): Task | undefined {
  const p50 = new Map(facts.map((one) => [one.taskId, one.p50]));
  const milestones = [...after].flatMap((id) => {
    const task = project.records.task.get(id);
    return task && task.active && (task.milestone || task.gateCode !== undefined) && task.actualFinish === undefined && p50.has(id) ? [task] : [];
  });
  return milestones.sort((a, b) => (p50.get(b.id) ?? 0) - (p50.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1))[0];
}

/** Deferred work that nothing deferred comes before, and that which nothing deferred comes after. */
function firstOf(deferred: readonly Dispensable[], links: readonly Link[], later: ReadonlySet<string>): readonly string[] {
  const held = new Set(links.flatMap(({ predecessorId, successorId }) => (later.has(predecessorId) ? [successorId] : [])));
  return deferred.flatMap(({ leafIds }) => leafIds.filter((id) => !held.has(id)));
}

function lastOf(deferred: readonly Dispensable[], links: readonly Link[]): readonly string[] {
  const later = idsOf(deferred);
  const holding = new Set(links.flatMap(({ predecessorId, successorId }) => (later.has(successorId) ? [predecessorId] : [])));
  return deferred.flatMap(({ leafIds }) => leafIds.filter((id) => !holding.has(id)));
}

/** Behind the last task of the plan. */
function lastAtTop(project: Project): { readonly afterId?: string } {
  const last = outlineOf(project).childrenOf(undefined).at(-1);
  return last ? { afterId: last.id } : {};
}

function freeId(project: Project, wanted: string): string {
  let id = wanted;
  for (let count = 2; project.records.task.has(`${id}.work`) || project.records.task.has(`${id}.done`); count += 1) id = `${wanted}-${count}`;
  return id;
}

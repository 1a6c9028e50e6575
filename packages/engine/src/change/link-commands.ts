/** Commands on links: set a task's predecessors, join two tasks, part them. */
import type { Refusal } from "../base/problem.ts";
import type { Link } from "../model/records.ts";
import type { CommandContext, CommandOf, Predecessor } from "./command.ts";
import { get, isSummary, linksInto, putLink, removeLink, settingsIn, type Draft } from "./draft.ts";
import { findLoop, isAncestor, relationOfLink, wayText, type Relation } from "./loop.ts";
import { missingTask, refusal, rowName, taskTitle } from "./names.ts";
import { optional } from "./optional-field.ts";
import { isSame } from "./same-value.ts";

/** By Primavera's rules several links of different type may join two tasks; by Microsoft Project's one. */
function maySeveralJoin(draft: Draft): boolean {
  return settingsIn(draft).schedulingRules === "primavera";
}

/** What no two links between the same tasks may share. */
function pairKey(draft: Draft, { predecessorId, type }: Pick<Predecessor, "predecessorId" | "type">): string {
  return maySeveralJoin(draft) ? `${predecessorId} ${type}` : predecessorId;
}

function linksBetween(draft: Draft, predecessorId: string, successorId: string): Link[] {
  return linksInto(draft, successorId).filter((link) => link.predecessorId === predecessorId);
}

/** The link that a wish is about: the one of its type, else the only one there is, which then changes its type. */
function linkMeant(draft: Draft, wanted: Predecessor, successorId: string, wishes: readonly Predecessor[]): Link | undefined {
  const between = linksBetween(draft, wanted.predecessorId, successorId);
  const sameType = between.find(({ type }) => type === wanted.type);
  if (sameType) return sameType;
  const isOnlyWish = wishes.filter(({ predecessorId }) => predecessorId === wanted.predecessorId).length === 1;
  return isOnlyWish || !maySeveralJoin(draft) ? between[0] : undefined;
}

/** Links to the same predecessor keep their id; others go, new ones come. */
export function setPredecessors(draft: Draft, command: CommandOf<"setPredecessors">, context: CommandContext): readonly Refusal[] {
  if (!get(draft, "task", command.id)) return [missingTask(command.id)];
  const meant = new Set(command.predecessors.map((wish) => linkMeant(draft, wish, command.id, command.predecessors)));
  for (const link of [...linksInto(draft, command.id)]) if (!meant.has(link)) removeLink(draft, link);
  return addPredecessors(draft, [{ successorId: command.id, predecessors: command.predecessors }], context);
}

export function linkTasks(draft: Draft, command: CommandOf<"linkTasks">, context: CommandContext): readonly Refusal[] {
  const { predecessorId, successorId, linkType, type: _verb, ...lag } = command;
  if (!get(draft, "task", successorId)) return [missingTask(successorId)];
  return addPredecessors(draft, [{ successorId, predecessors: [{ predecessorId, type: linkType, ...lag }] }], context);
}

/** Pairs without a link are passed over; where none of them has one, there is nothing to part. */
export function unlinkTasks(draft: Draft, command: CommandOf<"unlinkTasks">): readonly Refusal[] {
  let count = 0;
  for (const { predecessorId, successorId } of command.links) {
    for (const link of linksBetween(draft, predecessorId, successorId)) {
      removeLink(draft, link);
      count += 1;
    }
  }
  const first = command.links[0];
  if (count > 0 || !first) return [];
  if (!get(draft, "task", first.predecessorId)) return [missingTask(first.predecessorId)];
  if (!get(draft, "task", first.successorId)) return [missingTask(first.successorId)];
  return [refusal("link/missing", `there is no link from ${rowName(draft, first.predecessorId)} to ${rowName(draft, first.successorId)}.`, first.successorId)];
}

export interface NewPredecessors {
  /** An existing task. */
  readonly successorId: string;
  readonly predecessors: readonly Predecessor[];
}

/** Joins tasks with predecessors, all of them before loops are looked for; an existing link takes over type and lag. */
export function addPredecessors(draft: Draft, items: readonly NewPredecessors[], context: CommandContext): Refusal[] {
  const refusals: Refusal[] = [];
  const relations: Relation[] = [];
  for (const { successorId, predecessors } of items) {
    const seen = new Set<string>();
    for (const predecessor of predecessors) {
      const known = linkMeant(draft, predecessor, successorId, predecessors);
      const refused = refusedLink(draft, predecessor, successorId, seen, known);
      seen.add(pairKey(draft, predecessor));
      if (refused) {
        refusals.push(refused);
        continue;
      }
      if (!known) relations.push(relationOfLink(predecessor.predecessorId, successorId));
      const link = linkOf(known?.id ?? freshId(draft, context), predecessor, successorId, known);
      if (!known || !isSame(known, link)) putLink(draft, link);
    }
  }
  if (refusals.length > 0) return refusals;
  const loop = findLoop(draft, relations);
  return loop ? [loopRefusal(draft, loop.relation, wayText(draft, loop.way))] : [];
}

function refusedLink(draft: Draft, wanted: Predecessor, successorId: string, seen: ReadonlySet<string>, known: Link | undefined): Refusal | undefined {
  const { predecessorId } = wanted;
  const refuse = (code: string, message: string): Refusal => refusal(code, message, successorId);
  if (!get(draft, "task", predecessorId)) return { ...missingTask(predecessorId), taskId: successorId };
  if (predecessorId === successorId) return refuse("link/self", `${taskTitle(draft, successorId)} cannot wait for itself.`);
  if (seen.has(pairKey(draft, wanted))) return refuse("link/twice", `${rowName(draft, predecessorId)} stands twice among the predecessors of ${taskTitle(draft, successorId)}; two tasks can be joined by one link only.`);
  const joinsFamily = isAncestor(draft, predecessorId, successorId) || isAncestor(draft, successorId, predecessorId);
  if (joinsFamily) return refuse("link/summary-descendant", `${rowName(draft, predecessorId)} and ${rowName(draft, successorId)} cannot be joined by a link, because one is the summary task of the other.`);
  const range = wanted.lagEstimate;
  if (range && (range.lowMinutes > range.likelyMinutes || range.likelyMinutes > range.highMinutes)) {
    return refuse("link/estimate-order", `the range of the lag behind ${rowName(draft, predecessorId)} does not rise: it needs the lowest, the most likely and the highest value in this order.`);
  }
  const endsOnFinish = wanted.type === "FF" || wanted.type === "SF";
  if (endsOnFinish && known?.type !== wanted.type && isSummary(draft, successorId)) {
    return refuse("link/summary-finish", `${taskTitle(draft, successorId)} is a summary task, so its finish follows from its sub-tasks; only FS and SS links can lead to it.`);
  }
  return undefined;
}

/** A range of the lag stays as long as the lag does. */
function linkOf(id: string, predecessor: Predecessor, successorId: string, known: Link | undefined): Link {
  const { predecessorId, type, lagUnit } = predecessor;
  const isPercent = lagUnit.endsWith("%");
  const lagMinutes = isPercent ? 0 : predecessor.lagMinutes;
  const lagPercent = isPercent ? predecessor.lagPercent : 0;
  const kept = known?.lagMinutes === lagMinutes && known.lagUnit === lagUnit ? known.lagEstimate : undefined;
  const range = optional("lagEstimate", isPercent ? null : predecessor.lagEstimate, kept);
  return { id, predecessorId, successorId, type, lagMinutes, lagPercent, lagUnit, ...range };
}

function freshId(draft: Draft, context: CommandContext): string {
  let id = context.newId();
  while (get(draft, "link", id)) id = context.newId();
  return id;
}

/** "Row 9 already waits for row 3, so this makes a loop: 3 → 5 → 9 → 3." */
function loopRefusal(draft: Draft, relation: Relation, way: string): Refusal {
  const [predecessorId, successorId] = [relation.from.taskId, relation.to.taskId];
  const message = `${rowName(draft, predecessorId)} already waits for ${rowName(draft, successorId)}, so this makes a loop: ${way} → ${way.split(" → ")[0]}.`;
  return refusal("link/loop", message, successorId);
}

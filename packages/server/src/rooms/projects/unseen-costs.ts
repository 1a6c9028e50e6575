/** Edits of people who see no costs: amounts are refused, and what they left out without having seen it stays as it was. */
import { reverse, type Change } from "@leadline/engine/change/change.ts";
import type { Command, CommandOf } from "@leadline/engine/change/command.ts";
import { setsCosts, withUnseenCosts, withUnseenCostsOfStep } from "@leadline/engine/change/hidden-costs.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Actor } from "../../access/actor.ts";
import { changeWithoutCosts } from "../../access/hidden-costs.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import type { LogEntry } from "../../log/log-entry.ts";
import type { Transaction } from "../../storage/database.ts";
import { withoutKeptSources } from "./project-cache.ts";
import type { ProjectRow } from "./project-row.ts";
import { readEntries } from "./queries.ts";

/** The commands with what their sender could not see. */
export async function withUnseenParts(tx: Transaction, row: Pick<ProjectRow, "id" | "revision">, project: Project, actor: Actor, commands: readonly Command[]): Promise<readonly Command[]> {
  if (actor.may("costs.read", row.id)) return commands;
  if (commands.some(setsCosts)) throw new HttpProblem("permission/missing", "You may not see the costs of this project, so you cannot set them either. Nothing of your edit was stored. Ask somebody who may.");
  const isStepBack = commands.some(({ type }) => type === "revert");
  const latest = isStepBack ? await readEntries(tx, row.id, { after: Math.max(0, row.revision - 1 - MOST_STEPS), upTo: row.revision - 1 }) : [];
  return commands.map((command) => (command.type === "revert" ? { ...command, change: completedStep(project, command.change, latest, actor.id) } : withUnseenCosts(project, command)));
}

/** A step can be taken back whole as long as no more than so many others came after it. */
const MOST_STEPS = 500;

type Step = CommandOf<"revert">["change"];

/**
 * One's own step as the log knows it, costs included. What is none of one's own keeps each record's costs as they are, or
 * as they were when it left: whoever sees no costs takes back nobody else's.
 */
function completedStep(project: Project, step: Step, latest: readonly LogEntry[], actorId: string): Step {
  const wanted = canonicalStep(step);
  const made = latest.findLast(({ change, actor }) => actor === actorId && canonicalStep(reverse(changeWithoutCosts(change))) === wanted);
  // The wall: a change of our own log, as the command would have carried it.
  if (made) return reverse(withoutKeptSources(made.change)) as unknown as Step;
  return withUnseenCostsOfStep(project, step, (kind, id) => lastKnown(latest, kind, id));
}

/** A record that is gone, as it was when it left. */
function lastKnown(latest: readonly LogEntry[], kind: string, id: string): object | undefined {
  for (const { change } of latest.toReversed()) {
    const found = change.removed.find((item) => item.kind === kind && item.record.id === id);
    if (found) return found.record;
  }
  return undefined;
}

/** Equal for steps that do the same, in whatever order they tell it. */
function canonicalStep({ added, updated, removed }: Step | Change): string {
  const sorted = (items: readonly unknown[]): string[] => items.map(canonicalJson).sort();
  return canonicalJson([sorted(added), sorted(updated), sorted(removed)]);
}

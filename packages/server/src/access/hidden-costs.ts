/** What people without the right to see costs are shown of changes, conflicts and answers. Which fields are costs, the engine's model says. */
import type { Change } from "@leadline/engine/change/change.ts";
import { isCostField, withoutCosts } from "@leadline/engine/model/cost-fields.ts";
import type { KindedRecord } from "@leadline/engine/model/project.ts";
import type { Kind } from "@leadline/engine/model/records.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import type { Answer } from "../storage/idempotency.ts";
import type { Actor } from "./actor.ts";

/** How much somebody sees of a project. */
export type Sight = "everything" | "no costs" | "nothing";

export function sightOf(actor: Actor, projectId: string): Sight {
  if (!actor.may("project.read", projectId)) return "nothing";
  return actor.may("costs.read", projectId) ? "everything" : "no costs";
}

type AnyRecord = KindedRecord["record"];

/** Without costs; what was about nothing else, is not told at all. */
export function changeWithoutCosts(change: Change): Change {
  const isShown = ({ kind }: { readonly kind: Kind }): boolean => kind !== "keptSource";
  const shown = <T extends { readonly kind: Kind; readonly record: AnyRecord }>(item: T): T => ({ ...item, record: withoutCosts(item.kind, item.record) });
  return {
    added: change.added.filter(isShown).map(shown),
    updated: change.updated.filter(isShown).flatMap((item) => {
      const [before, after] = [withoutCosts(item.kind, item.before), withoutCosts(item.kind, item.after)];
      return (before !== item.before || after !== item.after) && canonicalJson(before) === canonicalJson(after) ? [] : [{ ...item, before, after }];
    }),
    removed: change.removed.filter(isShown).map(shown),
  };
}

/** An answer as it was stored, for somebody who may not see costs (any more). */
export function answerWithoutCosts(answer: Answer): Answer {
  const { change } = answer.body;
  // Stored answers of edits hold the change that was made.
  return isChange(change) ? { ...answer, body: { ...answer.body, change: changeWithoutCosts(change) } } : answer;
}

function isChange(value: unknown): value is Change {
  return typeof value === "object" && value !== null && "added" in value && "updated" in value && "removed" in value;
}

/** One field that two people set differently: values of costs are left out. */
export function conflictWithoutCosts<T extends { readonly kind: string; readonly field: string }>(conflict: T): T {
  const kind = conflict.kind as Kind;
  if (conflict.field !== "record" && !isCostField(kind, conflict.field)) return conflict;
  const isWhole = conflict.field === "record" && kind !== "keptSource";
  const shown = Object.entries(conflict).flatMap(([name, value]: [string, unknown]) => {
    if (!["base", "theirs", "mine"].includes(name)) return [[name, value]];
    return isWhole && typeof value === "object" && value !== null ? [[name, withoutCosts(kind, value as AnyRecord)]] : [];
  });
  return Object.fromEntries(shown) as T;
}

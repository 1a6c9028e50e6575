/** Pending edits laid over the confirmed plan: what the page shows until the server has stored them. */
import type { Refusal } from "@leadline/engine/base/problem.ts";
import { evolve, type Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { conflictsOf } from "@leadline/engine/change/conflict.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import type { PendingEdit } from "./project-store.ts";
import { takeBack } from "./take-back.ts";

/** The confirmed plan with the pending edits on top. */
export interface ShownPlan {
  readonly project: Project;
  /** What each pending edit changes here; an edit that is not possible on this plan has none. */
  readonly changes: ReadonlyMap<string, Change>;
}

export type Decision = { readonly ok: true; readonly change: Change } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Decides commands as the server will: the edit's key seeds the ids of new records. */
export function decideEdit(project: Project, edit: Pick<PendingEdit, "key" | "commands" | "at">, actor: string): Decision {
  const decision = decide(project, edit.commands, { actor, at: edit.at, newId: seededIds(edit.key), schedule: scheduled });
  return "refusals" in decision ? { ok: false, refusals: decision.refusals } : { ok: true, change: decision.change };
}

function scheduled(project: Project): Schedule {
  return schedule(project).schedule;
}

/**
 * Decides every edit again on top of the confirmed plan, in order. An edit that is not possible there is left out of
 * the picture but stays pending: only the server's answer settles it.
 */
export function layOver(confirmed: Project, edits: readonly PendingEdit[], known: ReadonlyMap<string, Change>, actor: string): ShownPlan {
  let project = confirmed;
  const changes = new Map<string, Change>();
  for (const edit of edits) {
    const original = edit.revertOf === undefined ? undefined : (changes.get(edit.revertOf) ?? known.get(edit.revertOf));
    const decision = decideEdit(project, withCommands(edit, commandsOf(edit, original)), actor);
    if (!decision.ok) continue;
    changes.set(edit.key, decision.change);
    project = evolve(project, decision.change);
  }
  return { project, changes };
}

/** An undo follows what is known of the edit that it takes back, until it has left for the server. */
export function commandsOf(edit: PendingEdit, original: Change | undefined): readonly Command[] {
  return edit.sent || original === undefined ? edit.commands : takeBack(original, edit.label);
}

export function withCommands(edit: PendingEdit, commands: readonly Command[]): PendingEdit {
  return commands === edit.commands ? edit : { ...edit, commands };
}

/**
 * The edits' revisions after a change went in at `revision` (the one before it was `previous`). An edit moves on with it,
 * unless the change is somebody else's and sets a field that the edit sets too: then it keeps the revision that it was
 * made on, so that the server sees the conflict.
 */
export function movedOn(edits: readonly PendingEdit[], change: Change, step: { readonly previous: number; readonly revision: number; readonly isOwn: boolean }, shown: ShownPlan): readonly PendingEdit[] {
  return edits.map((edit) => {
    if (edit.sent || edit.revision !== step.previous) return edit;
    const mine = shown.changes.get(edit.key);
    const isTouched = !step.isOwn && (mine === undefined || conflictsOf(mine, [{ change, actor: "", at: 0 }]).length > 0);
    return isTouched ? edit : { ...edit, revision: step.revision };
  });
}

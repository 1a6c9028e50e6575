/** Change control on the server: who may decide, by which roles, and what a request is compared with when it is approved (domain D10). */
import type { Change } from "@leadline/engine/change/change.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Kind } from "@leadline/engine/model/records.ts";
import { requirePermission, type Actor } from "../../access/actor.ts";
import { projectRolesOf } from "../../access/queries.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import type { Transaction } from "../../storage/database.ts";
import type { StoredEdit } from "./project-cache.ts";

/** A request that is named in an address and not in the plan is not there, as any other id. */
export function demandRequest(project: Project, requestId: string): void {
  if (!project.records.changeRequest.has(requestId)) throw new HttpProblem("not-found", "There is no such change request.");
}

/** Taking back one's own wish needs no more than the right to edit; yes and no, and saying who may say it, need the right to approve. */
export function demandApproval(actor: Actor, projectId: string, commands: readonly Command[], change: Change): void {
  const isVerdict = commands.some((command) => command.type === "decideChangeRequest" && command.verdict !== "withdraw");
  if (isVerdict || changesPolicy(change)) requirePermission(actor, "project.approve", projectId);
}

function changesPolicy({ updated }: Change): boolean {
  return updated.some(({ before, after }) => policyText(before) !== policyText(after));
}

function policyText(record: object): string {
  return "changePolicy" in record && record.changePolicy !== undefined ? canonicalJson(record.changePolicy) : "";
}

/** The roles by which somebody holds levels of authority on a project; read only where a verdict asks for them. */
export async function rolesFor(tx: Transaction, actor: Actor, projectId: string, commands: readonly Command[]): Promise<readonly string[]> {
  if (!commands.some(({ type }) => type === "decideChangeRequest")) return [];
  const onProject = (await projectRolesOf(tx, actor.id)).flatMap(({ project_id: id, role }) => (id === projectId ? [role] : []));
  return [actor.role, ...onProject];
}

/** A request that is approved, by its code, and the revision on which it was computed, where it says so. */
export interface Basis {
  readonly code: string;
  readonly revision: number;
}

export function basisOf(project: Project, commands: readonly Command[], seen: number): Basis | undefined {
  for (const command of commands) {
    const request = command.type === "decideChangeRequest" && command.verdict === "approve" ? project.records.changeRequest.get(command.id) : undefined;
    if (request?.revision !== undefined && request.revision < seen) return { code: request.code, revision: request.revision };
  }
  return undefined;
}

/** Of these, later edits do not speak against a request that was computed before them: verdicts of others, and baselines, which are frozen anew. */
const BESIDE_THE_PLAN: ReadonlySet<Kind> = new Set(["changeRequest", "decision", "baseline", "taskBaseline"]);

/** Edits that the person saw, but the request did not know of, without what lies beside the plan. */
export function editsOfPlan(edits: readonly StoredEdit[], seen: number): readonly StoredEdit[] {
  const isPlan = ({ kind }: { readonly kind: Kind }): boolean => !BESIDE_THE_PLAN.has(kind);
  return edits.map((edit) => {
    if (edit.revision > seen) return edit;
    const { added, updated, removed } = edit.change;
    return { ...edit, change: { added: added.filter(isPlan), updated: updated.filter(isPlan), removed: removed.filter(isPlan) } };
  });
}

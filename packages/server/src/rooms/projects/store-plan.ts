/** Stores a whole new project in one transaction: all of it or nothing. */
import type { Transaction } from "../../storage/database.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { recordWorkspaceEvent } from "../../log/workspace-log.ts";
import { freeKey, keyStart } from "./project-key.ts";
import type { ProjectRow } from "./project-row.ts";
import type { PreparedPlan } from "./prepare-plan.ts";
import { announce, appendLeaf, insertProject, insertRecords, insertReport, isKeyTaken, keysLike } from "./queries.ts";

export interface NewPlan {
  readonly prepared: PreparedPlan;
  /** As the person wishes; without it one is made from the name. */
  readonly key?: string | undefined;
  readonly origin: string;
  readonly isSample: boolean;
  readonly report?: { readonly report: unknown; readonly problems: unknown } | undefined;
}

export async function storePlan(tx: Transaction, plan: NewPlan): Promise<ProjectRow> {
  const { prepared } = plan;
  const { projectId } = prepared.facts;
  const revision = prepared.pieces.length;
  const key = plan.key ?? (await madeKey(tx, prepared.name));
  if (plan.key !== undefined) await refuseTakenKey(tx, plan.key);
  const row = await insertProject(tx, { ...prepared, id: projectId, key, revision, origin: plan.origin, isSample: plan.isSample });
  if (!row) throw new Error("an inserted project was not returned");
  for (const piece of prepared.pieces) {
    await insertRecords(tx, projectId, piece.revision, piece.rows);
    await appendLeaf(tx, { ...prepared.facts, ...piece });
  }
  if (plan.report) await insertReport(tx, projectId, plan.report.report, plan.report.problems);
  await announce(tx, projectId, revision);
  await recordCreation(tx, plan, row);
  return row;
}

/** What the entries of the project's own log do not say, for they are made before the key is known. */
async function recordCreation(tx: Transaction, { prepared: { facts }, origin, isSample }: NewPlan, { id, key, name }: ProjectRow): Promise<void> {
  const proof = { projectId: id, key, origin, isSample };
  await recordWorkspaceEvent(tx, { at: new Date(facts.at), actorId: facts.actor, label: `Created “${name}”`, event: { type: "project.created", name, proof } });
}

export async function refuseTakenKey(tx: Transaction, key: string): Promise<void> {
  if (await isKeyTaken(tx, key)) throw new HttpProblem("project/key-taken", `Another project (maybe a deleted one) already has the key ${key}. Choose another.`);
}

async function madeKey(tx: Transaction, name: string): Promise<string> {
  const taken = await keysLike(tx, keyStart(name));
  return freeKey(name, (key) => taken.has(key));
}

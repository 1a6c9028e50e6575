/** The sample portfolio: three projects in three states of health, to look around in and to throw away. */
import { HttpProblem } from "../../http/problem-to-status.ts";
import { requirePermission } from "../../access/actor.ts";
import { once, type Answer, type Write } from "../../storage/idempotency.ts";
import { preparedOrRefused } from "./project-life.ts";
import type { ProjectsStore } from "./edit-project.ts";
import { summaryOf } from "./project-row.ts";
import { listSamples, removeProject } from "./queries.ts";
import { storePlan } from "./store-plan.ts";
import { samplePlans } from "./sample-plans.ts";

/** Where the samples are there already, they are the answer. */
export async function addSamples(store: ProjectsStore, write: Write): Promise<Answer> {
  requirePermission(write.actor, "samples.manage");
  return store.database.inWorkspace(write.actor.workspaceId, (tx) =>
    once(tx, write, async () => {
      const present = await listSamples(tx);
      if (present.length > 0) return { status: 200, body: { projects: present.map((row) => summaryOf(row, write.actor)) } };
      const projects = [];
      for (const plan of samplePlans(write.key, write.at)) {
        const prepared = preparedOrRefused(plan.project, write, { label: `Create sample “${plan.name}”`, cause: { created: "sample", name: plan.name } });
        projects.push(summaryOf(await storePlan(tx, { prepared, origin: "sample", isSample: true }), write.actor));
      }
      return { status: 201, body: { projects } };
    }),
  );
}

/** With everything that was done to them since. */
export async function removeSamples(store: ProjectsStore, write: Write): Promise<Answer> {
  requirePermission(write.actor, "samples.manage");
  return store.database.inWorkspace(write.actor.workspaceId, (tx) =>
    once(tx, write, async () => {
      const samples = await listSamples(tx);
      for (const { id, name } of samples) {
        if (!(await removeProject(tx, id, { at: write.at, actorId: write.actor.id }))) throw new HttpProblem("not-found", `The sample “${name}” is gone already.`);
        store.cache.forget(tx.workspaceId, id);
      }
      return { status: 200, body: { removed: samples.length }, before: { projects: samples.map((row) => summaryOf(row, write.actor)) }, after: null };
    }),
  );
}

/** The answer with every record is the canonical JSON of the plan, before and after edits. */
import { expect, test } from "vitest";
import { evolve } from "@leadline/engine/change/change.ts";
import { recordsOf, type Project } from "@leadline/engine/model/project.ts";
import { changeBy } from "@leadline/testkit/edits.ts";
import { generatedProject } from "@leadline/testkit/network-generator.ts";
import { canonicalJson } from "../../log/canonical-json.ts";
import { recordsAnswer } from "./records-text.ts";

const plain = (revision: number, project: Project): string => canonicalJson({ revision, records: [...recordsOf(project)] });

test("the answer is the canonical JSON of revision and records", () => {
  const project = generatedProject({ tasks: 60, links: "mixed", tasksPerSummary: 10, ids: "random" });
  expect(recordsAnswer(7, project, "everything").toString()).toBe(plain(7, project));
});

test("what an edit touches is put into text anew, what it leaves alone is taken over", () => {
  const before = generatedProject({ tasks: 60, links: "mixed", tasksPerSummary: 10 });
  recordsAnswer(1, before, "everything");
  const [first, second] = [...before.records.task.values()].filter((task) => task.parentId !== undefined);
  const after = evolve(before, changeBy(before, { type: "updateTasks", tasks: [{ id: first?.id ?? "", fields: { name: "Ünlike “before”" } }] }, { type: "deleteTasks", ids: [second?.id ?? ""] }));
  expect(recordsAnswer(2, after, "everything").toString()).toBe(plain(2, after));
  expect(recordsAnswer(1, before, "everything").toString()).toBe(plain(1, before));
});

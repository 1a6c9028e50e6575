/** The answer with every record is the canonical JSON of the plan, before and after edits. */
import { expect, test } from "vitest";
import { evolve } from "@leadline/engine/change/change.ts";
import { recordsOf, type Project } from "@leadline/engine/model/project.ts";
import { changeBy } from "@leadline/testkit/edits.ts";
import { generatedProject } from "@leadline/testkit/network-generator.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { recordsAnswer } from "./records-text.ts";

const answered = (revision: number, project: Project): string => Buffer.concat(recordsAnswer(revision, project, "everything")).toString();
const plain = (revision: number, project: Project): string => canonicalJson({ revision, records: [...recordsOf(project)] });

test("the answer is the canonical JSON of revision and records", () => {
  const project = generatedProject({ tasks: 60, links: "mixed", tasksPerSummary: 10, ids: "random" });
  expect(answered(7, project)).toBe(plain(7, project));
});

test("what an edit touches is put into text anew, what it leaves alone is taken over", () => {
  const before = generatedProject({ tasks: 1500, links: "mixed", tasksPerSummary: 10, ids: "random" });
  const first = recordsAnswer(1, before, "everything");
  const [one, two] = [...before.records.task.values()].filter((task) => task.parentId !== undefined);
  const renamed = evolve(before, changeBy(before, { type: "updateTasks", tasks: [{ id: one?.id ?? "", fields: { name: "Ünlike “before”" } }] }));
  const second = recordsAnswer(2, renamed, "everything");
  expect(second.filter((piece) => !first.includes(piece)).length).toBe(2); // The piece with the task, and the end with the revision.
  const after = evolve(renamed, changeBy(renamed, { type: "deleteTasks", ids: [two?.id ?? ""] }, { type: "insertTasks", tasks: [{ id: "new", fields: { name: "New" } }] }));
  expect(answered(3, after)).toBe(plain(3, after));
  expect(answered(2, renamed)).toBe(plain(2, renamed));
  expect(answered(1, before)).toBe(plain(1, before));
});

/** PSPLIB instances become plans with the same network, needs and capacities. */
import { expect, test } from "vitest";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { countedIds } from "../mspdi/small-plan.fixture.ts";
import { SMALL_SM } from "../small-files.fixture.ts";
import { readPsplib } from "./read.ts";

const read = (text: string) => readPsplib(text, { newId: countedIds(), fileName: "small.sm" });

test("jobs are tasks, successors links, needs assignments; one unit of time is one day", () => {
  const result = read(SMALL_SM);
  if (!result.ok) throw new Error(result.problem.message);
  const { project, report } = result;
  expect(report).toMatchObject({ format: "psplib", tasks: 4, links: 4, resources: 2, assignments: 3, calendars: 1 });
  expect([...project.records.task.values()].map(({ name, durationMinutes }) => [name, durationMinutes / 1440])).toEqual([["Start", 0], ["Job 2", 3], ["Job 3", 5], ["End", 0]]);
  expect([...project.records.resource.values()].map(({ name, maxUnits }) => [name, maxUnits])).toEqual([["R1", 2], ["R2", 4]]);
  expect([...project.records.assignment.values()].map(({ units }) => units)).toEqual([2, 1, 4]);
  const computed = schedule(project).schedule;
  expect((computed.finish - computed.start) / 1440).toBe(5);
});

test("several ways to do a job, missing parts and jobs told twice are said", () => {
  expect(read(SMALL_SM.replace("   2        1          1           4", "   2        3          1           4"))).toMatchObject({ ok: false, problem: { code: "psplib/modes", line: 15 } });
  expect(read(SMALL_SM.slice(0, SMALL_SM.indexOf("RESOURCEAVAILABILITIES")))).toMatchObject({ ok: false, problem: { code: "psplib/section" } });
  const odd = read(SMALL_SM.replace("  4      1     0", "  2      1     9").replace("2          1           4", "2          7           4"));
  expect(odd.ok && odd.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(["psplib/job-twice", "link/missing-task"]));
});

/** Tests of correlation: worked examples of the domain (C4, EX-C6), matrices that cannot be, and that drawn numbers go together as asked. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { uniformDraw } from "@leadline/kernel/simulation/draws.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { projectOf, recordsOf, type KindedRecord, type Project } from "../model/project.ts";
import type { CorrelationGroup } from "../model/records.ts";
import { pearsonOf, repaired, rootOf, type CorrelationMatrix } from "./correlation-matrix.ts";
import { correlationsOf } from "./correlation.ts";
import { simulate, simulateRuns } from "./simulation.ts";
import { simulationInputsOf } from "./simulation-inputs.ts";
import { rankCorrelation } from "./statistics.ts";

function matrix(...rows: readonly (readonly number[])[]): CorrelationMatrix {
  return { size: rows.length, entries: Float64Array.from(rows.flat()) };
}

function withGroups(project: Project, ...groups: readonly (Partial<CorrelationGroup> & { readonly of: readonly string[] })[]): Project {
  const idOf = (name: string): string => [...project.records.task.values()].find((task) => task.name === name)?.id ?? "";
  return projectOf([
    ...recordsOf(project),
    ...groups.map(({ of, pairs = [], ...group }, at): KindedRecord => ({
      kind: "correlationGroup",
      record: { id: `g${at}`, name: "Vendors", coefficient: 0, ...group, taskIds: of.map(idOf), pairs: pairs.map((pair) => ({ ...pair, taskId: idOf(pair.taskId), otherTaskId: idOf(pair.otherTaskId) })) },
    })),
  ]);
}

test("C4: the correlation of normal numbers that gives a correlation of ranks", () => {
  expect([0.3, 0.5, 0.7, 0.8].map((rho) => pearsonOf(rho).toFixed(6))).toEqual(["0.312869", "0.517638", "0.716736", "0.813473"]);
  expect([-1, 0, 1].map(pearsonOf)).toEqual([expect.closeTo(-1, 12), 0, expect.closeTo(1, 12)]);
});

test("EX-C6: ten costs with deviation 1 and correlation 0.3 sum to a deviation of 6.0828", () => {
  const size = 10;
  const entries = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0.3));
  expect(Math.sqrt(entries.reduce((sum, value) => sum + value, 0)).toFixed(4)).toBe("6.0828");
  // The root, multiplied by independent numbers of deviation 1, gives the same: the variance of the sum is the sum over columns of squared column sums.
  const root = rootOf({ size, entries }) ?? new Float64Array();
  const columnSums = Array.from({ length: size }, (_, column) => Array.from({ length: size }, (__, row) => root[row * size + column] ?? 0).reduce((sum, value) => sum + value, 0));
  expect(Math.sqrt(columnSums.reduce((sum, value) => sum + value * value, 0)).toFixed(4)).toBe("6.0828");
});

test("a matrix that can be is not touched; one that cannot gets the nearest, with 1 on the diagonal", () => {
  expect(rootOf(matrix([1, 0.5], [0.5, 1]))?.[3]).toBeCloseTo(Math.sqrt(0.75), 12);
  expect(rootOf(matrix([1, 1], [1, 1]))).toBeDefined();
  const impossible = matrix([1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]);
  expect(rootOf(impossible)).toBeUndefined();
  const possible = repaired(impossible);
  expect(rootOf(possible)).toBeDefined();
  expect([0, 4, 8].map((at) => possible.entries[at])).toEqual([1, 1, 1]);
  // By symmetry all three keep their signs and move by the same.
  expect([1, 2, 5].map((at) => (possible.entries[at] ?? 0).toFixed(3))).toEqual(["0.500", "-0.500", "0.500"]);
});

test("whatever is asked, what is repaired has a root and correlations between -1 and 1", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 7 }), fc.integer(), (size, seed) => {
      const entries = new Float64Array(size * size);
      for (let row = 0; row < size; row += 1) for (let column = 0; column <= row; column += 1) entries[row * size + column] = entries[column * size + row] = row === column ? 1 : 2 * uniformDraw(seed, row, column) - 1;
      const possible = repaired({ size, entries });
      return rootOf(possible) !== undefined && possible.entries.every((value) => Math.abs(value) <= 1 + 1e-12);
    }),
  );
});

const PAIR = `project "P" starts 2026-03-02\nA "A" 2/5/9d\nB "B" 3/4/14d after A\nC "C" 1/2/3d after B`;

test("the durations of correlated tasks have the rank correlation that was asked for, and keep their own spread", () => {
  // Two tasks beside each other: the finish of each tells what it drew.
  const plain = planOf('A "A" 2/5/9d\nB "B" 3/4/14d');
  const project = withGroups(plain, { of: ["A", "B"], coefficient: 0.6 });
  const runs = 5000;
  const finishes = (of: Project): readonly Float64Array[] => {
    const inputs = simulationInputsOf(of, { risks: "with", runs });
    const part = simulateRuns(inputs.plan, { seed: 1, from: 0, to: runs, wanted: "everything" });
    return ["A", "B"].map((name) => {
      const row = inputs.plan.reported.indexOf(inputs.taskOfNode.findIndex((task) => task?.name === name));
      return part?.nodeFinish.slice(row * runs, (row + 1) * runs) ?? new Float64Array();
    });
  };
  const [together, alone] = [finishes(project), finishes(plain)];
  const rho = ([a = [], b = []]: readonly (Float64Array | number[])[]): number => rankCorrelation(a, b);
  expect(Math.abs(rho(together) - 0.6)).toBeLessThan(0.02);
  expect(Math.abs(rho(alone))).toBeLessThan(0.04);
  // Drawing together changes no distribution: the quantiles stay.
  const p80 = (values: Float64Array | undefined): number => values?.slice().sort()[4000] ?? 0;
  expect(Math.abs(p80(together[1]) - p80(alone[1]))).toBeLessThan(0.4 * 14_400);
});

test("durations that go together spread the finish, opposed ones draw it together", () => {
  const width = (coefficient: number): number => {
    const { finishWorkingDays: days } = simulate(withGroups(planOf(PAIR), { of: ["A", "B"], coefficient }), { risks: "with", runs: 2000, seed: 1, drivers: "none" });
    return days.p90 - days.p10;
  };
  const [opposed, none, together] = [width(-0.8), width(0), width(0.8)];
  expect(opposed).toBeLessThan(none - 0.3);
  expect(together).toBeGreaterThan(none + 0.3);
});

test("what had to be repaired is told with its pairs; groups that share a task are judged together", () => {
  const pairs = [{ taskId: "A", otherTaskId: "C", coefficient: -0.9 }];
  const project = withGroups(planOf(PAIR), { of: ["A", "B"], coefficient: 0.9, measure: "pearson" }, { of: ["B", "C", "A"], coefficient: 0.9, measure: "pearson", pairs });
  const places = new Map([...project.records.task.values()].map(({ id }, at) => [id, at]));
  const { groups, problems } = correlationsOf(project, places);
  expect(groups.length).toBe(1);
  expect(problems.map(({ message }) => message)).toEqual([
    "The correlations of “Vendors” and “Vendors” cannot all hold at once, so the nearest ones that can were drawn from: “A” and “B” 0.90 became 0.50, “A” and “C” -0.90 became -0.50, “B” and “C” 0.90 became 0.50.",
  ]);
  expect(simulate(project, { risks: "with", runs: 10, seed: 1, drivers: "none" }).problems.map(({ code }) => code)).toEqual(["correlation/repaired"]);
});

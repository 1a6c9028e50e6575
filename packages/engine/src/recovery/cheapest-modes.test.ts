/** The cheapest choice of modes against every choice tried, and the worked example of its doc comment. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cheapestModes, type ModeTask } from "./cheapest-modes.ts";

const row: readonly ModeTask[] = [
  { id: "a", after: [], modes: [{ length: 5, cost: 0 }, { length: 3, cost: 100 }] },
  { id: "b", after: ["a"], modes: [{ length: 4, cost: 0 }, { length: 1, cost: 90 }] },
];

test("two tasks in a row: the cheaper of two that both shorten enough, and both where one is not enough", () => {
  expect(cheapestModes(row, 3)).toEqual({ modeOf: new Map([["a", 0], ["b", 1]]), length: 6, cost: 90, isProven: true });
  expect(cheapestModes(row, 4)).toMatchObject({ length: 4, cost: 190 });
  expect(cheapestModes(row, 100)).toMatchObject({ length: 4, cost: 190 });
  expect(cheapestModes(row, "shortest")).toMatchObject({ length: 4, cost: 190 });
});

test("beside a longer way nothing is paid for", () => {
  const parallel: readonly ModeTask[] = [...row, { id: "c", after: [], modes: [{ length: 9, cost: 0 }] }];
  expect(cheapestModes(parallel, "shortest")).toMatchObject({ length: 9, cost: 0 });
});

const mode = fc.record({ length: fc.integer({ min: 0, max: 9 }), cost: fc.integer({ min: -20, max: 50 }) });
const network = fc.array(fc.record({ modes: fc.array(mode, { minLength: 1, maxLength: 3 }), after: fc.array(fc.nat(5), { maxLength: 3 }) }), { minLength: 1, maxLength: 6 }).map((tasks): ModeTask[] => tasks.map(({ modes, after }, at) => ({ id: String(at), modes, after: after.filter((other) => other < at).map(String) })));

function lengthOf(tasks: readonly ModeTask[], choice: readonly number[]): number {
  const end = new Map<string, number>();
  for (const [at, { id, after, modes }] of tasks.entries()) end.set(id, Math.max(0, ...after.map((other) => end.get(other) ?? 0)) + (modes[choice[at] ?? 0]?.length ?? 0));
  return Math.max(...end.values());
}

test("no choice of all that there are is in time and cheaper", () => {
  fc.assert(
    fc.property(network, fc.nat(20), (tasks, shorter) => {
      const found = cheapestModes(tasks, shorter);
      let choices: readonly (readonly number[])[] = [[]];
      for (const { modes } of tasks) choices = choices.flatMap((choice) => [...modes.keys()].map((number) => [...choice, number]));
      const lengths = choices.map((choice) => lengthOf(tasks, choice));
      const limit = Math.max(Math.min(...lengths), lengthOf(tasks, tasks.map(() => 0)) - shorter);
      const best = Math.min(...choices.flatMap((choice, at) => ((lengths[at] ?? 0) <= limit ? [choice.reduce((sum, number, task) => sum + (tasks[task]?.modes[number]?.cost ?? 0), 0)] : [])));
      if (tasks.every(({ modes }) => modes.length === 1)) return found === undefined;
      const fixed = tasks.reduce((sum, { modes }) => sum + (modes.length === 1 ? (modes[0]?.cost ?? 0) : 0), 0);
      return found !== undefined && found.cost + fixed === best && found.length <= limit;
    }),
  );
});

test("a search that may not look on keeps what it has found and says that it proved nothing", () => {
  const many = Array.from({ length: 12 }, (_, at): ModeTask => ({ id: String(at), after: at === 0 ? [] : [String(at - 1)], modes: [{ length: 5, cost: 0 }, { length: 4, cost: 10 + at }, { length: 3, cost: 25 - at }] }));
  const hurried = cheapestModes(many, 11, 60);
  expect(hurried?.isProven).toBe(false);
  expect(hurried?.length).toBeLessThanOrEqual(49);
  expect(cheapestModes(many, 11, 1_000_000)).toMatchObject({ isProven: true });
});

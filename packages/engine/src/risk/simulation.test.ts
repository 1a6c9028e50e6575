/** Tests of simulation: runs that are schedules, ranges that can be split and trusted, and what cannot be simulated. */
import { at, planOf } from "@leadline/testkit/plan-builder.ts";
import { randomMixedProject } from "@leadline/testkit/random-project.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "../model/project.ts";
import type { Task } from "../model/records.ts";
import { schedule } from "../schedule/compute.ts";
import { inTicks, minuteOfTick } from "../schedule/ticks.ts";
import { simulationInputsOf } from "./simulation-inputs.ts";
import { simulateOneByOne } from "@leadline/kernel/simulation/simulate-runs.ts";
import { factsOf, frameOf, joinParts, planWithout, refusedRuns, simulate, simulateRuns, type RunRange, type SimulationPart, type SimulationPlan } from "./simulation.ts";

const WITH = { risks: "with", runs: 500 } as const;

function runs(plan: SimulationPlan, range: Partial<RunRange> = {}): SimulationPart {
  const part = simulateRuns(plan, { seed: 1, from: 0, to: 500, wanted: "everything", ...range });
  if (!part) throw new Error("cancelled");
  return part;
}

/** The project with a change to every task. */
function withTasks(project: Project, change: (task: Task) => Partial<Task>): Project {
  return projectOf([...recordsOf(project)].map((item): KindedRecord => (item.kind === "task" ? { kind: "task", record: { ...item.record, ...change(item.record) } } : item)));
}

/** Finish of a run in which every task draws exactly what is planned: as it comes, and one by one. */
function finishesAsPlanned(project: Project): readonly number[] {
  const inputs = simulationInputsOf(project, { risks: "with", runs: 1, spread: "high" });
  const calm = planWithout(inputs, ...inputs.sourceOfDraw);
  return [simulateRuns, simulateOneByOne].map((ways) => minuteOfTick(ways(calm, { seed: 1, from: 0, to: 1, wanted: "finish" })?.finish[0] ?? 0));
}

test.each(["msProject", "primavera"] as const)("where every task draws what is planned, a run is the plan's own schedule (%s)", (schedulingRules) => {
  fc.assert(
    fc.property(randomMixedProject({ most: 10 }), (random) => {
      fc.pre(settingsOf(random).scheduleFrom !== "finish");
      const project: Project = { records: { ...random.records, settings: new Map([["settings", { ...settingsOf(random), schedulingRules }]]) } };
      const { finish } = schedule(project).schedule;
      return finishesAsPlanned(project).every((one) => one === finish);
    }),
    { numRuns: 100 },
  );
});

test("each run is the schedule of the plan with the durations that it drew", () => {
  const plan = planOf(`project "Refresh" starts 2026-03-02
calendar "Late" Mon-Fri 12:00-20:00
A "Survey" 2/5/9d
B "Order" 4/8/20d after A SS+1d
C "Configure" 1/2/6d after A, B FF+2d calendar "Late"
D "Roll out" 3/10/14d after C start-no-earlier-than 2026-03-16
M "Go-live" 0d after D`);
  const inputs = simulationInputsOf(plan, WITH);
  for (const run of [0, 1, 2, 3, 17, 400]) {
    const one = runs(inputs.plan, { from: run, to: run + 1 });
    const drawn = new Map(inputs.taskOfNode.flatMap((task, node) => (task ? [[task.id, one.span[node] ?? 0] as const] : [])));
    const asPlan = withTasks(plan, (task) => ({ durationMinutes: drawn.get(task.id) ?? 0, remainingDurationMinutes: drawn.get(task.id) ?? 0 }));
    expect(Math.abs(minuteOfTick(one.finish[0] ?? 0) - schedule(asPlan).schedule.finish), `run ${run}`).toBeLessThanOrEqual(6);
  }
});

test("runs shared out in any way give the same bits", () => {
  const { plan } = simulationInputsOf(planOf(`project "P" starts 2026-03-02\nA "A" 2/5/9d\nB "B" 1/3/8d after A\nC "C" 2/4/6d after A`), WITH);
  const whole = runs(plan);
  const shared = joinParts([runs(plan, { from: 300, to: 500 }), runs(plan, { to: 77 }), runs(plan, { from: 77, to: 300 })]);
  expect(shared).toEqual(whole);
});

test("a task that comes or goes does not change what others draw", () => {
  const few = simulationInputsOf(planOf(`project "P" starts 2026-03-02\nA "A" 2/5/9d`), WITH);
  const more = simulationInputsOf(planOf(`project "P" starts 2026-03-02\nZ "Z" 1/2/3d\nA "A" 2/5/9d`), WITH);
  const spansOf = ({ plan, taskOfNode }: typeof few): number[] => [0, 1, 2].map((run) => runs(plan, { from: run, to: run + 1 }).span[taskOfNode.findIndex((task) => task?.name === "A")] ?? -1);
  const streams = (inputs: typeof few): number[] => inputs.plan.spanDraws.map(({ stream }) => stream);
  // Ids are made in order here, so the same id is what makes the same stream.
  expect(streams(few).length).toBe(1);
  expect(spansOf(few)).toHaveLength(3);
  expect(new Set(streams(more)).size).toBe(2);
});

test("EX-C5: of two parallel paths that are each kept in half of the runs, both are in a quarter", () => {
  const facts = simulate(planOf(`project "P" starts 2026-03-02\nA "A" 4/10/16d\nB "B" 4/10/16d`), { risks: "with", runs: 20_000, seed: 3 });
  expect(facts.deterministic.probability).toBeGreaterThan(0.235);
  expect(facts.deterministic.probability).toBeLessThan(0.265);
});

test("EX-C8: factors of risks that occur together multiply", () => {
  const base = planOf(`project "P" starts 2026-03-02\nA "A" 10d`);
  const task = [...base.records.task.values()][0]?.id ?? "";
  const risk = (id: string, factor: number): KindedRecord => ({ kind: "riskItem", record: { id, code: id, title: id, category: "", probability: 1, impact: { kind: "durationFactor", low: factor, likely: factor, high: factor }, taskIds: [task], response: "", action: "", trigger: "" } });
  const both = simulate(projectOf([...recordsOf(base), risk("r1", 1.3), risk("r2", 1.2)]), { risks: "with", runs: 10, seed: 1 });
  expect(both.finishWorkingDays.p50).toBeCloseTo(15.6, 3);
  expect(both.deterministic.workingDays).toBeCloseTo(10, 3);
  expect(simulate(projectOf([...recordsOf(base), risk("r1", 1.3)]), { risks: "without", runs: 10, seed: 1 }).finishWorkingDays.p90).toBeCloseTo(10, 3);
});

test("work under way and work that is done vary in what is left of them alone", () => {
  const plan = withTasks(planOf(`project "P" starts 2026-03-02\nA "A" 5/10/30d\nB "B" 5/10/30d after A`), ({ name }) =>
    name === "A"
      ? { actualStart: at("2026-03-02T08:00"), actualFinish: at("2026-03-13T17:00"), percentComplete: 100, actualDurationMinutes: 4800, remainingDurationMinutes: 0 }
      : { actualStart: at("2026-03-16T08:00"), percentComplete: 90, actualDurationMinutes: 4320, remainingDurationMinutes: 480, stop: at("2026-03-26T17:00"), resume: at("2026-03-27T08:00") },
  );
  const facts = simulate(plan, { risks: "with", runs: 400, seed: 1 });
  expect(facts.deterministic.workingDays).toBeCloseTo(20, 6);
  expect(facts.finishWorkingDays.p90 - facts.finishWorkingDays.p10).toBeLessThan(2);
  expect(facts.finishWorkingDays.p10).toBeGreaterThan(19);
});

test("a chance is the share of the runs that finish by then, and a driver's days are what the P80 gains without it", () => {
  const project = planOf(`project "P" starts 2026-03-02\nA "A" 2/5/15d\nB "B" 1/1/2d after A`);
  const frame = frameOf(project, WITH);
  const part = runs(frame.inputs.plan);
  const facts = factsOf(frame, part, 1, at("2026-03-13T17:00"));
  expect(facts.target?.probability).toBe([...part.finish].filter((finish) => finish <= inTicks(at("2026-03-13T17:00"))).length / 500);
  expect(facts.finish.p10 <= facts.finish.p50 && facts.finish.p50 <= facts.finish.p80 && facts.finish.p80 <= facts.finish.p90).toBe(true);
  const { drivers } = simulate(project, { ...WITH, seed: 1 });
  expect(drivers.map(({ id }) => project.records.task.get(id)?.name)).toEqual(["A", "B"]);
  const calm = runs(planWithout(frame.inputs, { kind: "task", id: drivers[0]?.id ?? "" }));
  expect(Math.max(...calm.finish)).toBeLessThan(inTicks(at("2026-03-11T17:01")));
});

/** Plans of finish-to-start links alone: each task waits for some of those before it. Days low/likely/high, and which task's high value rises by how much. */
const finishToStartPlans = fc.record({
  tasks: fc.array(fc.record({ low: fc.integer({ min: 1, max: 5 }), more: fc.integer({ min: 0, max: 5 }), most: fc.integer({ min: 1, max: 10 }), waits: fc.integer({ min: 0, max: 255 }) }), { minLength: 2, maxLength: 8 }),
  risen: fc.nat(),
  by: fc.integer({ min: 3, max: 20 }),
});

test("on plans of finish-to-start links the P80 never falls beyond the simulation's error when a pessimistic value rises, and rises where the task is critical in most runs", () => {
  let rises = 0;
  fc.assert(
    fc.property(finishToStartPlans, ({ tasks, risen, by }) => {
      const at = risen % tasks.length;
      const text = (added: number): string =>
        tasks
          .map(({ low, more, most, waits }, index) => {
            const before = tasks.flatMap((_, other) => (other < index && (waits >> other) % 2 === 1 ? [`T${other}`] : []));
            return `T${index} "T${index}" ${low}/${low + more}/${low + more + most + (index === at ? added : 0)}d${before.length > 0 ? ` after ${before.join(", ")}` : ""}`;
          })
          .join("\n");
      const [was, is] = [0, by].map((added) => simulate(planOf(text(added)), { risks: "with", runs: 1500, seed: 5, drivers: "none" }));
      if (!was || !is) return false;
      const error = (was.p80Interval.high - was.p80Interval.low) / 2;
      const isCritical = (was.tasks.find(({ taskId }) => taskId === `T${at}`)?.criticality ?? 0) > 0.5;
      if (isCritical) rises += 1;
      return is.finishWorkingDays.p80 > was.finishWorkingDays.p80 - error && (!isCritical || is.finishWorkingDays.p80 > was.finishWorkingDays.p80);
    }),
    { numRuns: 40 },
  );
  expect(rises).toBeGreaterThan(3);
});

test("what cannot be simulated is said in a sentence", () => {
  const plan = planOf(`project "P" starts 2026-03-02\nA "A" 5d`);
  expect(refusedRuns(plan, 1_000_000)?.message).toBe("1000000 runs cannot be made: choose a whole number from 1 to 200,000.");
  expect(refusedRuns(plan, 2.5)?.code).toBe("simulation/runs");
  expect(refusedRuns(withTasks(plan, () => ({ active: false })), 10)?.code).toBe("simulation/no-tasks");
  expect(simulate(plan, { ...WITH, seed: 1 }).problems.map(({ code }) => code)).toEqual(["estimate/none"]);
  expect(simulate(plan, { ...WITH, seed: 1, spread: "medium" }).problems.map(({ code }) => code)).toEqual(["estimate/spread"]);
});

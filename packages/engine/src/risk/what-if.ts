/** What if: changes on a copy of the plan, both simulated with the same random numbers, and the answer in numbers and words. */
import type { Refusal } from "../base/problem.ts";
import { evolve } from "../change/change.ts";
import type { Command } from "../change/command.ts";
import { decide } from "../change/decide.ts";
import { seededIds } from "../change/id-maker.ts";
import type { Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import type { Minute } from "../time/minute.ts";
import { promiseOf } from "./promise.ts";
import { factsOf, frameOf, planWithout, simulateRuns, type RunRange, type SimulatedTask, type SimulationFrame, type SimulationPart, type SimulationPlan } from "./simulation.ts";
import type { SimulationWish, Source } from "./simulation-inputs.ts";
import { quantile, sorted } from "./statistics.ts";
import type { WhatIf } from "./what-if-text.ts";
import { whatIfWords, type MovedTask, type SentencePart, type WhatIfNumbers } from "./what-if-words.ts";

/** The two plans, and the changed one without what the change is about: what the shell's workers simulate. */
export interface WhatIfFrames {
  readonly whatIf: WhatIf;
  readonly before: SimulationFrame;
  readonly after: SimulationFrame;
  /** The changed plan with its subjects exactly as planned; only `finish` is wanted of it. */
  readonly without: SimulationPlan;
}

export type OpenedWhatIf = { readonly ok: true; readonly frames: WhatIfFrames } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Results of the three simulations of `WhatIfFrames`, all of the same runs and seed. */
export interface WhatIfParts {
  readonly before: SimulationPart;
  readonly after: SimulationPart;
  readonly without: SimulationPart;
}

export interface WhatIfAnswer extends WhatIfNumbers {
  /** The sentence in parts: those with a metric carry the number that their text says. */
  readonly words: readonly SentencePart[];
  readonly sentence: string;
}

/** Tries the commands on a copy; the plan itself stays as it is. Refused commands answer their sentences. */
export function openWhatIf(project: Project, whatIf: WhatIf, wish: SimulationWish): OpenedWhatIf {
  const changed = changedCopy(project, whatIf.commands);
  if ("refusals" in changed) return { ok: false, refusals: changed.refusals };
  const after = frameOf(changed.project, wish);
  return { ok: true, frames: { whatIf, before: frameOf(project, wish), after, without: withoutSubjects(after, whatIf.subjects) } };
}

/** `target` is the promised date: the plan's own where none is given. */
export function whatIfAnswer(frames: WhatIfFrames, parts: WhatIfParts, { seed, target }: { readonly seed: number; readonly target?: Minute }): WhatIfAnswer {
  const { whatIf } = frames;
  const promised = target ?? promiseOf(frames.before.project);
  const before = factsOf(frames.before, parts.before, seed, promised);
  const after = factsOf(frames.after, parts.after, seed, promised);
  const answer = {
    reading: whatIf.reading,
    subjects: whatIf.subjects,
    runs: after.runs,
    seed,
    before,
    after,
    goal: goalOf(frames.after.project),
    deltaP50Days: after.finishWorkingDays.p50 - before.finishWorkingDays.p50,
    deltaP80Days: after.finishWorkingDays.p80 - before.finishWorkingDays.p80,
    deltaP80Cents: after.cost.p80 - before.cost.p80,
    ...(before.target && after.target ? { promise: { date: after.target.date, before: before.target.probability, after: after.target.probability, error: after.target.error } } : {}),
    spreadShare: spreadShare(parts.after, parts.without),
    moved: movedTasks(before.tasks, after.tasks),
  };
  const words = whatIfWords(frames.after.project, answer);
  return { ...answer, words, sentence: words.map(({ text }) => text).join("") };
}

/** All at once and on the spot, for tests and small plans; shells share the three simulations out to their workers. */
export function askWhatIf(project: Project, whatIf: WhatIf, wish: SimulationWish & { readonly seed: number; readonly target?: Minute }): { readonly ok: true; readonly answer: WhatIfAnswer } | Extract<OpenedWhatIf, { ok: false }> {
  const opened = openWhatIf(project, whatIf, wish);
  if (!opened.ok) return opened;
  const { before, after, without } = opened.frames;
  const run = (plan: SimulationPlan, wanted: RunRange["wanted"]): SimulationPart => {
    const part = simulateRuns(plan, { seed: wish.seed, from: 0, to: wish.runs, wanted });
    if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
    return part;
  };
  const parts = { before: run(before.inputs.plan, "everything"), after: run(after.inputs.plan, "everything"), without: run(without, "finish") };
  return { ok: true, answer: whatIfAnswer(opened.frames, parts, wish) };
}

function changedCopy(project: Project, commands: readonly Command[]): { readonly project: Project } | { readonly refusals: readonly Refusal[] } {
  const scheduler = (plan: Project): ReturnType<typeof schedule>["schedule"] => schedule(plan).schedule;
  const decision = decide(project, commands, { actor: "what-if", at: 0, newId: seededIds("what-if"), schedule: scheduler });
  return "change" in decision ? { project: evolve(project, decision.change) } : decision;
}

function withoutSubjects({ inputs }: SimulationFrame, subjects: WhatIf["subjects"]): SimulationPlan {
  const sources = subjects.map(({ kind, id }): Source => ({ kind, id }));
  return planWithout(inputs, ...sources);
}

function spreadShare(all: SimulationPart, without: SimulationPart): number {
  const width = (finish: Float64Array): number => {
    const ascending = sorted(finish);
    return quantile(ascending, 0.9) - quantile(ascending, 0.1);
  };
  const whole = width(all.finish);
  return whole > 0 ? Math.min(1, Math.max(0, 1 - width(without.finish) / whole)) : 0;
}

function movedTasks(before: readonly SimulatedTask[], after: readonly SimulatedTask[]): MovedTask[] {
  const known = new Map(before.map((task) => [task.taskId, task.p80]));
  const moved = after.flatMap(({ taskId, p80 }): MovedTask[] => {
    const was = known.get(taskId);
    return was === undefined || was === p80 ? [] : [{ taskId, before: was, after: p80 }];
  });
  return moved.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.taskId < b.taskId ? -1 : 1));
}

/** The milestone at the very end. */
export function goalOf(project: Project): string {
  const { schedule: dates } = schedule(project);
  const last = [...project.records.task.values()].filter(({ id, active }) => active && dates.of(id)?.isMilestone === true && dates.of(id)?.finish === dates.finish);
  return last.length === 1 ? (last[0]?.name ?? "The finish") : "The finish";
}

/** The door of recovery: a plan and a goal in; options with their figures out, one after the other, the best combinations last. */
import { evolve } from "../change/change.ts";
import type { Command } from "../change/command.ts";
import { decide } from "../change/decide.ts";
import { seededIds } from "../change/id-maker.ts";
import { settingsOf, type Project } from "../model/project.ts";
import { promiseOf } from "../risk/promise.ts";
import { factsOf, frameOf, simulateRuns, type SimulationFacts } from "../risk/simulation.ts";
import { schedule } from "../schedule/compute.ts";
import { MINUTES_PER_DAY, type Minute } from "../time/minute.ts";
import { cheapestCrash } from "./cheapest-crash.ts";
import { descope, descopeEnough, moveDate, reassign } from "./less-or-later.ts";
import { decidingWork, openWork, type OpenTask } from "./open-work.ts";
import type { Candidate, Goal, Option } from "./option.ts";
import { addPeople, overtime, overtimeForAll } from "./shorter-tasks.ts";
import { fastTrack, relaxLinks } from "./softer-logic.ts";

/** How each option is simulated: all of them alike. */
export interface WaysOutWish {
  readonly runs: number;
  readonly seed: number;
}

/** What is known so far. */
export interface Found {
  /** Doing nothing first, the others in the order in which they were found. */
  readonly options: readonly Option[];
  /** Share of the search that is done, and what is tried next. */
  readonly share: number;
  readonly doing: string;
}

/**
 * Yields after every option; whoever takes no more of it has ended the search. Options whose commands the plan refuses, or
 * that change nothing, are left out. Each one's figures are those of `simulate` on the plan with its commands carried out,
 * with the same runs and seed. `[...waysOut(project, { kind: "finishBy", minute, chance: 0.8 }, { runs: 10_000, seed: 1 })].at(-1)`.
 */
export function* waysOut(project: Project, goal: Goal, wish: WaysOutWish): Generator<Found, void, void> {
  const target = goal.kind === "finishBy" ? goal.minute : promiseOf(project);
  const facts = simulated(project, wish, target);
  const found: Option[] = [optionOf(NOTHING, "doNothing", facts)];
  yield { options: marked(found), share: 0, doing: "Looking for critical work" };
  const open = openWork(project, facts);
  const tasks = decidingWork(open);
  const singles = distinct([...singlesFor(project, goal, tasks, facts), overtimeForAll(open)]);
  const all = singles.length + MOST_COMBINATIONS;
  let tried = 0;
  const add = (candidate: Candidate): Found => {
    const changed = changedBy(project, candidate.commands);
    if (changed) found.push(optionOf(candidate, `${candidate.kind}.${found.length}`, simulated(changed, wish, target)));
    tried += 1;
    return { options: marked(found), share: Math.min(1, tried / all), doing: `Tried: ${candidate.summary}` };
  };
  for (const candidate of singles) yield add(candidate);
  for (const candidate of combinationsOf(project, tasks)) yield add(candidate);
  yield { options: marked(found), share: 1, doing: "Done" };
}

const NOTHING: Candidate = { kind: "doNothing", summary: "Leave the plan as it is.", commands: [], scopeLost: 0, risk: "", riskDays: 0, peopleHit: [], approvals: [] };
const MOST_COMBINATIONS = 3;

function singlesFor(project: Project, goal: Goal, tasks: readonly OpenTask[], facts: SimulationFacts): readonly Candidate[] {
  const free = goal.kind === "freeResource" ? [reassign(project, goal.resourceId)] : [];
  const [someCrash, allCrash] = cheapestCrash(project, tasks);
  const few = [...free, overtime(tasks, 3), someCrash, fastTrack(project, tasks, 1), addPeople(project, tasks, 2), relaxLinks(tasks), descopeEnough(tasks, missingMinutes(project, goal, facts)), moveDate(project, facts)];
  return distinct([...few, descope(tasks), allCrash, overtime(tasks, tasks.length), fastTrack(project, tasks, 3), addPeople(project, tasks, 4)]);
}

/** Working time by which the date that 8 of 10 runs keep misses the goal, five working days counted to a week. */
function missingMinutes(project: Project, goal: Goal, { finish }: SimulationFacts): number {
  const by = goal.kind === "finishBy" ? goal.minute : (promiseOf(project) ?? finish.p80);
  return (Math.max(0, finish.p80 - by) / MINUTES_PER_DAY) * (5 / 7) * settingsOf(project).minutesPerDay;
}

/** Two and three that do not touch the same tasks' durations. */
function combinationsOf(project: Project, tasks: readonly OpenTask[]): readonly Candidate[] {
  const newcomers = addPeople(project, tasks, 2);
  const taken = new Set(newcomers?.commands.flatMap((command) => (command.type === "updateTasks" ? command.tasks.map(({ id }) => id) : [])));
  const rest = tasks.filter(({ task }) => !taken.has(task.id));
  const [overlaps, hours, otherHours] = [fastTrack(project, tasks, 3), overtime(tasks, tasks.length), overtime(rest, rest.length)];
  return distinct([together([overlaps, hours]), together([newcomers, otherHours]), together([newcomers, otherHours, overlaps])]);
}

const IN_SHORT: Partial<Record<Candidate["kind"], string>> = { overtime: "overtime", addPeople: "more people", fastTrack: "overlap" };

function together(parts: readonly (Candidate | undefined)[]): Candidate | undefined {
  const present = parts.flatMap((part) => part ?? []);
  if (present.length < parts.length) return undefined;
  const names = (listOf: (part: Candidate) => readonly string[]): readonly string[] => [...new Set(present.flatMap(listOf))].sort();
  return {
    kind: "combination",
    summary: `Together: ${present.map(({ kind }) => IN_SHORT[kind] ?? kind).join(" and ")}. ${present.map(({ summary }) => summary).join(" ")}`,
    commands: present.flatMap(({ commands }) => commands),
    scopeLost: present.reduce((sum, { scopeLost }) => sum + scopeLost, 0),
    risk: present.flatMap(({ risk }) => (risk === "" ? [] : [risk])).join(". "),
    riskDays: present.reduce((sum, { riskDays }) => sum + riskDays, 0),
    peopleHit: names(({ peopleHit }) => peopleHit),
    approvals: names(({ approvals }) => approvals),
  };
}

/** Without those that there are not, and without the same one twice. */
function distinct(candidates: readonly (Candidate | undefined)[]): readonly Candidate[] {
  const known = new Set<string>();
  return candidates.flatMap((candidate) => {
    const key = JSON.stringify(candidate?.commands);
    if (!candidate || known.has(key)) return [];
    known.add(key);
    return [candidate];
  });
}

/** The plan with the commands carried out, as what-if does it; nothing where the plan refuses them. */
function changedBy(project: Project, commands: readonly Command[]): Project | undefined {
  const decision = decide(project, commands, { actor: "what-if", at: 0, newId: seededIds("what-if"), schedule: (of) => schedule(of).schedule });
  return "change" in decision ? evolve(project, decision.change) : undefined;
}

function simulated(project: Project, { runs, seed }: WaysOutWish, target: Minute | undefined): SimulationFacts {
  const frame = frameOf(project, { risks: "with", runs });
  const part = simulateRuns(frame.inputs.plan, { seed, from: 0, to: runs, wanted: "everything" });
  if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
  return factsOf(frame, part, seed, target);
}

function optionOf(candidate: Candidate, id: string, { finish, cost, target }: SimulationFacts): Option {
  return { ...candidate, id, finish: { p50: finish.p50, p80: finish.p80 }, cost: { p50: cost.p50, p80: cost.p80 }, chance: target?.probability ?? 0, dominated: false };
}

/** Marks what another option beats (domain D1): at least as good in finish, cost, scope and risk, and better in one of them. */
function marked(options: readonly Option[]): readonly Option[] {
  return options.map((option) => ({ ...option, dominated: options.some((other) => beats(figuresOf(other), figuresOf(option))) }));
}

/** Whether the first figures are nowhere greater than the second and somewhere less; less is better in each. */
export function beats(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, at) => value <= (b[at] ?? Number.NaN)) && a.some((value, at) => value < (b[at] ?? Number.NaN));
}

function figuresOf({ finish, cost, scopeLost, riskDays }: Option): readonly number[] {
  return [finish.p80, cost.p80, scopeLost, riskDays];
}

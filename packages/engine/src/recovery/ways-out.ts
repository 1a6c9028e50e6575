/** The door of recovery: a plan and a goal in; options with their figures out, one after the other, the best combinations last. */
import { evolve } from "../change/change.ts";
import type { Command } from "../change/command.ts";
import { decide } from "../change/decide.ts";
import { seededIds } from "../change/id-maker.ts";
import type { Project } from "../model/project.ts";
import { promiseOf } from "../risk/promise.ts";
import { briefFactsOf, factsOf, frameOf, simulateRuns, type BriefFacts, type SimulationFacts, type SimulationPart } from "../risk/simulation.ts";
import { quantile, reached, sorted } from "../risk/statistics.ts";
import { taskFinishesOf } from "../risk/task-finishes.ts";
import { schedule } from "../schedule/compute.ts";
import { minuteOfTick } from "../schedule/ticks.ts";
import type { Minute } from "../time/minute.ts";
import { cheapestCrash } from "./cheapest-crash.ts";
import { chooseMoves, TASTES, type Look, type LookedAt, type Standing } from "./combination-search.ts";
import { freedCents, freedMinutes, leftOutIn, workingMinutes } from "./leave-out.ts";
import { leveledAnew } from "./leveled-anew.ts";
import { moveDate } from "./moved-date.ts";
import { candidateOf, movesForMoney, movesForTime, type Ground, type Move } from "./moves.ts";
import { decidingWork, openWork } from "./open-work.ts";
import type { Candidate, Goal, Option } from "./option.ts";
import { cheaperHands, reassign } from "./other-hands.ts";
import { cheaperModes, fasterModes, otherSources } from "./other-modes.ts";
import { phased } from "./phased-delivery.ts";
import { dispensableIn } from "./scope-items.ts";
import { addPeople, overtime, overtimeForAll, staffed, worthTeaching } from "./shorter-tasks.ts";
import { fastTrack, heldIn, overlapsIn, relaxLinks } from "./softer-logic.ts";

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

/** A plan, what is asked of it, and how it stands as it is. */
interface Search {
  readonly project: Project;
  readonly goal: Goal;
  readonly wish: WaysOutWish;
  /** The date that chances are told of. */
  readonly target: Minute | undefined;
  readonly facts: SimulationFacts;
  readonly ground: Ground;
}

/**
 * Yields after every option; whoever takes no more of it has ended the search. Options whose commands the plan refuses, or
 * that change nothing, are left out. Each one's figures are those of `simulate` on the plan with its commands carried out,
 * with the same runs and seed. `[...waysOut(project, { kind: "finishBy", minute, chance: 0.8 }, { runs: 10_000, seed: 1 })].at(-1)`.
 */
export function* waysOut(project: Project, goal: Goal, wish: WaysOutWish): Generator<Found, void, void> {
  const target = goal.kind === "finishBy" ? goal.minute : promiseOf(project);
  const facts = simulated(project, wish, target);
  const { finish, cost } = facts;
  const found: Option[] = [optionOf(NOTHING, "doNothing", { finish: { p50: finish.p50, p80: finish.p80 }, cost: { p50: cost.p50, p80: cost.p80 }, probability: facts.target?.probability })];
  yield { options: marked(found), share: 0, doing: "Looking for critical work" };
  const open = openWork(project, facts);
  const search: Search = { project, goal, wish, target, facts, ground: { project, open, deciding: decidingWork(open), parts: dispensableIn(project, open, "could") } };
  const known = new Set<string>();
  const singles = distinct(singlesFor(search), known);
  let share = 0;
  const told = (doing: string, step: number): Found => ({ options: marked(found), share: (share = Math.min(0.99, share + step)), doing });
  const add = (candidate: Candidate): void => {
    const changed = changedBy(project, candidate.commands);
    if (changed) found.push(optionFrom(search, candidate, `${candidate.kind}.${found.length}`, changed));
  };
  for (const candidate of singles) {
    add(candidate);
    yield told(`Tried: ${candidate.summary}`, SHARE_OF_SINGLES / singles.length);
  }
  for (const candidates of combinationsOf(search)) {
    for (const candidate of distinct(candidates, known)) add(candidate);
    yield told("Putting moves together", (1 - share) * 0.04);
  }
  yield { options: marked(found), share: 1, doing: "Done" };
}

const NOTHING: Candidate = { kind: "doNothing", summary: "Leave the plan as it is.", commands: [], scopeLost: 0, risk: "", riskDays: 0, peopleHit: [], approvals: [] };
const SHARE_OF_SINGLES = 0.6;

/** One kind of way out each, a small dose before a large one. */
function singlesFor({ project, goal, facts, ground }: Search): readonly (Candidate | undefined)[] {
  const { open, deciding, parts } = ground;
  if (goal.kind === "saveCents") {
    return [...leftOutIn(project, parts, freedCents, goal.cents), cheaperHands(project), ...cheaperModes(open)];
  }
  const missing = workingMinutes(project, missingTime(goal, facts, promiseOf(project)));
  const [someCrash, allCrash] = cheapestCrash(project, deciding);
  const [someModes, allModes] = fasterModes(project, open, missing);
  const [oneSource, allSources] = otherSources(project, open, missing);
  const [fewParts, allParts] = leftOutIn(project, parts, freedMinutes(project), missing);
  const overlaps = overlapsIn(project, deciding);
  const small = [overtime(staffed(deciding).slice(0, 3)), someCrash, fastTrack(project, overlaps.slice(0, 1)), addPeople(project, worthTeaching(project, deciding).slice(0, 2)), relaxLinks(heldIn(deciding)), fewParts, phased(project, dispensableIn(project, open, "should"), open, facts), oneSource, someModes, moveDate(project, facts)];
  const large = [leveledAnew(project, "same"), leveledAnew(project, "any"), allParts, allCrash, overtime(deciding), fastTrack(project, overlaps.slice(0, 3)), addPeople(project, worthTeaching(project, deciding).slice(0, 4)), allSources, allModes, overtimeForAll(open)];
  return [...(goal.kind === "freeResource" ? reassign(project, goal.resourceId) : []), ...small, ...large];
}

/** Calendar minutes by which the date of the goal's chance misses the goal's date. */
function missingTime(goal: Goal, { finish, samples }: SimulationFacts, promise: Minute | undefined): number {
  const [by, chance] = goal.kind === "finishBy" ? [goal.minute, goal.chance] : [promise ?? finish.p80, 0.8];
  return Math.max(0, reached(sorted(samples.finish), chance) - by);
}

/** Runs of the short simulations that moves are compared by, and how many of these a search may make: fewer in large plans. */
const SHORT_RUNS = 300;
const MOST_LOOKS = 40;
const LOOKED_TASKS = 40_000;

/** Lists of candidates, most of them empty: one for every look at some moves, so that the search can be ended between any two. */
function* combinationsOf(search: Search): Generator<readonly Candidate[], void, void> {
  const { project, goal, ground } = search;
  const budget = Math.max(6, Math.min(MOST_LOOKS, Math.round(LOOKED_TASKS / Math.max(1, project.records.task.size))));
  const moves = (goal.kind === "saveCents" ? movesForMoney(ground) : movesForTime(ground)).slice(0, budget);
  const start = standingOf(search, project);
  if (moves.length < 2 || start.missing <= 0) return;
  const look: Look = (chosen) => {
    const candidate = candidateOf(ground, chosen);
    const changed = candidate && changedBy(project, candidate.commands);
    return changed && standingOf(search, changed);
  };
  const alone: LookedAt[] = [];
  for (const move of moves) {
    const standing = look([move]);
    if (standing) alone.push({ move, gain: start.missing - standing.missing, cents: standing.cents - start.cents });
    yield [];
  }
  const small = { gain: goal.kind === "saveCents" ? goal.cents / 100 : SMALL_GAIN, cents: Math.max(100, Math.round(start.cents / 5000)) };
  for (const taste of TASTES) {
    const chosen = yield* withEmpty(chooseMoves(taste, alone, look, small));
    const candidate = chosen.length > 1 ? candidateOf(ground, chosen) : undefined;
    yield candidate ? [candidate] : [];
  }
}

/** Less than a quarter of a day by the clock is noise of a short simulation. */
const SMALL_GAIN = 360;

function* withEmpty(choosing: ReturnType<typeof chooseMoves>): Generator<readonly Candidate[], readonly Move[], void> {
  for (;;) {
    const next = choosing.next();
    if (next.done) return next.value;
    yield [];
  }
}

/** How far a plan misses the goal, by a short simulation with the search's own seed. */
function standingOf({ goal, wish, facts }: Search, project: Project): Standing {
  const runs = Math.min(SHORT_RUNS, wish.runs);
  const { plan } = frameOf(project, { risks: "with", runs }).inputs;
  const part = partOf(plan, { seed: wish.seed, from: 0, to: runs, wanted: "finish" });
  const cents = quantile(sorted(part.cost), 0.8);
  if (goal.kind === "saveCents") return { missing: cents - (facts.cost.p80 - goal.cents), cents };
  const [by, chance] = goal.kind === "finishBy" ? [goal.minute, goal.chance] : [promiseOf(project) ?? facts.finish.p80, 0.8];
  return { missing: minuteOfTick(reached(sorted(part.finish), chance)) - by, cents };
}

/** Without those that there are not, and without the same one twice. */
function distinct(candidates: readonly (Candidate | undefined)[], known: Set<string>): readonly Candidate[] {
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
  return factsOf(frame, partOf(frame.inputs.plan, { seed, from: 0, to: runs, wanted: "everything" }), seed, target);
}

function partOf(...[plan, range]: Parameters<typeof simulateRuns>): SimulationPart {
  const part = simulateRuns(plan, range);
  if (!part) throw new Error("Leadline bug: nobody cancelled these runs");
  return part;
}

/** Single tasks are of no interest, unless one of them is the first delivery. */
function optionFrom({ wish: { runs, seed }, target }: Search, candidate: Candidate, id: string, changed: Project): Option {
  const { inputs } = frameOf(changed, { risks: "with", runs });
  const part = partOf(inputs.plan, { seed, from: 0, to: runs, wanted: candidate.firstDelivery === undefined ? "finish" : "everything" });
  const option = optionOf(candidate, id, briefFactsOf(part, target));
  const finishes = candidate.firstDelivery === undefined ? undefined : taskFinishesOf(inputs, part)(candidate.firstDelivery);
  if (!finishes) return option;
  const ascending = sorted(Array.from(finishes));
  const inTime = target === undefined ? 0 : ascending.filter((finish) => finish <= target).length;
  return { ...option, first: { p50: reached(ascending, 0.5) as Minute, p80: reached(ascending, 0.8) as Minute }, chance: inTime / ascending.length };
}

function optionOf(candidate: Candidate, id: string, { finish, cost, probability }: BriefFacts): Option {
  return { ...candidate, id, finish, cost, chance: probability ?? 0, dominated: false };
}

/** Marks what another option beats (domain D1): at least as good in finish, first delivery, cost, scope and risk, and better in one of them. */
function marked(options: readonly Option[]): readonly Option[] {
  return options.map((option) => ({ ...option, dominated: options.some((other) => beats(figuresOf(other), figuresOf(option))) }));
}

/** Whether the first figures are nowhere greater than the second and somewhere less; less is better in each. */
export function beats(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, at) => value <= (b[at] ?? Number.NaN)) && a.some((value, at) => value < (b[at] ?? Number.NaN));
}

function figuresOf({ finish, first, cost, scopeLost, riskDays }: Option): readonly number[] {
  return [finish.p80, (first ?? finish).p80, cost.p80, scopeLost, riskDays];
}

/** The small moves that ways out are put together from: a task or a few, one overlap or one part at a time. */
import type { Command } from "../change/command.ts";
import type { Project } from "../model/project.ts";
import { leaveOut } from "./leave-out.ts";
import type { OpenTask } from "./open-work.ts";
import type { Candidate, OptionKind } from "./option.ts";
import { extraCentsOf, modesCandidate, modesIn, type ChosenMode } from "./other-modes.ts";
import type { Dispensable } from "./scope-items.ts";
import { addPeople, overtime, staffed, worthTeaching } from "./shorter-tasks.ts";
import { fastTrack, heldIn, overlapsIn, relaxLinks, type Overlap } from "./softer-logic.ts";

export type Move =
  | { readonly kind: "overtime" | "addPeople" | "relaxLinks"; readonly tasks: readonly OpenTask[] }
  | { readonly kind: "fastTrack"; readonly overlap: Overlap }
  | { readonly kind: "descope"; readonly part: Dispensable }
  | { readonly kind: "mode"; readonly mode: ChosenMode };

/** What the moves are made from. */
export interface Ground {
  readonly project: Project;
  /** Work that decides the finish, the most gain first. */
  readonly deciding: readonly OpenTask[];
  readonly open: readonly OpenTask[];
  readonly parts: readonly Dispensable[];
}

/** So many of each kind are looked at. */
const MOST = { overtime: 8, addPeople: 5, relaxLinks: 4, fastTrack: 6, descope: 6, mode: 8 };

/** For an earlier finish: whatever shortens, overlaps, frees or leaves out work that decides; in turns, so that the first few are of all kinds. */
export function movesForTime({ project, deciding, parts }: Ground): readonly Move[] {
  const decides = new Set(deciding.map(({ task }) => task.id));
  const faster = modesIn(deciding).filter(({ open, mode }) => mode.durationMinutes < open.task.durationMinutes);
  return inTurns([
    overlapsIn(project, deciding).slice(0, MOST.fastTrack).map((overlap): Move => ({ kind: "fastTrack", overlap })),
    inGroups(staffed(deciding), MOST.overtime).map((tasks): Move => ({ kind: "overtime", tasks })),
    inGroups(worthTeaching(project, deciding), MOST.addPeople).map((tasks): Move => ({ kind: "addPeople", tasks })),
    faster.slice(0, MOST.mode).map((mode): Move => ({ kind: "mode", mode })),
    parts.filter(({ work }) => work.some(({ task }) => decides.has(task.id))).slice(0, MOST.descope).map((part): Move => ({ kind: "descope", part })),
    inGroups(heldIn(deciding), MOST.relaxLinks).map((tasks): Move => ({ kind: "relaxLinks", tasks })),
  ]);
}

function inTurns(lists: readonly (readonly Move[])[]): readonly Move[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

/** The first half of the groups hold one task each, the others twice as many as the one before, the last all that is left. */
export function inGroups<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const groups: (readonly T[])[] = [];
  let [at, size] = [0, 1];
  while (at < items.length) {
    const isLast = groups.length === most - 1;
    groups.push(items.slice(at, isLast ? items.length : at + size));
    at += isLast ? items.length : size;
    if (groups.length >= most / 2) size *= 2;
  }
  return groups;
}

/** For less money: parts left out, and ways that cost less. */
export function movesForMoney({ open, parts }: Ground): readonly Move[] {
  const cheaper = modesIn(open).filter((mode) => extraCentsOf(mode) < 0);
  return [...cheaper.slice(0, MOST.mode).map((mode): Move => ({ kind: "mode", mode })), ...parts.slice(0, 2 * MOST.descope).map((part): Move => ({ kind: "descope", part }))];
}

/** What a move changes; two that change the same cannot be made together. */
export function touchedBy(move: Move): readonly string[] {
  switch (move.kind) {
    case "overtime":
    case "addPeople":
      return move.tasks.map(({ task }) => `task ${task.id}`);
    case "relaxLinks":
      return move.tasks.map(({ task }) => `date ${task.id}`);
    case "fastTrack":
      return [`link ${move.overlap.link.id}`];
    case "mode":
      return [`task ${move.mode.open.task.id}`];
    case "descope":
      return [...move.part.ids].flatMap((id) => [`task ${id}`, `date ${id}`]);
  }
}

/** Moves as one candidate: all of a kind in one sentence, several kinds as a combination. */
export function candidateOf({ project, parts }: Ground, moves: readonly Move[]): Candidate | undefined {
  const tasksOf = (kind: "overtime" | "addPeople" | "relaxLinks"): readonly OpenTask[] => moves.flatMap((move) => (move.kind === kind ? move.tasks : []));
  const modes = moves.flatMap((move) => (move.kind === "mode" ? [move.mode] : []));
  const [own, supplied] = [modes.filter(({ mode }) => mode.supplier === undefined), modes.filter(({ mode }) => mode.supplier !== undefined)];
  const left = moves.flatMap((move) => (move.kind === "descope" ? [move.part] : []));
  return together([
    relaxLinks(tasksOf("relaxLinks")),
    fastTrack(project, moves.flatMap((move) => (move.kind === "fastTrack" ? [move.overlap] : []))),
    overtime(tasksOf("overtime")),
    addPeople(project, tasksOf("addPeople")),
    modesCandidate("crash", own),
    modesCandidate("sourcing", supplied),
    leaveOut(project, left, parts, "the plan can do without it"),
  ]);
}

const IN_SHORT: Partial<Record<OptionKind, string>> = { overtime: "overtime", addPeople: "more people", fastTrack: "overlap", relaxLinks: "fewer fixed dates", crash: "faster ways", sourcing: "suppliers", descope: "less scope" };

/** Several ways out at once. Dates first, tasks after them: fields of the same task are set in one command. */
export function together(parts: readonly (Candidate | undefined)[]): Candidate | undefined {
  const present = parts.flatMap((part) => part ?? []);
  const [only] = present;
  if (!only || present.length === 1) return only;
  const names = (listOf: (part: Candidate) => readonly string[]): readonly string[] => [...new Set(present.flatMap(listOf))].sort();
  const valued = present.flatMap(({ valueLost }) => valueLost ?? []);
  return {
    kind: "combination",
    summary: `Together: ${wordsOf(present.map(({ kind }) => IN_SHORT[kind] ?? kind))}. ${present.map(({ summary }) => summary).join(" ")}`,
    commands: present.flatMap(({ commands }): readonly Command[] => commands),
    scopeLost: present.reduce((sum, { scopeLost }) => sum + scopeLost, 0),
    ...(valued.length > 0 && { valueLost: valued.reduce((sum, value) => sum + value, 0) }),
    risk: names(({ risk }) => (risk === "" ? [] : [risk])).join(". "),
    riskDays: Math.round(present.reduce((sum, { riskDays }) => sum + riskDays, 0) * 100) / 100,
    peopleHit: names(({ peopleHit }) => peopleHit),
    approvals: names(({ approvals }) => approvals),
  };
}

/** "a", "a and b", "a, b and c". */
function wordsOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

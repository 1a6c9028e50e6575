/** Totals that Leadline moves by what an edit changed, since it does not know all of what Microsoft Project put into them. */
import { branch, childOf, leaf, type XmlElement } from "../xml/xml-element.ts";
import { NO_WORK, type WorkTotal } from "./plan-state.ts";
import { durationText, parseDuration, parseNumber, toTenths } from "./values.ts";

/** From the text of the source, the text after the edit. */
export type Move = (text: string | undefined) => string | undefined;
export type Moves = ReadonlyMap<string, Move>;

/** A duration or an amount of work that grows by so many minutes. */
export function moveDuration(byMinutes: number): Move {
  return (text) => durationText(Math.max(0, toTenths((parseDuration(text ?? "") ?? 0) + byMinutes)));
}

/** A number that grows; as many decimals as the source shows. */
export function moveNumber(by: number): Move {
  return (text) => ((parseNumber(text ?? "") ?? 0) + by).toFixed(/\.(\d+)$/.exec(text?.trim() ?? "")?.[1]?.length ?? 0);
}

/** MSPDI counts work variance in thousandths of a minute (domain A13). */
const WORK_VARIANCE_PER_MINUTE = 1000;

/**
 * The work of an entity, its parts and what is computed from them. Nothing where no work moved. Files converted from .mpp
 * leave out totals that are 0, so a missing one counts as 0 where that can be: regular work they never have, a part only
 * where the whole is missing too, and work variance is 0 only beside a baseline.
 */
export function workMoves(was: WorkTotal | undefined, now: WorkTotal | undefined, source: XmlElement): Map<string, Move> {
  const moves = new Map<string, Move>();
  const [before, after] = [was ?? NO_WORK, now ?? NO_WORK];
  const by = (key: keyof WorkTotal): number => toTenths(after[key] - before[key]);
  const part = (move: Move): Move => (childOf(source, "Work") === undefined ? move : whereGiven(move));
  if (by("work") !== 0) {
    const moveVariance = moveNumber(by("work") * WORK_VARIANCE_PER_MINUTE);
    moves.set("Work", moveDuration(by("work")));
    moves.set("WorkVariance", hasBaseline(source) ? moveVariance : whereGiven(moveVariance));
  }
  const regular = toTenths(by("work") - by("overtime"));
  const remainingOvertime = toTenths(by("overtime") - by("actualOvertime"));
  if (regular !== 0) moves.set("RegularWork", whereGiven(moveDuration(regular)));
  if (by("overtime") !== 0) moves.set("OvertimeWork", moveDuration(by("overtime")));
  if (by("actualOvertime") !== 0) moves.set("ActualOvertimeWork", moveDuration(by("actualOvertime")));
  if (remainingOvertime !== 0) moves.set("RemainingOvertimeWork", moveDuration(remainingOvertime));
  if (by("actual") !== 0) moves.set("ActualWork", part(moveDuration(by("actual"))));
  if (by("remaining") !== 0) moves.set("RemainingWork", part(moveDuration(by("remaining"))));
  const [percentBefore, percentAfter] = [percentOf(before), percentOf(after)];
  if (percentBefore !== percentAfter) moves.set("PercentWorkComplete", part(() => String(percentAfter)));
  return moves;
}

/** The totals of an entity that has no source: what Microsoft Project usually writes, moved by all its work. */
export function workTexts(now: WorkTotal | undefined, usual: Readonly<Record<string, string>>): [string, string][] {
  const source = branch("", Object.entries(usual).map(([name, text]) => leaf(name, text)));
  return [...workMoves(undefined, now, source)].flatMap(([name, move]) => {
    const text = move(usual[name]);
    return text === undefined ? [] : [[name, text] satisfies [string, string]];
  });
}

/** Whether a baseline is stored that variances are counted from. */
export function hasBaseline(source: XmlElement): boolean {
  return childOf(source, "Baseline") !== undefined;
}

function whereGiven(move: Move): Move {
  return (text) => (text === undefined ? undefined : move(text));
}

function percentOf({ work, actual }: WorkTotal): number {
  return work === 0 ? 0 : Math.round((100 * actual) / work);
}

/** The answer to a what-if as a sentence whose numbers can be read from it: "Go-live P80 moves 9 Dec 2026 → 28 Dec 2026 (+13 working days)." */
import { settingsOf, type Project } from "../model/project.ts";
import { civilOf, dayNumberOf, formatIso, type Minute } from "../time/minute.ts";
import { chanceText } from "./chance-words.ts";
import type { SimulationFacts } from "./simulation.ts";
import type { WhatIfSubject } from "./what-if-text.ts";

/** A piece of a sentence; one with a metric says the number `value` (an instant as ISO text) in `unit`. */
export interface SentencePart {
  readonly text: string;
  readonly metric?: string;
  readonly value?: number | string;
  readonly unit?: string;
}

export interface MovedTask {
  readonly taskId: string;
  /** P80 of its finish. */
  readonly before: Minute;
  readonly after: Minute;
}

export interface WhatIfNumbers {
  /** The question as understood. */
  readonly reading: string;
  readonly subjects: readonly WhatIfSubject[];
  readonly runs: number;
  readonly seed: number;
  readonly before: SimulationFacts;
  readonly after: SimulationFacts;
  /** What the finish is called: the milestone that comes last, else “The finish”. */
  readonly goal: string;
  /** After less before, in working days of the project's calendar. */
  readonly deltaP50Days: number;
  readonly deltaP80Days: number;
  /** Whole cents. */
  readonly deltaP80Cents: number;
  readonly promise?: { readonly date: Minute; readonly before: number; readonly after: number; readonly error: number };
  /** Share of the spread of the finish (P10 to P90) that would go if the subjects took exactly as long as then planned; 0 where they have no range. */
  readonly spreadShare: number;
  /** Tasks whose P80 moves, most first. */
  readonly moved: readonly MovedTask[];
}

export function whatIfWords(project: Project, told: WhatIfNumbers): SentencePart[] {
  return [...finishWords(told), ...chanceWords(told), ...costWords(told, settingsOf(project).currency), ...spreadWords(told), ...movedWords(told)];
}

/** A plan without ranges has one date, and no chance can be told. */
function finishWords({ goal, before, after, deltaP80Days }: WhatIfNumbers): SentencePart[] {
  const isCertain = isSingleDate(before) && isSingleDate(after);
  const subject = isCertain ? goal : `${goal} P80`;
  const dates = [date("finishP80Before", before.finish.p80), date("finishP80After", after.finish.p80)] as const;
  if (before.finish.p80 === after.finish.p80) return [{ text: `${subject} stays ` }, dates[1], { text: ". " }, ...(isCertain ? [NO_RANGES] : [])];
  const days = tenth(deltaP80Days);
  return [
    { text: `${subject} moves ` },
    dates[0],
    { text: " \u2192 " },
    dates[1],
    { text: " (" },
    { text: `${signed(days)} working ${Math.abs(days) === 1 ? "day" : "days"}`, metric: "deltaP80Days", value: days, unit: "workingDays" },
    { text: "). " },
    ...(isCertain ? [NO_RANGES] : []),
  ];
}

const NO_RANGES: SentencePart = { text: "No task has a range, so this is one date and no chance. " };

function isSingleDate({ finish }: SimulationFacts): boolean {
  return finish.p10 === finish.p90;
}

function chanceWords({ promise, before, after }: WhatIfNumbers): SentencePart[] {
  if (!promise || (isSingleDate(before) && isSingleDate(after))) return [];
  return [
    { text: "Chance of " },
    date("promise", promise.date),
    { text: ": " },
    chance("chanceBefore", promise.before),
    { text: " \u2192 " },
    chance("chanceAfter", promise.after),
    { text: ". " },
  ];
}

function costWords({ deltaP80Cents }: WhatIfNumbers, currency: string): SentencePart[] {
  if (deltaP80Cents === 0) return [];
  const text = `${deltaP80Cents < 0 ? "\u2212" : "+"}${[currency, grouped(Math.round(Math.abs(deltaP80Cents) / 100))].filter(Boolean).join(" ")}`;
  return [{ text: "Cost P80 " }, { text, metric: "deltaP80Cost", value: deltaP80Cents, unit: `${currency} minor units` }, { text: ". " }];
}

function spreadWords({ spreadShare, subjects }: WhatIfNumbers): SentencePart[] {
  if (spreadShare < 0.005) return [];
  const drives = subjects.length === 1 ? "It matters because it drives " : "They matter because together they drive ";
  return [{ text: drives }, share("spreadShare", spreadShare), { text: " of the spread. " }];
}

function movedWords({ moved }: WhatIfNumbers): SentencePart[] {
  if (moved.length === 0) return [];
  return [{ text: `${moved.length} ${moved.length === 1 ? "task moves" : "tasks move"}.`, metric: "movedTasks", value: moved.length, unit: "tasks" }];
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "9 Dec 2026". */
function date(metric: string, minute: Minute): SentencePart {
  const { year, month, day } = civilOf(dayNumberOf(minute));
  return { text: `${day} ${MONTHS[month - 1] ?? ""} ${year}`, metric, value: formatIso(minute), unit: "date" };
}

/** In the words that every page has for it. */
function chance(metric: string, value: number): SentencePart {
  return { text: chanceText(value), metric, value, unit: "share" };
}

/** Whole percents; never 0 % or 100 % for what is only nearly so. */
function share(metric: string, value: number): SentencePart {
  const whole = Math.round(value * 100);
  const text = value > 0 && whole === 0 ? "<1%" : value < 1 && whole === 100 ? ">99%" : `${whole}%`;
  return { text, metric, value, unit: "share" };
}

function tenth(days: number): number {
  return Math.round(days * 10) / 10;
}

function signed(days: number): string {
  return `${days < 0 ? "\u2212" : "+"}${Math.abs(days)}`;
}

/** "12,345". */
function grouped(whole: number): string {
  const digits = String(whole);
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(",");
}

/** How options are called and what is said of them: every sentence follows from the option's own numbers. */
import type { Goal, Option, OptionKind } from "@leadline/engine/recovery/option.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { dayChangeText, moneyChangeText } from "../../ui/change-text.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";

const KINDS: Readonly<Record<OptionKind, string>> = {
  doNothing: "Do nothing",
  crash: "Crash",
  overtime: "Overtime",
  addPeople: "Add people",
  fastTrack: "Fast-track",
  relevel: "Level anew",
  relaxLinks: "Relax dates",
  descope: "Descope",
  phase: "Deliver in two steps",
  sourcing: "Change sourcing",
  moveDate: "Move the date",
  reassign: "Reassign",
  combination: "Combination",
};

export function kindText(kind: OptionKind): string {
  return KINDS[kind];
}

/** Kind and the beginning of what it does: a name for lists and headings. */
export function nameOf({ kind, summary }: Pick<Option, "kind" | "summary">): string {
  const words = summary.length > LONGEST_NAME ? `${summary.slice(0, LONGEST_NAME - 1).trimEnd()}…` : summary;
  return `${kindText(kind)}: ${words}`;
}

const LONGEST_NAME = 100;

/** "2 tasks, worth 6 points": what is given up. */
export function scopeText({ scopeLost, valueLost }: Pick<Option, "scopeLost" | "valueLost">): string {
  if (scopeLost === 0) return "none";
  return valueLost === undefined ? counted(scopeLost, "task") : `${counted(scopeLost, "task")}, worth ${counted(valueLost, "point")}`;
}

/** Whose date decides: the first delivery where there are two, else the finish. */
export function deliveryOf({ first, finish }: Pick<Option, "first" | "finish">): Option["finish"] {
  return first ?? finish;
}

/** 0 for doing nothing, then A, B, …, Z, AA. */
export function markOf(at: number): string {
  if (at === 0) return "0";
  const letter = String.fromCharCode(65 + ((at - 1) % 26));
  return at <= 26 ? letter : `${String.fromCharCode(64 + Math.floor((at - 1) / 26))}${letter}`;
}

/** "as good as doing nothing", "12 days earlier for EUR 14k more": P80 against P80. */
export function tradeText(option: Pick<Option, "finish" | "first" | "cost">, doNothing: Pick<Option, "finish" | "cost">, currency: string, shows: { readonly costs: boolean }): string {
  const days = dayNumberOf(deliveryOf(option).p80) - dayNumberOf(doNothing.finish.p80);
  const cents = option.cost.p80 - doNothing.cost.p80;
  const what = option.first ? "first delivery " : "";
  const time = days === 0 ? `${what}the same date` : `${what}${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days < 0 ? "earlier" : "later"}`;
  if (!shows.costs) return time;
  const money = Math.abs(cents) < 50 ? "at the same cost" : `for ${moneyText(Math.abs(cents), currency)} ${cents > 0 ? "more" : "less"}`;
  return `${time} ${money}`;
}

/** "Finish P80 +3 days, cost P80 +EUR 2.0k, 35 % chance": one line of an option that was considered. */
export function effectText(option: Option, doNothing: Option, currency: string, shows: { readonly costs: boolean }): string {
  const parts = [...(option.first ? [`first delivery P80 ${dayChangeText(doNothing.finish.p80, option.first.p80)}`] : []), `finish P80 ${dayChangeText(doNothing.finish.p80, option.finish.p80)}`, ...(shows.costs ? [`cost P80 ${moneyChangeText(doNothing.cost.p80, option.cost.p80, currency)}`] : []), `${chanceText(option.chance)} chance`];
  return parts.join(", ");
}

/** "Finish by 4 Dec 2026 with 80 %". */
export function goalText(goal: Goal, currency: string, nameOfResource: (id: string) => string): string {
  switch (goal.kind) {
    case "finishBy":
      return `finish by ${shortDayText(dayNumberOf(goal.minute))} with ${chanceText(goal.chance)}`;
    case "saveCents":
      return `save ${moneyText(goal.cents, currency)}`;
    case "freeResource":
      return `free ${nameOfResource(goal.resourceId)}`;
  }
}

/** Whether an option reaches the goal by its own numbers; doing nothing is what savings are counted from. */
export function reaches(option: Option, doNothing: Option, goal: Goal): boolean | undefined {
  switch (goal.kind) {
    case "finishBy":
      return option.chance >= goal.chance;
    case "saveCents":
      return doNothing.cost.p80 - option.cost.p80 >= goal.cents;
    case "freeResource":
      return undefined;
  }
}

/** The finding over the table: how many options reach the goal, or how near the best comes. */
export function findingText(options: readonly Option[], goal: Goal): string {
  const [doNothing] = options;
  if (!doNothing) return "The plan is being looked at …";
  if (reaches(doNothing, doNothing, goal) === true) return "Doing nothing reaches the goal already";
  const others = options.slice(1);
  const good = others.filter((option) => reaches(option, doNothing, goal) === true);
  if (goal.kind === "freeResource") return `${counted(others.length, "way")} to do it`;
  if (good.length > 0) return `${counted(good.length, "option")} of ${others.length} ${good.length === 1 ? "reaches" : "reach"} the goal`;
  if (others.length === 0) return "No way out has been found yet";
  if (goal.kind === "saveCents") return "No option saves that much";
  const best = others.reduce((most, option) => (option.chance > most.chance ? option : most));
  return `No option reaches the goal; the best comes to ${chanceText(best.chance)}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Scheduling from the finish (docs/decisions/scheduling-rules.md 19-21) is scheduling from the start with time running
 * backwards: this room turns a network round, and its results back. Part of the specification scheduler.
 */
import { turnedCalendar } from "./slow-calendar.ts";
import type { Dates, Leaf } from "./slow-leaf.ts";
import type { LeafLink } from "./slow-links.ts";
import type { Network } from "./slow-network.ts";
import type { LeafResult } from "./slow-slack.ts";
import { inTicks } from "./slow-stretches.ts";

const TURNED_LINK = { FS: "FS", SS: "FF", FF: "SS", SF: "SF" } as const;
const TURNED_CONSTRAINT = { ASAP: "ALAP", ALAP: "ASAP", MSO: "MFO", MFO: "MSO", SNET: "FNLT", FNLT: "SNET", SNLT: "FNET", FNET: "SNLT" } as const;

/** Last things first. A link to a finished task limits nothing, as from the start; manual summaries hold nobody back. */
export function turnedNetwork(network: Network, finish: number): Network {
  const { settings, leaves, fixed, links } = network;
  return {
    settings,
    start: -finish,
    leaves: new Map([...leaves].reverse().map(([id, leaf]) => [id, turnedLeaf(leaf)])),
    fixed: new Map([...fixed].map(([id, dates]) => [id, turnedDates(dates)])),
    links: links.filter(({ to }) => !leaves.get(to)?.isFinished).map(turnedLink),
    groupOf: new Map(),
  };
}

/** The lag keeps its sign, its size and its calendar. */
function turnedLink(link: LeafLink): LeafLink {
  return { ...link, from: link.to, to: link.from, type: TURNED_LINK[link.type], isToSummary: false };
}

/** What has begun keeps its dates as early and late ones alike, and in that is like a task of another project. */
function turnedLeaf(leaf: Leaf): Leaf {
  const { constraint, constraintDate } = wishOf(leaf);
  return {
    ...leaf,
    calendar: turnedCalendar(leaf.calendar),
    // Waiting counts in the span, and holds nobody back.
    drivers: leaf.drivers.map((driver) => ({ ...driver, calendar: turnedCalendar(driver.calendar), waits: false })),
    isStarted: false,
    isFinished: false,
    isKept: leaf.isKept || leaf.isStarted,
    constraint,
    constraintDate,
    deadline: Infinity,
    floor: -Infinity,
    cap: -leaf.floor,
    delay: isFree(leaf) && constraint !== "ALAP" ? Math.max(0, -inTicks(leaf.task.levelingDelayMinutes)) : 0,
  };
}

const isFree = (leaf: Leaf): boolean => !leaf.isStarted && !leaf.isGiven;

/**
 * A constraint that lacks its date counts as the default here, as late as possible. What is as late as possible finishes by
 * its deadline, and by the dates of the summaries above, unless it is pushed earlier.
 */
function wishOf(leaf: Leaf): Pick<Leaf, "constraint" | "constraintDate"> {
  if (!isFree(leaf)) return { constraint: "ASAP", constraintDate: undefined };
  const isDated = leaf.constraint !== "ASAP" && leaf.constraint !== "ALAP";
  if (isDated && leaf.constraintDate !== undefined) return { constraint: TURNED_CONSTRAINT[leaf.constraint], constraintDate: -leaf.constraintDate };
  if (leaf.constraint === "ASAP") return { constraint: "ALAP", constraintDate: undefined };
  const limit = Math.min(leaf.deadline, leaf.cap);
  return limit === Infinity ? { constraint: "ASAP", constraintDate: undefined } : { constraint: "SNET", constraintDate: -limit };
}

/** A result of the turned network as the plan has it; what is finished has no slack and is never critical. */
export function turnedBack(result: LeafResult, { isFinished }: Leaf): LeafResult {
  const { early, late, shown, inSummary } = result;
  return {
    task: result.task,
    early: turnedDates(late),
    late: turnedDates(early),
    shown: turnedDates(shown),
    inSummary: { early: turnedDates(inSummary.late), late: turnedDates(inSummary.early) },
    totalSlack: result.totalSlack,
    freeSlack: isFinished ? 0 : result.freeSlack,
    isCritical: !isFinished && result.isCritical,
    driving: result.driving,
  };
}

function turnedDates({ start, finish }: Dates): Dates {
  return { start: 0 - finish, finish: 0 - start };
}

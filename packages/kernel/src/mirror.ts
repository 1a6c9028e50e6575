/** Scheduling from the finish: the same passes on a network in which time runs backwards. */
import { tableOfPeriods, WEEK_LENGTH, type CalendarTable } from "./calendar-table.ts";
import { completeNetwork, CONSTRAINT, LINK, NODE, REACH, type Network, type NetworkDates } from "./network.ts";
import { scheduleNetwork } from "./schedule-network.ts";

/**
 * Dates of a network whose finish is fixed: late dates first, as late as possible. Every instant is negated, links are turned
 * round, early and late change places; so every rule of the passes holds from the finish too. Drivers are links of `net`.
 */
export function scheduleFromFinish(net: Network, finish: number): NetworkDates {
  const { mirrored, linkOf } = mirrorOf(net, finish);
  const found = scheduleNetwork(mirrored);
  const last = net.nodeCount - 1;
  const turned = (values: Float64Array): Float64Array => values.map((_, n) => 0 - values[last - n]);
  const isOpen = (n: number): boolean => (net.flags[n] & NODE.finished) === 0;
  return {
    earlyStart: turned(found.lateFinish),
    earlyFinish: turned(found.lateStart),
    lateStart: turned(found.earlyFinish),
    lateFinish: turned(found.earlyStart),
    totalSlack: found.totalSlack.slice().reverse(),
    freeSlack: found.freeSlack.map((_, n) => (isOpen(n) ? found.freeSlack[last - n] : 0)),
    isCritical: found.isCritical.map((_, n) => (isOpen(n) ? found.isCritical[last - n] : 0)),
    driver: Int32Array.from(found.driver, (driver) => (driver >= 0 ? linkOf[driver] : driver)).reverse(),
    projectFinish: finish,
  };
}

/** `linkOf` names the link of `net` behind each link of the mirrored network. */
function mirrorOf(net: Network, finish: number): { mirrored: Network; linkOf: Int32Array } {
  const { linkOf, firstLink } = linksBackwards(net);
  const last = net.nodeCount - 1;
  const mirrored = completeNetwork({
    nodeCount: net.nodeCount,
    calendars: net.calendars.map(mirrorTable),
    projectStart: -finish,
    honorConstraints: net.honorConstraints,
    multipleCriticalPaths: net.multipleCriticalPaths,
    criticalSlackLimit: net.criticalSlackLimit,
    ...nodesBackwards(net),
    ...driversBackwards(net),
    lateGroup: new Int32Array(0),
    groupCount: 0,
    floor: new Float64Array(0),
    firstPredecessor: firstLink,
    linkFrom: Int32Array.from(linkOf, (k) => last - net.linkTo[k]),
    linkTo: Int32Array.from(linkOf, (k) => last - net.linkFrom[k]),
    linkType: Uint8Array.from(linkOf, (k) => TURNED_LINK[net.linkType[k]]),
    lag: Float64Array.from(linkOf, (k) => net.lag[k]),
    lagIsElapsed: Uint8Array.from(linkOf, (k) => net.lagIsElapsed[k]),
    lagCalendar: Uint16Array.from(linkOf, (k) => net.lagCalendar[k]),
    linkToSummary: new Uint8Array(linkOf.length),
  });
  return { mirrored, linkOf };
}

/** By `LINK`: a tie to the start becomes one to the finish. */
const TURNED_LINK = [LINK.FS, LINK.SS, LINK.FF, LINK.SF];

const TURNED_CONSTRAINT: readonly number[] = [
  CONSTRAINT.ALAP, CONSTRAINT.ASAP, CONSTRAINT.MFO, CONSTRAINT.MSO, CONSTRAINT.FNLT, CONSTRAINT.FNET, CONSTRAINT.SNLT, CONSTRAINT.SNET,
];

/**
 * Links in the order of their predecessors, last first: the order in which the mirrored network has its successors. One into
 * what is finished limits nothing, as from the start.
 */
function linksBackwards(net: Network): { linkOf: Int32Array; firstLink: Int32Array } {
  const links = new Int32Array(net.linkFrom.length);
  const firstLink = new Int32Array(net.nodeCount + 1);
  let at = 0;
  for (let n = net.nodeCount - 1; n >= 0; n -= 1) {
    for (let out = net.firstSuccessor[n]; out < net.firstSuccessor[n + 1]; out += 1) {
      if (net.reachOut[out] & REACH.isSpent) continue;
      links[at] = net.outLink[out];
      at += 1;
    }
    firstLink[net.nodeCount - n] = at;
  }
  return { linkOf: links.slice(0, at), firstLink };
}

type Nodes = Pick<Network, "calendarOf" | "flags" | "span" | "remaining" | "stop" | "resume" | "constraint" | "constraintDate" | "deadline" | "fixedStart" | "fixedFinish" | "delay">;

function nodesBackwards(net: Network): Nodes {
  const flags = net.flags.slice().reverse();
  const constraint = net.constraint.map((value) => TURNED_CONSTRAINT[value]).reverse();
  const constraintDate = negated(net.constraintDate);
  const deadline = negated(net.deadline);
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (flags[n] & NODE.started) flags[n] |= NODE.external;
    flags[n] &= ~(NODE.grouped | NODE.floored | NODE.started | NODE.finished);
    const isFree = constraint[n] === CONSTRAINT.ASAP;
    if (flags[n] & (NODE.fixed | NODE.external | NODE.junction)) constraint[n] = CONSTRAINT.ASAP;
    else if (isFree && deadline[n] !== -Infinity) {
      constraint[n] = CONSTRAINT.SNET;
      constraintDate[n] = deadline[n];
    }
  }
  return {
    calendarOf: net.calendarOf.slice().reverse(),
    flags,
    span: net.span.slice().reverse(),
    remaining: net.span.slice().reverse(),
    stop: negated(net.resume),
    resume: negated(net.stop),
    constraint,
    constraintDate,
    deadline: net.floor.length === 0 ? new Float64Array(net.nodeCount).fill(Infinity) : negated(net.floor),
    fixedStart: negated(net.fixedFinish),
    fixedFinish: negated(net.fixedStart),
    delay: negated(net.delay).map((delay) => Math.max(0, delay)),
  };
}

/** The values of the nodes, last first, with time running backwards. */
function negated(values: Float64Array): Float64Array {
  return values.map((value) => 0 - value).reverse();
}

type Drivers = Pick<Network, "firstDriver" | "driverCalendar" | "driverSpan" | "driverRemaining" | "driverWaits">;

function driversBackwards(net: Network): Drivers {
  const count = net.driverSpan.length;
  return {
    firstDriver: Int32Array.from({ length: net.nodeCount + 1 }, (_, n) => count - net.firstDriver[net.nodeCount - n]),
    driverCalendar: net.driverCalendar.slice().reverse(),
    driverSpan: net.driverSpan.slice().reverse(),
    driverRemaining: net.driverSpan.slice().reverse(),
    driverWaits: new Uint8Array(count),
  };
}

const mirroredTables = new WeakMap<CalendarTable, CalendarTable>();

/** The table of a calendar in which time runs backwards; made once for each. */
function mirrorTable(table: CalendarTable): CalendarTable {
  const known = mirroredTables.get(table) ?? tableOfPeriods({
    firstDay: -(table.firstDay + table.dayCount),
    dayCount: table.dayCount,
    listed: periodsBackwards(table.listed, 0),
    firstPeriodOfDay: table.firstPeriodOfDay.map((_, day) => table.listed.from.length - table.firstPeriodOfDay[table.dayCount - day]),
    weekBefore: periodsBackwards(table.weekAfter, WEEK_LENGTH),
    weekAfter: periodsBackwards(table.weekBefore, WEEK_LENGTH),
  });
  mirroredTables.set(table, known);
  return known;
}

/** Periods in reverse: one from a to b becomes one from end - b to end - a. */
function periodsBackwards({ from, worked }: CalendarTable["listed"], end: number): CalendarTable["listed"] {
  const count = from.length;
  const all = worked[count];
  return {
    from: from.map((_, p) => end - (from[count - 1 - p] + worked[count - p] - worked[count - 1 - p])),
    worked: worked.map((_, p) => all - worked[count - p]),
  };
}

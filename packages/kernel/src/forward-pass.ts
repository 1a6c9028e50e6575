/** The forward pass: early dates from links, constraints, actuals and given dates, and what fixed each of them. */
import { finishAt, startAt, workedAt } from "./calendar-table.ts";
import { CONSTRAINT, DRIVER, LINK, NODE, REACH, type Network, type PassMemory } from "./network.ts";
import { nextStartOf, stepBackward, stepForward, stepLag } from "./node-span.ts";

/** Dates at which as-late-as-possible nodes are scheduled; what their successors see when these push them. */
export interface LateDates {
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
}

/** Nodes with any of these flags are placed by the rules for every kind of node. */
const LONG_PATH = ~NODE.junction;
/** In the last pass junctions too: they hand on two instants. */
const LAST_LONG_PATH = ~0;

/** One pass in topological order into the early arrays and `driver`. */
export function forwardPass(net: Network, into: PassMemory): void {
  passNodes(net, into, undefined);
}

/**
 * The pass after the backward one: as-late-as-possible nodes push their successors from their late dates. Only nodes behind
 * them can move, and only they are placed again.
 */
export function pushByLateNodes(net: Network, into: PassMemory): void {
  const pushed = new Uint8Array(net.nodeCount);
  for (let n = 0; n < net.nodeCount; n += 1) {
    if (net.flags[n] & NODE.junction) handOn(n, into, into, into.earlyStart[n], into.earlyStart[n]);
    const pushes = net.constraint[n] === CONSTRAINT.ALAP || ((net.flags[n] & NODE.junction) !== 0 && pushed[n] !== 0);
    if (!pushes) continue;
    for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) pushed[net.outTo[at]] = PUSHED.byLateNode;
  }
  passNodes(net, into, pushed);
}

/**
 * In the last pass a junction hands on two instants: to as-late-as-possible nodes its early one, to all others what the late
 * ones before it push to. That stands in its late dates, which nobody else asks for.
 */
function handOn(n: number, into: PassMemory, lateDates: LateDates, early: number, pushedTo: number): void {
  into.earlyStart[n] = into.earlyFinish[n] = early;
  lateDates.lateStart[n] = lateDates.lateFinish[n] = pushedTo;
}

/** Why a node is placed again. */
const PUSHED = { byMovedNode: 1, byLateNode: 2 } as const;

/**
 * A plain node (a span in one calendar, perhaps with a constraint) is reckoned in worked ticks: these never shrink as time
 * goes on, so the latest bound in worked ticks is the latest bound, and only a link from another calendar or an elapsed lag
 * needs the wall clock. Arrays are held in locals, since this loop is where the time goes. With `pushed` only its nodes are
 * placed again, and those behind a node that moves.
 */
function passNodes(net: Network, into: PassMemory, pushed: Uint8Array | undefined): void {
  const { nodeCount, calendars, calendarOf, flags, constraint, delay, span, firstPredecessor, linkFrom, lag, reachIn } = net;
  const { earlyStart, earlyFinish, earlyStartWorked, earlyFinishWorked, driver } = into;
  const longPath = pushed === undefined ? LONG_PATH : LAST_LONG_PATH;
  const projectStartWorked = Float64Array.from(calendars, (calendar) => workedAt(calendar, net.projectStart));
  for (let n = 0; n < nodeCount; n += 1) {
    const push = pushed === undefined ? 0 : pushed[n];
    if (pushed !== undefined && push === 0) continue;
    const startBefore = earlyStart[n];
    const finishBefore = earlyFinish[n];
    if ((flags[n] & longPath) !== 0 || delay[n] !== 0 || push >= PUSHED.byLateNode || (constraint[n] > CONSTRAINT.ALAP && !isMovedInWorkedTicks(net, n))) {
      placeNode(net, n, into, pushed && into);
    } else {
      const calendar = calendars[calendarOf[n]];
      const ownSpan = span[n];
      const end = firstPredecessor[n + 1];
      const floor = projectStartWorked[calendarOf[n]];
      let latest = end === firstPredecessor[n] ? floor : -Infinity;
      let drivenBy: number = DRIVER.projectStart;
      let reaches = 0;
      for (let k = firstPredecessor[n]; k < end; k += 1) {
        const reach = reachIn[k];
        reaches |= reach;
        const from = linkFrom[k];
        let bound;
        if (reach & REACH.onlyClock) bound = workedAt(calendar, reach & LINK.SS ? earlyStart[from] : earlyFinish[from]) + lag[k];
        else if (reach & REACH.needsClock) bound = boundByClock(net, k, reach & LINK.SS ? earlyStart[from] : earlyFinish[from], ownSpan);
        else bound = (reach & LINK.SS ? earlyStartWorked[from] : earlyFinishWorked[from]) + lag[k];
        if (reach & LINK.FF) bound -= ownSpan;
        if (bound < floor) bound = Math.max(bound, Math.min(floor, workedAt(calendar, earlyStart[from])));
        if (bound > latest) {
          latest = bound;
          drivenBy = k;
        }
      }
      if (constraint[n] > CONSTRAINT.ALAP) {
        const byLinks = latest;
        latest = constrainedWorked(net, n, latest);
        if (latest !== byLinks) drivenBy = DRIVER.constraint;
      }
      const start = startAt(calendar, latest);
      driver[n] = drivenBy;
      earlyStartWorked[n] = latest;
      earlyFinishWorked[n] = latest + ownSpan;
      earlyStart[n] = start;
      earlyFinish[n] = ownSpan === 0 ? start : finishAt(calendar, latest + ownSpan);
      if (reaches & LINK.FF) earlyFinish[n] = finishByLinks(net, n, earlyFinish[n], into, undefined);
    }
    if (pushed !== undefined && (earlyStart[n] !== startBefore || earlyFinish[n] !== finishBefore)) noteMoved(net, n, pushed);
  }
}

/**
 * Whether its constraint can be reckoned in worked ticks as well. Not where the date itself is the answer: of a node that
 * takes no time, has no links, or must finish on it; and not where a calendar ends.
 */
function isMovedInWorkedTicks(net: Network, n: number): boolean {
  const hasLinks = net.firstPredecessor[n] < net.firstPredecessor[n + 1];
  return hasLinks && net.constraint[n] !== CONSTRAINT.MFO && net.span[n] > 0 && net.calendars[net.calendarOf[n]].weekTicks > 0;
}

/** The same as `applyConstraint`, in worked ticks. */
function constrainedWorked(net: Network, n: number, start: number): number {
  const date = workedAt(net.calendars[net.calendarOf[n]], net.constraintDate[n]);
  switch (net.constraint[n]) {
    case CONSTRAINT.SNET:
      return Math.max(start, date);
    case CONSTRAINT.FNET:
      return Math.max(start, date - net.span[n]);
    case CONSTRAINT.SNLT:
      return net.honorConstraints ? Math.min(start, date) : start;
    case CONSTRAINT.FNLT:
      return net.honorConstraints ? Math.min(start, date - net.span[n]) : start;
    default:
      return net.honorConstraints ? date : Math.max(start, date);
  }
}

function noteMoved(net: Network, n: number, pushed: Uint8Array): void {
  for (let at = net.firstSuccessor[n]; at < net.firstSuccessor[n + 1]; at += 1) {
    pushed[net.outTo[at]] |= PUSHED.byMovedNode;
  }
}

/** Worked ticks at an instant of the predecessor moved by a lag that counts otherwise; for links to the finish, before the span is stepped back. */
function boundByClock(net: Network, k: number, instant: number, span: number): number {
  const n = net.linkTo[k];
  const calendar = net.calendars[net.calendarOf[n]];
  if (!(net.linkType[k] & LINK.FF)) return workedAt(calendar, stepLag(net, k, instant, 1));
  return workedAt(calendar, stepLag(net, k, stepBackward(net, n, instant), 1)) + span;
}

/** Early dates of one node from those of its predecessors, whatever kind of node it is: what an edit or a levelling redoes node by node. */
export function placeNode(net: Network, n: number, into: PassMemory, lateDates?: LateDates): void {
  passNode(net, n, into, lateDates);
  const calendar = net.calendars[net.calendarOf[n]];
  into.earlyStartWorked[n] = workedAt(calendar, into.earlyStart[n]);
  into.earlyFinishWorked[n] = workedAt(calendar, into.earlyFinish[n]);
}

function passNode(net: Network, n: number, early: PassMemory, lateDates: LateDates | undefined): void {
  const flags = net.flags[n];
  if (flags & (NODE.fixed | NODE.external)) {
    early.earlyStart[n] = net.fixedStart[n];
    early.earlyFinish[n] = net.fixedFinish[n];
    early.driver[n] = DRIVER.given;
    return;
  }
  if (flags & NODE.started) {
    early.driver[n] = DRIVER.actual;
    early.earlyStart[n] = net.fixedStart[n];
    early.earlyFinish[n] = net.fixedFinish[n];
    return;
  }
  if (flags & NODE.junction && lateDates) {
    const pushedTo = latestByLinks(net, n, early, lateDates);
    handOn(n, early, lateDates, latestByLinks(net, n, early, undefined), pushedTo);
    return;
  }
  const byLinks = nextStartOf(net, n, startByLogic(net, n, early, lateDates));
  const floor = flags & NODE.floored ? nextStartOf(net, n, net.floor[n]) : -Infinity;
  if (floor > byLinks) early.driver[n] = DRIVER.constraint;
  const logic = floor > byLinks ? floor : byLinks;
  const constrained = applyConstraint(net, n, logic);
  if (constrained !== logic) early.driver[n] = DRIVER.constraint;
  const start = net.delay[n] === 0 ? constrained : nextStartOf(net, n, constrained + net.delay[n]);
  early.earlyStart[n] = start;
  const isFinishGiven = net.constraint[n] === CONSTRAINT.MFO && net.honorConstraints && net.delay[n] === 0;
  early.earlyFinish[n] = isFinishGiven
    ? net.constraintDate[n]
    : finishByLinks(net, n, stepForward(net, n, start), early, lateDates);
}

/** A link to the finish holds by the clock too: where no work lies between, the finish is not before that link's instant. */
function finishByLinks(net: Network, n: number, finish: number, early: PassMemory, lateDates: LateDates | undefined): number {
  const calendar = net.calendars[net.calendarOf[n]];
  let latest = finish;
  for (let k = net.firstPredecessor[n]; k < net.firstPredecessor[n + 1]; k += 1) {
    if (!(net.linkType[k] & LINK.FF)) continue;
    const instant = stepLag(net, k, endSeenBy(net, k, early, lateDates), 1);
    if (instant > latest && workedAt(calendar, instant) === workedAt(calendar, finish)) latest = instant;
  }
  return latest;
}

/** The end of the predecessor that link `k` begins at; of an as-late-as-possible one in the extra pass, its late end. */
function endSeenBy(net: Network, k: number, early: PassMemory, lateDates: LateDates | undefined): number {
  const from = net.linkFrom[k];
  const isStart = (net.linkType[k] & LINK.SS) !== 0;
  const isPushing = net.constraint[from] === CONSTRAINT.ALAP || (net.flags[from] & NODE.junction) !== 0;
  const usesLate = isPushing && net.constraint[net.linkTo[k]] !== CONSTRAINT.ALAP;
  if (lateDates && usesLate) return (isStart ? lateDates.lateStart : lateDates.lateFinish)[from];
  return (isStart ? early.earlyStart : early.earlyFinish)[from];
}

/** Without links a no-earlier-than date replaces the project start, even when it lies before it. */
function startByLogic(net: Network, n: number, early: PassMemory, lateDates: LateDates | undefined): number {
  if (net.firstPredecessor[n] === net.firstPredecessor[n + 1]) {
    const constraint = net.constraint[n];
    if (constraint === CONSTRAINT.SNET || constraint === CONSTRAINT.FNET) {
      early.driver[n] = DRIVER.constraint;
      return constraint === CONSTRAINT.SNET ? net.constraintDate[n] : stepBackward(net, n, net.constraintDate[n]);
    }
  }
  return latestByLinks(net, n, early, lateDates);
}

/**
 * The latest start that the links into `n` ask for; notes which link it was. A lead or a link to the finish cannot pull a
 * task before the project start; a predecessor that itself lies before it (by a constraint or an actual start) can.
 */
function latestByLinks(net: Network, n: number, early: PassMemory, lateDates: LateDates | undefined): number {
  let latest = net.firstPredecessor[n] === net.firstPredecessor[n + 1] ? net.projectStart : -Infinity;
  let driver: number = DRIVER.projectStart;
  for (let k = net.firstPredecessor[n]; k < net.firstPredecessor[n + 1]; k += 1) {
    const from = net.linkFrom[k];
    const type = net.linkType[k];
    let bound = endSeenBy(net, k, early, lateDates);
    if (type & LINK.FF) bound = stepBackward(net, n, bound);
    bound = stepLag(net, k, bound, 1);
    if (bound < net.projectStart) bound = Math.max(bound, Math.min(net.projectStart, early.earlyStart[from]));
    if (bound > latest) {
      latest = bound;
      driver = k;
    }
  }
  early.driver[n] = driver;
  return latest;
}

function applyConstraint(net: Network, n: number, start: number): number {
  const date = net.constraintDate[n];
  switch (net.constraint[n]) {
    case CONSTRAINT.SNET:
      return date > start ? nextStartOf(net, n, date) : start;
    case CONSTRAINT.FNET:
      return Math.max(start, stepBackward(net, n, date));
    case CONSTRAINT.SNLT:
      return net.honorConstraints && date < start ? nextStartOf(net, n, date) : start;
    case CONSTRAINT.FNLT:
      return net.honorConstraints ? Math.min(start, stepBackward(net, n, date)) : start;
    case CONSTRAINT.MSO:
      return net.honorConstraints || date > start ? nextStartOf(net, n, date) : start;
    case CONSTRAINT.MFO: {
      const byFinish = stepBackward(net, n, date);
      return net.honorConstraints ? byFinish : Math.max(start, byFinish);
    }
    default:
      return start;
  }
}

/** A network as records of a block: which plans can be reckoned on worked ticks alone, and with which floors, bounds and maps. */
import { addWork, finishAt, startAt, TICKS_PER_DAY, workedAt, type CalendarTable } from "../calendar-table.ts";
import { forwardPass } from "../forward-pass.ts";
import { CONSTRAINT, LINK, NODE, passMemory, type Network } from "../network.ts";
import { stepLag } from "../node-span.ts";
import { ALWAYS, KIND, LANES, LINK_KIND, NEVER } from "./block-image.ts";
import { axisMaps, type AxisMaps } from "./block-maps.ts";
import type { BlockProgram } from "./block-program.ts";
import type { BlockWriter } from "./block-writer.ts";

/** One axis: a calendar, and its worked ticks at the project's start. */
export interface Axis {
  readonly table: CalendarTable;
  readonly before: number;
}

export interface BlockNetwork {
  readonly axes: readonly Axis[];
  readonly axisOf: Int32Array;
  /** Project finishes are on the clock's axis, doubled ticks after the project's start, instead of the only calendar's. */
  readonly isByClock: boolean;
  readonly finishColumns: Int32Array;
  /** Per axis, its map to the clock; 0: none. */
  readonly toWall: readonly number[];
  readonly records: number;
  readonly terminals: readonly number[];
  readonly constantFinish: number;
  readonly project: number;
  readonly caps: number;
  readonly fromWall: number;
  readonly scratch: number;
}

/** What the records are made from. */
interface Frame {
  readonly net: Network;
  readonly program: BlockProgram;
  readonly writer: BlockWriter;
  readonly axes: readonly Axis[];
  readonly axisOf: Int32Array;
  readonly canonical: readonly number[];
  readonly isByClock: boolean;
  readonly maps: AxisMaps;
  readonly finish: Int32Array;
  readonly late: Int32Array;
}

/** A reason, in a word or two, why the plan cannot be reckoned in blocks; its runs are then scheduled one by one. */
export interface Refusal {
  readonly refused: string;
}

export function compileNetwork(net: Network, program: BlockProgram, writer: BlockWriter): BlockNetwork | Refusal {
  const refused = whyNot(net, program);
  if (refused !== undefined) return { refused };
  const { axes, axisOf, canonical } = axesOf(net);
  const isByClock = axes.length > 1 || hasOddFinish(net, axes, axisOf);
  const latest = latestInstant(net, program);
  if (latest - net.projectStart > MOST_TICKS) return { refused: "length" };
  const maps = axisMaps({ net, axes, writer, latest });
  if (!maps && (isByClock || hasClockLags(net))) return { refused: "calendars" };
  const columns = (): Int32Array => Int32Array.from({ length: net.nodeCount }, () => writer.column());
  const frame: Frame = { net, program, writer, axes, axisOf, canonical, isByClock, maps: maps ?? NO_MAPS, finish: columns(), late: columns() };
  const caps = axes.map(() => writer.column())[0];
  const records: number[] = [];
  for (let node = 0; node < net.nodeCount; node += 1) {
    const record = recordOf(frame, node, caps);
    if (!record) return { refused: "links" };
    records.push(...record);
  }
  return {
    axes,
    axisOf,
    isByClock,
    finishColumns: frame.finish,
    toWall: axes.map((_, axis) => frame.maps.toWall(axis)),
    records: writer.words(records),
    terminals: terminalsOf(frame),
    constantFinish: constantFinishOf(frame),
    project: writer.column(),
    caps,
    fromWall: writer.words(axes.map((_, axis) => (isByClock ? frame.maps.fromWall(axis) : 0))),
    scratch: [writer.column(), writer.column()][0],
  };
}

/** With one calendar and lags in its working time no map is needed, only welcome. */
const NO_MAPS: AxisMaps = { inward: () => undefined, outward: () => undefined, toWall: () => 0, fromWall: () => 0 };

/** 95 years: doubled and doubled again, positions still fit into 32 bits. */
const MOST_TICKS = 500_000_000;

const UNKNOWN_FLAGS = NODE.elapsed | NODE.junction | NODE.grouped;
const GIVEN = NODE.finished | NODE.external | NODE.fixed;

/** What only the scheduler's own passes can reckon. */
function whyNot(net: Network, program: BlockProgram): string | undefined {
  if (net.nodeCount === 0) return "no tasks";
  for (let node = 0; node < net.nodeCount; node += 1) {
    const flags = net.flags[node];
    if (flags & UNKNOWN_FLAGS) return "kind of task";
    if (net.delay[node] !== 0) return "levelling delay";
    if (flags & (NODE.finished | NODE.external)) {
      if (net.fixedStart[node] < net.projectStart) return "start before the project's";
      continue;
    }
    if (flags & NODE.milestone && program.longest[node] > 0 && hasLinkFromStart(net, node)) return "milestone with a duration";
    if (flags & NODE.driven && !hasOneDriver(net, node)) return "assignments";
    if (flags & (NODE.started | NODE.fixed) && net.fixedStart[node] < net.projectStart) return "start before the project's";
    if (flags & NODE.started && net.span[node] === 0) return "milestone under way";
    if (flags & NODE.started && !hasFittingRest(net, node)) return "work under way";
    if (flags & NODE.fixed && program.isFixed[node] === 0) return "manual task with a range";
    if (flags & NODE.fixed && !hasFittingDates(net, node)) return "manual dates";
    const { constraint } = net;
    const odd = isLimited(net, node) ? whyNoLimit(net, node, program) : constraint[node] === CONSTRAINT.ALAP ? "as late as possible" : undefined;
    if (odd !== undefined) return odd;
    const hasNoLinks = net.firstPredecessor[node] === net.firstPredecessor[node + 1];
    if (constraint[node] !== CONSTRAINT.ASAP && hasNoLinks && net.constraintDate[node] < net.projectStart) return "start before the project's";
  }
  return net.calendars.some((table) => table.weekTicks === 0) ? "calendar without work" : undefined;
}

/** Must start or finish on a date, or not after it. */
function isLimited({ constraint }: Network, node: number): boolean {
  return constraint[node] === CONSTRAINT.SNLT || constraint[node] === CONSTRAINT.FNLT || isPinned(constraint[node]);
}

/** Its late dates follow from the date alone. */
function isPinned(constraint: number): boolean {
  return constraint === CONSTRAINT.MSO || constraint === CONSTRAINT.MFO;
}

/** The date has the last word over links. */
function isCeiled(net: Network, node: number): boolean {
  return net.honorConstraints && isLimited(net, node);
}

/** Why a date that limits a node cannot be reckoned in blocks. */
function whyNoLimit(net: Network, node: number, { longest, mayVanish }: BlockProgram): string | undefined {
  const table = net.calendars[net.calendarOf[node]];
  const date = net.constraintDate[node];
  if (net.flags[node] & (NODE.started | NODE.fixed)) return "constraint on work under way";
  if (mayVanish[node] === 1 && longest[node] > 0) return "constraint on work that may vanish";
  const isByFinish = net.constraint[node] === CONSTRAINT.MFO || net.constraint[node] === CONSTRAINT.FNLT;
  const room = workedAt(table, date) - workedAt(table, net.projectStart);
  return date < net.projectStart || (isByFinish && room < longest[node]) ? "start before the project's" : undefined;
}

/** Such a milestone may start at the end of a period, which its finish does not tell. */
function hasLinkFromStart(net: Network, node: number): boolean {
  for (let at = net.firstSuccessor[node]; at < net.firstSuccessor[node + 1]; at += 1) if (net.linkType[net.outLink[at]] & LINK.SS) return true;
  return false;
}

/** All its assignments work by one calendar and none waits. */
function hasOneDriver(net: Network, node: number): boolean {
  const first = net.firstDriver[node];
  for (let k = first; k < net.firstDriver[node + 1]; k += 1) if (net.driverWaits[k] !== 0 || net.driverCalendar[k] !== net.calendarOf[node]) return false;
  return first < net.firstDriver[node + 1] && (net.flags[node] & (NODE.started | NODE.fixed)) === 0;
}

/** Overtime or several assignments can make the rest shorter or longer than the node's own. */
function hasFittingRest(net: Network, node: number): boolean {
  const table = net.calendars[net.calendarOf[node]];
  return (net.flags[node] & NODE.fixed) !== 0 || workedAt(table, net.fixedFinish[node]) - workedAt(table, net.resume[node]) === net.remaining[node];
}

function hasFittingDates(net: Network, node: number): boolean {
  const table = net.calendars[net.calendarOf[node]];
  return workedAt(table, net.fixedFinish[node]) - workedAt(table, net.fixedStart[node]) === net.span[node];
}

/** Calendars in use, equal ones as one. */
function axesOf(net: Network): { axes: Axis[]; axisOf: Int32Array; canonical: number[] } {
  const canonical = net.calendars.map((table, index) => {
    const same = net.calendars.findIndex((other) => isSameTable(table, other));
    return same < 0 ? index : same;
  });
  const used = [...new Set(Array.from(net.calendarOf, (calendar) => canonical[calendar]))];
  const axes = used.map((calendar) => ({ table: net.calendars[calendar], before: workedAt(net.calendars[calendar], net.projectStart) }));
  const axisOf = Int32Array.from(net.calendarOf, (calendar) => used.indexOf(canonical[calendar]));
  return { axes, axisOf, canonical };
}

function isSameTable(a: CalendarTable, b: CalendarTable): boolean {
  if (a === b) return true;
  if (a.firstDay !== b.firstDay || a.dayCount !== b.dayCount) return false;
  return [a.listed, a.weekBefore, a.weekAfter].every((periods, at) => {
    const other = [b.listed, b.weekBefore, b.weekAfter][at];
    return isSame(periods.from, other.from) && isSame(periods.worked, other.worked);
  });
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

/** A given finish in non-working time has no place on its calendar's axis. */
function hasOddFinish(net: Network, axes: readonly Axis[], axisOf: Int32Array): boolean {
  for (let node = 0; node < net.nodeCount; node += 1) {
    if (net.flags[node] & (GIVEN | NODE.started) && !isOnAxis(axes[axisOf[node]], net.fixedFinish[node])) return true;
  }
  return false;
}

function isOnAxis({ table }: Axis, instant: number): boolean {
  const worked = workedAt(table, instant);
  return finishAt(table, worked) === instant || startAt(table, worked) === instant;
}

function hasClockLags(net: Network): boolean {
  return net.lag.some((lag, k) => lag !== 0 && (net.lagIsElapsed[k] !== 0 || net.lagCalendar[k] !== net.calendarOf[net.linkTo[k]]));
}

/** The finish if everything takes as long as it can, and a week: how far maps must reach. */
function latestInstant(net: Network, { longest, longestLags }: BlockProgram): number {
  const most = Float64Array.from(longest, (ticks) => Math.ceil(ticks));
  const driverSpan = net.driverSpan.slice();
  for (let node = 0; node < net.nodeCount; node += 1) driverSpan.fill(most[node], net.firstDriver[node], net.firstDriver[node + 1]);
  const fixedFinish = net.fixedFinish.map((finish, node) => {
    const isUnderWay = (net.flags[node] & (NODE.started | GIVEN)) === NODE.started;
    return isUnderWay ? Math.max(finish, addWork(net.calendars[net.calendarOf[node]], net.resume[node], most[node])) : finish;
  });
  const memory = passMemory(net.nodeCount);
  forwardPass({ ...net, span: most, driverSpan, fixedFinish }, memory);
  const latest = memory.earlyFinish.reduce((found, finish) => (Number.isFinite(finish) ? Math.max(found, finish) : found), net.projectStart);
  const calendars = [...new Set(net.calendarOf)].map((calendar) => net.calendars[calendar]);
  const withLags = calendars.reduce((found, table) => Math.max(found, addWork(table, latest, Math.ceil(longestLags))), latest);
  return withLags + 7 * TICKS_PER_DAY;
}

/** Doubled worked ticks after the project's start; the lowest bit: the start of a period. */
export function positionOf({ table, before }: Axis, instant: number): number {
  const worked = workedAt(table, instant);
  return 2 * (worked - before) + (finishAt(table, worked) === instant ? 0 : 1);
}

export function instantOf({ table, before }: Axis, position: number): number {
  const worked = (position >> 1) + before;
  return position & 1 ? startAt(table, worked) : finishAt(table, worked);
}

/** Its finish is known from the beginning. */
function isGiven({ net, program }: Frame, node: number): boolean {
  return (net.flags[node] & GIVEN) !== 0 || ((net.flags[node] & NODE.started) !== 0 && program.isFixed[node] === 1);
}

function recordOf(frame: Frame, node: number, caps: number): number[] | undefined {
  const { net, program, writer, axisOf, axes, finish, late } = frame;
  const flags = net.flags[node];
  const axis = axes[axisOf[node]];
  const given = isGiven(frame, node);
  const isSpent = (flags & (NODE.finished | NODE.external)) !== 0;
  const bounds = given ? { links: [], ...NO_BOUNDS } : boundsOf(frame, node);
  const out = isSpent || isPinned(net.constraint[node]) ? [] : linksOut(frame, node);
  if (!bounds || !out) return undefined;
  if (given) for (let lane = 0; lane < LANES; lane += 1) writer.setWord(finish[node] + lane, positionOf(axis, net.fixedFinish[node]));
  const isUnderWay = !given && (flags & NODE.started) !== 0;
  const floor = isUnderWay ? positionOf(axis, net.resume[node]) : bounds.floor;
  const mayVanish = program.mayVanish[node] === 1;
  const ceiled = !given && !isSpent && isCeiled(net, node);
  const isSimple = bounds.links.every((link) => link[2] === 0) && bounds.finishFloor === NEVER && !mayVanish && !isUnderWay && !ceiled;
  const limit = isSpent ? NO_LATE_LIMIT : lateLimitOf(net, node, axis);
  const kind =
    (given ? KIND.given : 0) | (isUnderWay ? KIND.underWay : 0) | (isSpent ? KIND.spent : 0) | (mayVanish ? KIND.vanishes : 0) | (isSimple ? KIND.simple : 0) | (ceiled ? KIND.ceiled : 0) | (limit.start === ALWAYS ? 0 : KIND.startsBy);
  const inFrom = writer.words(bounds.links.flat());
  const outFrom = writer.words(out.flat());
  const isEndOfPath = net.multipleCriticalPaths && !hasUnfinishedSuccessor(net, node);
  const cap = limit.isAll ? writer.constantColumn(ALWAYS) : isEndOfPath ? finish[node] : caps + axisOf[node] * LANES;
  const ceilings = ceiled ? [bounds.startCeiling, bounds.finishCeiling] : [ALWAYS, ALWAYS];
  return [kind, inFrom, inFrom + bounds.links.length * 6, outFrom, outFrom + out.length * 6, floor, bounds.finishFloor, limit.finish, cap, program.spans[node], finish[node], late[node], ...ceilings, limit.start];
}

/** Where every path is critical on its own, a node that nobody waits for is limited by its own finish. */
function hasUnfinishedSuccessor(net: Network, node: number): boolean {
  for (let at = net.firstSuccessor[node]; at < net.firstSuccessor[node + 1]; at += 1) if (!(net.flags[net.outTo[at]] & NODE.finished)) return true;
  return false;
}

interface LateLimit {
  readonly finish: number;
  readonly start: number;
  /** Neither successors nor the project's finish limit it. */
  readonly isAll: boolean;
}

const NO_LATE_LIMIT: LateLimit = { finish: ALWAYS, start: ALWAYS, isAll: false };

/** How late constraint and deadline let a node be, in doubled worked ticks. */
function lateLimitOf(net: Network, node: number, { table, before }: Axis): LateLimit {
  const worked = (instant: number): number => (instant === Infinity ? ALWAYS : Math.min(ALWAYS, 2 * (workedAt(table, instant) - before)));
  const constraint = net.flags[node] & GIVEN ? CONSTRAINT.ASAP : net.constraint[node];
  const isAll = isPinned(constraint);
  const deadline = isAll && net.honorConstraints ? ALWAYS : worked(net.deadline[node]);
  const date = constraint === CONSTRAINT.ASAP ? ALWAYS : worked(net.constraintDate[node]);
  const isByFinish = constraint === CONSTRAINT.MFO || constraint === CONSTRAINT.FNLT;
  const isByStart = constraint === CONSTRAINT.MSO || constraint === CONSTRAINT.SNLT;
  return { finish: isByFinish ? Math.min(date, deadline) : deadline, start: isByStart ? date : ALWAYS, isAll };
}

type LinkRecord = readonly [number, number, number, number, number, number];

interface Bounds {
  readonly links: LinkRecord[];
  floor: number;
  finishFloor: number;
  startCeiling: number;
  finishCeiling: number;
}

const NO_BOUNDS = { floor: NEVER, finishFloor: NEVER, startCeiling: ALWAYS, finishCeiling: ALWAYS } as const;

/** What stands before a node: floors from the project's start, constraints and given dates, and links. */
function boundsOf(frame: Frame, node: number): Bounds | undefined {
  const { net, program, axes, axisOf } = frame;
  const axis = axes[axisOf[node]];
  const isPoint = program.longest[node] === 0;
  const isBare = (net.flags[node] & NODE.bare) !== 0;
  const isMilestone = (net.flags[node] & NODE.milestone) !== 0;
  if (net.flags[node] & NODE.started) return { links: [], ...NO_BOUNDS };
  const found: Bounds = { links: [], ...NO_BOUNDS, floor: placeOfStart(axis, net.projectStart, isMilestone) };
  if (net.constraint[node] === CONSTRAINT.SNET) found.floor = Math.max(found.floor, placeOfStart(axis, net.constraintDate[node], isMilestone));
  if (net.flags[node] & NODE.floored) found.floor = Math.max(found.floor, placeOfStart(axis, net.floor[node], isMilestone));
  if (net.constraint[node] === CONSTRAINT.FNET) found.finishFloor = positionOf(axis, net.constraintDate[node]) & (isPoint ? -1 : -2);
  if (isLimited(net, node) && !limitByDate(frame, node, found)) return undefined;
  const isWished = net.constraint[node] !== CONSTRAINT.ASAP;
  if ((isBare || (isPoint && (net.constraint[node] === CONSTRAINT.FNET || isLimited(net, node)))) && ((isWished && !isOnAxis(axis, net.constraintDate[node])) || !isOnAxis(axis, net.projectStart))) return undefined;
  const isPulledForward = net.constraint[node] === CONSTRAINT.FNET && net.firstPredecessor[node] === net.firstPredecessor[node + 1];
  if (isPulledForward && workedAt(axis.table, net.constraintDate[node]) - axis.before < program.longest[node]) return undefined;
  if (isBare && net.flags[node] & NODE.floored && !isOnAxis(axis, net.floor[node])) return undefined;
  for (let k = net.firstPredecessor[node]; k < net.firstPredecessor[node + 1]; k += 1) {
    const from = net.linkFrom[k];
    const isStart = (net.linkType[k] & LINK.SS) !== 0;
    if (isGiven(frame, from) || (isStart && (net.flags[from] & NODE.started) !== 0)) {
      if (!boundByDate(frame, k, isStart ? net.fixedStart[from] : net.fixedFinish[from], found)) return undefined;
      continue;
    }
    const link = linkIn(frame, k, isBare);
    if (!link) return undefined;
    found.links.push(link);
  }
  return found;
}

/** Floors and ceilings from a date that a node must keep; false where its links or the date itself ask for the clock. */
function limitByDate({ net, program, axes, axisOf }: Frame, node: number, into: Bounds): boolean {
  const axis = axes[axisOf[node]];
  const date = net.constraintDate[node];
  const [isMilestone, isPoint] = [(net.flags[node] & NODE.milestone) !== 0, program.longest[node] === 0];
  for (let k = net.firstPredecessor[node]; net.honorConstraints && k < net.firstPredecessor[node + 1]; k += 1) if (net.linkType[k] & LINK.FF) return false;
  const [start, finish] = [placeOfStart(axis, date, isMilestone), positionOf(axis, date)];
  const isExact = net.honorConstraints && net.constraint[node] === CONSTRAINT.MFO;
  if (isExact && !isOnAxis(axis, date)) return false;
  if (net.constraint[node] === CONSTRAINT.MSO) into.floor = Math.max(into.floor, start);
  if (net.constraint[node] === CONSTRAINT.MFO) into.finishFloor = isExact || isPoint ? finish : finish & -2;
  if (net.constraint[node] === CONSTRAINT.MSO || net.constraint[node] === CONSTRAINT.SNLT) into.startCeiling = Math.min(ALWAYS, start);
  else into.finishCeiling = Math.min(ALWAYS, isExact || isPoint ? finish : finish & -2);
  return true;
}

function placeOfStart(axis: Axis, instant: number, isMilestone: boolean): number {
  const position = positionOf(axis, instant);
  return isMilestone ? position : position | 1;
}

/** A link from a date that no run changes. */
function boundByDate({ net, program, axes, axisOf }: Frame, k: number, date: number, into: Bounds): boolean {
  const to = net.linkTo[k];
  const axis = axes[axisOf[to]];
  const isOwnLag = net.lag[k] === 0 || (net.lagIsElapsed[k] === 0 && net.lagCalendar[k] === net.calendarOf[to]);
  const instant = stepLag(net, k, date, 1);
  if (program.lags.has(k)) return false;
  if (net.linkType[k] & LINK.FF) {
    if (!isOwnLag || !isOnAxis(axis, instant)) return false;
    into.finishFloor = Math.max(into.finishFloor, positionOf(axis, instant));
    return true;
  }
  if (net.flags[to] & NODE.bare && !isOnAxis(axis, instant)) return false;
  into.floor = Math.max(into.floor, positionOf(axis, instant));
  return true;
}

function linkIn(frame: Frame, k: number, isBare: boolean): LinkRecord | undefined {
  const { net, program, axisOf, finish, maps } = frame;
  const [from, to] = [net.linkFrom[k], net.linkTo[k]];
  const lag = net.lag[k];
  const isFromPoint = program.longest[from] === 0;
  const isStart = (net.linkType[k] & LINK.SS) !== 0 && !isFromPoint;
  const kind = (net.linkType[k] & LINK.FF ? LINK_KIND.toFinish : 0) | (isStart ? LINK_KIND.fromStart : 0);
  const columns = [finish[from], program.spans[from]] as const;
  const lagColumn = program.lags.get(k);
  if (axisOf[from] === axisOf[to] && hasOwnLag(frame, k)) {
    if (lagColumn !== undefined) return [...columns, kind | LINK_KIND.drawnLag, 0, 0, lagColumn];
    const form = lag === 0 ? (isStart ? 1 : 0) : lag > 0 ? 0 : 1;
    return [...columns, kind, lag === 0 ? -1 : -2, 2 * lag + form, 0];
  }
  if (kind & LINK_KIND.toFinish || lagColumn !== undefined || isBare) return undefined;
  const map = maps.inward(k, axisOf[from], axisOf[to]);
  return map === undefined ? undefined : [...columns, kind | LINK_KIND.mapped, 0, isStart ? 1 : 0, map];
}

/** The lag is measured in the successor's own working time. */
function hasOwnLag({ net, canonical, program }: Frame, k: number): boolean {
  if (net.lag[k] === 0 && !program.lags.has(k)) return true;
  return net.lagIsElapsed[k] === 0 && canonical[net.lagCalendar[k]] === canonical[net.calendarOf[net.linkTo[k]]];
}

/** The links by which successors limit a node's late finish; undefined where a successor limits it by other rules than its late dates. */
function linksOut(frame: Frame, node: number): LinkRecord[] | undefined {
  const { net, program, axisOf, late, maps } = frame;
  const found: LinkRecord[] = [];
  for (let at = net.firstSuccessor[node]; at < net.firstSuccessor[node + 1]; at += 1) {
    const k = net.outLink[at];
    const to = net.linkTo[k];
    if (net.flags[to] & NODE.finished) continue;
    if (net.flags[to] & (NODE.started | NODE.external)) return undefined;
    const isStart = (net.linkType[k] & LINK.SS) !== 0;
    if (isStart && net.flags[node] & NODE.started) {
      if (net.linkType[k] === LINK.SS) continue;
      return undefined;
    }
    if (net.flags[node] & NODE.fixed && isStart) return undefined;
    const kind = net.linkType[k];
    const columns = [late[to], program.spans[to]] as const;
    const lagColumn = program.lags.get(k);
    if (axisOf[node] === axisOf[to] && hasOwnLag(frame, k)) {
      found.push(lagColumn === undefined ? [...columns, kind, 0, 2 * net.lag[k], 0] : [...columns, kind | LINK_KIND.drawnLag, 0, 0, lagColumn]);
      continue;
    }
    const isPoint = program.longest[to] === 0;
    if (isPoint && net.linkType[k] === LINK.FS && net.lag[k] === 0 && isLast(net, to)) continue;
    if (isPoint && (isLimited(net, to) || !isHeldByWork(frame, to))) return undefined;
    const map = kind & LINK.FF || lagColumn !== undefined ? undefined : maps.outward(k, axisOf[to], axisOf[node]);
    if (map === undefined) return undefined;
    found.push([...columns, kind | LINK_KIND.mapped, 0, 0, map]);
  }
  return found;
}

/** A milestone at the end of all may be as late as the project's finish: so may what comes right before it. */
function isLast(net: Network, node: number): boolean {
  return net.firstSuccessor[node] === net.firstSuccessor[node + 1] && net.deadline[node] === Infinity && !isLimited(net, node) && !net.multipleCriticalPaths;
}

/** Work that follows a milestone keeps its late date before the project's finish, hence at the end of a period. */
function isHeldByWork({ net, program }: Frame, node: number): boolean {
  for (let at = net.firstSuccessor[node]; at < net.firstSuccessor[node + 1]; at += 1) {
    const to = net.outTo[at];
    if (net.linkType[net.outLink[at]] === LINK.FS && net.lag[net.outLink[at]] >= 0 && program.mayVanish[to] === 0) return true;
  }
  return false;
}

/** Finish columns of the nodes that nothing is sure to outlast, each with the map to the clock's axis (0: none). */
function terminalsOf(frame: Frame): number[] {
  const { net, program, finish, axisOf, isByClock, maps } = frame;
  const found: number[] = [];
  for (let node = 0; node < net.nodeCount; node += 1) {
    if (isGiven(frame, node)) continue;
    let isOutlasted = false;
    for (let at = net.firstSuccessor[node]; at < net.firstSuccessor[node + 1] && !isOutlasted; at += 1) {
      const k = net.outLink[at];
      const followsLinks = (net.flags[net.linkTo[k]] & (GIVEN | NODE.started)) === 0 && !isCeiled(net, net.linkTo[k]);
      isOutlasted = followsLinks && (net.linkType[k] & LINK.SS) === 0 && net.lag[k] >= 0 && !program.lags.has(k);
    }
    if (!isOutlasted) found.push(finish[node], isByClock ? maps.toWall(axisOf[node]) : 0);
  }
  return found;
}

function constantFinishOf(frame: Frame): number {
  const { net, axes, axisOf, isByClock } = frame;
  let latest = NEVER;
  for (let node = 0; node < net.nodeCount; node += 1) {
    if (!isGiven(frame, node)) continue;
    const instant = net.fixedFinish[node];
    latest = Math.max(latest, isByClock ? 2 * (instant - net.projectStart) : positionOf(axes[axisOf[node]], instant));
  }
  return latest;
}

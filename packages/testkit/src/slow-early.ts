/** The forward pass of the specification scheduler: early dates, predecessors first (domain A3, A4). */
import { after, before, startFrom, type Dates, type Leaf } from "./slow-leaf.ts";
import type { LeafLink } from "./slow-links.ts";
import { linksInto, mustHave, withLag, type Network } from "./slow-network.ts";
import { workBetween } from "./slow-working-time.ts";

type DatesById = ReadonlyMap<string, Dates>;

/** What early dates follow from. */
interface Seen {
  readonly early: DatesById;
  /** In the extra pass the late dates, for successors of what is as late as possible; else empty. */
  readonly late: DatesById;
}

/** Early dates in order; `late` holds, in the extra pass, the dates of as late as possible tasks for their successors. */
export function earlyDates(network: Network, late: DatesById): ReadonlyMap<string, Dates> {
  const early = new Map<string, Dates>();
  for (const [id, leaf] of network.leaves) early.set(id, network.fixed.get(id) ?? placed(network, leaf, { early, late }));
  return early;
}

function placed(network: Network, leaf: Leaf, seen: Seen): Dates {
  const logic = Math.max(startFrom(leaf, startByLogic(network, leaf, seen)), startBySummaries(leaf));
  const constrained = constrainedStart(network, leaf, logic);
  const start = leaf.delay === 0 ? constrained : startFrom(leaf, constrained + leaf.delay);
  const date = dateOf(leaf, "MFO");
  if (date !== undefined && network.settings.honorConstraints && leaf.delay === 0) return { start, finish: date };
  return { start, finish: finishByLinks(network, leaf, after(leaf, start), seen) };
}

/** A link to the finish holds by the clock too: no work lies between, but the finish is not before the link's instant (observed in plans stored by MS Project). */
function finishByLinks(network: Network, leaf: Leaf, finish: number, seen: Seen): number {
  const instants = linksInto(network, leaf.task.id).flatMap((link) => {
    const theirs = predecessorDates(network, leaf, link, seen);
    if (link.type === "FF") return withLag(network, link, theirs.finish, 1);
    return link.type === "SF" ? withLag(network, link, theirs.start, 1) : [];
  });
  return Math.max(finish, ...instants.filter((instant) => workBetween(leaf.calendar, finish, instant) === 0));
}

/** The earliest start that the summaries above allow. */
function startBySummaries(leaf: Leaf): number {
  return leaf.floor === -Infinity ? -Infinity : startFrom(leaf, leaf.floor);
}

/** The constraint date if the task has this constraint. */
function dateOf({ constraint, constraintDate }: Leaf, type: Leaf["constraint"]): number | undefined {
  return constraint === type ? constraintDate : undefined;
}

/**
 * The latest start that links ask for. No lead and no link to the finish pulls a task before the project start; only a
 * predecessor that itself lies there does. Without links the project start, or a no-earlier-than date even before it.
 */
function startByLogic(network: Network, leaf: Leaf, seen: Seen): number {
  const links = linksInto(network, leaf.task.id);
  if (links.length === 0) {
    const finishNoEarlier = dateOf(leaf, "FNET");
    return dateOf(leaf, "SNET") ?? (finishNoEarlier === undefined ? network.start : before(leaf, finishNoEarlier));
  }
  return Math.max(...links.map((link) => clippedBound(network, leaf, link, seen)));
}

function clippedBound(network: Network, leaf: Leaf, link: LeafLink, seen: Seen): number {
  const bound = startBound(network, leaf, link, predecessorDates(network, leaf, link, seen));
  return Math.max(bound, Math.min(network.start, mustHave(seen.early, link.from).start));
}

/** The links that each alone give the task its start; none where a constraint, an actual or a given date does. */
export function drivingLinks(network: Network, leaf: Leaf, seen: Seen): readonly string[] {
  if (network.fixed.has(leaf.task.id)) return [];
  const logic = startFrom(leaf, startByLogic(network, leaf, seen));
  if (startBySummaries(leaf) > logic || constrainedStart(network, leaf, logic) !== logic) return [];
  return linksInto(network, leaf.task.id)
    .filter((link) => startFrom(leaf, clippedBound(network, leaf, link, seen)) === logic)
    .map((link) => link.link.id);
}

/** An as late as possible predecessor pushes in the extra pass, from its late dates, all but others of its kind. */
function predecessorDates(network: Network, leaf: Leaf, link: LeafLink, { early, late }: Seen): Dates {
  const isLate = mustHave(network.leaves, link.from).constraint === "ALAP" && leaf.constraint !== "ALAP";
  return (isLate ? late.get(link.from) : undefined) ?? mustHave(early, link.from);
}

/** The start that one link asks for; a link to the finish steps the successor's work back first, then adds the lag. */
function startBound(network: Network, leaf: Leaf, link: LeafLink, predecessor: Dates): number {
  switch (link.type) {
    case "FS":
      return withLag(network, link, predecessor.finish, 1);
    case "SS":
      return withLag(network, link, predecessor.start, 1);
    case "FF":
      return withLag(network, link, before(leaf, predecessor.finish), 1);
    case "SF":
      return withLag(network, link, before(leaf, predecessor.start), 1);
  }
}

/** Domain A4, the column "forward". */
function constrainedStart({ settings: { honorConstraints } }: Network, leaf: Leaf, logic: number): number {
  const { constraint, constraintDate: date } = leaf;
  if (date === undefined) return logic;
  switch (constraint) {
    case "SNET":
      return date > logic ? startFrom(leaf, date) : logic;
    case "FNET":
      return Math.max(logic, before(leaf, date));
    case "SNLT":
      return honorConstraints && date < logic ? startFrom(leaf, date) : logic;
    case "FNLT":
      return honorConstraints ? Math.min(logic, before(leaf, date)) : logic;
    case "MSO":
      return honorConstraints || date > logic ? startFrom(leaf, date) : logic;
    case "MFO":
      return honorConstraints ? before(leaf, date) : Math.max(logic, before(leaf, date));
    default:
      return logic;
  }
}

/** Concurrent delay: causes side by side, of which none alone gives the days back. Both are reported, nothing is apportioned (domain D7). */
import { settingsOf, type Project } from "../model/project.ts";
import { schedule } from "../schedule/compute.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { workedMinutesBetween } from "../schedule/worked-time.ts";
import { changesBetween, type PlanChange } from "./plan-changes.ts";

export interface ConcurrentCause {
  readonly taskId: string;
  /** Working days by which the finish would have moved with this cause alone. */
  readonly aloneDays: number;
  /** Working days that come back if this cause alone had not been. */
  readonly backDays: number;
}

export interface ConcurrentDelays {
  readonly causes: readonly ConcurrentCause[];
  /** Working days that come back only if none of them had been. */
  readonly onlyTogetherDays: number;
}

/** Tasks whose changes are tried by themselves; those that moved most come first. */
const MOST_TRIED = 40;
/** Causes that are compared in pairs. */
const MOST_PAIRED = 10;
const LEAST_DAYS = 1e-6;

/** What changed about one task. */
interface Suspect {
  readonly taskId: string;
  readonly changes: ReadonlySet<PlanChange>;
}

interface Tried extends Suspect, ConcurrentCause {}

/** Both plans speak the same ids; days are counted in the calendar of `countedIn`. */
export function concurrentDelays(before: Project, after: Project, countedIn: Project): readonly ConcurrentDelays[] {
  const [was, is] = [schedule(before).schedule, schedule(after).schedule];
  const changes = changesBetween(before, after, is);
  const perDay = settingsOf(countedIn).minutesPerDay;
  const finishOf = (plan: Project): number => workedMinutesBetween(countedIn, undefined, was.finish, schedule(plan).schedule.finish) / perDay;
  const candidates = suspectsOf(changes, was, is);
  const isTheirs = new Set(candidates.flatMap((candidate) => [...candidate.changes]));
  const theirs = changes.filter((change) => isTheirs.has(change));
  // What no candidate did is taken once: thousands of changes would be taken anew for each trial.
  const base = taken(before, changes.filter((change) => !isTheirs.has(change)));
  const whole = finishOf(taken(base, theirs));
  const backWithout = (gone: readonly Suspect[]): number => whole - finishOf(taken(base, theirs.filter((change) => !gone.some((suspect) => suspect.changes.has(change)))));

  const tried = candidates.flatMap((suspect): Tried[] => {
    const aloneDays = finishOf(taken(before, [...suspect.changes]));
    return aloneDays > LEAST_DAYS ? [{ ...suspect, aloneDays, backDays: backWithout([suspect]) }] : [];
  });
  // A cause that gives back all that it costs alone has nothing beside it.
  const suspects = tried.filter(({ aloneDays, backDays }) => backDays < aloneDays - LEAST_DAYS).sort((a, b) => b.aloneDays - a.aloneDays).slice(0, MOST_PAIRED);
  return groupsOf(suspects, backWithout);
}

function taken(plan: Project, changes: readonly PlanChange[]): Project {
  return changes.reduce((from, change) => change.take(from), plan);
}

/** Tasks that changed and moved later, or came anew, those that moved most first. */
function suspectsOf(changes: readonly PlanChange[], was: Schedule, is: Schedule): readonly Suspect[] {
  const byTask = new Map<string, PlanChange[]>();
  for (const change of changes) {
    if (change.taskId === undefined) continue;
    const list = byTask.get(change.taskId);
    if (list) list.push(change);
    else byTask.set(change.taskId, [change]);
  }
  const movedBy = (taskId: string): number => (is.of(taskId)?.finish ?? 0) - (was.of(taskId)?.finish ?? 0);
  return [...byTask]
    .flatMap(([taskId, own]) => (movedBy(taskId) > 0 ? [{ taskId, changes: new Set(own), moved: movedBy(taskId) }] : []))
    .sort((a, b) => b.moved - a.moved)
    .slice(0, MOST_TRIED);
}

/** Causes belong together where taking both away gives back more than taking each; three and more side by side only show all at once. */
function groupsOf(suspects: readonly Tried[], backWithout: (gone: readonly Suspect[]) => number): readonly ConcurrentDelays[] {
  const surplus = (group: readonly Tried[]): number => backWithout(group) - group.reduce((sum, { backDays }) => sum + backDays, 0);
  const groups: Tried[][] = suspects.map((one) => [one]);
  for (const [at, one] of suspects.entries()) {
    for (const other of suspects.slice(at + 1)) {
      const [mine, theirs] = [groups.find((group) => group.includes(one)), groups.find((group) => group.includes(other))];
      if (!mine || !theirs || mine === theirs || surplus([one, other]) <= LEAST_DAYS) continue;
      mine.push(...theirs);
      groups.splice(groups.indexOf(theirs), 1);
    }
  }
  const rest = groups.filter((group) => group.length === 1).flat();
  const found = [...groups.filter((group) => group.length > 1), ...(rest.length > 2 ? [rest] : [])];
  return found.flatMap((group): ConcurrentDelays[] => {
    const onlyTogetherDays = rounded(surplus(group));
    return onlyTogetherDays > LEAST_DAYS ? [{ onlyTogetherDays, causes: group.map(({ taskId, aloneDays, backDays }) => ({ taskId, aloneDays: rounded(aloneDays), backDays: rounded(backDays) })) }] : [];
  });
}

function rounded(days: number): number {
  return Math.round(days * 1000) / 1000;
}

/** Two people editing at once: which of my edits somebody else has made differently since the revision that I saw. */
import { unreachable } from "../base/assert.ts";
import type { KindedRecord, Project } from "../model/project.ts";
import { isRegisterItem, registerTitle } from "../model/registers.ts";
import type { Assignment, Kind, Link } from "../model/records.ts";
import type { Change } from "./change.ts";
import { fieldLabel, isDerivedField, leadingFields, leadingTaskFields } from "./field-labels.ts";
import { differingFields, fieldOf, isSame } from "./same-value.ts";

/** Plain data for the wire: both values, and who set the other one. */
export interface FieldConflict {
  readonly kind: Kind;
  readonly id: string;
  /** The record's field; "record" where one side removed the whole record or both settled one link differently. */
  readonly field: string;
  /** For people: "duration of “Pilot”". */
  readonly label: string;
  /** The value at the revision that I saw, theirs and mine; absent where there was none. */
  readonly base?: unknown;
  readonly theirs?: unknown;
  readonly mine?: unknown;
  readonly actor: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly at: number;
}

/** A change that was stored after the revision that I saw. */
export interface LaterChange {
  readonly change: Change;
  readonly actor: string;
  readonly at: number;
}

/**
 * Conflicts of my change (decided on the current project) with the changes since, oldest first. Both setting one value
 * is none, and other fields merge. `project`, where given, names the tasks that links join.
 *
 * I set a duration to 4 d that somebody set from 3 d to 5 d at 14:02: one conflict, base 3 d, theirs 5 d, mine 4 d.
 */
export function conflictsOf(mine: Change, since: readonly LaterChange[], project?: Project): FieldConflict[] {
  const edits = editsSince(since);
  const found = [...updateConflicts(mine, edits, project), ...removalConflicts(mine, edits, project), ...linkConflicts(mine, since, project)];
  const taskOf = tasksOfAssignments(mine);
  return found.filter((conflict) => !followsAnother(conflict, found) && !followsTask(conflict, found, taskOf));
}

interface Edit {
  readonly base: unknown;
  readonly theirs: unknown;
  readonly actor: string;
  readonly at: number;
}

interface RecordEdits {
  /** By field name: what the first change found there and the last one left. */
  readonly fields: Map<string, Edit>;
  /** The record as the last change left it; absent once removed. */
  latest: KindedRecord["record"] | undefined;
  removed: Edit | undefined;
  /** Where the record did not exist when I looked. */
  added: Edit | undefined;
}

const keyOf = (kind: Kind, id: string): string => `${kind} ${id}`;

function editsSince(since: readonly LaterChange[]): ReadonlyMap<string, RecordEdits> {
  const edits = new Map<string, RecordEdits>();
  const editsOf = (kind: Kind, id: string): RecordEdits => {
    const known = edits.get(keyOf(kind, id)) ?? { fields: new Map(), latest: undefined, removed: undefined, added: undefined };
    edits.set(keyOf(kind, id), known);
    return known;
  };
  for (const { change, actor, at } of since) {
    for (const { kind, before, after } of change.updated) {
      const record = editsOf(kind, after.id);
      record.latest = after;
      for (const field of differingFields(before, after)) {
        const first = record.fields.get(field);
        record.fields.set(field, { base: first ? first.base : fieldOf(before, field), theirs: fieldOf(after, field), actor, at });
      }
    }
    for (const { kind, record } of change.removed) editsOf(kind, record.id).removed = { base: record, theirs: undefined, actor, at };
    for (const { kind, record } of change.added) {
      const own = editsOf(kind, record.id);
      own.removed = undefined;
      own.added = { base: undefined, theirs: record, actor, at };
    }
  }
  return edits;
}

function updateConflicts(mine: Change, edits: ReadonlyMap<string, RecordEdits>, project: Project | undefined): FieldConflict[] {
  return mine.updated.flatMap(({ kind, before, after }) => {
    const theirs = edits.get(keyOf(kind, after.id));
    if (!theirs || kind === "link") return [];
    if (theirs.removed) return [conflict({ kind, record: before, project }, "record", theirs.removed, after)];
    return differingFields(before, after).flatMap((field) => {
      const edit = theirs.fields.get(field);
      const value = fieldOf(after, field);
      const isSettled = !edit || isDerivedField(kind, field, after) || isSame(edit.theirs, edit.base) || takesOver(value, edit);
      return isSettled ? [] : [conflict({ kind, record: before, project }, field, edit, value)];
    });
  });
}

/** Whether my value is theirs, or a longer list: both of us only added to it. */
function takesOver(mine: unknown, { base, theirs }: Edit): boolean {
  if (isSame(mine, theirs)) return true;
  if (!Array.isArray(mine) || !Array.isArray(theirs) || !Array.isArray(base)) return false;
  return mine.length > theirs.length && theirs.length > base.length && holdsAll(mine, theirs) && holdsAll(theirs, base);
}

function holdsAll(list: readonly unknown[], items: readonly unknown[]): boolean {
  return items.every((item) => list.some((own) => isSame(own, item)));
}

/** I delete what somebody has edited since: their edit must not vanish unseen. What hangs on a task goes with it. */
function removalConflicts(mine: Change, edits: ReadonlyMap<string, RecordEdits>, project: Project | undefined): FieldConflict[] {
  const removedTasks = new Set(mine.removed.flatMap((item) => (item.kind === "task" ? [item.record.id] : [])));
  return mine.removed.flatMap((item) => {
    const { kind, record } = item;
    const theirs = edits.get(keyOf(kind, record.id));
    const goesWithTask = item.kind === "link" || (item.kind === "assignment" && removedTasks.has(item.record.taskId));
    if (!theirs || theirs.removed || goesWithTask) return [];
    if (item.kind === "assignment" && theirs.added) return [conflict({ kind, record, project }, "record", theirs.added, undefined)];
    if (!theirs.latest) return [];
    const [edit] = [...theirs.fields].filter(([field, one]) => !isDerivedField(kind, field, record) && !isSame(one.base, one.theirs)).map(([, one]) => one);
    return edit ? [conflict({ kind, record, project }, "record", { ...edit, base: record, theirs: theirs.latest }, undefined)] : [];
  });
}

/** The two settled the link between one pair of tasks differently: joined or parted, type or lag. */
function linkConflicts(mine: Change, since: readonly LaterChange[], project: Project | undefined): FieldConflict[] {
  const theirs = new Map<string, Edit>();
  for (const { change, actor, at } of since) {
    for (const { pair, before, after } of linkSteps(change)) {
      const first = theirs.get(pair);
      theirs.set(pair, { base: first ? first.base : before, theirs: after, actor, at });
    }
  }
  const removedTasks = new Set(mine.removed.filter((item) => item.kind === "task").map((item) => item.record.id));
  return linkSteps(mine).flatMap(({ pair, before, after }) => {
    const edit = theirs.get(pair);
    const link = after ?? before;
    const isSettled = !edit || !link || isSameLink(edit.theirs, after) || isSameLink(edit.theirs, edit.base);
    if (isSettled || removedTasks.has(link.predecessorId) || removedTasks.has(link.successorId)) return [];
    return [conflictAt("link", link.id, "record", linkLabel(link, project), edit, after)];
  });
}

interface LinkStep {
  readonly pair: string;
  readonly before: Link | undefined;
  readonly after: Link | undefined;
}

/** What a change does to the link of each pair of tasks it touches. */
function linkSteps(change: Change): LinkStep[] {
  const steps = new Map<string, LinkStep>();
  const note = (link: Link, side: "before" | "after"): void => {
    const pair = keyOf("link", `${link.predecessorId} ${link.successorId}`);
    steps.set(pair, { ...(steps.get(pair) ?? { pair, before: undefined, after: undefined }), [side]: link });
  };
  for (const item of change.removed) if (item.kind === "link") note(item.record, "before");
  for (const item of change.updated) {
    if ("predecessorId" in item.before) note(item.before, "before");
    if ("predecessorId" in item.after) note(item.after, "after");
  }
  for (const item of change.added) if (item.kind === "link") note(item.record, "after");
  return [...steps.values()];
}

/** Whether two links between one pair say the same, whatever their ids. */
function isSameLink(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  return differingFields(a, b).every((field) => field === "id");
}

/** A field set along with another needs no word of its own where that other one is in conflict too. */
function followsAnother(one: FieldConflict, all: readonly FieldConflict[]): boolean {
  const leaders = leadingFields(one.kind, one.field);
  return leaders.length > 0 && all.some((other) => other.kind === one.kind && other.id === one.id && leaders.includes(other.field));
}

/** The task of every assignment that I change. */
function tasksOfAssignments(mine: Change): ReadonlyMap<string, string> {
  return new Map(mine.updated.flatMap(({ kind, after }) => (kind === "assignment" && "taskId" in after && "units" in after ? [[after.id, after.taskId] as const] : [])));
}

/** Work follows duration and progress of its task, so a conflict there speaks for it too. */
function followsTask(one: FieldConflict, all: readonly FieldConflict[], taskOf: ReadonlyMap<string, string>): boolean {
  if (one.kind !== "assignment") return false;
  const leaders = leadingTaskFields(one.field);
  return all.some((other) => other.kind === "task" && other.id === taskOf.get(one.id) && leaders.includes(other.field));
}

/** A record in conflict; `project`, where given, has the names of what it joins. */
interface Disputed {
  readonly kind: Kind;
  readonly record: KindedRecord["record"];
  readonly project: Project | undefined;
}

function conflict({ kind, record, project }: Disputed, field: string, edit: Edit, mine: unknown): FieldConflict {
  const name = nameOf({ kind, record } as KindedRecord, project);
  const label = field === "record" ? name : kind === "settings" ? fieldLabel(kind, field) : `${fieldLabel(kind, field)} of ${name}`;
  return conflictAt(kind, record.id, field, label, edit, mine);
}

function conflictAt(kind: Kind, id: string, field: string, label: string, edit: Edit, mine: unknown): FieldConflict {
  const values = Object.fromEntries(Object.entries({ base: edit.base, theirs: edit.theirs, mine }).filter(([, value]) => value !== undefined));
  return { kind, id, field, label, ...values, actor: edit.actor, at: edit.at };
}

function nameOf(item: KindedRecord, project: Project | undefined): string {
  if (isRegisterItem(item)) return `“${registerTitle(item)}”`;
  switch (item.kind) {
    case "task":
    case "calendar":
    case "resource":
      return `“${item.record.name}”`;
    case "assignment":
      return assignmentName(item.record, project);
    case "baseline":
      return `baseline ${item.record.number}`;
    case "taskBaseline":
      return `what baseline ${item.record.number} holds of ${taskName(item.record.taskId, project)}`;
    case "link":
      return "a link";
    case "settings":
      return "the project's settings";
    case "statusReport":
      return `status report ${item.record.number}`;
    case "keptSource":
      return "an imported record";
    default:
      return unreachable(item);
  }
}

/** “Rita” on “Pilot”. */
function assignmentName({ resourceId, taskId }: Assignment, project: Project | undefined): string {
  const who = resourceId === undefined ? undefined : project?.records.resource.get(resourceId)?.name;
  return who === undefined ? "an assignment" : `“${who}” on ${taskName(taskId, project)}`;
}

function taskName(taskId: string, project: Project | undefined): string {
  const name = project?.records.task.get(taskId)?.name;
  return name === undefined ? "a task" : `“${name}”`;
}

function linkLabel(link: Link, project: Project | undefined): string {
  const successor = project?.records.task.get(link.successorId)?.name;
  return successor === undefined ? "predecessors" : `predecessors of “${successor}”`;
}

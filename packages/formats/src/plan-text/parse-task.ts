/** Parses a task line: label, name, duration, and the clauses that follow in any order. */
import type { DurationScale } from "@leadline/engine/time/duration-text.ts";
import { dateOf, fault, peek, shareOf, shownToken, take, takeComma, takeDate, takeDuration, takeName, takeWords, type Cursor } from "./cursor.ts";
import { CONSTRAINT_WORDS, type AssignmentText, type PredecessorText, type TaskClauses, type TaskStatement } from "./statements.ts";

export const LABEL = /^[\p{L}\p{N}_][\p{L}\p{N}_.]*$/u;

/** `C "Configure VLANs" 2/5/9d after A SS+1d, B FS-50% by "Engineer"[50%]`; label and duration may be missing. */
export function parseTask(cursor: Cursor, scale: DurationScale): TaskStatement | undefined {
  const first = peek(cursor);
  const label = first?.kind === "word" ? take(cursor)?.value : undefined;
  if (label !== undefined && !LABEL.test(label)) {
    return fault(cursor, `“${label}” is not a label; a label is made of letters, digits, _ and dots, and a task's name stands in quotes after it.`, first);
  }
  const name = peek(cursor);
  if (!first || name?.kind !== "text") {
    return fault(cursor, `After the label “${label ?? ""}” must stand the task's name in quotes, but ${shownToken(name)}.`, name);
  }
  take(cursor);
  if (name.value.length > 1000) return fault(cursor, "This name is longer than 1000 characters.", name);
  const next = peek(cursor);
  const duration = next?.kind === "word" && !isClauseWord(next.value) ? takeDuration(cursor, scale, isClauseWord) : undefined;
  const clauses = parseClauses(cursor, scale);
  return {
    line: cursor.source.line,
    column: first.column,
    indent: cursor.source.indent,
    ...(label === undefined ? {} : { label }),
    name: name.value,
    ...(duration ? { duration } : {}),
    clauses,
  };
}

interface Clause {
  /** Words of one group exclude each other. */
  readonly group: string;
  readonly parse: (cursor: Cursor, scale: DurationScale) => TaskClauses | undefined;
}

const CLAUSES: ReadonlyMap<string, Clause> = new Map<string, Clause>([
  ["after", { group: "after", parse: (cursor) => ({ after: parseAfter(cursor) }) }],
  ["by", { group: "by", parse: (cursor, scale) => ({ by: parseBy(cursor, scale) }) }],
  ...CONSTRAINT_WORDS.map(({ word, type, side }): [string, Clause] => [
    word,
    { group: "constraint", parse: (cursor) => withValue(side ? takeDate(cursor) : null, (date) => ({ constraint: date ? { type, date } : { type } })) },
  ]),
  ["deadline", { group: "deadline", parse: (cursor) => withValue(takeDate(cursor), (deadline) => ({ deadline })) }],
  ["calendar", { group: "calendar", parse: (cursor) => withValue(takeName(cursor, "the name of a calendar"), (calendar) => ({ calendar })) }],
  ["ignoring-resource-calendars", flag({ ignoringResourceCalendars: true })],
  ["manual", { group: "given", parse: (cursor) => ({ manual: parseGivenDates(cursor) }) }],
  ["external", { group: "given", parse: (cursor) => ({ external: parseGivenDates(cursor) }) }],
  ["done", { group: "done", parse: (cursor) => withValue(takeShare(cursor), (done) => ({ done })) }],
  ["started", { group: "started", parse: (cursor) => withValue(takeDate(cursor), (started) => ({ started })) }],
  ["finished", { group: "finished", parse: (cursor) => withValue(takeDate(cursor), (finished) => ({ finished })) }],
  ["remaining", { group: "remaining", parse: (cursor, scale) => withValue(takeMinutes(cursor, scale), (remaining) => ({ remaining })) }],
  ["inactive", flag({ inactive: true })],
  ["milestone", flag({ milestone: true })],
  ["delay", { group: "delay", parse: (cursor, scale) => withValue(takeMinutes(cursor, scale), (delay) => ({ delay })) }],
  ["priority", { group: "priority", parse: (cursor) => withValue(takePriority(cursor), (priority) => ({ priority })) }],
  ["fixed-duration", { group: "type", parse: () => ({ taskType: "fixedDuration" }) }],
  ["fixed-work", { group: "type", parse: () => ({ taskType: "fixedWork" }) }],
  ["effort-driven", flag({ effortDriven: true })],
]);

function flag(clauses: TaskClauses): Clause {
  return { group: Object.keys(clauses).join(), parse: () => clauses };
}

function withValue<T>(value: T | undefined, make: (value: T) => TaskClauses): TaskClauses | undefined {
  return value === undefined ? undefined : make(value);
}

function isClauseWord(word: string): boolean {
  return CLAUSES.has(word);
}

function parseClauses(cursor: Cursor, scale: DurationScale): TaskClauses {
  let clauses: TaskClauses = {};
  const said = new Set<string>();
  for (let token = take(cursor); token; token = take(cursor)) {
    const clause = token.kind === "word" ? CLAUSES.get(token.value) : undefined;
    if (!clause) {
      fault(cursor, `After a task's name and duration stand clauses such as after, by, deadline or done, but ${shownToken(token)}.`, token);
    } else if (said.has(clause.group)) {
      fault(cursor, `“${token.value}” says again what this task has said already.`, token);
    } else {
      said.add(clause.group);
      clauses = { ...clauses, ...clause.parse(cursor, scale) };
    }
  }
  return clauses;
}

/** `A SS+1d, B FS-50%, "Site survey"`: a label or a name, then link type and lag as in the grid. */
function parseAfter(cursor: Cursor): readonly PredecessorText[] {
  const items: PredecessorText[] = [];
  do {
    const ref = peek(cursor);
    if (ref?.kind !== "word" && ref?.kind !== "text") {
      fault(cursor, `Here must stand the label of a task to wait for, but ${shownToken(ref)}.`);
      break;
    }
    cursor.at += 1;
    items.push({ ref, rest: takeWords(cursor, isClauseWord), line: cursor.source.line });
  } while (takeComma(cursor));
  return items;
}

/** `"Engineer"[50%] 16h left 4h, Tester, Cable[30], Travel[500]`: what stands in brackets, work and remaining work may be missing. */
function parseBy(cursor: Cursor, scale: DurationScale): readonly AssignmentText[] {
  const items: AssignmentText[] = [];
  do {
    const resource = takeName(cursor, "the name of a resource");
    if (!resource) break;
    const share = peek(cursor)?.kind === "share" ? take(cursor) : undefined;
    const units = share ? shareOf(share.value, 1e8) : 1;
    const amount = share && units === undefined ? { amount: { value: share.value, line: cursor.source.line, column: share.column } } : {};
    const work = takeOptionalMinutes(cursor, scale);
    const left = peek(cursor)?.value === "left" ? (take(cursor), takeMinutes(cursor, scale)) : undefined;
    items.push({ resource, units: units ?? 1, ...amount, ...(work === undefined ? {} : { workMinutes: work }), ...(left === undefined ? {} : { remainingWorkMinutes: left }) });
  } while (takeComma(cursor));
  return items;
}

function takeOptionalMinutes(cursor: Cursor, scale: DurationScale): number | undefined {
  const token = peek(cursor);
  return token?.kind === "word" && token.value !== "left" && !isClauseWord(token.value) ? takeMinutes(cursor, scale) : undefined;
}

function takeMinutes(cursor: Cursor, scale: DurationScale): number | undefined {
  return takeDuration(cursor, scale, (word) => word === "left" || isClauseWord(word))?.value.durationMinutes;
}

/** `manual 2026-03-04..2026-03-06`; either date, or both, may be missing. */
function parseGivenDates(cursor: Cursor): NonNullable<TaskClauses["manual"]> {
  const token = peek(cursor);
  if (token?.kind !== "word" || isClauseWord(token.value)) return {};
  take(cursor);
  const [from = "", to = "", ...others] = token.value.split("..");
  const [start, finish] = [dateOf(from), dateOf(to)];
  const isSound = (start !== undefined || from === "") && (finish !== undefined || to === "") && others.length === 0;
  if (!isSound) fault(cursor, `Here must stand fixed dates such as 2026-03-04..2026-03-06 or nothing, but ${shownToken(token)}.`, token);
  return { ...(start ? { start } : {}), ...(finish ? { finish } : {}) };
}

function takeShare(cursor: Cursor): number | undefined {
  const token = take(cursor);
  const share = token?.kind === "word" ? shareOf(token.value, 100) : undefined;
  return share === undefined ? fault(cursor, `Here must stand a percentage from 0% to 100%, but ${shownToken(token)}.`, token) : share;
}

function takePriority(cursor: Cursor): number | undefined {
  const token = take(cursor);
  const isSound = /^\d{1,4}$/.test(token?.value ?? "") && Number(token?.value) <= 1000;
  return isSound ? Number(token?.value) : fault(cursor, `Here must stand a priority from 0 to 1000, but ${shownToken(token)}.`, token);
}

/** What-if as people type it: "NET-17 +3w", "Switch delivery 3 weeks late", "R03 happens" become commands on a copy of the plan. */
import type { Command, TaskFields } from "../change/command.ts";
import { outlineOf, type OutlineRow } from "../model/plan/outline.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { ProjectSettings, RiskItem, Task } from "../model/records.ts";
import { formatDuration, minutesPer, parseDuration, toTenth, unitOfWord } from "../time/duration-text.ts";

/** What the question is about. */
export interface WhatIfSubject {
  readonly kind: "task" | "risk";
  readonly id: string;
  readonly name: string;
}

export interface WhatIf {
  readonly commands: readonly Command[];
  readonly subjects: readonly WhatIfSubject[];
  /** The question as understood: "Switch delivery takes 6w instead of 3w". */
  readonly reading: string;
}

export type ParsedWhatIf =
  | { readonly ok: true; readonly whatIf: WhatIf }
  /** `candidates` are what the words could mean, to choose from. */
  | { readonly ok: false; readonly message: string; readonly candidates?: readonly WhatIfSubject[] };

type Single = { readonly ok: true; readonly commands: readonly Command[]; readonly subject: WhatIfSubject; readonly reading: string } | Extract<ParsedWhatIf, { ok: false }>;

/**
 * Reads a question; several changes are parted by semicolons. `parseWhatIf("NET-17 +3w", project, "NET")` makes task 17
 * three weeks longer, its low and high values with it. Tasks are named by key, row number, WBS code or words of their
 * name, risks by code or words of their title. Wrong input answers one sentence.
 */
export function parseWhatIf(text: string, project: Project, projectKey: string): ParsedWhatIf {
  const questions = text.split(";").map(wordsOf).filter((words) => words.length > 0);
  if (questions.length === 0) return { ok: false, message: "A question is missing. Type a task and a change, such as “NET-17 +3w”." };
  const parsed: Extract<Single, { ok: true }>[] = [];
  for (const words of questions) {
    const one = parseQuestion(words, project, projectKey);
    if (!one.ok) return one;
    parsed.push(one);
  }
  return { ok: true, whatIf: { commands: parsed.flatMap(({ commands }) => commands), subjects: parsed.map(({ subject }) => subject), reading: parsed.map(({ reading }) => reading).join("; ") } };
}

/** The words of a question, without "what if" before and the question mark behind. */
function wordsOf(question: string): readonly string[] {
  const trimmed = question.trim();
  const words = (trimmed.endsWith("?") ? trimmed.slice(0, -1) : trimmed).split(/\s+/).filter(Boolean);
  return isWord(words[0], "what") && isWord(words[1], "if") ? words.slice(2) : words;
}

function isWord(word: string | undefined, ...meant: readonly string[]): boolean {
  return word !== undefined && meant.includes(word.toLowerCase());
}

function parseQuestion(words: readonly string[], project: Project, projectKey: string): Single {
  if (words.length > 1 && isWord(words[0], "without", "drop")) return leaveOut(words.slice(1).join(" "), project, projectKey);
  const chance = splitChance(words);
  if (chance) return setRisk(chance.subject.join(" "), chance.probability, project);
  const found = splitChange(words);
  if (!found || found.subject.length === 0) return { ok: false, message: `“${words.join(" ")}” does not say what changes. Type a task and a change, such as “NET-17 +3w”, “NET-17 2/5/9d” or “R03 happens”.` };
  const named = findTask(found.subject.join(" "), project, projectKey);
  return "task" in named ? changeTask(named.task, found.change, project) : named;
}

/** "R03 happens", "R03 does not happen", "R03 never happens". */
function splitChance(words: readonly string[]): { readonly subject: readonly string[]; readonly probability: number } | undefined {
  const [before, not, last] = [words.at(-3), words.at(-2), words.at(-1)];
  if (isWord(before, "does") && isWord(not, "not") && isWord(last, "happen", "occur")) return { subject: words.slice(0, -3), probability: 0 };
  if (!isWord(last, "happens", "occurs")) return undefined;
  return isWord(not, "never") ? { subject: words.slice(0, -2), probability: 0 } : { subject: words.slice(0, -1), probability: 1 };
}

/** A share of the duration, so much more or less, or a duration of its own. */
type Change = { readonly kind: "percent"; readonly percent: number } | { readonly kind: "shift"; readonly amount: number; readonly unit: string } | { readonly kind: "set"; readonly text: string };

const LATER = ["late", "later", "longer", "more", "behind"];
const EARLIER = ["early", "earlier", "sooner", "shorter", "less"];
const FILLERS = ["is", "takes", "comes", "lasts", "by", "to", "="];

/** The change stands at the end: "+3w", "+ 20 %", "3 weeks late", "2/5/9d", "takes 5 days". */
function splitChange(words: readonly string[]): { readonly subject: readonly string[]; readonly change: Change } | undefined {
  const isDirected = isWord(words.at(-1), ...LATER, ...EARLIER);
  const amount = amountAtEnd(isDirected ? words.slice(0, -1) : words);
  if (!amount) return undefined;
  const sign = isDirected ? (isWord(words.at(-1), ...LATER) ? "+" : "-") : amount.sign;
  const subject = withoutFillers(amount.before);
  return { subject, change: sign === "" ? { kind: "set", text: amount.text } : signed(sign, amount.text) };
}

interface Amount {
  readonly before: readonly string[];
  /** "", "+" or "-". */
  readonly sign: string;
  /** "3w", "20%", "2/5/9d". */
  readonly text: string;
}

/** An amount with its unit: in one word, or with the sign, the unit or both in words of their own. */
function amountAtEnd(words: readonly string[]): Amount | undefined {
  for (const count of [1, 2, 3]) {
    const [first = "", ...rest] = words.slice(-count);
    const sign = /^[+\u2212-]/.test(first) ? (first.startsWith("+") ? "+" : "-") : "";
    const text = `${sign === "" ? first : first.slice(1)}${rest.join("")}`;
    if (words.length > count && /^\d[\d.,/\u2026a-z]*(?:[a-z]|%)$/i.test(text)) return { before: words.slice(0, -count), sign, text };
  }
  return undefined;
}

function withoutFillers(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 1 && isWord(words[end - 1], ...FILLERS)) end -= 1;
  return words.slice(0, end);
}

/** A sign with something else than one number and a unit is left to the unit to complain about. */
function signed(sign: string, text: string): Change {
  const [digits = ""] = /^[\d.,]+/.exec(text) ?? [];
  const amount = Number(digits.replace(",", ".")) * (sign === "+" ? 1 : -1);
  const unit = text.slice(digits.length);
  return unit === "%" ? { kind: "percent", percent: amount } : { kind: "shift", amount, unit };
}

function changeTask(task: Task, change: Change, project: Project): Single {
  const settings = settingsOf(project);
  if (task.actualFinish !== undefined) return { ok: false, message: `“${task.name}” is finished: what was cannot change.` };
  const fields = fieldsOf(task, change, settings);
  if ("message" in fields) return { ok: false, message: fields.message };
  const was = formatDuration(task, settings);
  const durationMinutes = fields.estimate?.likelyMinutes ?? fields.durationMinutes ?? task.durationMinutes;
  const becomes = formatDuration({ durationMinutes, durationUnit: fields.durationUnit ?? task.durationUnit, estimated: false, estimate: fields.estimate ?? undefined }, settings);
  return {
    ok: true,
    commands: [{ type: "updateTasks", tasks: [{ id: task.id, fields }] }],
    subject: { kind: "task", id: task.id, name: task.name },
    reading: `${task.name} takes ${becomes} instead of ${was}`,
  };
}

/** The range moves with the duration; a share stretches it. */
function fieldsOf(task: Task, change: Change, settings: ProjectSettings): TaskFields | { readonly message: string } {
  if (change.kind === "set") {
    const parsed = parseDuration(change.text, settings);
    if (!parsed.ok) return parsed;
    const { durationMinutes, durationUnit, estimate } = parsed;
    return estimate ? { estimate, durationUnit } : { durationMinutes, durationUnit };
  }
  const moved = movement(task, change, settings);
  if (typeof moved !== "function") return moved;
  if (moved(task.durationMinutes) < 0) return { message: `“${task.name}” takes ${formatDuration({ ...task, estimate: undefined }, settings)}, so it cannot be shortened by more than that.` };
  const { estimate } = task;
  if (!estimate) return { durationMinutes: moved(task.durationMinutes) };
  const at = (minutes: number): number => Math.max(0, moved(minutes));
  return {
    estimate: {
      ...estimate,
      lowMinutes: at(estimate.lowMinutes),
      likelyMinutes: at(estimate.likelyMinutes),
      highMinutes: at(estimate.highMinutes),
      ...(estimate.outcomes && { outcomes: estimate.outcomes.map((one) => ({ ...one, minutes: at(one.minutes) })) }),
    },
  };
}

function movement(task: Task, change: Exclude<Change, { kind: "set" }>, settings: ProjectSettings): ((minutes: number) => number) | { readonly message: string } {
  if (change.kind === "percent") return (minutes) => toTenth(minutes * (1 + change.percent / 100));
  const unit = unitOfWord(change.unit);
  if (unit === undefined) return { message: `“${change.unit}” is no unit of time. Use m, h, d, w or mo, such as +3w.` };
  // Time by the clock for a task that is reckoned by the clock, working time for the others: "3w" is 3 weeks of either.
  const isElapsed = task.durationUnit.startsWith("e");
  const own = isElapsed && !unit.startsWith("e") ? unitOfWord(`e${unit}`) : unit;
  const minutes = change.amount * minutesPer(own ?? unit, settings);
  return (before) => toTenth(before + minutes);
}

function leaveOut(words: string, project: Project, projectKey: string): Single {
  const found = findTask(words, project, projectKey);
  if (!("task" in found)) return found;
  const { id, name } = found.task;
  return { ok: true, commands: [{ type: "updateTasks", tasks: [{ id, fields: { active: false } }] }], subject: { kind: "task", id, name }, reading: `without ${name}` };
}

function setRisk(words: string, probability: number, project: Project): Single {
  const named = unquoted(words);
  const risks = [...project.records.riskItem.values()];
  const exact = risks.find(({ code, title }) => same(code, named) || same(title, named));
  const matches = exact ? [exact] : risks.filter(({ title }) => holdsWords(title, named));
  const [risk] = matches;
  if (!risk) return { ok: false, message: `There is no risk “${named}” in the register.` };
  if (matches.length > 1) return { ok: false, message: `“${named}” could mean ${matches.length} risks: ${listed(matches.map((one) => `${one.code} ${one.title}`))}. Name one of them.`, candidates: matches.map(riskSubject) };
  return {
    ok: true,
    commands: [{ type: "updateRecords", records: [{ kind: "riskItem", id: risk.id, fields: { probability, status: "open" } }] }],
    subject: riskSubject(risk),
    reading: `risk “${risk.title}” ${probability === 1 ? "happens" : "does not happen"}`,
  };
}

function riskSubject({ id, title }: RiskItem): WhatIfSubject {
  return { kind: "risk", id, name: title };
}

/** A task by row number, key, WBS code, its whole name, its beginning, or all the words. */
function findTask(words: string, project: Project, projectKey: string): { readonly task: Task } | Extract<ParsedWhatIf, { ok: false }> {
  const named = unquoted(words);
  const { rows } = outlineOf(project);
  const leaves = rows.filter(({ isSummary }) => !isSummary);
  const numbered = numberedRow(named, rows, projectKey);
  if (numbered) return { task: numbered.task };
  for (const fits of [same, begins, holdsWords]) {
    const matches = leaves.filter(({ task }) => fits(task.name, named));
    const [only] = matches;
    if (only && matches.length === 1) return { task: only.task };
    if (only) {
      const message = `“${named}” could mean ${matches.length} tasks: ${listed(matches.map(({ task, rowNumber }) => `${task.name} (row ${rowNumber})`))}. Name one of them.`;
      return { ok: false, message, candidates: matches.slice(0, 20).map(({ task }) => ({ kind: "task", id: task.id, name: task.name })) };
    }
  }
  return { ok: false, message: `There is no task “${named}” in the plan. Name it by its key, row number or words of its name.` };
}

function numberedRow(named: string, rows: readonly OutlineRow[], projectKey: string): OutlineRow | undefined {
  const key = /^([a-z][a-z0-9]*)-(\d+)$/i.exec(named);
  if (key?.[2] && same(key[1] ?? "", projectKey)) return rows.find(({ task }) => task.number === Number(key[2]));
  if (/^\d+$/.test(named)) return rows.find(({ rowNumber }) => rowNumber === Number(named));
  return /^\d+(\.\d+)+$/.test(named) ? rows.find(({ wbs }) => wbs === named) : undefined;
}

const QUOTES_BEFORE = "\"“„'";
const QUOTES_BEHIND = "\"”“'";

function unquoted(words: string): string {
  const parts = words.trim().split(" ");
  const named = isWord(parts[0], "the", "row") && parts.length > 1 ? parts.slice(1).join(" ") : words.trim();
  const isQuoted = named.length > 2 && QUOTES_BEFORE.includes(named.charAt(0)) && QUOTES_BEHIND.includes(named.charAt(named.length - 1));
  return isQuoted ? named.slice(1, -1).trim() : named;
}

function same(name: string, words: string): boolean {
  return name.toLowerCase() === words.toLowerCase();
}

function begins(name: string, words: string): boolean {
  return name.toLowerCase().startsWith(words.toLowerCase());
}

function holdsWords(name: string, words: string): boolean {
  const held = name.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => held.includes(word));
}

function listed(names: readonly string[]): string {
  return names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
}

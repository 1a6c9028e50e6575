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
  const questions = text.replace(/^\s*what\s+if\b/i, "").replace(/\?\s*$/, "").split(";").map((part) => part.trim()).filter(Boolean);
  if (questions.length === 0) return { ok: false, message: "A question is missing. Type a task and a change, such as “NET-17 +3w”." };
  const parsed: Extract<Single, { ok: true }>[] = [];
  for (const question of questions) {
    const one = parseQuestion(question, project, projectKey);
    if (!one.ok) return one;
    parsed.push(one);
  }
  return { ok: true, whatIf: { commands: parsed.flatMap(({ commands }) => commands), subjects: parsed.map(({ subject }) => subject), reading: parsed.map(({ reading }) => reading).join("; ") } };
}

function parseQuestion(question: string, project: Project, projectKey: string): Single {
  const left = /^(?:without|drop)\s+(.+)$/i.exec(question);
  if (left?.[1]) return leaveOut(left[1], project, projectKey);
  const chance = /^(.+?)\s+(happens|occurs|does\s+not\s+(?:happen|occur)|never\s+happens)$/i.exec(question);
  if (chance?.[1] && chance[2]) return setRisk(chance[1], /^(happens|occurs)$/i.test(chance[2]) ? 1 : 0, project);
  const change = splitChange(question);
  if (!change) return { ok: false, message: `“${question}” does not say what changes. Type a task and a change, such as “NET-17 +3w”, “NET-17 2/5/9d” or “R03 happens”.` };
  const found = findTask(change.subject, project, projectKey);
  return "task" in found ? changeTask(found.task, change.change, project) : found;
}

/** A share of the duration, so much more or less, or a duration of its own. */
type Change = { readonly kind: "percent"; readonly percent: number } | { readonly kind: "shift"; readonly amount: number; readonly unit: string } | { readonly kind: "set"; readonly text: string };

const LATER = /^(late|later|longer|more|behind)$/i;

/** The change stands at the end: "+3w", "+20%", "3 weeks late", "2/5/9d". */
function splitChange(question: string): { readonly subject: string; readonly change: Change } | undefined {
  const words = /^(.+?)\s+(?:(?:is|takes|comes|by)\s+)*(\d+(?:[.,]\d+)?)\s*([a-z]+|%)\s+(late|later|longer|more|behind|early|earlier|sooner|shorter|less)$/i.exec(question);
  if (words?.[1] && words[2] && words[3] && words[4]) return { subject: words[1], change: signed(LATER.test(words[4]) ? "+" : "-", words[2], words[3]) };
  const sign = /^(.+?)\s*([+\u2212-])\s*(\d+(?:[.,]\d+)?)\s*([a-z]+|%)$/i.exec(question);
  if (sign?.[1] && sign[2] && sign[3] && sign[4] && /[\s\])"”]$|\s[+\u2212-]|[+\u2212]/.test(question.slice(0, question.length - sign[3].length - sign[4].length))) {
    return { subject: sign[1], change: signed(sign[2], sign[3], sign[4]) };
  }
  const set = /^(.+?)\s*(?:=|\s)\s*((?:\d+(?:[.,]\d+)?\s*[a-z]*\s*(?:\/|\.\.+)\s*){2}\d+(?:[.,]\d+)?\s*[a-z]*|\d+(?:[.,]\d+)?\s*[a-z]+)$/i.exec(question);
  return set?.[1] && set[2] ? { subject: set[1].replace(/\s+(takes|is|lasts)$/i, ""), change: { kind: "set", text: set[2] } } : undefined;
}

function signed(sign: string, digits: string, unit: string): Change {
  const amount = Number(digits.replace(",", ".")) * (sign === "+" ? 1 : -1);
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

function unquoted(words: string): string {
  return words.trim().replace(/^(?:the|row)\s+/i, "").replace(/^["“„'](.*)["”'']$/, "$1").trim();
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

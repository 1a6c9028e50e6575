/** Estimates by a team: everybody who is asked answers blind; when the answers are shown, all see all; then another round, or the end. */
import type { Actor } from "../../../access/actor.ts";
import { HttpProblem } from "../../../http/problem-to-status.ts";
import type { Answer, Write } from "../../../storage/idempotency.ts";
import type { Transaction } from "../../../storage/database.ts";
import { newId } from "../../../storage/new-id.ts";
import { hasTask } from "../attachments/attachment-queries.ts";
import { load } from "../load.ts";
import { insertEstimate, knownMembers, listAnswers, listAsked, listOfProject, lockEstimate, moveEstimate, putAnswer, type AnswerRow, type AskedRow, type ListedRow, type TeamEstimateRow } from "./team-queries.ts";

/** Older ones are done with. */
export const MOST_LISTED = 100;

export interface Points {
  readonly lowMinutes: number;
  readonly likelyMinutes: number;
  readonly highMinutes: number;
}

export interface TeamEstimate {
  readonly id: string;
  readonly project: { readonly id: string; readonly key: string; readonly name: string };
  readonly task: { readonly id: string; readonly name: string; readonly number: number | null; readonly durationUnit: string };
  /** How typed durations are read. */
  readonly scale: { readonly minutesPerDay: number; readonly minutesPerWeek: number; readonly daysPerMonth: number };
  readonly state: "open" | "revealed" | "closed";
  readonly round: number;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly isAsked: boolean;
  readonly mayLead: boolean;
  /** The asker's own answer in the round that goes on. */
  readonly mine: Points | null;
  readonly people: { readonly id: string; readonly name: string; readonly hasAnswered: boolean }[];
  /** Of rounds that were shown. */
  readonly answers: ({ readonly round: number; readonly personId: string; readonly name: string } & Points)[];
}

/** What the asker may see of them: never a blind answer of somebody else. */
export async function shownEstimates(tx: Transaction, actor: Actor, rows: readonly ListedRow[]): Promise<readonly TeamEstimate[]> {
  const ids = rows.map(({ id }) => id);
  const [asked, answers] = [await listAsked(tx, ids), await listAnswers(tx, ids, actor.id)];
  return rows.flatMap((row) => {
    const isOf = (one: { readonly estimate_id: string; readonly project_id: string }): boolean => one.estimate_id === row.id && one.project_id === row.project_id;
    const shown = shownEstimate(actor, row, { people: asked.filter(isOf), answers: answers.filter(isOf) });
    // Who works here is told to members, and to those who are asked themselves.
    return shown.isAsked || actor.may("members.read") ? [shown] : [];
  });
}

function shownEstimate(actor: Actor, row: ListedRow, { people, answers }: { readonly people: readonly AskedRow[]; readonly answers: readonly AnswerRow[] }): TeamEstimate {
  const nameOf = new Map(people.map(({ person, name }) => [person, name ?? "Somebody"]));
  const mine = answers.find(({ person, round }) => person === actor.id && round === row.round);
  return {
    id: row.id,
    project: { id: row.project_id, key: row.project_key, name: row.project_name },
    task: { id: row.task_id, name: row.task_name ?? "A task that is gone", number: row.task_number, durationUnit: row.task_unit ?? "d" },
    scale: { minutesPerDay: row.minutes_per_day, minutesPerWeek: row.minutes_per_week, daysPerMonth: row.days_per_month },
    state: row.state,
    round: row.round,
    openedBy: row.opener ?? "",
    openedAt: row.opened_at.toISOString(),
    isAsked: people.some(({ person }) => person === actor.id),
    mayLead: actor.may("project.edit", row.project_id),
    mine: mine ? pointsOf(mine) : null,
    people: people.map(({ person, name, has_answered }) => ({ id: person, name: name ?? "Somebody", hasAnswered: has_answered })),
    answers: answers.filter(({ round }) => round <= row.revealed_round).map((one) => ({ round: one.round, personId: one.person, name: nameOf.get(one.person) ?? "Somebody", ...pointsOf(one) })),
  };
}

function pointsOf({ low_minutes, likely_minutes, high_minutes }: AnswerRow): Points {
  return { lowMinutes: low_minutes, likelyMinutes: likely_minutes, highMinutes: high_minutes };
}

export interface OpenWish {
  readonly projectId: string;
  readonly taskId: string;
  readonly memberIds: readonly string[];
}

export async function openEstimate(tx: Transaction, { actor }: Write, { projectId, taskId, memberIds }: OpenWish): Promise<Answer> {
  const project = await load(tx, actor, "project.edit", "project", projectId);
  if (!(await hasTask(tx, project.id, taskId))) throw new HttpProblem("change/refused", "This task is no longer in the plan. Maybe somebody has deleted it.", { code: "team-estimate/task" });
  const wanted = [...new Set(memberIds)];
  if ((await knownMembers(tx, wanted)).length < wanted.length) throw new HttpProblem("not-found", "There is no such member. Maybe somebody has left: choose the people again.");
  const id = newId();
  await insertEstimate(tx, { id, project_id: project.id, task_id: taskId, opened_by: actor.id }, wanted);
  return { status: 201, body: { estimate: await shownOne(tx, actor, project.id, id) } };
}

export interface AnswerWish extends Points {
  readonly projectId: string;
  readonly estimateId: string;
  /** The round that the person saw. */
  readonly round: number;
}

export async function answerEstimate(tx: Transaction, { actor }: Write, { projectId, estimateId, round, ...points }: AnswerWish): Promise<Answer> {
  const row = await lockedIn(tx, actor, { permission: "project.read", projectId, estimateId });
  const asked = await listAsked(tx, [row.id]);
  if (!asked.some(({ person, project_id }) => person === actor.id && project_id === row.project_id)) throw notThere();
  const trouble = troubleOf(row, round, points);
  if (trouble) throw trouble;
  await putAnswer(tx, { estimate_id: row.id, project_id: row.project_id, round, person: actor.id, low_minutes: points.lowMinutes, likely_minutes: points.likelyMinutes, high_minutes: points.highMinutes });
  return { status: 200, body: { estimate: await shownOne(tx, actor, row.project_id, row.id) } };
}

function troubleOf(row: TeamEstimateRow, round: number, { lowMinutes, likelyMinutes, highMinutes }: Points): HttpProblem | undefined {
  if (row.state !== "open") return refused("shown", "The answers of this round have been shown, so nobody can answer blind any more. Ask for another round.");
  if (row.round !== round) return refused("round", `Round ${row.round} is going on by now. Look at what was said in round ${row.round - 1}, then answer again.`);
  if (lowMinutes > likelyMinutes || likelyMinutes > highMinutes) return refused("order", "The estimate does not rise: it needs the lowest, the most likely and the highest value in this order, such as 2/5/9d.");
  return undefined;
}

/** Shows the answers of the round, asks for another one, or ends it. */
export type Step = "reveal" | "again" | "close";

export async function stepEstimate(tx: Transaction, { actor }: Write, { projectId, estimateId, step }: { readonly projectId: string; readonly estimateId: string; readonly step: Step }): Promise<Answer> {
  const row = await lockedIn(tx, actor, { permission: "project.edit", projectId, estimateId });
  if (step === "reveal") await demandRevealable(tx, actor, row);
  if (step === "again" && row.state !== "revealed") throw refused("again", "Another round begins once the answers of this one have been shown.");
  if (row.state === "closed") throw refused("closed", "This estimate is over. Ask the team anew.");
  const next = {
    reveal: { state: "revealed", round: row.round, revealed_round: row.round },
    again: { state: "open", round: row.round + 1, revealed_round: row.revealed_round },
    close: { state: "closed", round: row.round, revealed_round: row.revealed_round },
  } as const;
  await moveEstimate(tx, { id: row.id, project_id: row.project_id, ...next[step] });
  return { status: 200, body: { estimate: await shownOne(tx, actor, row.project_id, row.id) } };
}

/** Nobody looks before they have said their own. */
async function demandRevealable(tx: Transaction, actor: Actor, row: TeamEstimateRow): Promise<void> {
  if (row.state !== "open") throw refused("shown", "The answers of this round have been shown already.");
  const asked = (await listAsked(tx, [row.id])).filter(({ project_id }) => project_id === row.project_id);
  if (!asked.some(({ has_answered }) => has_answered)) throw refused("nobody", "Nobody has answered yet, so there is nothing to show.");
  if (asked.some(({ person, has_answered }) => person === actor.id && !has_answered)) throw refused("own-first", "You are asked yourself: give your own estimate first, then show them all.");
}

function refused(code: string, sentence: string): HttpProblem {
  return new HttpProblem("change/refused", sentence, { code: `team-estimate/${code}` });
}

function notThere(): HttpProblem {
  return new HttpProblem("not-found", "There is no such team estimate.");
}

async function lockedIn(tx: Transaction, actor: Actor, { permission, projectId, estimateId }: { readonly permission: "project.read" | "project.edit"; readonly projectId: string; readonly estimateId: string }): Promise<TeamEstimateRow> {
  const project = await load(tx, actor, permission, "project", projectId);
  const row = await lockEstimate(tx, project.id, estimateId);
  if (!row) throw notThere();
  return row;
}

async function shownOne(tx: Transaction, actor: Actor, projectId: string, id: string): Promise<TeamEstimate> {
  const rows = (await listOfProject(tx, projectId, MOST_LISTED)).filter((row) => row.id === id);
  const [shown] = await shownEstimates(tx, actor, rows);
  if (!shown) throw notThere();
  return shown;
}

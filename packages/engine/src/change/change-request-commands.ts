/** Saying yes or no to change requests: the plan changes with the last yes that is needed, and not before (domain D10). */
import type { Refusal } from "../base/problem.ts";
import { levelsFor, USUAL_CHANGE_POLICY, type AuthorityLevel, type ChangePolicy } from "../model/changes/change-policy.ts";
import { extentOf } from "../model/changes/change-request.ts";
import { nextCode } from "../model/changes/next-code.ts";
import type { ChangeRequest, ProjectDecision } from "../model/records.ts";
import { dayNumberOf, type Minute } from "../time/minute.ts";
import type { Command, CommandContext, CommandOf } from "./command.ts";
import { renewBaseline, type RenewedBaseline } from "./baseline-versions.ts";
import { all, get, put, settingsIn, type Draft } from "./draft.ts";
import { refusal } from "./names.ts";
import { isSame } from "./same-value.ts";
import { readStoredCommand } from "./stored-command.ts";

type Verdict = CommandOf<"decideChangeRequest">;
/** Carries one command out on a draft; handed in, because a request holds commands of every kind. */
type CarryOut = (draft: Draft, command: Command, context: CommandContext) => readonly Refusal[];

const ENDED = { approved: "approved", rejected: "rejected", withdrawn: "withdrawn" } as const;

export function decideChangeRequest(draft: Draft, verdict: Verdict, context: CommandContext, carryOut: CarryOut): readonly Refusal[] {
  const request = get(draft, "changeRequest", verdict.id);
  if (!request) return [refusal("changeRequest/missing", "there is no such change request any more. Maybe somebody has deleted it.")];
  if (request.state !== "open") return [refusal("changeRequest/decided", `${titleOf(request)} has been ${ENDED[request.state]} already, and a decision stays as it is. Ask for a new change instead.`)];
  if (verdict.verdict === "withdraw") {
    put(draft, "changeRequest", { ...ended(request, verdict, context), state: "withdrawn" });
    return [];
  }
  const refused = refusedAuthority(draft, request, context);
  if (refused) return [refused];
  return verdict.verdict === "reject" ? rejected(draft, request, verdict, context) : approved(draft, request, verdict, { context, carryOut });
}

/** The levels of authority that have not said yes, lowest first. */
export function waitingLevels(policy: ChangePolicy, request: ChangeRequest): readonly AuthorityLevel[] {
  const given = new Set(request.approvals.map(({ levelId }) => levelId));
  return levelsFor(policy, extentOf(request)).filter(({ id }) => !given.has(id));
}

/** Whoever holds a level that is still asked may say no; a yes counts for the levels that are next in turn. */
function refusedAuthority(draft: Draft, request: ChangeRequest, { actor, roles = [] }: CommandContext): Refusal | undefined {
  const policy = policyIn(draft);
  const waiting = waitingLevels(policy, request);
  const [next] = waiting;
  if (next && !holds(next, roles)) {
    const others = next.roles.join(" or ");
    return refusal("changeRequest/authority", `${titleOf(request)} waits for the level “${next.name}” (${others}), which is not among your roles here (${roles.length === 0 ? "none" : roles.join(", ")}). Ask somebody who holds it.`);
  }
  if (policy.ownRequests === "refused" && request.requestedBy === actor) return refusal("changeRequest/own", `${titleOf(request)} is your own, and in this project nobody decides their own requests. Ask somebody else who holds the level “${next?.name ?? ""}”.`);
  return undefined;
}

function rejected(draft: Draft, request: ChangeRequest, verdict: Verdict, context: CommandContext): readonly Refusal[] {
  put(draft, "changeRequest", { ...ended(request, verdict, context), state: "rejected" });
  noteDecision(draft, request, { outcome: "Rejected", verdict, context });
  return [];
}

function approved(draft: Draft, request: ChangeRequest, verdict: Verdict, { context, carryOut }: { readonly context: CommandContext; readonly carryOut: CarryOut }): readonly Refusal[] {
  const waiting = waitingLevels(policyIn(draft), request);
  const own = leading(waiting, ({ roles }) => roles.some((role) => context.roles?.includes(role)));
  const note = verdict.note === undefined ? {} : { note: verdict.note };
  const approvals = [...request.approvals, ...own.map(({ id, name }) => ({ levelId: id, levelName: name, by: context.actor, at: context.at, ...note }))];
  if (own.length < waiting.length) {
    put(draft, "changeRequest", { ...request, approvals });
    return [];
  }
  const refusals = applied(draft, request, { context, carryOut });
  if (refusals.length > 0) return refusals;
  const renewed = verdict.baseline === "keep" ? undefined : renewBaseline(draft, `${request.code} ${request.title}`.slice(0, 1000), verdict.baseline ?? "where there is one", context);
  if (renewed && "refusal" in renewed) return [renewed.refusal];
  put(draft, "changeRequest", { ...ended(request, verdict, context), ...versionsOf(renewed), approvals, state: "approved" });
  noteDecision(draft, request, { outcome: "Approved", verdict, context });
  return [];
}

/** The commands of the request on the plan as it is now; a refusal says whose plan it was that no longer fits. */
function applied(draft: Draft, request: ChangeRequest, { context, carryOut }: { readonly context: CommandContext; readonly carryOut: CarryOut }): readonly Refusal[] {
  for (const stored of request.commands) {
    const command = readStoredCommand(stored);
    const refusals = command ? carryOut(draft, command, context) : [refusal("changeRequest/unreadable", "one of its commands is none that this version knows.")];
    if (refusals.length > 0) return refusals.map((one) => ({ ...one, message: `${titleOf(request)} no longer fits the plan as it is now: ${one.message} Reject it, or let it be computed anew.` }));
  }
  return [];
}

function ended(request: ChangeRequest, { note, conditions }: Verdict, { actor, at }: CommandContext): ChangeRequest {
  return { ...request, decidedBy: actor, decidedAt: at, ...(note !== undefined && { decisionNote: note }), ...(conditions !== undefined && { conditions }) };
}

function versionsOf(renewed: RenewedBaseline | undefined): Pick<ChangeRequest, "baselineBefore" | "baselineAfter"> {
  if (!renewed) return {};
  return { ...(renewed.before && { baselineBefore: renewed.before }), baselineAfter: renewed.after };
}

/** Every decision on a request stands in the decision log as well. */
function noteDecision(draft: Draft, request: ChangeRequest, { outcome, verdict, context }: { readonly outcome: "Approved" | "Rejected"; readonly verdict: Verdict; readonly context: CommandContext }): void {
  const options = request.optionsConsidered?.slice(0, 50).map(({ name, effect }) => ({ name, effect }));
  const decision: ProjectDecision = {
    id: context.newId(),
    code: nextCode("D", all(draft, "decision")),
    question: `${request.code} ${request.title}`.slice(0, 1000),
    outcome,
    actor: context.actor,
    day: dayNumberOf(Math.floor(context.at / 60_000) as Minute),
    changeRequestId: request.id,
    ...(options && options.length > 0 && { options }),
    ...(verdict.note !== undefined && { rationale: verdict.note }),
  };
  put(draft, "decision", decision);
}

function policyIn(draft: Draft): ChangePolicy {
  return settingsIn(draft).changePolicy ?? USUAL_CHANGE_POLICY;
}

function holds(level: AuthorityLevel, roles: readonly string[]): boolean {
  return level.roles.some((role) => roles.includes(role));
}

function leading<T>(items: readonly T[], fits: (item: T) => boolean): readonly T[] {
  const end = items.findIndex((item) => !fits(item));
  return end < 0 ? items : items.slice(0, end);
}

function titleOf({ code, title }: ChangeRequest): string {
  return `the change request ${code} “${title}”`;
}

/** Requests as they stand before a command that is not a verdict. */
export function standingRequests(draft: Draft): ReadonlyMap<string, ChangeRequest> {
  return draft.base.records.changeRequest.size === 0 && draft.edits.changeRequest.size === 0 ? NONE : new Map([...all(draft, "changeRequest")].map((request) => [request.id, request]));
}
const NONE: ReadonlyMap<string, ChangeRequest> = new Map();

/** What only a verdict may set. */
const SET_BY_VERDICTS = ["state", "approvals", "decidedBy", "decidedAt", "decisionNote", "conditions", "baselineBefore", "baselineAfter"] as const;

/**
 * What a command other than a verdict must not have done: decide a request, alter or remove one that is decided, alter
 * one that somebody has said yes to, or ask in somebody else's name. Undoing goes through here as well.
 */
export function tamperedRequest(draft: Draft, before: ReadonlyMap<string, ChangeRequest>, { actor }: CommandContext): Refusal | undefined {
  if (draft.edits.changeRequest.size === 0) return undefined;
  for (const was of before.values()) {
    const is = get(draft, "changeRequest", was.id);
    if (is && isSame(is, was)) continue;
    if (was.state === "approved" || was.state === "rejected") return refusal("changeRequest/decided", `${titleOf(was)} has been ${ENDED[was.state]}, and a decision stays as it is. To take it back, ask for a change that does the opposite.`);
    if (is && was.approvals.length > 0) return refusal("changeRequest/half-approved", `${titleOf(was)} has been approved by ${was.approvals.map(({ levelName }) => levelName).join(" and ")} as it is, so it cannot be altered any more. Withdraw it and ask anew.`);
    if (is && SET_BY_VERDICTS.some((field) => !isSame(is[field], was[field]))) return refusal("changeRequest/verdict", `${titleOf(was)} is decided with Approve or Reject, not by editing it.`);
    if (!is && was.requestedBy !== undefined && was.requestedBy !== actor) return refusal("changeRequest/requester", `${titleOf(was)} was asked for by somebody else, so it is rejected or withdrawn instead of deleted.`);
    if (is && is.requestedBy !== was.requestedBy) return refusal("changeRequest/requester", `${titleOf(was)} was asked for by somebody, and that stays.`);
  }
  for (const is of draft.edits.changeRequest.values()) if (is && !before.has(is.id)) return refusedNew(draft, is, actor);
  return undefined;
}

/** A request comes in open; a withdrawn one may come back as it was. */
function refusedNew(draft: Draft, request: ChangeRequest, actor: string): Refusal | undefined {
  const isDecided = request.state === "approved" || request.state === "rejected" || request.approvals.length > 0;
  if (isDecided) return refusal("changeRequest/verdict", `${titleOf(request)} would come in decided. A request begins open, and is decided with Approve or Reject.`);
  if (request.requestedBy !== undefined && request.requestedBy !== actor) return refusal("changeRequest/requester", `${titleOf(request)} names somebody else as the one who asks. Leave that out, or ask yourself.`);
  if (request.requestedBy === undefined && policyIn(draft).ownRequests === "refused") return refusal("changeRequest/requester", `${titleOf(request)} must say who asks, because in this project nobody decides their own requests.`);
  return undefined;
}

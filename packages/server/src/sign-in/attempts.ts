/** Attempts at secrets are counted, per account and per address, in the database: all servers count together. */
import { createHash } from "node:crypto";
import { HttpProblem } from "../http/problem-to-status.ts";
import { countBack, countOf, forgetCount, type Asking } from "./queries.ts";

export interface Limit {
  /** What is attempted: the same for everybody. */
  readonly purpose: string;
  readonly most: number;
  readonly minutes: number;
}

export const PASSWORD_OF_ACCOUNT: Limit = { purpose: "password of account", most: 10, minutes: 15 };
export const CODE_OF_ACCOUNT: Limit = { purpose: "code of account", most: 10, minutes: 15 };
export const MAIL_TO_ACCOUNT: Limit = { purpose: "mail to account", most: 4, minutes: 60 };
/** Whoever tries many accounts or tokens comes from few addresses. */
export const SECRETS_FROM_ADDRESS: Limit = { purpose: "secrets from address", most: 60, minutes: 15 };

/** Tokens and links that open nothing. Right ones are not counted: a program that works is never hindered by one that does not. */
export const WRONG_TOKENS_FROM_ADDRESS: Limit = { purpose: "wrong tokens from address", most: 60, minutes: 15 };

/** Counts an attempt. Throws with the minutes to wait once there were too many. */
export async function countAttempt(pool: Asking, limit: Limit, who: string): Promise<void> {
  const { count, seconds } = await countOf(pool, keyOf(limit, who), limit.minutes);
  if (count <= limit.most) return;
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  throw new HttpProblem("rate/limited", `Too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`, { retryAfterSeconds: Math.ceil(seconds) });
}

/** The right secret was given: earlier mistakes count no longer. */
export function forgetAttempts(pool: Asking, limit: Limit, who: string): Promise<void> {
  return forgetCount(pool, keyOf(limit, who));
}

/** What turned out right was no guess: a whole office behind one address can sign in on a Monday morning. */
export function wasRight(pool: Asking, limit: Limit, who: string): Promise<void> {
  return countBack(pool, keyOf(limit, who));
}

/** The codes of an authenticator app are taken for half a minute before and after their own; so long a used one is remembered. */
const CODE_MINUTES = 2;

/** A code of an authenticator app opens one door once: whoever watched it being typed comes too late. Throws for one that was given before. */
export async function demandFreshCode(pool: Asking, userId: string, code: string): Promise<void> {
  const { count } = await countOf(pool, keyOf({ purpose: "used code" }, `${userId} ${code}`), CODE_MINUTES);
  if (count > 1) throw new HttpProblem("sign-in/wrong", "This code was given before, and each is good for once. Wait until the app shows the next one.");
}

/** Neither accounts nor addresses can be read from the table. */
function keyOf({ purpose }: Pick<Limit, "purpose">, who: string): string {
  return createHash("sha256").update(`${purpose}\n${who.toLowerCase()}`).digest("base64url");
}

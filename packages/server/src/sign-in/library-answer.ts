/** Hands a request's cookies to the library, and the library's answer back: its cookies as they are, its refusals as our sentences. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { HttpProblem, type ProblemCode } from "../http/problem-to-status.ts";
import { ADDRESS_HEADER } from "./accounts.ts";

/** What the library needs to know of a request. Our own headers only: what a client calls itself is not believed. */
export function libraryHeaders(request: FastifyRequest): Headers {
  const { cookie, "user-agent": agent } = request.headers;
  return new Headers({ [ADDRESS_HEADER]: request.ip, ...(cookie === undefined ? {} : { cookie }), ...(agent === undefined ? {} : { "user-agent": agent }) });
}

/** Passes cookies on and answers what the library said. Throws what it refused, as a sentence. */
export async function taken(reply: FastifyReply, answering: Promise<Response>): Promise<Readonly<Record<string, unknown>>> {
  const response = await answering;
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) void reply.header("set-cookie", cookies);
  const text = await response.text();
  const body: unknown = text === "" ? {} : JSON.parse(text);
  const fields = typeof body === "object" && body !== null ? { ...body } : {};
  if (response.ok) return fields;
  throw refusal(response.status, "code" in fields && typeof fields.code === "string" ? fields.code : "");
}

type Told = readonly [code: ProblemCode, sentence: string];

const WRONG: Told = ["sign-in/wrong", "E-mail and password do not fit. Check both, or ask for a link to a new password."];
const WRONG_CODE: Told = ["sign-in/wrong", "The code does not fit. Codes change every half minute, so take the one that is shown now; check the clock of the device, too."];
const OVER: Told = ["sign-in/wrong", "That took too long or was used before. Begin again."];
const WRONG_PASSWORD: Told = ["access/refused", "The password is not the present one."];

/** The library's codes; everything else is told in general. */
const REFUSALS: Readonly<Record<string, Told>> = {
  INVALID_EMAIL_OR_PASSWORD: WRONG,
  INVALID_EMAIL: WRONG,
  USER_NOT_FOUND: WRONG,
  CREDENTIAL_ACCOUNT_NOT_FOUND: WRONG,
  INVALID_PASSWORD: WRONG_PASSWORD,
  INVALID_CODE: WRONG_CODE,
  INVALID_TOTP: WRONG_CODE,
  INVALID_BACKUP_CODE: WRONG_CODE,
  INVALID_TWO_FACTOR_COOKIE: OVER,
  INVALID_TOKEN: OVER,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: OVER,
  CHALLENGE_NOT_FOUND: OVER,
  PASSKEY_NOT_FOUND: ["sign-in/wrong", "This passkey is not known here. It may have been removed; sign in with the password."],
  AUTHENTICATION_FAILED: ["sign-in/wrong", "The passkey does not fit. Try again, or sign in with the password."],
  FAILED_TO_VERIFY_REGISTRATION: ["access/refused", "The passkey could not be added. Try again."],
  SESSION_NOT_FRESH: ["access/refused", "Sign in again first: what protects an account can be changed only shortly after signing in."],
};

function refusal(status: number, code: string): HttpProblem {
  const [known, sentence] = REFUSALS[code] ?? (status === 401 ? (["session/none", "Sign in first: nobody is signed in here, or the session has ended."] as const) : (["access/refused", "That was not possible. Begin again; if it happens twice, tell whoever runs this server."] as const));
  return new HttpProblem(known, sentence);
}

/** One way to ask the server: JSON in, JSON out, and problems as sentences that the screen can show. */

/** An answer that is not what was asked for. `status` 0: the server could not be reached at all. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** The whole problem document, for members such as `conflicts`. */
  readonly body: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, message: string, body: Readonly<Record<string, unknown>>) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

export interface Ask {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Makes a repeated write harmless; every write carries one. */
  readonly idempotencyKey?: string;
  /** The revision that the write was made on, as an ETag. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

export const API = "/api/v1";

const UNREACHABLE = "The Leadline server does not answer. Maybe it was stopped, or this computer is offline. Start it with `npm start`; this page goes on by itself.";

/** Asks `/api/v1` + path. Rejects with `HttpProblem` only. `T` is what the API promises; the server checks its answers against it. */
export async function ask<T>(path: string, options: Ask = {}): Promise<T> {
  const response = await fetch(`${API}${path}`, requestOf(options)).catch(() => undefined);
  if (!response) throw new HttpProblem(0, "server/unreachable", UNREACHABLE, {});
  const text = await response.text().catch(() => undefined);
  if (text === undefined) throw new HttpProblem(0, "server/unreachable", UNREACHABLE, {});
  const body = text === "" ? undefined : parsed(text);
  if (response.status === 401) for (const tell of signedOutListeners) tell();
  if (!response.ok) throw problemOf(response.status, body);
  return body as T;
}

const signedOutListeners = new Set<() => void>();

/** Hears whenever an answer says that nobody is signed in (any more). Answers the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

function requestOf({ method = "GET", body, idempotencyKey, ifMatch, signal }: Ask): RequestInit {
  return {
    method,
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
      ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
}

/** Makes the problem that an answer with an error status tells about. */
export function problemOf(status: number, body: unknown): HttpProblem {
  const fields = isObject(body) ? body : {};
  const told = fields["detail"] ?? fields["title"];
  const message = typeof told === "string" ? told : `The server answered with the status ${status} and no explanation.`;
  return new HttpProblem(status, typeof fields["code"] === "string" ? fields["code"] : `http/${status}`, message, fields);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Statuses that the same request may get past when it is sent again; 0: no answer. */
const PASSING: ReadonlySet<number> = new Set([0, 408, 425, 429, 502, 503, 504, 507]);

/** Whether asking again later may help. */
export function isPassing(problem: unknown): boolean {
  return problem instanceof HttpProblem && PASSING.has(problem.status);
}

/** The sentence to show for anything that was thrown while asking. */
export function sentenceOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : "Something unexpected happened in this page. Reload it; nothing that was saved is lost.";
}

/** One way to ask a server: JSON or a file in, JSON or text out, everything else a problem. */
import { HttpProblem, problemOf } from "./http-problem.ts";

export interface TransportOptions {
  /** `https://host`; empty for the server that a page came from. */
  readonly base: string;
  readonly fetch: typeof fetch;
  /** A token for programs; browsers have their session. */
  readonly token?: string | undefined;
  /** What to say when nobody answers. */
  readonly unreachable: string;
  /** Hears whenever an answer says that nobody is signed in (any more), or that the session is not enough any more. */
  readonly onSignedOut?: () => void;
}

export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  /** Makes a repeated write harmless; every write carries one. */
  readonly idempotencyKey?: string;
  /** The revision that the write was made on, as an ETag. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

/** Asks for an address of the server. Rejects with `HttpProblem` only. `T` is what the API promises; the server checks its answers against it. */
export type Transport = <T>(address: string, ask?: Ask) => Promise<T>;

export function transportOver(options: TransportOptions): Transport {
  const { base, unreachable, onSignedOut } = options;
  return async <T>(address: string, ask: Ask = {}): Promise<T> => {
    const nobody = (): HttpProblem => new HttpProblem(0, "server/unreachable", unreachable, {});
    const response = await options.fetch(`${base}${address}`, requestOf(ask, options.token)).catch(() => undefined);
    if (!response) throw nobody();
    const text = await response.text().catch(() => undefined);
    if (text === undefined) throw nobody();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    if (!response.ok) {
      const problem = problemOf(response.status, isJson ? parsed(text) : undefined);
      if (problem.status === 401 || problem.code === "session/second-factor") onSignedOut?.();
      throw problem;
    }
    // The wall: the server checks what it answers against the same description that `T` is made from.
    return (isJson ? parsed(text) : text) as T;
  };
}

function requestOf({ method = "GET", body, idempotencyKey, ifMatch, signal }: Ask, token: string | undefined): RequestInit {
  const isFile = body instanceof Uint8Array;
  return {
    method,
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": isFile ? "application/octet-stream" : "application/json" }),
      ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
      ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    ...(signal && { signal }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

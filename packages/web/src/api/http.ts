/** One way to ask the server: JSON in, JSON out, and problems as sentences that the screen can show. */
import { apiClient } from "@leadline/client/api-client.ts";
import { transportOver, type Ask } from "@leadline/client/transport.ts";
import { newId } from "../store/new-id.ts";
import { shareToken } from "./share-token.ts";

export { HttpProblem, isPassing, problemOf } from "@leadline/client/http-problem.ts";

export const API = "/api/v1";

const UNREACHABLE = "The Leadline server does not answer. Maybe it was stopped, or this computer is offline. Start it with `npm start`; this page goes on by itself.";

const signedOutListeners = new Set<() => void>();

const transport = transportOver({
  base: "",
  token: shareToken(),
  // Looked up at every call: tests put another one in its place.
  fetch: (...given) => fetch(...given),
  unreachable: UNREACHABLE,
  onSignedOut: doubtSession,
});

/** Something was answered as if nobody were signed in (any more): who is at work is asked anew. */
export function doubtSession(): void {
  for (const tell of signedOutListeners) tell();
}

/** Every operation of the API by its name, with its own shapes. */
export const call = apiClient({ ask: transport, newKey: newId });

/** Asks `/api/v1` + path. Rejects with `HttpProblem` only. `T` is what the API promises; the server checks its answers against it. */
export function ask<T>(path: string, options: Ask = {}): Promise<T> {
  return transport(`${API}${path}`, options);
}

/** Hears whenever an answer says that nobody is signed in (any more). Answers the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

/** The sentence to show for anything that was thrown while asking. */
export function sentenceOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : "Something unexpected happened in this page. Reload it; nothing that was saved is lost.";
}

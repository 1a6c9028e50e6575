/** Verdicts on change requests over HTTP: the change that they make comes with the project's stream, as everybody's does. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import { call } from "./http.ts";

export interface Said {
  /** The revision that the person saw. */
  readonly revision: number;
  readonly verdict: "approve" | "reject";
  readonly note?: string;
  readonly conditions?: string;
  readonly baseline?: "renew" | "keep";
}

export function decideRequest(projectId: string, requestId: string, said: Said): Promise<AnswerOf<"decideChangeRequest">> {
  return call("decideChangeRequest", { params: { id: projectId, requestId }, body: said });
}

/** Team estimates over HTTP. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import { call } from "./http.ts";

export type TeamEstimate = AnswerOf<"listTeamEstimates">["estimates"][number];
export type TeamStep = "reveal" | "again" | "close";

/** Of a project, newest first. */
export async function listTeamEstimates(projectId: string): Promise<readonly TeamEstimate[]> {
  return (await call("listTeamEstimates", { params: { id: projectId } })).estimates;
}

/** Those that wait for whoever is signed in. */
export async function listMyTeamEstimates(): Promise<readonly TeamEstimate[]> {
  return (await call("listMyTeamEstimates")).estimates;
}

export async function openTeamEstimate(projectId: string, taskId: string, memberIds: readonly string[]): Promise<void> {
  await call("openTeamEstimate", { params: { id: projectId }, body: { taskId, memberIds: [...memberIds] } });
}

/** In minutes, for the round that was seen. */
export async function answerTeamEstimate({ id, project, round }: TeamEstimate, { low, likely, high }: { readonly low: number; readonly likely: number; readonly high: number }): Promise<void> {
  await call("answerTeamEstimate", { params: { id: project.id, estimateId: id }, body: { round, lowMinutes: low, likelyMinutes: likely, highMinutes: high } });
}

export async function moveTeamEstimate({ id, project }: TeamEstimate, step: TeamStep): Promise<void> {
  await call("moveTeamEstimate", { params: { id: project.id, estimateId: id }, body: { step } });
}

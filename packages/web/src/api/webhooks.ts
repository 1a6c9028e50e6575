/** Webhooks over HTTP: what a tracker must be told. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import { call } from "./http.ts";

export type WebhookFacts = AnswerOf<"readWebhook">;

export function readWebhook(projectId: string, webhookId: string): Promise<WebhookFacts> {
  return call("readWebhook", { params: { id: projectId, webhookId } });
}

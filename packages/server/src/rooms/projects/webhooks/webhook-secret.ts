/** The secret of a webhook, and whether a delivery was made by somebody who knows it. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { TrackerProvider } from "@leadline/engine/model/evidence/webhook.ts";

export interface WebhookPlace {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly webhookId: string;
}

/** Made from the installation's own secret and the webhook's place, so that nothing of it is kept anywhere. */
export function webhookSecret(key: Buffer, { workspaceId, projectId, webhookId }: WebhookPlace): string {
  return `llh_${createHmac("sha256", key).update(`${workspaceId}\n${projectId}\n${webhookId}`).digest("base64url")}`;
}

/** GitHub and Jira sign the body; GitLab sends the secret itself. Compared in constant time. */
export function isSigned(provider: TrackerProvider, secret: string, body: Buffer, headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  if (provider === "gitlab") return isSame(one(headers["x-gitlab-token"]), secret);
  const wanted = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  return isSame(one(headers[provider === "github" ? "x-hub-signature-256" : "x-hub-signature"]), wanted);
}

function one(header: string | string[] | undefined): string {
  return typeof header === "string" ? header : "";
}

/** Hashed first: lengths tell nothing. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

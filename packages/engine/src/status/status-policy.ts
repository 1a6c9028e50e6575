/** The rule by which status is computed, as data: published, the same for every project of a workspace, its changes logged. */
import { z } from "zod";
import { evidenceKind, type EvidenceKind } from "../model/evidence/evidence.ts";

const share = z.number().min(0).max(1);

export const statusPolicySchema = z.strictObject({
  /** Counts up with every change. */
  version: z.number().int().min(1),
  /** Chance of keeping a promise from which it is on track, and below which it is off track. */
  onTrackFrom: share,
  offTrackBelow: share,
  /** A better call needs so much more than its limit; a worse one comes at once. */
  hysteresis: share,
  /** Days after which evidence no longer bears out a running task; one reporting period. */
  evidenceDays: z.number().int().min(1).max(365),
  /** More progress than this without any evidence: no evidence. */
  assertedShare: share,
  /** How much a piece of evidence counts, 0 to 1. */
  weights: z.record(evidenceKind, share),
});
export type StatusPolicy = Readonly<z.infer<typeof statusPolicySchema>>;

const WEIGHTS: Readonly<Record<EvidenceKind, number>> = { acceptedDeliverable: 1, testRun: 0.9, mergedChange: 0.8, closedTicket: 0.6, receipt: 0.8, timesheet: 0.4, file: 0.5, word: 0.2, none: 0 };

/** What holds until a workspace says otherwise. */
export const USUAL_STATUS_POLICY: StatusPolicy = { version: 1, onTrackFrom: 0.7, offTrackBelow: 0.3, hysteresis: 0.05, evidenceDays: 10, assertedShare: 0.25, weights: WEIGHTS };

/** The rule in words, as it stands on the page of the policy and under every report. */
export function policyWords({ onTrackFrom, offTrackBelow, hysteresis, evidenceDays, assertedShare, version }: StatusPolicy): string {
  const percent = (value: number): string => `${Math.round(value * 100)} %`;
  return `On track: a chance of at least ${percent(onTrackFrom)} to keep what was promised. At risk: ${percent(offTrackBelow)} to ${percent(onTrackFrom)}. Off track: below ${percent(offTrackBelow)}, or a hard fact such as a promised date that has passed. No evidence: nothing newer than ${evidenceDays} days bears out a running task that matters, or more than ${percent(assertedShare)} of the progress has nothing to show. A better call needs ${Math.round(hysteresis * 100)} points more than its limit, a worse one comes at once. The project is the worst of date, cost and scope. Version ${version}.`;
}

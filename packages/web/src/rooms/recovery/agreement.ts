/** What an agreement leads to, as one step: a change request for the plan, and a commitment with the chance that it has. */
import type { Command } from "@leadline/engine/change/command.ts";
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest, Commitment, Negotiation } from "@leadline/engine/model/records.ts";
import { newId } from "../../store/new-id.ts";
import type { Effect } from "../../store/recovery-messages.ts";
import { todayNumber } from "../../ui/day-text.ts";

interface Agreed {
  readonly negotiation: Negotiation;
  readonly packageId: string;
  readonly project: Project;
  readonly actor: string;
  readonly showsCosts: boolean;
  /** The plan that the effect was reckoned on. */
  readonly revision: number;
  readonly effect: Effect;
}

/** `code` is that of the change request. P80 is promised, which 8 of 10 runs keep. */
export function agreement({ negotiation, packageId, project, actor, showsCosts, revision, effect }: Agreed): { readonly commands: readonly Command[]; readonly code: string } {
  const chosen = negotiation.packages.find(({ id }) => id === packageId);
  const code = nextCode("CR", project.records.changeRequest.values());
  const requestId = newId();
  const name = chosen?.name ?? negotiation.title;
  const request: ChangeRequest = {
    id: requestId,
    code,
    title: `${negotiation.code} ${negotiation.title}: ${name}`.slice(0, 1000),
    state: "open",
    origin: "negotiation",
    requestedBy: actor,
    requestedAt: Date.now(),
    revision,
    impact: effect.impact,
    ...(showsCosts && { costImpact: effect.costImpact }),
    commands: (chosen?.commands ?? []).map((command) => ({ ...command })),
    approvals: [],
    ...(chosen?.scopeLost !== undefined && { scopeLost: chosen.scopeLost }),
    ...(negotiation.counterpart !== undefined && { mustAgree: [negotiation.counterpart] }),
  };
  const commitment: Commitment = {
    id: newId(),
    code: nextCode("P", project.records.commitment.values()),
    title: name,
    state: "open",
    madeDay: todayNumber(new Date()),
    changeRequestId: requestId,
    negotiationId: negotiation.id,
    ...(negotiation.counterpart !== undefined && { to: negotiation.counterpart }),
    finish: effect.impact.after.p80,
    chance: 0.8,
    runs: effect.impact.runs,
    revision,
  };
  const ended = { kind: "negotiation" as const, id: negotiation.id, fields: { state: "agreed", agreedPackageId: packageId, changeRequestId: requestId } };
  return { commands: [{ type: "saveRecords", records: [{ kind: "changeRequest", record: request }, { kind: "commitment", record: commitment }] }, { type: "updateRecords", records: [ended] }], code };
}

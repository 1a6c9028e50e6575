/** An option that somebody wants becomes one change request with everything that is known of it; the plan stays as it is. */
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import type { Option } from "@leadline/engine/recovery/option.ts";
import { newId } from "../../store/new-id.ts";
import type { WaysOutState } from "../../store/ways-out.ts";
import { effectOfOption } from "./option-effect.ts";
import { effectText, kindText, nameOf, scopeText } from "./option-words.ts";

interface Accepted {
  readonly option: Option;
  readonly doNothing: Option;
  readonly found: WaysOutState;
  readonly project: Project;
  readonly actor: string;
  readonly showsCosts: boolean;
}

const MOST_CONSIDERED = 100;

export function requestOfOption({ option, doNothing, found, project, actor, showsCosts }: Accepted): ChangeRequest {
  const { impact, costImpact } = effectOfOption(option, found);
  const { currency } = settingsOf(project);
  return {
    id: newId(),
    code: nextCode("CR", project.records.changeRequest.values()),
    title: nameOf(option),
    reason: option.summary,
    state: "open",
    origin: "wayOut",
    requestedBy: actor,
    requestedAt: Date.now(),
    commands: option.commands.map((command) => ({ ...command })),
    approvals: [],
    ...(found.revision !== undefined && { revision: found.revision }),
    impact,
    ...(showsCosts && { costImpact }),
    scopeLost: scopeText(option),
    risk: option.risk === "" ? "None found" : option.risk,
    peopleHit: [...option.peopleHit],
    mustAgree: [...option.approvals],
    // Without amounts: who sees no costs reads this as well.
    optionsConsidered: found.options.slice(0, MOST_CONSIDERED).map((one) => ({ name: kindText(one.kind), effect: effectText(one, doNothing, currency, { costs: false }), ...(one.id === option.id && { isChosen: true }) })),
  };
}

/** An option's numbers beside those of doing nothing, in the shape in which changes state their effect. */
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import type { Effect } from "../../store/recovery-messages.ts";
import type { Option } from "@leadline/engine/recovery/option.ts";
import { USUAL_SEED } from "@leadline/engine/risk/usual-runs.ts";
import type { WaysOutState } from "../../store/ways-out.ts";

export function effectOfOption(option: Option, found: WaysOutState): Effect {
  const doNothing = found.options[0] ?? option;
  const chance: Pick<NonNullable<ChangeRequest["impact"]>, "chance"> = found.goal?.kind === "finishBy" ? { chance: { by: found.goal.minute, before: doNothing.chance, after: option.chance } } : {};
  const whole = ({ p50, p80 }: Option["cost"]): Option["cost"] => ({ p50: Math.round(p50), p80: Math.round(p80) });
  return {
    impact: { runs: found.runs ?? 1, seed: found.seed ?? USUAL_SEED, before: doNothing.finish, after: option.finish, ...chance },
    costImpact: { before: whole(doNothing.cost), after: whole(option.cost) },
  };
}

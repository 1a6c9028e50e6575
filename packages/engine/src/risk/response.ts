/** Whether answering a risk pays: the same runs with the response in place, against what it costs (domain C1). */
import type { Project } from "../model/project.ts";
import type { RiskItem } from "../model/records.ts";

/** The plan as it would be with the response to a risk in place; undefined where nobody has said what then is left of it. */
export function planWithResponse({ records }: Project, risk: RiskItem): Project | undefined {
  if (!risk.residual || risk.responseState === "inPlace" || (risk.status ?? "open") !== "open") return undefined;
  return { records: { ...records, riskItem: new Map(records.riskItem).set(risk.id, { ...risk, responseState: "inPlace" }) } };
}

export interface ResponseEffect {
  /** Working days and whole cents that the P80 would gain; what the response itself costs is not taken off. */
  readonly gainedDays: number;
  readonly gainedCents: number;
  readonly costCents: number;
  /** It lowers the P80 of the cost by more than it costs itself; a response that costs nothing has to gain something. */
  readonly isEffective: boolean;
}

/** P80s without and with the response, of the same runs. */
export function responseEffect({ responseCostCents = 0 }: RiskItem, without: { readonly days: number; readonly cents: number }, withIt: { readonly days: number; readonly cents: number }): ResponseEffect {
  const [gainedDays, gainedCents] = [without.days - withIt.days, without.cents - withIt.cents];
  const isEffective = responseCostCents > 0 ? gainedCents > responseCostCents : gainedCents > 0 || gainedDays > 0;
  return { gainedDays, gainedCents, costCents: responseCostCents, isEffective };
}

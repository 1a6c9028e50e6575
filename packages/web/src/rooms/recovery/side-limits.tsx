/** The last that a side would accept (theirs is our guess), and whether the two leave room for an agreement. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Negotiation } from "@leadline/engine/model/records.ts";
import { civilOf, dayNumberOf, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { moneyText } from "../../ui/money-text.ts";
import { centsOf, centsText } from "../../ui/number-text.ts";
import { TextField } from "../../ui/text-field.tsx";
import type { WaysOutRights } from "./ways-out-rights.ts";

interface SideLimitsProps {
  readonly project: Project;
  readonly negotiation: Negotiation;
  readonly side: "ours" | "theirs";
  readonly rights: WaysOutRights;
  readonly set: (fields: Readonly<Record<string, unknown>>) => string | undefined;
}

export function SideLimits({ project, negotiation, side, rights, set }: SideLimitsProps): ReactNode {
  const { currency, defaultFinishTime } = settingsOf(project);
  const { limits, limitCosts = {} } = negotiation;
  const keepDay = (text: string): string | undefined => {
    if (text.trim() === "") return set({ limits: { ...limits, [side]: {} } });
    const day = /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? parseIso(`${text.trim()}T00:00`) : undefined;
    return day === undefined ? `There is no day “${text}”; type it as 2026-12-09.` : set({ limits: { ...limits, [side]: { finish: day + defaultFinishTime } } });
  };
  const keepCost = (text: string): string | undefined => {
    const cents = centsOf(text);
    if (text.trim() !== "" && cents === undefined) return `“${text}” is no amount of money; type it as 1250.50.`;
    return set({ limitCosts: { ...limitCosts, [side]: cents } });
  };
  const readOnly = rights.mayEdit ? {} : { readOnlyBecause: "You may not change this project." };
  const who = side === "ours" ? "we" : "they";
  return (
    <div className="ng-limits">
      <TextField label={`Latest date ${who} accept`} value={isoText(limits[side]?.finish)} keep={keepDay} {...readOnly} />
      {rights.showsCosts && <TextField label={side === "ours" ? `Most that we pay (${currency})` : `Least that they take (${currency})`} value={centsText(limitCosts[side])} keep={keepCost} {...readOnly} />}
      {rights.showsCosts && side === "theirs" && <p className="ll-field-note">{roomText(limitCosts, currency)}</p>}
    </div>
  );
}

/** Ours is the most, theirs the least: 100 and 85 leave 85 to 100 (domain EX-D11). */
export function roomText({ ours, theirs }: { readonly ours?: number | undefined; readonly theirs?: number | undefined }, currency: string): string {
  if (ours === undefined || theirs === undefined) return "Once both are known, the room for an agreement stands here.";
  return theirs <= ours ? `Room for an agreement: ${moneyText(theirs, currency)} to ${moneyText(ours, currency)}.` : `No room for an agreement on cost alone: they want at least ${moneyText(theirs, currency)}, we pay at most ${moneyText(ours, currency)}. Maybe trade in date or scope.`;
}

function isoText(minute: Minute | undefined): string {
  if (minute === undefined) return "";
  const { year, month, day } = civilOf(dayNumberOf(minute));
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The part of a predecessor that follows its label: link type and lag, as in the grid ("SS+1d", "FS-50%", "+2ed"). */
import { formatAmount, minutesPer, toTenth, unitOfWord, type DurationScale } from "@leadline/engine/time/duration-text.ts";
import type { Link } from "@leadline/engine/model/records.ts";

export type LinkTerms = Pick<Link, "type" | "lagMinutes" | "lagPercent" | "lagUnit">;

const TERMS = /^(FS|SS|FF|SF)?\s*(?:([+-])\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(e?%|[a-z]+(?: [a-z]+)?)?)?$/i;
const TYPES = ["FS", "SS", "FF", "SF"] as const;

/** Nothing is FS without lag; a lag without unit counts days. Undefined where the text is no link. */
export function parseLinkTerms(text: string, scale: DurationScale): LinkTerms | undefined {
  const match = TERMS.exec(text.trim());
  if (!match) return undefined;
  const type = TYPES.find((known) => known === match[1]?.toUpperCase()) ?? "FS";
  const amount = Number((match[3] ?? "0").replace(",", ".")) * (match[2] === "-" ? -1 : 1);
  const word = (match[4] ?? "d").toLowerCase();
  if (word === "%" || word === "e%") return { type, lagMinutes: 0, lagPercent: Math.abs(amount) <= 10_000 ? amount : 0, lagUnit: word };
  const unit = unitOfWord(word);
  if (!unit) return undefined;
  return { type, lagMinutes: toTenth(amount * minutesPer(unit, scale)) + 0, lagPercent: 0, lagUnit: unit };
}

/** What reads back as the same terms; an FS link without lag is nothing. */
export function formatLinkTerms(terms: LinkTerms, scale: DurationScale): string {
  const lag = formatLag(terms, scale);
  return terms.type === "FS" && lag === "" ? "" : `${terms.type}${lag}`;
}

function formatLag(terms: LinkTerms, scale: DurationScale): string {
  const { lagUnit: unit } = terms;
  if (unit === "%" || unit === "e%") return `${signed(String(terms.lagPercent))}${unit}`;
  if (terms.lagMinutes === 0 && unit === "d") return "";
  return `${signed(formatAmount(terms.lagMinutes, minutesPer(unit, scale)))}${unit}`;
}

function signed(amount: string): string {
  return amount.startsWith("-") ? amount : `+${amount}`;
}

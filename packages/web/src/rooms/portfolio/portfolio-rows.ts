/** Rows of the portfolio: how they are ordered, how far the manager's call is from the computed one, and what the table is about in one sentence. */
import type { StatusValue } from "@leadline/engine/status/status-input.ts";
import { dayNumberOf, parseIso } from "@leadline/engine/time/minute.ts";
import type { PortfolioProject } from "../../api/forecasts.ts";

export const SORTS = ["chance", "disagreement", "late", "evidence", "name"] as const;
export type Sort = (typeof SORTS)[number];

export function isSort(text: string | undefined): text is Sort {
  return SORTS.some((sort) => sort === text);
}

/** From the best to the worst; the manager says one of three. */
const ORDER: readonly StatusValue[] = ["onTrack", "atRisk", "noEvidence", "offTrack"];

/** Steps by which the manager's call is better than the computed one (negative: worse); nothing where nobody has called. */
export function disagreementOf({ forecast }: Pick<PortfolioProject, "forecast">): number | undefined {
  if (!forecast?.declared) return undefined;
  return ORDER.indexOf(forecast.status.value) - ORDER.indexOf(forecast.declared.call);
}

/** The worst first; what nobody knows comes last, and names decide between equals. */
export function sorted(projects: readonly PortfolioProject[], sort: Sort): readonly PortfolioProject[] {
  return [...projects].sort((a, b) => rankOf(a, sort) - rankOf(b, sort) || a.name.localeCompare(b.name, "en") || (a.key < b.key ? -1 : 1));
}

function rankOf(project: PortfolioProject, sort: Sort): number {
  const { forecast } = project;
  switch (sort) {
    case "chance":
      return forecast?.finished ? 3 : (forecast?.promise?.chance ?? 2);
    case "disagreement":
      return -Math.abs(disagreementOf(project) ?? 0) - Math.sign(disagreementOf(project) ?? 0) / 10;
    case "late":
      return -(daysLate(project) ?? -1e6);
    case "evidence":
      return forecast ? EVIDENCE_ORDER.indexOf(forecast.status.evidence) * 1e4 - (forecast.status.evidenceDays ?? 0) : 1e6;
    case "name":
      return 0;
  }
}

const EVIDENCE_ORDER = ["asserted", "old", "fresh", "notNeeded"];

/** Calendar days from the promise to the date that 8 of 10 runs keep, or to the finish of what is done. */
export function daysLate({ forecast }: Pick<PortfolioProject, "forecast">): number | undefined {
  const [promised, date] = [dayOfIso(forecast?.promise?.date), dayOfIso(forecast?.finished ?? forecast?.finish?.p80)];
  return promised === undefined || date === undefined ? undefined : date - promised;
}

function dayOfIso(iso: string | null | undefined): number | undefined {
  const minute = iso ? parseIso(iso) : undefined;
  return minute === undefined ? undefined : dayNumberOf(minute);
}

/** Its progress has evidence that is new enough, or needs none yet. */
export function isConfirmed({ forecast }: PortfolioProject): boolean {
  return forecast !== null && (forecast.status.evidence === "fresh" || forecast.status.evidence === "notNeeded");
}

/** "2 of 5 promises are likely to be missed": with chances of at most 40 %. */
export function findingOf(projects: readonly PortfolioProject[]): string {
  const running = projects.filter(({ forecast }) => forecast && !forecast.finished);
  const known = running.flatMap(({ forecast }) => forecast?.promise?.chance ?? []);
  if (projects.length === 0) return "No projects yet";
  if (known.length === 0) return running.length === 0 ? "Nothing is under way" : "No promise has a chance yet";
  const missed = known.filter((chance) => chance <= 0.4).length;
  if (missed === 0) return "No promise is likely to be missed";
  return `${missed} of ${known.length} ${known.length === 1 ? "promise" : "promises"} ${missed === 1 ? "is" : "are"} likely to be missed`;
}

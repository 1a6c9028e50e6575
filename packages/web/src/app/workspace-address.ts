/** Addresses of the workspace: its people, log and settings, and all its projects side by side. */
export const WORKSPACE_ADDRESS = "/admin/$part";
export const PORTFOLIO_ADDRESS = "/portfolio";

export interface PortfolioSearch {
  readonly sort?: string | undefined;
  /** `confirmed`: what fresh evidence bears out. */
  readonly only?: string | undefined;
}

/** Keeps what is known, as texts. */
export function readPortfolioSearch(search: Readonly<Record<string, unknown>>): PortfolioSearch {
  return { ...(typeof search["sort"] === "string" && { sort: search["sort"] }), ...(typeof search["only"] === "string" && { only: search["only"] }) };
}

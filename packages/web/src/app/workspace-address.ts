/** Addresses of the workspace: its people, log and settings, and all its projects side by side. */
export const WORKSPACE_ADDRESS = "/admin/$part";
export const PORTFOLIO_ADDRESS = "/portfolio";
export const WORK_ADDRESS = "/my-work";

export interface WorkSearch {
  readonly person?: string | undefined;
}

export function readWorkSearch(search: Readonly<Record<string, unknown>>): WorkSearch {
  return typeof search["person"] === "string" ? { person: search["person"] } : {};
}

export interface PortfolioSearch {
  readonly sort?: string | undefined;
  /** `confirmed`: what fresh evidence bears out. */
  readonly only?: string | undefined;
}

/** Keeps what is known, as texts. */
export function readPortfolioSearch(search: Readonly<Record<string, unknown>>): PortfolioSearch {
  return { ...(typeof search["sort"] === "string" && { sort: search["sort"] }), ...(typeof search["only"] === "string" && { only: search["only"] }) };
}

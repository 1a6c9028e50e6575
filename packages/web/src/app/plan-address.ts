/** What the address of a project's plan may hold. */
import { PLAN_VIEWS, type PlanSearch, type PlanView } from "../store/plan-page-props.ts";

/** The address, as the router knows it. */
export const PLAN_ADDRESS = "/p/$key/plan/$view";

export interface ProjectSearch extends PlanSearch {
  /** An open side panel: `import` is the import report. */
  readonly panel?: string;
  /** The way out that is looked at. */
  readonly option?: string;
}

const SEARCH_NAMES = ["zoom", "sel", "cols", "filter", "show", "details", "panel", "option"] as const satisfies readonly (keyof ProjectSearch)[];
/** Only read in test mode. */
const TEST_NAMES = ["theme", "motion", "now", "seed", "lang"];

/** Keeps what is known, as texts. */
export function readProjectSearch(search: Readonly<Record<string, unknown>>): ProjectSearch {
  return Object.fromEntries([...SEARCH_NAMES, ...TEST_NAMES].flatMap((name) => (typeof search[name] === "string" ? [[name, search[name]]] : [])));
}

export function isPlanView(view: string): view is PlanView {
  return PLAN_VIEWS.some((known) => known === view);
}

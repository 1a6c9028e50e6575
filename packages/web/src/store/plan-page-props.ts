/** What the shell hands to the plan page: the open project, and the part of the address that the page may read and set. */
import type { Forecast } from "./forecast.ts";
import type { ProjectStore } from "./project-store.ts";

/** `people` is the resource sheet. */
export const PLAN_VIEWS = ["gantt", "grid", "people"] as const;
export type PlanView = (typeof PLAN_VIEWS)[number];

/** Search parameters of `/p/KEY/plan/VIEW`: state that another person sees when the link is sent on. All are texts, absent = default. */
export interface PlanSearch {
  /** `hour`, `day`, `week`, `month`, `quarter`, `year`, or as the page defines. */
  readonly zoom?: string;
  /** The selected task as it is shown, e.g. NET-42. */
  readonly sel?: string;
  /** Columns, comma-separated. */
  readonly cols?: string;
  /** `critical`, … */
  readonly filter?: string;
  /** What of the chart is drawn, comma-separated. */
  readonly show?: string;
  /** Task whose details panel is open, e.g. NET-42. */
  readonly details?: string;
}

/** The door of the room is `rooms/plan/plan-page.tsx`, which exports `PlanPage` and is loaded with the first project. */
export interface PlanPageProps {
  readonly store: ProjectStore;
  readonly forecast: Forecast;
  readonly view: PlanView;
  readonly search: PlanSearch;
  /** Opens the working-time editor, which belongs to another room. */
  readonly onWorkingTime: () => void;
  /** Shows another view of the same plan. */
  readonly onView: (view: PlanView) => void;
  /** Puts values into the address without a new history entry; `undefined` takes one out. */
  readonly onSearch: (next: { readonly [K in keyof PlanSearch]?: PlanSearch[K] | undefined }) => void;
}

/** Addresses and their pages. What matters of a page's state is in its address, so that a sent link shows the same picture. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { PLAN_VIEWS, type PlanSearch, type PlanView } from "../store/plan-page-props.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { ProjectsRoute } from "./projects-route.tsx";
import { Shell } from "./shell.tsx";
import { WelcomeRoute } from "./welcome-route.tsx";

/** What a project's address may hold beside the plan page's own state. */
export interface ProjectSearch extends PlanSearch {
  /** An open side panel: `import` is the import report. */
  readonly panel?: string;
}

const SEARCH_NAMES = ["zoom", "sel", "cols", "filter", "show", "details", "panel"] as const satisfies readonly (keyof ProjectSearch)[];
/** Only read in test mode, and kept while one moves between pages. */
const TEST_NAMES = ["theme", "motion", "now", "seed", "lang"];

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: () => <NotFoundPage /> });

const welcomeRoute = createRoute({ getParentRoute: () => rootRoute, path: "/", component: WelcomeRoute });
const projectsRoute = createRoute({ getParentRoute: () => rootRoute, path: "/projects", component: ProjectsRoute });

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/p/$key",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/p/$key/plan/$view", params: { key: params.key, view: "gantt" } });
  },
});

export const planRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/p/$key/plan/$view",
  validateSearch: (search: Record<string, unknown>): ProjectSearch =>
    Object.fromEntries([...SEARCH_NAMES, ...TEST_NAMES].flatMap((name) => (typeof search[name] === "string" ? [[name, search[name]]] : []))),
  component: lazyRouteComponent(() => import("./plan-route.tsx"), "PlanRoute"),
});

export function isPlanView(view: string): view is PlanView {
  return PLAN_VIEWS.some((known) => known === view);
}

export const router = createRouter({
  routeTree: rootRoute.addChildren([welcomeRoute, projectsRoute, projectRoute, planRoute]),
  defaultPreload: "intent",
  scrollRestoration: false,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))).toString();
    return text === "" ? "" : `?${text}`;
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** Addresses and their pages. What matters of a page's state is in its address, so that a sent link shows the same picture. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { BrokenPage } from "./broken-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { PLAN_ADDRESS, readProjectSearch } from "./plan-address.ts";
import { PROJECT_ADDRESS, STATUS_ADDRESS } from "./project-address.ts";
import { Shell } from "./shell.tsx";
import { readSpan } from "./trouble-address.ts";
import { PORTFOLIO_ADDRESS, readPortfolioSearch, readWorkSearch, WORK_ADDRESS, WORKSPACE_ADDRESS } from "./workspace-address.ts";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: () => <NotFoundPage /> });

const welcomeRoute = createRoute({ getParentRoute: () => rootRoute, path: "/", component: lazyRouteComponent(() => import("./welcome-route.tsx"), "WelcomeRoute") });
const projectsRoute = createRoute({ getParentRoute: () => rootRoute, path: "/projects", component: lazyRouteComponent(() => import("./projects-route.tsx"), "ProjectsRoute") });

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: PROJECT_ADDRESS,
  validateSearch: readProjectSearch,
  component: lazyRouteComponent(() => import("./project-route.tsx"), "ProjectRoute"),
});

const projectIndexRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: PLAN_ADDRESS, params: { key: params.key, view: "gantt" } });
  },
});

const planRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "plan/$view",
  component: lazyRouteComponent(() => import("./plan-route.tsx"), "PlanRoute"),
});

const overviewRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "overview",
  component: lazyRouteComponent(() => import("./overview-route.tsx"), "OverviewRoute"),
});

const budgetRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "budget/$view",
  component: lazyRouteComponent(() => import("./budget-route.tsx"), "BudgetRoute"),
});

const risksRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "risks/$view",
  component: lazyRouteComponent(() => import("./risks-route.tsx"), "RisksRoute"),
});

const changesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "changes/$place",
  component: lazyRouteComponent(() => import("./changes-route.tsx"), "ChangesRoute"),
});

const statusIndexRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "status",
  beforeLoad: ({ params }) => {
    throw redirect({ to: STATUS_ADDRESS, params: { key: params.key, report: "now" } });
  },
});

const statusRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "status/$report",
  component: lazyRouteComponent(() => import("./status-route.tsx"), "StatusRoute"),
});

const waysOutRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "ways-out",
  component: lazyRouteComponent(() => import("./ways-out-route.tsx"), "WaysOutRoute"),
});

const negotiationRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "negotiations/$code",
  component: lazyRouteComponent(() => import("./negotiation-route.tsx"), "NegotiationRoute"),
});

const issuesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "issues/$view",
  component: lazyRouteComponent(() => import("./issues-route.tsx"), "IssuesRoute"),
});

const diagnosisRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: "diagnosis/$view",
  validateSearch: readSpan,
  component: lazyRouteComponent(() => import("./diagnosis-route.tsx"), "DiagnosisRoute"),
});

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: WORKSPACE_ADDRESS,
  component: lazyRouteComponent(() => import("./workspace-route.tsx"), "WorkspaceRoute"),
});

const portfolioRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: PORTFOLIO_ADDRESS,
  validateSearch: readPortfolioSearch,
  component: lazyRouteComponent(() => import("./portfolio-route.tsx"), "PortfolioRoute"),
});

const workRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: WORK_ADDRESS,
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(() => import("./work-route.tsx"), "WorkRoute"),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./account-route.tsx"), "AccountRoute"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([welcomeRoute, projectsRoute, projectRoute.addChildren([projectIndexRoute, overviewRoute, planRoute, budgetRoute, risksRoute, statusIndexRoute, statusRoute, changesRoute, waysOutRoute, negotiationRoute, issuesRoute, diagnosisRoute]), workRoute, portfolioRoute, workspaceRoute, accountRoute]),
  defaultErrorComponent: BrokenPage,
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

/** A project in the shell: found by its key, opened once for all its pages, with the forecast that follows its edits. */
import { Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { isPassing, sentenceOf } from "../api/http.ts";
import { listProjects, type ProjectSummary } from "../api/projects.ts";
import { readOnlyReason } from "../api/read-only-reason.ts";
import { useSession } from "../api/session.ts";
import { useRemoteProject } from "../api/use-remote-project.ts";
import { useForecast } from "../store/forecast.ts";
import type { ProjectStore } from "../store/project-store.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { meantNumber } from "./meant-number.ts";
import { ForecastStrip } from "./forecast-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { OpenProjectContext, type OpenProject } from "./open-project-context.ts";
import { Page } from "./page.tsx";
import { PLAN_ADDRESS } from "./plan-address.ts";
import { PlanVerbs } from "./plan-verbs.tsx";
import { WayOutLink } from "./way-out-link.tsx";
import { BUDGET_ADDRESS, CHANGES_ADDRESS, OVERVIEW_ADDRESS, PROJECT_ADDRESS, RISKS_ADDRESS, STATUS_ADDRESS, WAYS_OUT_ADDRESS } from "./project-address.ts";
import { DIAGNOSIS_ADDRESS, ISSUES_ADDRESS } from "./trouble-address.ts";

const SettingsDialog = lazy(() => import("../rooms/home/settings-dialog.tsx").then((module) => ({ default: module.SettingsDialog })));
const ExplainCard = lazy(() => import("./explain-card.tsx").then((module) => ({ default: module.ExplainCard })));
const TrackersDialog = lazy(() => import("../rooms/home/trackers-dialog.tsx").then((module) => ({ default: module.TrackersDialog })));
const WhatIfPanel = lazy(() => import("./what-if-panel.tsx").then((module) => ({ default: module.WhatIfPanel })));

export function ProjectRoute(): ReactNode {
  const { key } = useParams({ from: PROJECT_ADDRESS });
  const { actor } = useSession();
  const { project, problem } = useProjectByKey(key);
  const found = project === "missing" ? undefined : project;
  const remote = useRemoteProject(found?.id, key, { ...actor, readOnlyBecause: found && readOnlyReason(found) });
  const forecast = useForecast(remote.store);
  useOpenMeasure(remote.store !== undefined);
  const open = useMemo((): OpenProject | undefined => (found && remote.store && forecast ? { project: found, projectKey: key, store: remote.store, forecast } : undefined), [found, key, remote.store, forecast]);
  const [isAsking, setAsking] = useState(false);
  useLetterKey("w", () => setAsking(true));
  const [explained, setExplained] = useState<{ readonly target: Element | undefined }>();
  useLetterKey("e", () => setExplained({ target: meantNumber() }));
  if (project === "missing") return <NotFoundPage sentence={`There is no project with the key ${key}. Maybe it was deleted; deleted projects are kept for 30 days.`} />;
  const trouble = problem ?? remote.problem;
  return (
    <Page
      crumbs={[{ label: "Projects", to: "/projects" }, { label: project?.name ?? key }]}
      views={<ProjectViews projectKey={key} />}
      verbs={
        open && (
          <>
            <WayOutLink open={open} />
            <ForecastStrip open={open} />
            <Button className="ll-what-if-verb" onClick={() => setAsking(true)} aria-keyshortcuts="w" title="What if? (W)">
              What if
            </Button>
            <OpenVerbs project={open.project} store={open.store} />
          </>
        )
      }
    >
      {trouble !== undefined && (
        <div className="ll-page">
          <Notice tone="trouble" verbs={<Button onClick={remote.retry}>Try again</Button>}>
            {trouble}
          </Notice>
        </div>
      )}
      {open && (
        <OpenProjectContext value={open}>
          <Outlet />
          {isAsking && (
            <Suspense>
              <WhatIfPanel open={open} onClose={() => setAsking(false)} />
            </Suspense>
          )}
          {explained && (
            <Suspense>
              <ExplainCard open={open} target={explained.target} onClose={() => setExplained(undefined)} />
            </Suspense>
          )}
        </OpenProjectContext>
      )}
    </Page>
  );
}

/** A letter acts unless something is being typed; what the page itself does with it comes first. */
function useLetterKey(letter: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable], [role=treegrid], [role=menu], [role=dialog]") !== null;
      if (event.key.toLowerCase() !== letter || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      // After everybody else has heard of the key.
      setTimeout(() => {
        if (!event.defaultPrevented) latest.current();
      });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [letter]);
}

/** The pages of one project. */
function ProjectViews({ projectKey }: { readonly projectKey: string }): ReactNode {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const place = path.endsWith("/overview") ? "overview" : path.includes("/status/") ? "status" : path.includes("/budget/") ? "budget" : path.includes("/issues/") ? "issues" : path.includes("/diagnosis/") ? "diagnosis" : path.includes("/changes/") ? "changes" : path.endsWith("/ways-out") || path.includes("/negotiations/") ? "ways-out" : path.includes("/risks/") ? "risks" : path.endsWith("/people") ? "people" : "plan";
  const nav = useRef<HTMLElement>(null);
  // On a phone the pages scroll sideways: the one that is shown must be in sight.
  useEffect(() => {
    // In braces: newer browsers answer a promise, which is no way to take an effect back.
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [place]);
  return (
    <nav ref={nav} className="ll-views" aria-label="Pages of the project">
      <Link to={OVERVIEW_ADDRESS} params={{ key: projectKey }} aria-current={place === "overview" ? "page" : undefined}>
        Overview
      </Link>
      <Link to={PLAN_ADDRESS} params={{ key: projectKey, view: "gantt" }} aria-current={place === "plan" ? "page" : undefined}>
        Plan
      </Link>
      <Link to={PLAN_ADDRESS} params={{ key: projectKey, view: "people" }} aria-current={place === "people" ? "page" : undefined}>
        People
      </Link>
      <Link to={BUDGET_ADDRESS} params={{ key: projectKey, view: "lines" }} aria-current={place === "budget" ? "page" : undefined}>
        Budget
      </Link>
      <Link to={RISKS_ADDRESS} params={{ key: projectKey, view: "forecast" }} aria-current={place === "risks" ? "page" : undefined}>
        Risks
      </Link>
      <Link to={STATUS_ADDRESS} params={{ key: projectKey, report: "now" }} aria-current={place === "status" ? "page" : undefined}>
        Status
      </Link>
      <Link to={WAYS_OUT_ADDRESS} params={{ key: projectKey }} aria-current={place === "ways-out" ? "page" : undefined}>
        Ways out
      </Link>
      <Link to={CHANGES_ADDRESS} params={{ key: projectKey, place: "requests" }} aria-current={place === "changes" ? "page" : undefined}>
        Changes
      </Link>
      <Link to={ISSUES_ADDRESS} params={{ key: projectKey, view: "open" }} aria-current={place === "issues" ? "page" : undefined}>
        Issues
      </Link>
      <Link to={DIAGNOSIS_ADDRESS} params={{ key: projectKey, view: "windows" }} aria-current={place === "diagnosis" ? "page" : undefined}>
        Why late
      </Link>
    </nav>
  );
}

function OpenVerbs({ project, store }: { readonly project: ProjectSummary; readonly store: ProjectStore }): ReactNode {
  const navigate = useNavigate();
  const [isSettingsOpen, setSettingsOpen] = useState(false);
  const [isTrackersOpen, setTrackersOpen] = useState(false);
  return (
    <>
      <PlanVerbs project={project} store={store} onReport={() => void navigate({ to: PLAN_ADDRESS, params: { key: project.key, view: "gantt" }, search: (old) => ({ ...old, panel: "import" }) })} onSettings={() => setSettingsOpen(true)} onTrackers={project.permissions?.includes("project.edit") === false ? undefined : () => setTrackersOpen(true)} />
      {isSettingsOpen && (
        <Suspense>
          <SettingsDialog store={store} onClose={() => setSettingsOpen(false)} />
        </Suspense>
      )}
      {isTrackersOpen && (
        <Suspense>
          <TrackersDialog store={store} projectId={project.id} onClose={() => setTrackersOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** `ll:open`: from the first wish to see the project to its first picture. */
function useOpenMeasure(isOpen: boolean): void {
  const [begin] = useState(() => performance.now());
  useEffect(() => {
    if (isOpen) requestAnimationFrame(() => performance.measure("ll:open", { start: begin, end: performance.now() }));
  }, [begin, isOpen]);
}

/** Keys are what people see and share; the API speaks ids. */
function useProjectByKey(key: string): { readonly project: ProjectSummary | "missing" | undefined; readonly problem: string | undefined } {
  const [project, setProject] = useState<ProjectSummary | "missing">();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setProject(undefined);
    listProjects().then(
      (projects) => {
        if (isOver) return;
        setProblem(undefined);
        setProject(projects.find((one) => one.key === key) ?? "missing");
      },
      (failure: unknown) => {
        if (isOver) return;
        setProblem(sentenceOf(failure));
        if (isPassing(failure)) timer = setTimeout(() => setAttempt(attempt + 1), 1000);
      },
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key, attempt]);
  return { project, problem };
}

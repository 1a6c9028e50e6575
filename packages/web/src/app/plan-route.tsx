/** A project's plan in the shell: finds the project, opens it, and hands it to the plan room. */
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { isPassing, sentenceOf } from "../api/http.ts";
import { listProjects, type ProjectSummary } from "../api/projects.ts";
import { readOnlyReason } from "../api/read-only-reason.ts";
import { useRemoteProject } from "../api/use-remote-project.ts";
import { ImportReportPanel } from "../rooms/home/import-report-panel.tsx";
import { SettingsDialog } from "../rooms/home/settings-dialog.tsx";
import { PeoplePage } from "../rooms/people/people-page.tsx";
import { PlanPage } from "../rooms/plan/plan-page.tsx";
import type { PlanPageProps, PlanView } from "../store/plan-page-props.ts";
import type { ProjectStore } from "../store/project-store.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Page } from "./page.tsx";
import { PlanVerbs } from "./plan-verbs.tsx";
import { isPlanView, PLAN_ADDRESS } from "./plan-address.ts";
import { useSession } from "../api/session.ts";

const WorkingTimeDialog = lazy(() => import("../rooms/home/working-time-dialog.tsx").then((module) => ({ default: module.WorkingTimeDialog })));

export function PlanRoute(): ReactNode {
  const { key, view } = useParams({ from: PLAN_ADDRESS });
  const { actor } = useSession();
  const { project, problem } = useProjectByKey(key);
  const found = project === "missing" ? undefined : project;
  const remote = useRemoteProject(found?.id, key, { ...actor, readOnlyBecause: found && readOnlyReason(found) });
  useOpenMeasure(remote.store !== undefined);
  if (project === "missing") return <NotFoundPage sentence={`There is no project with the key ${key}. Maybe it was deleted; deleted projects are kept for 30 days.`} />;
  if (!isPlanView(view)) return <NotFoundPage />;
  const trouble = problem ?? remote.problem;
  return (
    <Page
      crumbs={[{ label: "Projects", to: "/projects" }, { label: project?.name ?? key }]}
      views={<PlanViews projectKey={key} view={view} />}
      verbs={project && remote.store && <OpenVerbs project={project} store={remote.store} />}
    >
      {trouble !== undefined && (
        <div className="ll-page">
          <Notice tone="trouble" verbs={<Button onClick={remote.retry}>Try again</Button>}>
            {trouble}
          </Notice>
        </div>
      )}
      {project && remote.store && <OpenPlan project={project} store={remote.store} view={view} />}
    </Page>
  );
}

/** The pages of one plan. */
function PlanViews({ projectKey, view }: { readonly projectKey: string; readonly view: PlanView }): ReactNode {
  return (
    <nav className="ll-views" aria-label="Views of the plan">
      <Link to={PLAN_ADDRESS} params={{ key: projectKey, view: "gantt" }} aria-current={view === "people" ? undefined : "page"}>
        Plan
      </Link>
      <Link to={PLAN_ADDRESS} params={{ key: projectKey, view: "people" }} aria-current={view === "people" ? "page" : undefined}>
        People
      </Link>
    </nav>
  );
}

function OpenVerbs({ project, store }: { readonly project: ProjectSummary; readonly store: ProjectStore }): ReactNode {
  const navigate = useNavigate({ from: PLAN_ADDRESS });
  const [isSettingsOpen, setSettingsOpen] = useState(false);
  return (
    <>
      <PlanVerbs project={project} store={store} onReport={() => void navigate({ search: (old) => ({ ...old, panel: "import" }) })} onSettings={() => setSettingsOpen(true)} />
      {isSettingsOpen && <SettingsDialog store={store} onClose={() => setSettingsOpen(false)} />}
    </>
  );
}

function OpenPlan({ project, store, view }: { readonly project: ProjectSummary } & Pick<PlanPageProps, "store" | "view">): ReactNode {
  const navigate = useNavigate({ from: PLAN_ADDRESS });
  const { panel, ...search } = useSearch({ from: PLAN_ADDRESS });
  const [isWorkingTimeOpen, setWorkingTimeOpen] = useState(false);
  const set = (next: object): void => void navigate({ replace: true, search: (old) => withoutEmpty({ ...old, ...next }) });
  const show = (next: PlanView): void => void navigate({ params: (old) => ({ ...old, view: next }), search: (old) => old });
  return (
    <div className="ll-plan-frame">
      <ConflictStrip store={store} />
      <div className="ll-plan-body">
        <div className="ll-plan-room">
          {view === "people" ? <PeoplePage store={store} /> : <PlanPage store={store} view={view} search={search} onSearch={set} onView={show} onWorkingTime={() => setWorkingTimeOpen(true)} />}
          {isWorkingTimeOpen && (
            <Suspense>
              <WorkingTimeDialog store={store} onClose={() => setWorkingTimeOpen(false)} />
            </Suspense>
          )}
        </div>
        {panel === "import" && <ImportReportPanel projectId={project.id} onClose={() => set({ panel: undefined })} />}
      </div>
    </div>
  );
}

/** `ll:open`: from the first wish to see the project to its first picture. */
function useOpenMeasure(isOpen: boolean): void {
  const [begin] = useState(() => performance.now());
  useEffect(() => {
    if (isOpen) requestAnimationFrame(() => performance.measure("ll:open", { start: begin, end: performance.now() }));
  }, [begin, isOpen]);
}

function withoutEmpty(search: object): object {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
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

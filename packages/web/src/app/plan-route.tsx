/** A project's plan in the shell: hands the open project to the plan room, and keeps its state in the address. */
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { PlanPage } from "../rooms/plan/plan-page.tsx";
import type { PlanView } from "../store/plan-page-props.ts";
import { ConflictStrip } from "./conflict-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { isPlanView, PLAN_ADDRESS } from "./plan-address.ts";

const ImportReportPanel = lazy(() => import("../rooms/home/import-report-panel.tsx").then((module) => ({ default: module.ImportReportPanel })));
const PeoplePage = lazy(() => import("../rooms/people/people-page.tsx").then((module) => ({ default: module.PeoplePage })));
const WorkingTimeDialog = lazy(() => import("../rooms/home/working-time-dialog.tsx").then((module) => ({ default: module.WorkingTimeDialog })));

export function PlanRoute(): ReactNode {
  const { view } = useParams({ from: PLAN_ADDRESS });
  return isPlanView(view) ? <OpenPlan view={view} /> : <NotFoundPage />;
}

function OpenPlan({ view }: { readonly view: PlanView }): ReactNode {
  const { project, projectKey, store, forecast } = useOpenProject();
  const navigate = useNavigate({ from: PLAN_ADDRESS });
  const router = useRouter();
  const { panel, ...search } = useSearch({ from: PLAN_ADDRESS });
  const [isWorkingTimeOpen, setWorkingTimeOpen] = useState(false);
  const set = (next: object): void => {
    // Whoever is on the way to another page is not brought back by what this one still had to remember.
    if (!router.latestLocation.pathname.startsWith(`/p/${projectKey}/plan/`)) return;
    void navigate({ replace: true, search: (old) => withoutEmpty({ ...old, ...next }) });
  };
  const show = (next: PlanView): void => void navigate({ params: (old) => ({ ...old, view: next }), search: (old) => old });
  return (
    <div className="ll-plan-frame">
      <ConflictStrip store={store} />
      <div className="ll-plan-body">
        <div className="ll-plan-room">
          {view === "people" ? (
            <Suspense>
              <PeoplePage store={store} />
            </Suspense>
          ) : (
            <PlanPage store={store} forecast={forecast} view={view} search={search} onSearch={set} onView={show} onWorkingTime={() => setWorkingTimeOpen(true)} />
          )}
          {isWorkingTimeOpen && (
            <Suspense>
              <WorkingTimeDialog store={store} onClose={() => setWorkingTimeOpen(false)} />
            </Suspense>
          )}
        </div>
        {panel === "import" && (
          <Suspense>
            <ImportReportPanel projectId={project.id} onClose={() => set({ panel: undefined })} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

function withoutEmpty(search: object): object {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

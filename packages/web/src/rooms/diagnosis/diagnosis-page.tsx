/** The page that says why the plan is late: windows between status dates, what events did, and root causes. */
import { settingsOf } from "@leadline/engine/model/project.ts";
import { useCallback, type ReactNode } from "react";
import { readStates, type PlanState } from "../../api/past-plan.ts";
import { NOW } from "../../store/diagnosis.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { CausesView } from "./causes-view.tsx";
import { EventsView } from "./events-view.tsx";
import { WindowsView } from "./windows-view.tsx";
import "./diagnosis.css";

const VIEWS = [
  { id: "windows", label: "Why late" },
  { id: "events", label: "Events" },
  { id: "causes", label: "Root causes" },
] as const;
export type DiagnosisView = (typeof VIEWS)[number]["id"];

export function isDiagnosisView(view: string): view is DiagnosisView {
  return VIEWS.some(({ id }) => id === view);
}

interface DiagnosisPageProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly mayEdit: boolean;
  readonly view: DiagnosisView;
  readonly onView: (view: DiagnosisView) => void;
  /** Revisions that the windows begin and end at, where the address says so. */
  readonly span: { readonly from: number | undefined; readonly to: number | undefined };
  readonly onSpan: (span: { readonly from: number | undefined; readonly to: number | undefined }) => void;
}

export function DiagnosisPage({ store, projectId, mayEdit, view, onView, span, onSpan }: DiagnosisPageProps): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const key = useProjectState(store, (state) => state.key);
  const { statusDate } = settingsOf(project);
  const states = useStates(projectId, statusDate);
  return (
    <div className="dg-page">
      <h1 className="ll-hidden">Diagnosis</h1>
      <Tabs label="Diagnosis" tabs={VIEWS} chosen={view} onChoose={onView}>
        {states.problem !== undefined && (
          <Notice tone="trouble" verbs={<Button onClick={states.reload}>Try again</Button>}>
            {states.problem}
          </Notice>
        )}
        {view === "windows" && states.value && <WindowsView projectId={projectId} project={project} states={states.value} span={span} onSpan={onSpan} />}
        {view === "events" && states.value && <EventsView store={store} projectId={projectId} project={project} projectKey={key} states={states.value} mayEdit={mayEdit} />}
        {view === "causes" && <CausesView store={store} project={project} projectKey={key} mayEdit={mayEdit} />}
      </Tabs>
    </div>
  );
}

/** The newest state is the plan on this page. A new status date makes a new state, so they are asked for anew. */
function useStates(projectId: string, statusDate: number | undefined): ReturnType<typeof useLoaded<readonly PlanState[]>> {
  return useLoaded(useCallback(() => statesUpTo(projectId, statusDate), [projectId, statusDate]));
}

const MOST_TRIES = 5;
const PAUSE_MS = 600;

/** A status date that was just set here may still be on its way to the server. */
async function statesUpTo(projectId: string, statusDate: number | undefined): Promise<readonly PlanState[]> {
  for (let tries = 1; ; tries += 1) {
    const states = await readStates(projectId);
    const isCurrent = states.at(-1)?.statusDate === statusDate;
    if (isCurrent || tries === MOST_TRIES) return states.map((state, at, all): PlanState => (at === all.length - 1 ? { ...state, revision: NOW } : state));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

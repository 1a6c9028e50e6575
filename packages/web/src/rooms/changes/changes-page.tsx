/** The page of changes: what is asked for and what it would do, what was decided, promised and learned. */
import type { ReactNode } from "react";
import type { Forecast } from "../../store/forecast.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Tabs } from "../../ui/tabs.tsx";
import type { ChangeRights } from "./change-rights.ts";
import { CommitmentsView } from "./commitments-view.tsx";
import { DecisionsView } from "./decisions-view.tsx";
import { LessonsView } from "./lessons-view.tsx";
import { PolicyView } from "./policy-view.tsx";
import { RequestsView } from "./requests-view.tsx";
import "./changes.css";

const VIEWS = [
  { id: "requests", label: "Change requests" },
  { id: "decisions", label: "Decisions" },
  { id: "commitments", label: "Commitments" },
  { id: "lessons", label: "Lessons" },
  { id: "authority", label: "Who approves" },
] as const;
export type ChangesView = (typeof VIEWS)[number]["id"];

interface ChangesPageProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly forecast: Forecast;
  readonly rights: ChangeRights;
  /** A view, or the code of a change request such as CR-9. */
  readonly place: string;
  readonly onPlace: (place: string) => void;
}

export function isChangesPlace(place: string): boolean {
  return VIEWS.some(({ id }) => id === place) || isRequestCode(place);
}

function isRequestCode(place: string): boolean {
  return /^CR-\d{1,9}$/.test(place);
}

export function ChangesPage({ store, projectId, forecast, rights, place, onPlace }: ChangesPageProps): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const view = VIEWS.find(({ id }) => id === place)?.id ?? "requests";
  return (
    <div className="cg-page">
      <h1 className="ll-hidden">Changes</h1>
      <Tabs<ChangesView> label="Changes" tabs={VIEWS} chosen={view} onChoose={onPlace}>
        {view === "requests" && <RequestsView store={store} projectId={projectId} project={project} rights={rights} code={isRequestCode(place) ? place : undefined} onCode={(code) => onPlace(code ?? "requests")} />}
        {view === "decisions" && <DecisionsView store={store} project={project} mayEdit={rights.mayEdit} onRequest={onPlace} />}
        {view === "commitments" && <CommitmentsView store={store} project={project} forecast={forecast} rights={rights} />}
        {view === "authority" && <PolicyView store={store} project={project} rights={rights} />}
        {view === "lessons" && <LessonsView store={store} project={project} mayEdit={rights.mayEdit} />}
      </Tabs>
    </div>
  );
}

/** The page of risks: when the plan will finish and how sure that is, the register, and what drives the spread. */
import type { ReactNode } from "react";
import { useForecastState, type Forecast } from "../../store/forecast.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { BranchesView } from "./branches-view.tsx";
import { CorrelationView } from "./correlation-view.tsx";
import { EstimatesView } from "./estimates-view.tsx";
import { ForecastView } from "./forecast-view.tsx";
import { LostDaysView } from "./lost-days-view.tsx";
import { MatrixView } from "./matrix-view.tsx";
import { RegisterView } from "./register-view.tsx";
import { ScatterView } from "./scatter-view.tsx";
import { TeamView } from "./team/team-view.tsx";
import { TornadoView } from "./tornado-view.tsx";
import "./risk.css";

const VIEWS = [
  { id: "forecast", label: "Forecast" },
  { id: "register", label: "Register" },
  { id: "matrix", label: "Matrix" },
  { id: "tornado", label: "What drives it" },
  { id: "scatter", label: "Cost and date" },
  { id: "together", label: "Goes together" },
  { id: "branches", label: "Branches" },
  { id: "lost-days", label: "Lost days" },
  { id: "estimates", label: "Estimates so far" },
  { id: "team", label: "Team estimates" },
] as const;
export type RisksView = (typeof VIEWS)[number]["id"];

export function isRisksView(view: string): view is RisksView {
  return VIEWS.some(({ id }) => id === view);
}

interface RisksPageProps {
  readonly store: ProjectStore;
  readonly forecast: Forecast;
  /** Without it, what things cost is neither shown nor told. */
  readonly showsCosts: boolean;
  readonly mayEdit: boolean;
  readonly view: RisksView;
  readonly onView: (view: RisksView) => void;
}

export function RisksPage({ store, forecast, showsCosts, mayEdit, view, onView }: RisksPageProps): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const state = useForecastState(forecast);
  return (
    <div className="rk-page">
      <h1 className="ll-hidden">Risks</h1>
      <Tabs label="Risks" tabs={VIEWS} chosen={view} onChoose={onView}>
        {view === "forecast" && <ForecastView store={store} state={state} project={project} showsCosts={showsCosts} mayEdit={mayEdit} />}
        {view === "register" && <RegisterView store={store} project={project} showsCosts={showsCosts} mayEdit={mayEdit} />}
        {view === "matrix" && <MatrixView project={project} facts={state.facts} showsCosts={showsCosts} />}
        {view === "tornado" && <TornadoView forecast={forecast} state={state} project={project} showsCosts={showsCosts} />}
        {view === "scatter" && <ScatterView state={state} project={project} showsCosts={showsCosts} />}
        {view === "together" && <CorrelationView store={store} project={project} mayEdit={mayEdit} />}
        {view === "branches" && <BranchesView store={store} project={project} state={state} mayEdit={mayEdit} />}
        {view === "lost-days" && <LostDaysView store={store} project={project} state={state} mayEdit={mayEdit} />}
        {view === "team" && <TeamView store={store} mayEdit={mayEdit} />}
        {view === "estimates" && <EstimatesView project={project} facts={state.facts} />}
      </Tabs>
    </div>
  );
}

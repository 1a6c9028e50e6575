/** The page of money: what the plan costs, when, how sure that is, what was earned and what was spent. */
import { useMemo, type ReactNode } from "react";
import { budgetOf } from "@leadline/engine/cost/budget.ts";
import { useForecastState, type Forecast } from "../../store/forecast.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Notice } from "../../ui/notice.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { ActualsView } from "./actuals-view.tsx";
import { CaseView } from "./case-view.tsx";
import { CurveView } from "./curve-view.tsx";
import { EarnedView } from "./earned-view.tsx";
import { LinesView } from "./lines-view.tsx";
import { OrdersView } from "./orders-view.tsx";
import { OwnLinesView } from "./own-lines-view.tsx";
import { RatesView } from "./rates-view.tsx";
import { ReservesView } from "./reserves-view.tsx";
import "./cost.css";

const VIEWS = [
  { id: "lines", label: "Budget" },
  { id: "own", label: "Own lines" },
  { id: "curve", label: "S-curve" },
  { id: "earned", label: "Earned value" },
  { id: "orders", label: "Orders" },
  { id: "actuals", label: "Actual costs" },
  { id: "reserves", label: "Reserves" },
  { id: "rates", label: "Rates and currencies" },
  { id: "case", label: "Business case" },
] as const;
export type BudgetView = (typeof VIEWS)[number]["id"];

export function isBudgetView(view: string): view is BudgetView {
  return VIEWS.some(({ id }) => id === view);
}

interface BudgetPageProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly forecast: Forecast;
  readonly showsCosts: boolean;
  readonly mayEdit: boolean;
  readonly view: BudgetView;
  readonly onView: (view: BudgetView) => void;
}

export function BudgetPage({ store, projectId, forecast, showsCosts, mayEdit, view, onView }: BudgetPageProps): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const schedule = useProjectState(store, (state) => state.schedule);
  const state = useForecastState(forecast);
  const budget = useMemo(() => budgetOf(project, schedule), [project, schedule]);
  if (!showsCosts) return <p className="bd-wait">Your role does not show what things cost. Ask an owner or manager of this workspace if you need to see it.</p>;
  return (
    <div className="bd-page">
      <h1 className="ll-hidden">Budget</h1>
      {budget.problems.map(({ code, message }) => (
        <Notice key={`${code} ${message}`} tone="attention">
          {message}
        </Notice>
      ))}
      <Tabs label="Budget" tabs={VIEWS} chosen={view} onChoose={onView}>
        {view === "lines" && <LinesView project={project} budget={budget} state={state} />}
        {view === "own" && <OwnLinesView store={store} project={project} budget={budget} mayEdit={mayEdit} />}
        {view === "curve" && <CurveView project={project} schedule={schedule} forecast={forecast} state={state} />}
        {view === "earned" && <EarnedView store={store} project={project} schedule={schedule} mayEdit={mayEdit} />}
        {view === "orders" && <OrdersView store={store} project={project} mayEdit={mayEdit} />}
        {view === "reserves" && <ReservesView store={store} project={project} budget={budget} state={state} mayEdit={mayEdit} />}
        {view === "rates" && <RatesView store={store} project={project} mayEdit={mayEdit} />}
        {view === "case" && <CaseView store={store} project={project} budget={budget} forecast={forecast} state={state} mayEdit={mayEdit} />}
        {view === "actuals" && <ActualsView store={store} projectId={projectId} project={project} mayEdit={mayEdit} />}
      </Tabs>
    </div>
  );
}

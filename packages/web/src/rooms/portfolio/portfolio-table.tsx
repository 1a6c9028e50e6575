/** The table of the portfolio: each project with its status, its chance and where both come from, one click away. */
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf, parseIso, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { PortfolioProject } from "../../api/forecasts.ts";
import { apiDayText, momentText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";
import { StatusMark } from "../../ui/status-mark.tsx";
import { daysLate, disagreementOf, type Sort } from "./portfolio-rows.ts";
import { RowLink, type Go } from "./row-link.tsx";
import { Spark } from "./spark.tsx";

interface PortfolioTableProps {
  /** In the order in which they are shown. */
  readonly projects: readonly PortfolioProject[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly go: Go;
}

export function PortfolioTable({ projects, sort, onSort, go }: PortfolioTableProps): ReactNode {
  const showsCosts = projects.some(({ forecast }) => forecast?.costs && forecast.costs.budget > 0);
  return (
    <div className="pf-scroll">
      <table className="ll-table pf-table">
        <caption className="ll-hidden">Projects by their newest forecasts</caption>
        <thead>
          <tr>
            <Sortable id="name" label="Project" {...{ sort, onSort }} />
            <Sortable id="evidence" label="Computed" {...{ sort, onSort }} />
            <Sortable id="disagreement" label="Manager says" {...{ sort, onSort }} />
            <Sortable id="chance" label="Chance of promise" {...{ sort, onSort }} />
            <Sortable id="late" label="80 % by, and promised" {...{ sort, onSort }} />
            {showsCosts && <th scope="col">80 % cost</th>}
            <th scope="col">Biggest driver</th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <ProjectRow key={project.projectId} project={project} showsCosts={showsCosts} go={go} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sortable({ id, label, sort, onSort }: { readonly id: Sort; readonly label: string } & Pick<PortfolioTableProps, "sort" | "onSort">): ReactNode {
  return (
    <th scope="col" aria-sort={sort === id ? (id === "chance" || id === "name" ? "ascending" : "descending") : undefined}>
      <button type="button" className="pf-sort" onClick={() => onSort(id)} title={TITLES[id]}>
        {label}
        <span aria-hidden className="pf-arrow">
          {sort === id ? (id === "chance" || id === "name" ? "↑" : "↓") : ""}
        </span>
      </button>
    </th>
  );
}

const TITLES: Readonly<Record<Sort, string>> = {
  name: "Sort by name",
  evidence: "Sort by evidence: bare words first, then the oldest",
  disagreement: "Sort by disagreement: where the manager’s call and the computed status are farthest apart first",
  chance: "Sort by the chance of keeping the promise, the lowest first",
  late: "Sort by how long after the promise 8 of 10 runs finish, the latest first",
};

interface RowProps {
  readonly project: PortfolioProject;
  readonly showsCosts: boolean;
  readonly go: Go;
}

function ProjectRow({ project, showsCosts, go }: RowProps): ReactNode {
  const { key, name, forecast, sample, drivers } = project;
  const place = (rest: string): string => `/p/${key}/${rest}`;
  const [driver] = drivers;
  return (
    <tr data-project={key} data-asof={forecast?.asOf} title={forecast ? `As of ${apiDayText(forecast.asOf)}, revision ${forecast.revision}, computed ${momentText(forecast.madeAt)}` : undefined}>
      <th scope="row" className="pf-name">
        <RowLink to={place("plan/gantt")} go={go}>
          {name}
        </RowLink>
        <span className="pf-second">
          {key}
          {forecast && ` · as of ${apiDayText(forecast.asOf)}`}
          {forecast && project.problem !== null && <span className="pf-late" title={project.problem}> · newer one failed</span>}
          {sample && <span className="ll-chip">Sample</span>}
        </span>
      </th>
      <td data-label="Computed">
        {forecast ? <ComputedCell forecast={forecast} to={place("status/now")} waysOut={place("ways-out")} go={go} /> : <span className="ll-muted">{project.problem ?? "Being computed …"}</span>}
        {forecast && <EvidenceCell forecast={forecast} />}
      </td>
      <td data-label="Manager says">
        <CallCell project={project} />
      </td>
      <td data-label="Chance of promise">{forecast && <ChanceCell project={project} forecast={forecast} to={place("risks/forecast")} go={go} />}</td>
      <td data-label="80 % by">
        {forecast && <FinishCell project={project} forecast={forecast} />}
        {forecast && <span className="pf-second">{forecast.promise ? `promised ${apiDayText(forecast.promise.date)}` : "nothing promised"}</span>}
      </td>
      {showsCosts && <td data-label="80 % cost">{forecast?.costs && <CostCell costs={forecast.costs} to={place("budget/curve")} go={go} />}</td>}
      <td data-label="Biggest driver">
        {driver ? (
          <RowLink to={driver.kind === "task" ? place(`plan/gantt?sel=${encodeURIComponent(driver.id)}`) : place("risks/register")} go={go} title={`${driver.name}: without what is uncertain about it, the 80 % date would be ${driver.days} working days earlier.`}>
            <span className="pf-driver">{driver.name}</span>
            <span className="pf-second">{driver.days} working days</span>
          </RowLink>
        ) : (
          <span className="ll-muted">none</span>
        )}
      </td>
    </tr>
  );
}

type Kept = NonNullable<PortfolioProject["forecast"]>;

function ComputedCell({ forecast: { status, finished }, to, waysOut, go }: { readonly forecast: Kept; readonly to: string; readonly waysOut: string; readonly go: Go }): ReactNode {
  const reasons = Object.values(status.areas).map(({ reason }) => reason);
  const isInTrouble = finished === null && (status.value === "atRisk" || status.value === "offTrack");
  return (
    <>
      <RowLink to={to} go={go} title={reasons.join("\n")}>
        <StatusMark value={status.value} />
      </RowLink>
      {isInTrouble && (
        <span className="pf-second pf-way-out">
          <RowLink to={waysOut} go={go}>
            What can we do?
          </RowLink>
        </span>
      )}
    </>
  );
}

function CallCell({ project }: { readonly project: PortfolioProject }): ReactNode {
  const declared = project.forecast?.declared;
  const steps = disagreementOf(project);
  if (!declared || steps === undefined) return <span className="ll-muted">no call</span>;
  return (
    <span className="pf-call">
      <StatusMark value={declared.call} />
      {steps !== 0 && (
        <span className="pf-gap" data-gap={steps > 0 ? "hopeful" : "gloomy"} title={`Said as of ${apiDayText(declared.asOf)}. The call and the computed status disagree.`}>
          ≠ {steps > 0 ? "better than computed" : "worse than computed"}
        </span>
      )}
    </span>
  );
}

function ChanceCell({ project: { weeks }, forecast, to, go }: { readonly project: PortfolioProject; readonly forecast: Kept; readonly to: string; readonly go: Go }): ReactNode {
  const { promise, finished, finish, revision } = forecast;
  if (finished !== null) return <span className="ll-muted">done</span>;
  if (!finish) return <span className="ll-muted">no ranges yet</span>;
  if (!promise || promise.chance === null) return <span className="ll-muted">no promise</span>;
  const chances = weeks.map(({ chance }) => chance);
  return (
    <span className="pf-value">
      <RowLink to={to} go={go}>
        <b data-metric="promise-chance" data-value={promise.chance} data-unit="share" data-asof={revision} data-source="simulation">
          {chanceText(promise.chance)}
        </b>
      </RowLink>
      <Spark values={chances} range={[0, 1]} label={`Chance of the promise, week by week: ${chances.map((chance) => (chance === null ? "none" : chanceText(chance))).join(", ")}`} />
    </span>
  );
}

function FinishCell({ project, forecast: { finish, finished, revision } }: { readonly project: PortfolioProject; readonly forecast: Kept }): ReactNode {
  const late = daysLate(project);
  const { weeks } = project;
  const difference = late === undefined || late === 0 ? "" : late > 0 ? `${late} d late` : `${-late} d early`;
  const gap = difference !== "" && (
    <span className={late !== undefined && late > 0 ? "pf-late" : "ll-muted"} title="Calendar days from the promise">
      {difference}
    </span>
  );
  if (finished !== null) {
    return (
      <span className="pf-value">
        done {apiDayText(finished)} {gap}
      </span>
    );
  }
  if (!finish) return <span className="ll-muted">no ranges yet</span>;
  return (
    <span className="pf-value">
      <span data-metric="finish-p80" data-value={parseIso(finish.p80)} data-unit="minute" data-asof={revision} data-source="simulation">
        {apiDayText(finish.p80)}
      </span>
      {gap}
      <Spark values={weeks.map(({ p80 }) => dayOf(p80))} label={`Date that 8 of 10 runs keep, week by week: ${weeks.map(({ p80 }) => apiDayText(p80) || "none").join(", ")}`} />
    </span>
  );
}

function dayOf(iso: string | null): number | null {
  const minute: Minute | undefined = iso === null ? undefined : parseIso(iso);
  return minute === undefined ? null : dayNumberOf(minute);
}

function CostCell({ costs, to, go }: { readonly costs: NonNullable<Kept["costs"]>; readonly to: string; readonly go: Go }): ReactNode {
  if (costs.budget <= 0) return <span className="ll-muted">no budget</span>;
  return (
    <RowLink to={to} go={go} title={costs.budgetChance === null ? "Nothing is uncertain about the cost." : `The budget is enough in ${chanceText(costs.budgetChance)} of the runs.`}>
      <span className={costs.p80 > costs.budget ? "pf-late" : ""}>{moneyText(costs.p80, costs.currency)}</span>
      <span className="pf-second">budget {moneyText(costs.budget, costs.currency)}</span>
    </RowLink>
  );
}

function EvidenceCell({ forecast: { status } }: { readonly forecast: Kept }): ReactNode {
  const { evidence, evidenceDays, evidenceSentence } = status;
  const words = evidence === "notNeeded" ? "no evidence needed yet" : evidence === "asserted" ? "progress by bare word" : evidenceDays === null ? "a task without evidence" : `evidence ${evidenceDays} ${evidenceDays === 1 ? "day" : "days"} old`;
  return (
    <span className="pf-second" data-evidence={evidence} title={evidenceSentence}>
      {words}
    </span>
  );
}

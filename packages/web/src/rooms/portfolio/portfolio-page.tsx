/** The portfolio: all projects by their chance and by disagreement, whom they share, what they wait for, and how good forecasts were. */
import { useEffect, useMemo, type ReactNode } from "react";
import { readPortfolio, type Portfolio } from "../../api/forecasts.ts";
import { Button } from "../../ui/button.tsx";
import { apiDayText } from "../../ui/day-text.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { Awaited } from "./awaited-table.tsx";
import { Calibration } from "./calibration-panel.tsx";
import { PolicyPanel } from "./policy-panel.tsx";
import { findingOf, isConfirmed, sorted, type Sort } from "./portfolio-rows.ts";
import { PortfolioTable } from "./portfolio-table.tsx";
import type { Go } from "./row-link.tsx";
import { SharedPeople } from "./shared-people-table.tsx";
import "./portfolio.css";

interface PortfolioPageProps {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Only projects whose progress is borne out. */
  readonly isConfirmedOnly: boolean;
  readonly onConfirmedOnly: (isOn: boolean) => void;
  readonly go: Go;
}

/** While a forecast is missing or behind its plan, the page looks again. */
const LOOK_AGAIN_MS = 4000;

export function PortfolioPage({ sort, onSort, isConfirmedOnly, onConfirmedOnly, go }: PortfolioPageProps): ReactNode {
  const { value, problem, reload } = useLoaded(readPortfolio);
  const isBehind = value?.projects.some(({ forecast, revision, problem: failure }) => failure === null && (!forecast || forecast.revision < revision)) === true;
  useEffect(() => {
    if (!isBehind) return undefined;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isBehind, reload]);
  return (
    <div className="ll-page ll-stack pf-page">
      {problem !== undefined && (
        <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>
          {problem}
        </Notice>
      )}
      {value && <Content value={value} {...{ sort, onSort, isConfirmedOnly, onConfirmedOnly, go }} onChanged={reload} />}
    </div>
  );
}

function Content({ value, sort, onSort, isConfirmedOnly, onConfirmedOnly, go, onChanged }: PortfolioPageProps & { readonly value: Portfolio; readonly onChanged: () => void }): ReactNode {
  const { projects, people, dependencies, calibration, asOf } = value;
  const rows = useMemo(() => sorted(isConfirmedOnly ? projects.filter(isConfirmed) : projects, sort), [projects, sort, isConfirmedOnly]);
  const keys = useMemo(() => new Map(projects.map(({ projectId, key }) => [projectId, key])), [projects]);
  const keyOf = (projectId: string): string => keys.get(projectId) ?? "";
  if (projects.length === 0) {
    return (
      <EmptyState sentence="Every project will stand here with its chance of keeping its promise, its computed status and what its manager says. Begin with a project.">
        <Button look="primary" onClick={() => go("/")}>
          Start a project
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <div className="pf-head">
        <div>
          <h1 className="ll-title">{findingOf(projects)}</h1>
          <p className="ll-muted">
            {projects.length} {projects.length === 1 ? "project" : "projects"}, each by its newest forecast; seen {apiDayText(asOf)}. {calibration.sentence}
          </p>
        </div>
        <label className="pf-only">
          <input type="checkbox" checked={isConfirmedOnly} onChange={(event) => onConfirmedOnly(event.target.checked)} /> Confirmed by evidence only
        </label>
      </div>
      {rows.length === 0 ? <p className="ll-muted">No project’s progress is confirmed by evidence that is new enough.</p> : <PortfolioTable projects={rows} sort={sort} onSort={onSort} go={go} />}
      <section aria-labelledby="pf-people">
        <h2 id="pf-people">People asked for more than there is</h2>
        <SharedPeople people={people} keyOf={keyOf} go={go} />
      </section>
      <section aria-labelledby="pf-awaited">
        <h2 id="pf-awaited">What projects wait for from each other</h2>
        <Awaited dependencies={dependencies} keyOf={keyOf} go={go} />
      </section>
      <section aria-labelledby="pf-calibration">
        <h2 id="pf-calibration">How good forecasts were</h2>
        <Calibration calibration={calibration} />
      </section>
      <section aria-labelledby="pf-policy">
        <h2 id="pf-policy">How status is computed</h2>
        <PolicyPanel onChanged={onChanged} />
      </section>
    </>
  );
}

/** The overview of a project: the finding, the promise with its chance, what changed, what comes next, what drives it, the money, and what is asked. */
import { weekLoads } from "@leadline/engine/leveling/week-loads.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { contingencyOf } from "@leadline/engine/risk/contingency.ts";
import type { ReportBody, ReportCosts } from "@leadline/engine/report/report.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { useCallback, useEffect, useMemo, type ReactNode } from "react";
import { draftReport } from "../../api/reports.ts";
import { useForecastState, type Forecast } from "../../store/forecast.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import "./overview.css";

export type OverviewPlace = "plan" | "risks" | "status" | "budget" | "people" | "decisions" | "waysOut" | "drivers";

interface OverviewPageProps {
  readonly store: ProjectStore;
  readonly forecast: Forecast;
  readonly projectId: string;
  readonly onPlace: (place: OverviewPlace) => void;
}

const MILESTONES = 3;
const DRIVERS = 3;
const CHANGES = 5;
const WEEKS = 4;

export function OverviewPage({ store, forecast, projectId, onPlace }: OverviewPageProps): ReactNode {
  const revision = useProjectState(store, (state) => state.revision);
  const { value: made, problem, reload } = useLoaded(useCallback(() => draftReport(projectId), [projectId]));
  useEffect(() => reload(), [revision, reload]);
  if (problem !== undefined && !made) return <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>{problem}</Notice>;
  if (!made) return <p className="ll-muted">The project is being looked at…</p>;
  const { body, costs } = made.draft;
  return (
    <div className="ov-page">
      <p className="ll-muted">As of {shortDayText(dayNumberOf(body.asOf))}, plan at revision {made.revision}</p>
      <h1>{body.headline.text}</h1>
      {body.computed.value !== "onTrack" && (
        <div>
          <Button look="primary" onClick={() => onPlace("waysOut")}>
            What can we do?
          </Button>
        </div>
      )}
      <div className="ov-cards">
        <Promise body={body} forecast={forecast} onPlace={onPlace} />
        <Changed body={body} onPlace={onPlace} />
        <Next store={store} forecast={forecast} onPlace={onPlace} />
        <Drivers store={store} forecast={forecast} onPlace={onPlace} />
        {costs && <Money costs={costs} onPlace={onPlace} />}
        <People store={store} onPlace={onPlace} />
        <Asked body={body} onPlace={onPlace} />
      </div>
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly place: OverviewPlace;
  readonly verb: string;
  readonly onPlace: (place: OverviewPlace) => void;
  readonly children: ReactNode;
}

function Card({ title, place, verb, onPlace, children }: CardProps): ReactNode {
  return (
    <section className="ll-card ov-card" aria-label={title}>
      <div className="ll-list-head">
        <h2 className="ll-heading">{title}</h2>
        <Button look="link" onClick={() => onPlace(place)}>
          {verb}
        </Button>
      </div>
      {children}
    </section>
  );
}

type PartProps = Pick<OverviewPageProps, "onPlace">;

function Promise({ body, forecast, onPlace }: PartProps & { readonly body: ReportBody; readonly forecast: Forecast }): ReactNode {
  const { facts, revision } = useForecastState(forecast);
  const target = facts?.target;
  return (
    <Card title="The promise" place="status" verb="Status" onPlace={onPlace}>
      <p>
        <StatusMark value={body.computed.value} /> <span className="ll-muted">computed from evidence{body.manager && body.manager.call !== body.computed.value ? "; the project manager sees it otherwise" : ""}</span>
      </p>
      {facts && (
        <p>
          {target ? (
            <>
              <b data-metric="promise-chance" data-value={target.probability} data-unit="share" data-asof={revision} data-source="simulation">
                {chanceText(target.probability)}
              </b>{" "}
              chance of the promised {shortDayText(dayNumberOf(target.date))}; 8 of 10 runs are done by {shortDayText(dayNumberOf(facts.finish.p80))}.
            </>
          ) : (
            <>Nothing is promised yet; 8 of 10 runs are done by {shortDayText(dayNumberOf(facts.finish.p80))}.</>
          )}
        </p>
      )}
    </Card>
  );
}

function Changed({ body: { changes }, onPlace }: PartProps & { readonly body: ReportBody }): ReactNode {
  return (
    <Card title="What changed" place="status" verb="All changes" onPlace={onPlace}>
      <p>{changes.sentence}</p>
      {changes.rows.length > 0 && (
        <ul className="ov-list">
          {changes.rows.slice(0, CHANGES).map(({ id, measure, before, now }) => (
            <li key={id}>
              {measure}: {before} → {now}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Milestones that are still to come, with what the runs say of them. */
function Next({ store, forecast, onPlace }: PartProps & Pick<OverviewPageProps, "store" | "forecast">): ReactNode {
  const tasks = useProjectState(store, (state) => state.project.records.task);
  const { facts } = useForecastState(forecast);
  const milestones = (facts?.tasks ?? [])
    .flatMap((one) => {
      const task = tasks.get(one.taskId);
      return task && task.actualFinish === undefined && (task.milestone || task.gateCode !== undefined || task.durationMinutes === 0) ? [{ ...one, name: task.name }] : [];
    })
    .sort((a, b) => a.p50 - b.p50)
    .slice(0, MILESTONES);
  const day = (at: Minute): string => shortDayText(dayNumberOf(at));
  return (
    <Card title="Next milestones" place="plan" verb="Plan" onPlace={onPlace}>
      {milestones.length === 0 ? (
        <p className="ll-muted">No milestone is to come. Mark the tasks that matter as milestones.</p>
      ) : (
        <ul className="ov-list">
          {milestones.map(({ taskId, name, p10, p50, p80 }) => (
            <li key={taskId}>
              {name}: half of the runs by {day(p50)}, 8 of 10 by {day(p80)}
              <Whisker from={p10} middle={p50} to={p80} all={milestones} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** P10, P50 and P80 on the scale of all that are shown; the words beside it say the same. */
function Whisker({ from, middle, to, all }: { readonly from: Minute; readonly middle: Minute; readonly to: Minute; readonly all: readonly { readonly p10: Minute; readonly p80: Minute }[] }): ReactNode {
  const [first, last] = [Math.min(...all.map(({ p10 }) => p10)), Math.max(...all.map(({ p80 }) => p80))];
  const at = (minute: Minute): number => (last > first ? ((minute - first) / (last - first)) * 100 : 50);
  return (
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="ov-whisker" aria-hidden>
      <line x1={at(from)} x2={at(to)} y1={3} y2={3} />
      <line x1={at(middle)} x2={at(middle)} y1={0} y2={6} />
    </svg>
  );
}

function Drivers({ store, forecast, onPlace }: PartProps & Pick<OverviewPageProps, "store" | "forecast">): ReactNode {
  const tasks = useProjectState(store, (state) => state.project.records.task);
  const { facts } = useForecastState(forecast);
  const shares = useMemo(() => (facts ? contingencyOf(facts).shares.slice(0, DRIVERS) : []), [facts]);
  return (
    <Card title="What drives the date" place="drivers" verb="Risks" onPlace={onPlace}>
      {shares.length === 0 ? (
        <p className="ll-muted">Nothing varies yet. Type ranges such as 2/5/9d into the Duration column.</p>
      ) : (
        <ol className="ov-list">
          {shares.map(({ taskId, share }) => (
            <li key={taskId} data-metric="driver" data-value={share} data-unit="share" data-source="simulation">
              {tasks.get(taskId)?.name}: {Math.round(share * 100)} % of the spread
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Money({ costs, onPlace }: PartProps & { readonly costs: ReportCosts }): ReactNode {
  return (
    <Card title="Money" place="budget" verb="Budget" onPlace={onPlace}>
      <ul className="ov-list">
        {[...costs.facts.map(({ text }) => text), ...costs.forecasts.map(({ text }) => text)].slice(0, CHANGES).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Card>
  );
}

/** Who is asked for more than they can give in the weeks that come. */
function People({ store, onPlace }: PartProps & Pick<OverviewPageProps, "store">): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const schedule = useProjectState(store, (state) => state.schedule);
  const from = settingsOf(project).statusDate ?? schedule.start;
  const over = useMemo(
    () =>
      weekLoads(project, schedule, { from, weeks: WEEKS })
        .filter(({ askedMinutes, capacityMinutes }) => capacityMinutes > 0 && askedMinutes > capacityMinutes * 1.005)
        .sort((a, b) => b.askedMinutes / b.capacityMinutes - a.askedMinutes / a.capacityMinutes)
        .slice(0, CHANGES),
    [project, schedule, from],
  );
  return (
    <Card title="People over 100 %" place="people" verb="People" onPlace={onPlace}>
      {over.length === 0 ? (
        <p className="ll-muted">Nobody in the next {WEEKS} weeks.</p>
      ) : (
        <ul className="ov-list">
          {over.map(({ resourceId, week, askedMinutes, capacityMinutes }) => (
            <li key={`${resourceId} ${week}`}>
              {project.records.resource.get(resourceId)?.name}: {Math.round((askedMinutes / capacityMinutes) * 100)} % in the week of {shortDayText(week)} ({Math.round(askedMinutes / 60)} h asked, {Math.round(capacityMinutes / 60)} h there)
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Asked({ body: { decisions }, onPlace }: PartProps & { readonly body: ReportBody }): ReactNode {
  return (
    <Card title="Decisions needed" place="decisions" verb="Decisions" onPlace={onPlace}>
      {decisions.length === 0 ? (
        <p className="ll-muted">None is open.</p>
      ) : (
        <ul className="ov-list">
          {decisions.map(({ id, question, neededBy, recommendation }) => (
            <li key={id}>
              {question}
              {neededBy !== undefined && ` Needed by ${neededBy}.`}
              {recommendation !== undefined && ` Recommended: ${recommendation}.`}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

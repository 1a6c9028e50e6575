/** Every earlier report as a column: what was promised, what 8 of 10 runs said, and both calls; and how the end slid from report to report. */
import type { ReportBody, ReportPast } from "@leadline/engine/report/report.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { ChartFrame } from "../../ui/charts/chart-frame.tsx";
import { linearScale } from "../../ui/charts/scale.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { StatusMark } from "../../ui/status-mark.tsx";

const day = (minute: Minute): string => shortDayText(dayNumberOf(minute));

export function HistoryStrip({ body }: { readonly body: ReportBody }): ReactNode {
  const past = body.history.filter(({ isWithdrawn }) => !isWithdrawn);
  if (past.length === 0) return null;
  return (
    <section aria-label="Reports so far">
      <h2>Reports so far</h2>
      <div className="ch-table" role="region" aria-label="Reports so far" tabIndex={0}>
        <table className="st-strip">
          <thead>
            <tr>
              <th scope="col">Report</th>
              {past.map(({ number, asOf }) => (
                <th key={number} scope="col">
                  {number}
                  <br />
                  <span className="ll-muted">{day(asOf)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <StripRow label="Promised" past={past} cell={({ promise }) => (promise === undefined ? "–" : day(promise))} />
            <StripRow label="P80 then" past={past} cell={({ p80 }) => (p80 === undefined ? "–" : day(p80))} />
            <StripRow label="Manager" past={past} cell={({ call }) => (call === undefined ? "–" : <StatusMark value={call} />)} />
            <StripRow label="Computed" past={past} cell={({ computed }) => <StatusMark value={computed} />} />
          </tbody>
        </table>
      </div>
      <SlipChart body={body} past={past} />
    </section>
  );
}

function StripRow({ label, past, cell }: { readonly label: string; readonly past: readonly ReportPast[]; readonly cell: (one: ReportPast) => ReactNode }): ReactNode {
  return (
    <tr>
      <th scope="row">{label}</th>
      {past.map((one) => (
        <td key={one.number}>{cell(one)}</td>
      ))}
    </tr>
  );
}

const [WIDTH, HEIGHT, LEFT, BASE] = [640, 200, 96, 170];

/** P80 over the report's date: a plan that holds runs level, one that slides climbs. */
function SlipChart({ body, past }: { readonly body: ReportBody; readonly past: readonly ReportPast[] }): ReactNode {
  const now = body.kept.p80 === undefined ? [] : [{ asOf: body.asOf, p80: body.kept.p80 }];
  const points = [...past.flatMap(({ asOf, p80 }) => (p80 === undefined ? [] : [{ asOf, p80 }])), ...now];
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const promise = body.kept.promise;
  const days = Math.round((last.p80 - first.p80) / 1440);
  const values = [...points.map(({ p80 }) => p80), ...(promise === undefined ? [] : [promise])];
  const x = linearScale(first.asOf, last.asOf, LEFT, WIDTH - 12);
  const y = linearScale(Math.min(...values), Math.max(...values, Math.min(...values) + 1440), BASE, 16);
  const moved = days === 0 ? "The date that 8 of 10 runs keep has held" : `The date that 8 of 10 runs keep has moved ${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days > 0 ? "out" : "in"}`;
  return (
    <ChartFrame
      title={`${moved} since report ${past[0]?.number ?? 1}`}
      subtitle={`P80 of the finish by the date of the report, as of ${day(body.asOf)}.`}
      label={`${moved}: from ${day(first.p80)} to ${day(last.p80)} over ${points.length} reports.`}
      fileName="slip"
      points={points.map(({ asOf, p80 }) => `${day(asOf)}: P80 ${day(p80)}`)}
      table={{ columns: ["Data date", "P80"], rows: points.map(({ asOf, p80 }) => [day(asOf), day(p80)]) }}
    >
      {(chosen) => (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
          <line className="ch-axis" x1={LEFT} x2={WIDTH} y1={BASE} y2={BASE} />
          {promise !== undefined && (
            <>
              <line className="ch-promise" x1={LEFT} x2={WIDTH} y1={y.of(promise)} y2={y.of(promise)} />
              <text className="ch-promise-text" x={LEFT - 6} y={y.of(promise) + 4} textAnchor="end">
                Promised
              </text>
            </>
          )}
          <polyline className="st-slip" points={points.map(({ asOf, p80 }) => `${x.of(asOf)},${y.of(p80)}`).join(" ")} />
          {points.map(({ asOf, p80 }, at) => (
            <circle key={asOf} cx={x.of(asOf)} cy={y.of(p80)} r={5} className={`ch-plain ${chosen === at ? "ch-chosen" : ""}`} />
          ))}
          <text x={LEFT - 6} y={y.of(last.p80) + 4} textAnchor="end" className="ch-strong">
            {day(last.p80)}
          </text>
          <text x={LEFT} y={BASE + 18}>
            {day(first.asOf)}
          </text>
          <text x={WIDTH - 12} y={BASE + 18} textAnchor="end">
            {day(last.asOf)}
          </text>
        </svg>
      )}
    </ChartFrame>
  );
}

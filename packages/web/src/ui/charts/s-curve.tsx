/** Sums over time: lines with their names at their ends, a band for what is uncertain, and a line for today. */
import type { ReactNode } from "react";
import { ChartFrame, type ChartTable } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";

export interface CurveLine {
  readonly id: string;
  readonly label: string;
  /** One value per point of time; null is a gap. */
  readonly values: readonly (number | null)[];
  readonly look: "plain" | "strong" | "dashed" | "good" | "faint";
}

interface SCurveProps {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly fileName: string;
  readonly times: readonly number[];
  readonly lines: readonly CurveLine[];
  readonly band?: { readonly label: string; readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] };
  /** A horizontal limit. */
  readonly limit?: { readonly value: number; readonly label: string };
  /** Where what is known ends. */
  readonly now?: number;
  readonly timeText: (time: number) => string;
  readonly valueText: (value: number) => string;
}

const WIDTH = 820;
const HEIGHT = 340;
const LEFT = 88;
const RIGHT = WIDTH - 120;
const BOTTOM = HEIGHT - 30;
const LABEL_HEIGHT = 15;

export function SCurve({ title, subtitle, label, fileName, times, lines, band, limit, now, timeText, valueText }: SCurveProps): ReactNode {
  const values = [...lines.flatMap((line) => line.values), ...(band?.low ?? []), ...(band?.high ?? []), limit?.value ?? null].filter((value) => value !== null);
  const across = linearScale(times[0] ?? 0, times.at(-1) ?? 1, LEFT, RIGHT);
  const up = linearScale(Math.min(0, ...values), Math.max(1, ...values), BOTTOM, 16);
  const table: ChartTable = { columns: ["By", ...lines.map((line) => line.label), ...(band ? [`${band.label}, low`, `${band.label}, high`] : [])], rows: times.map((time, at) => [timeText(time), ...[...lines.map((line) => line.values[at]), ...(band ? [band.low[at], band.high[at]] : [])].map((value) => (value === null || value === undefined ? "" : value / 100))]) };
  const points = times.map((time, at) => `${timeText(time)}: ${lines.flatMap((line) => (line.values[at] === null || line.values[at] === undefined ? [] : [`${line.label} ${valueText(line.values[at])}`])).join(", ")}`);
  const labels = placed(lines.flatMap((line) => endOf(line, up.of)));
  return (
    <ChartFrame {...{ title, subtitle, label, fileName, table, points }}>
      {(chosen) => (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
          {up.ticks.map((tick) => (
            <g key={tick}>
              <line className="ch-line" x1={LEFT} x2={RIGHT} y1={up.of(tick)} y2={up.of(tick)} />
              <text x={LEFT - 8} y={up.of(tick) + 4} textAnchor="end">
                {valueText(tick)}
              </text>
            </g>
          ))}
          {ends(times).map((time, at, all) => (
            <text key={time} x={across.of(time)} y={BOTTOM + 18} textAnchor={at === 0 ? "start" : at === all.length - 1 ? "end" : "middle"}>
              {timeText(time)}
            </text>
          ))}
          {band && <path className="ch-band" d={areaOf(times, band.low, band.high, across.of, up.of)} />}
          {limit && (
            <>
              <line className="ch-promise" x1={LEFT} x2={RIGHT} y1={up.of(limit.value)} y2={up.of(limit.value)} />
              <text className="ch-promise-text" x={LEFT + 4} y={up.of(limit.value) - 5}>
                {limit.label}
              </text>
            </>
          )}
          {now !== undefined && <line className="ch-now" x1={across.of(now)} x2={across.of(now)} y1={16} y2={BOTTOM} />}
          {lines.map((line) => (
            <path key={line.id} className={`ch-curve ch-curve-${line.look}`} d={pathOf(times, line.values, across.of, up.of)} data-line={line.id} />
          ))}
          {labels.map(({ text, y }) => (
            <text key={text} x={RIGHT + 6} y={y + 4} className="ch-strong">
              {text}
            </text>
          ))}
          {chosen !== undefined && <line className="ch-axis" x1={across.of(times[chosen] ?? 0)} x2={across.of(times[chosen] ?? 0)} y1={16} y2={BOTTOM} />}
        </svg>
      )}
    </ChartFrame>
  );
}

type Place = (value: number) => number;

function pathOf(times: readonly number[], values: readonly (number | null)[], x: Place, y: Place): string {
  let isDown = false;
  const steps = values.map((value, at) => {
    if (value === null) {
      isDown = false;
      return "";
    }
    const step = `${isDown ? "L" : "M"}${x(times[at] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`;
    isDown = true;
    return step;
  });
  return steps.join("");
}

function areaOf(times: readonly number[], low: readonly (number | null)[], high: readonly (number | null)[], x: Place, y: Place): string {
  const known = times.flatMap((time, at) => (low[at] === null || low[at] === undefined || high[at] === null || high[at] === undefined ? [] : [{ time, low: low[at], high: high[at] }]));
  if (known.length < 2) return "";
  const there = known.map((point, at) => `${at === 0 ? "M" : "L"}${x(point.time).toFixed(1)} ${y(point.high).toFixed(1)}`);
  const back = [...known].reverse().map((point) => `L${x(point.time).toFixed(1)} ${y(point.low).toFixed(1)}`);
  return `${there.join("")}${back.join("")}Z`;
}

function endOf(line: CurveLine, y: Place): { readonly text: string; readonly y: number }[] {
  const last = line.values.findLast((value) => value !== null);
  return last === undefined || last === null ? [] : [{ text: line.label, y: y(last) }];
}

/** Names that would lie on one another move apart. */
function placed(labels: readonly { readonly text: string; readonly y: number }[]): { readonly text: string; readonly y: number }[] {
  let above = Number.NEGATIVE_INFINITY;
  return [...labels].sort((a, b) => a.y - b.y).map(({ text, y }) => {
    above = Math.max(y, above + LABEL_HEIGHT);
    return { text, y: above };
  });
}

function ends(times: readonly number[]): number[] {
  return [...new Set([times[0], times[Math.floor(times.length / 2)], times.at(-1)].flatMap((time) => time ?? []))];
}

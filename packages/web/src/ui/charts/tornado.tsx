/** What moves a result most: one bar per cause, longest first. */
import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";

export interface TornadoBar {
  readonly id: string;
  readonly label: string;
  /** "task" or "risk". */
  readonly kind: string;
  readonly value: number;
}

interface TornadoProps {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly fileName: string;
  readonly bars: readonly TornadoBar[];
  /** What the values are, as the table's column. */
  readonly unit: string;
  readonly textOf: (value: number) => string;
}

const WIDTH = 720;
const ROW = 26;
const NAMES = 300;

export function Tornado({ title, subtitle, label, fileName, bars, unit, textOf }: TornadoProps): ReactNode {
  const least = Math.min(0, ...bars.map(({ value }) => value));
  const most = Math.max(0.1, ...bars.map(({ value }) => value));
  const scale = linearScale(least, most, NAMES + (least < 0 ? 40 : 0), WIDTH - 60);
  const height = bars.length * ROW + 8;
  return (
    <ChartFrame {...{ title, subtitle, label, fileName }} points={bars.map(({ label: name, value }) => `${name}: ${textOf(value)}`)} table={{ columns: ["Cause", "Kind", unit], rows: bars.map(({ label: name, kind, value }) => [name, kind, Math.round(value * 100) / 100]) }}>
      {(chosen) => (
        <svg viewBox={`0 0 ${WIDTH} ${height}`}>
          <line className="ch-axis" x1={scale.of(0)} x2={scale.of(0)} y1={0} y2={height} />
          {bars.map(({ id, label: name, value }, at) => {
            const [from, to] = value < 0 ? [scale.of(value), scale.of(0)] : [scale.of(0), scale.of(value)];
            return (
              <g key={id} data-driver={id} data-value={value}>
                <text x={NAMES - 8} y={at * ROW + 18} textAnchor="end" className={chosen === at ? "ch-strong" : ""}>
                  {shortened(name)}
                  <title>{name}</title>
                </text>
                <rect x={from} width={Math.max(1, to - from)} y={at * ROW + 4} height={ROW - 8} rx={3} className={`${value < 0 ? "ch-good" : "ch-plain"} ${chosen === at ? "ch-chosen" : ""}`} />
                <text x={to + 6} y={at * ROW + 18}>
                  {textOf(value)}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </ChartFrame>
  );
}

function shortened(name: string): string {
  return name.length > 44 ? `${name.slice(0, 43)}…` : name;
}

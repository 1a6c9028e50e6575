/** What moves a result most: one bar per cause, longest first. */
import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";
import { useWidth } from "./use-width.ts";

export interface TornadoBar {
  readonly id: string;
  readonly label: string;
  /** "task", "risk", …; "remainder": what has no bar of its own. */
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

const ROW = 26;
/** Of rows whose name stands above the bar. */
const TALL_ROW = 44;
const NAMES = 300;
/** Narrower than this, names stand above their bars. */
const NARROW = 520;
const TEXT_ROOM = 72;
const BAR = 18;

export function Tornado({ title, subtitle, label, fileName, bars, unit, textOf }: TornadoProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>(240, 720);
  const isNarrow = width < NARROW;
  const least = Math.min(0, ...bars.map(({ value }) => value));
  const most = Math.max(0.1, ...bars.map(({ value }) => value));
  const left = isNarrow ? 4 : NAMES;
  const scale = linearScale(least, most, left + (least < 0 && !isNarrow ? 40 : 0), width - TEXT_ROOM);
  const rowHeight = isNarrow ? TALL_ROW : ROW;
  const height = bars.length * rowHeight + 8;
  return (
    <ChartFrame {...{ title, subtitle, label, fileName }} points={bars.map(({ label: name, value }) => `${name}: ${textOf(value)}`)} table={{ columns: ["Cause", "Kind", unit], rows: bars.map(({ label: name, kind, value }) => [name, kind, Math.round(value * 100) / 100]) }}>
      {(chosen) => (
        <div ref={ref}>
          <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} style={{ width: "100%", maxWidth: width }}>
            <line className="ch-axis" x1={scale.of(0)} x2={scale.of(0)} y1={0} y2={height} />
            {bars.map(({ id, label: name, kind, value }, at) => {
              const [from, to] = value < 0 ? [scale.of(value), scale.of(0)] : [scale.of(0), scale.of(value)];
              const top = at * rowHeight;
              const barTop = top + (isNarrow ? 22 : 4);
              return (
                <g key={id} data-driver={id} data-value={value}>
                  <text x={isNarrow ? left : NAMES - 8} y={isNarrow ? top + 16 : top + 18} textAnchor={isNarrow ? "start" : "end"} className={chosen === at ? "ch-strong" : ""}>
                    {shortened(name)}
                    <title>{name}</title>
                  </text>
                  <rect x={from} width={Math.max(1, to - from)} y={barTop} height={BAR} rx={3} className={`${kind === "remainder" ? "ch-rest" : value < 0 ? "ch-good" : "ch-plain"} ${chosen === at ? "ch-chosen" : ""}`} />
                  <text x={to + 6} y={barTop + 14}>
                    {textOf(value)}
                  </text>
                </g>
              );
            })}
          </svg>
        </div>
      )}
    </ChartFrame>
  );
}

function shortened(name: string): string {
  return name.length > 44 ? `${name.slice(0, 43)}…` : name;
}

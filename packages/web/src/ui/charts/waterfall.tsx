/** From one total to another, step by step: each step begins where the one before it ended. */
import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";
import { useWidth } from "./use-width.ts";

export type WaterfallRow =
  /** A level that was reached. */
  | { readonly kind: "total"; readonly id: string; readonly label: string; readonly at: number; readonly text: string }
  /** What moved it on: more is worse. */
  | { readonly kind: "step"; readonly id: string; readonly label: string; readonly by: number; readonly text: string };

interface WaterfallProps {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly fileName: string;
  readonly rows: readonly WaterfallRow[];
  /** What the values are, as the table's column. */
  readonly unit: string;
}

const ROW = 28;
const TALL_ROW = 44;
const NAMES = 250;
/** Narrower than this, names stand above their bars. */
const NARROW = 520;
const TEXT_ROOM = 120;

export function Waterfall({ title, subtitle, label, fileName, rows, unit }: WaterfallProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>(240, 760);
  const bars = placed(rows);
  const levels = bars.flatMap(({ from, to }) => [from, to]);
  const isNarrow = width < NARROW;
  const [least, most] = [Math.min(0, ...levels), Math.max(0, ...levels)];
  const left = isNarrow ? 4 : NAMES;
  const scale = linearScale(least, most === least ? least + 1 : most, left, width - TEXT_ROOM);
  const rowHeight = isNarrow ? TALL_ROW : ROW;
  const height = bars.length * rowHeight + 8;
  return (
    <ChartFrame
      {...{ title, subtitle, label, fileName }}
      points={bars.map(({ row }) => `${row.label}: ${row.text}`)}
      table={{ columns: ["Step", unit, "Result"], rows: bars.map(({ row, to }) => [row.label, row.kind === "step" ? rounded(row.by) : "", row.kind === "total" ? row.text : rounded(to)]) }}
    >
      {(chosen) => (
        <div ref={ref}>
          <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} style={{ width: "100%", maxWidth: width }}>
            <line className="ch-axis" x1={scale.of(0)} x2={scale.of(0)} y1={0} y2={height} />
            {bars.map(({ row, from, to }, at) => {
              const top = at * rowHeight;
              const [low, high] = [scale.of(Math.min(from, to)), scale.of(Math.max(from, to))];
              const barTop = top + (isNarrow ? 22 : 5);
              const middle = barTop + 9;
              const next = bars[at + 1];
              return (
                <g key={row.id} data-step={row.id} data-value={row.kind === "step" ? row.by : row.at}>
                  <text x={isNarrow ? left : NAMES - 10} y={isNarrow ? top + 16 : middle + 4} textAnchor={isNarrow ? "start" : "end"} className={chosen === at || row.kind === "total" ? "ch-strong" : ""}>
                    {shortened(row.label, isNarrow ? 52 : 38)}
                    <title>{row.label}</title>
                  </text>
                  {row.kind === "total" ? (
                    <path className="ch-whole" d={`M${scale.of(to)} ${barTop} l7 9 l-7 9 l-7 -9 z`} />
                  ) : (
                    <rect x={low} width={Math.max(2, high - low)} y={barTop} height={18} rx={3} className={`${to > from ? "ch-bad" : to < from ? "ch-good" : "ch-plain"} ${chosen === at ? "ch-chosen" : ""}`} />
                  )}
                  {next && <line className="ch-line" x1={scale.of(to)} x2={scale.of(to)} y1={barTop + 18} y2={(at + 1) * rowHeight + (isNarrow ? 22 : 5)} />}
                  <text x={high + (row.kind === "total" ? 14 : 6)} y={middle + 4} className={row.kind === "total" ? "ch-strong" : ""}>
                    {row.text}
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

interface Bar {
  readonly row: WaterfallRow;
  readonly from: number;
  readonly to: number;
}

function placed(rows: readonly WaterfallRow[]): readonly Bar[] {
  let level = 0;
  return rows.map((row) => {
    const from = row.kind === "total" ? row.at : level;
    level = row.kind === "total" ? row.at : level + row.by;
    return { row, from, to: level };
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

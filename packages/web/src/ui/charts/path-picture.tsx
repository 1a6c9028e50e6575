/** As planned against as built: two bars for each task of a path, the plan's above what became of it. */
import type { ReactNode } from "react";
import { ChartFrame, type ChartTable } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";
import { useWidth } from "./use-width.ts";

export interface PathBar {
  readonly id: string;
  readonly label: string;
  readonly planned: { readonly start: number; readonly finish: number } | undefined;
  readonly built: { readonly start: number; readonly finish: number };
  /** What it did, in words. */
  readonly sentence: string;
  /** Behind the bars: "+6 d". */
  readonly text: string;
}

interface PathPictureProps {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly fileName: string;
  readonly bars: readonly PathBar[];
  readonly table: ChartTable;
  readonly dayOf: (value: number) => string;
}

const ROW = 34;
const TALL_ROW = 50;
const NAMES = 250;
const NARROW = 520;
const TEXT_ROOM = 70;
const HEAD = 22;

export function PathPicture({ title, subtitle, label, fileName, bars, table, dayOf }: PathPictureProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>(240, 760);
  const isNarrow = width < NARROW;
  const instants = bars.flatMap(({ planned, built }) => [built.start, built.finish, ...(planned ? [planned.start, planned.finish] : [])]);
  const left = isNarrow ? 4 : NAMES;
  const scale = linearScale(Math.min(...instants), Math.max(...instants), left, width - TEXT_ROOM);
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  const rowHeight = isNarrow ? TALL_ROW : ROW;
  const height = HEAD + bars.length * rowHeight + 4;
  return (
    <ChartFrame {...{ title, subtitle, label, fileName, table }} points={bars.map(({ sentence }) => sentence)}>
      {(chosen) => (
        <div ref={ref}>
          <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} style={{ width: "100%", maxWidth: width }}>
            <text x={scale.of(first)} y={14}>
              {dayOf(first)}
            </text>
            <text x={scale.of(last)} y={14} textAnchor="end">
              {dayOf(last)}
            </text>
            <line className="ch-line" x1={scale.of(first)} x2={scale.of(first)} y1={HEAD - 4} y2={height} />
            <line className="ch-line" x1={scale.of(last)} x2={scale.of(last)} y1={HEAD - 4} y2={height} />
            {bars.map(({ id, label: name, planned, built, text, sentence }, at) => {
              const top = HEAD + at * rowHeight;
              const barTop = top + (isNarrow ? 20 : 5);
              return (
                <g key={id} data-task={id}>
                  <title>{sentence}</title>
                  <text x={isNarrow ? left : NAMES - 10} y={isNarrow ? top + 15 : barTop + 15} textAnchor={isNarrow ? "start" : "end"} className={chosen === at ? "ch-strong" : ""}>
                    {name.length > 38 ? `${name.slice(0, 37)}…` : name}
                  </text>
                  {planned && <rect className="ch-planned" x={scale.of(planned.start)} width={Math.max(3, scale.of(planned.finish) - scale.of(planned.start))} y={barTop} height={8} rx={2} />}
                  <rect className={`ch-plain ${chosen === at ? "ch-chosen" : ""}`} x={scale.of(built.start)} width={Math.max(3, scale.of(built.finish) - scale.of(built.start))} y={barTop + 11} height={12} rx={3} />
                  <text x={Math.max(scale.of(built.finish), planned ? scale.of(planned.finish) : 0) + 6} y={barTop + 16}>
                    {text}
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

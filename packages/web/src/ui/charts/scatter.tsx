/** Two results of the same runs against each other, with the limits of both: one dot per run. */
import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";

interface Axis {
  readonly label: string;
  readonly textOf: (value: number) => string;
  readonly limit: { readonly value: number; readonly label: string };
}

interface ScatterProps {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly fileName: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  /** Shares of all runs in the four corners: both kept, only y kept, only x kept, none. */
  readonly corners: readonly { readonly words: string; readonly share: string }[];
}

const WIDTH = 640;
const HEIGHT = 380;
const LEFT = 96;
const BOTTOM = HEIGHT - 40;

export function Scatter({ title, subtitle, label, fileName, x, y, dots, corners }: ScatterProps): ReactNode {
  const [xs, ys] = [dots.map((dot) => dot.x), dots.map((dot) => dot.y)];
  const across = linearScale(Math.min(...xs, x.limit.value), Math.max(...xs, x.limit.value), LEFT, WIDTH - 12);
  const up = linearScale(Math.min(...ys, y.limit.value), Math.max(...ys, y.limit.value), BOTTOM - 8, 20);
  return (
    <ChartFrame {...{ title, subtitle, label, fileName }} points={corners.map(({ words, share }) => `${words}: ${share}`)} table={{ columns: ["Outcome", "Share of the runs"], rows: corners.map(({ words, share }) => [words, share]) }}>
      {() => (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
          {up.ticks.map((tick) => (
            <g key={tick}>
              <line className="ch-line" x1={LEFT} x2={WIDTH} y1={up.of(tick)} y2={up.of(tick)} />
              <text x={LEFT - 8} y={up.of(tick) + 4} textAnchor="end">
                {y.textOf(tick)}
              </text>
            </g>
          ))}
          <line className="ch-axis" x1={LEFT} x2={WIDTH} y1={BOTTOM} y2={BOTTOM} />
          {ends(across.ticks).map((tick, at, all) => (
            <text key={tick} x={across.of(tick)} y={BOTTOM + 18} textAnchor={at === 0 ? "start" : at === all.length - 1 ? "end" : "middle"}>
              {x.textOf(tick)}
            </text>
          ))}
          {dots.map((dot, at) => (
            <circle key={at} cx={across.of(dot.x)} cy={up.of(dot.y)} r={2.5} fillOpacity={0.6} className={dot.x <= x.limit.value && dot.y <= y.limit.value ? "ch-good" : "ch-plain"} />
          ))}
          <line className="ch-promise" x1={across.of(x.limit.value)} x2={across.of(x.limit.value)} y1={16} y2={BOTTOM} />
          <text className="ch-promise-text" x={across.of(x.limit.value)} y={10} textAnchor={across.of(x.limit.value) < WIDTH / 2 ? "start" : "end"}>
            {x.limit.label}
          </text>
          <line className="ch-promise" x1={LEFT} x2={WIDTH} y1={up.of(y.limit.value)} y2={up.of(y.limit.value)} />
          <text className="ch-promise-text" x={WIDTH - 4} y={up.of(y.limit.value) - 6} textAnchor="end">
            {y.limit.label}
          </text>
          <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">
            {x.label}
          </text>
          <text x={0} y={10}>
            {y.label}
          </text>
        </svg>
      )}
    </ChartFrame>
  );
}

/** First, middle and last: dates are wide. */
function ends(ticks: readonly number[]): number[] {
  const chosen = [ticks[0], ticks[Math.floor(ticks.length / 2)], ticks.at(-1)].flatMap((tick) => tick ?? []);
  return [...new Set(chosen)];
}

/** A small picture of one range: how often which value comes, with the half-way value and the one that 8 of 10 do not exceed. */
import type { ReactNode } from "react";
import "./charts.css";

interface RangePictureProps {
  /** One sentence with the key numbers. */
  readonly label: string;
  /** Values at even shares from low to high, ascending. */
  readonly values: readonly number[];
  readonly textOf: (value: number) => string;
}

const WIDTH = 320;
const HEIGHT = 96;
const BASE = 58;
const SIDE = 8;
const BINS = 32;

export function RangePicture({ label, values, textOf }: RangePictureProps): ReactNode {
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 0];
  const at = (value: number): number => SIDE + ((value - low) / (high - low || 1)) * (WIDTH - 2 * SIDE);
  const [p10, p50, p80, p90] = [0.1, 0.5, 0.8, 0.9].map((share) => at(valueAt(values, share)));
  return (
    <div className="ch-picture" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <path className="ch-band" d={outlineOf(values, at)} />
        <line className="ch-axis" x1={SIDE} x2={WIDTH - SIDE} y1={BASE} y2={BASE} />
        <path className="ch-whisker" d={`M${p10} ${BASE} H${p90} M${p10} ${BASE - 5} V${BASE + 5} M${p90} ${BASE - 5} V${BASE + 5}`} />
        <circle className="ch-whisker-middle" cx={p50} cy={BASE} r={4} />
        <line className="ch-whisker" x1={p80} x2={p80} y1={BASE - 12} y2={BASE + 5} />
        <text x={SIDE} y={BASE + 20}>
          {textOf(low)}
        </text>
        <text x={WIDTH - SIDE} y={BASE + 20} textAnchor="end">
          {textOf(high)}
        </text>
        <text className="ch-strong" x={WIDTH / 2} y={BASE + 34} textAnchor="middle">
          ○ half by {textOf(valueAt(values, 0.5))} · | 8 of 10 by {textOf(valueAt(values, 0.8))}
        </text>
      </svg>
    </div>
  );
}

function valueAt(values: readonly number[], share: number): number {
  return values[Math.round(share * (values.length - 1))] ?? 0;
}

/** How many of the values fall into each of even bins, as the outline of an area that touches the top once. */
function outlineOf(values: readonly number[], at: (value: number) => number): string {
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 0];
  const counts = Array.from({ length: BINS }, () => 0);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor(((value - low) / (high - low || 1)) * BINS));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  const steps = counts.map((count, bin) => {
    const [from, to] = [at(low + (bin / BINS) * (high - low)), at(low + ((bin + 1) / BINS) * (high - low))];
    const y = BASE - (count / most) * (BASE - 6);
    return `L${from} ${y} L${to} ${y}`;
  });
  return `M${at(low)} ${BASE} ${steps.join(" ")} L${at(high)} ${BASE} Z`;
}

/** A line of a few weeks, small enough for a cell of a table; weeks without a value are gaps. */
import type { ReactNode } from "react";

interface SparkProps {
  /** Oldest first. */
  readonly values: readonly (number | null)[];
  /** What it shows, with the numbers, for those who do not see it. */
  readonly label: string;
  /** Ends of the scale; without them those of the values. */
  readonly range?: readonly [low: number, high: number];
}

const [WIDTH, HEIGHT, EDGE] = [56, 18, 2.5];

export function Spark({ values, label, range }: SparkProps): ReactNode {
  const known = values.flatMap((value) => value ?? []);
  if (known.length < 2) return null;
  const [low, high] = range ?? [Math.min(...known), Math.max(...known)];
  const x = (at: number): number => EDGE + (at / (values.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number): number => (high > low ? HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE) : HEIGHT / 2);
  let isDown = false;
  const path = values.map((value, at) => {
    if (value === null) {
      isDown = false;
      return "";
    }
    const step = `${isDown ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    isDown = true;
    return step;
  });
  const last = values.at(-1);
  return (
    <svg className="pf-spark" role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT}>
      <title>{label}</title>
      <path d={path.join("")} />
      {last !== null && last !== undefined && <circle cx={x(values.length - 1)} cy={y(last)} r={2.2} />}
    </svg>
  );
}

/** Twenty dots, each a 1-in-20 chance: what a range means to people who never saw a curve. */
import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";

interface DotPlotProps {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly fileName: string;
  /** Twenty values, ascending. */
  readonly dots: readonly number[];
  readonly textOf: (value: number) => string;
  /** The promised value, and what it is called. */
  readonly promise?: { readonly value: number; readonly label: string };
  /** What lies beyond the promise is: "later" unless said. */
  readonly beyond?: string;
}

const WIDTH = 640;
const HEIGHT = 170;
const BASE = HEIGHT - 36;
const RADIUS = 9;

export function DotPlot({ title, subtitle, label, fileName, dots, textOf, promise, beyond = "later" }: DotPlotProps): ReactNode {
  const low = Math.min(dots[0] ?? 0, promise?.value ?? Number.POSITIVE_INFINITY);
  const high = Math.max(dots.at(-1) ?? 1, promise?.value ?? Number.NEGATIVE_INFINITY);
  const margin = (high - low) * 0.06 || 1;
  const scale = linearScale(low - margin, high + margin, RADIUS, WIDTH - RADIUS);
  const places = stacked(dots.map(scale.of));
  const late = promise === undefined ? 0 : dots.filter((dot) => dot > promise.value).length;
  const points = dots.map((dot, at) => `${(at + 1) * 5} % by ${textOf(dot)}`);
  return (
    <ChartFrame {...{ title, subtitle, label, fileName, points }} table={{ columns: ["Chance", "By"], rows: dots.map((dot, at) => [`${(at + 1) * 5} %`, textOf(dot)]) }}>
      {(chosen) => (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
          <line className="ch-axis" x1={0} x2={WIDTH} y1={BASE} y2={BASE} />
          {endTexts(dots).map(({ value, anchor }) => (
            <text key={value} x={scale.of(value)} y={BASE + 18} textAnchor={anchor}>
              {textOf(value)}
            </text>
          ))}
          {promise && (
            <>
              <line className="ch-promise" x1={scale.of(promise.value)} x2={scale.of(promise.value)} y1={14} y2={BASE} />
              <text className="ch-promise-text" x={scale.of(promise.value)} y={10} textAnchor={scale.of(promise.value) < WIDTH / 2 ? "start" : "end"}>
                {promise.label}
                {late > 0 ? ` · ${late} of 20 ${beyond}` : ""}
              </text>
            </>
          )}
          {places.map(({ x, level }, at) => (
            <circle key={at} cx={x} cy={BASE - RADIUS - 2 - level * (2 * RADIUS + 1)} r={RADIUS} className={`${promise === undefined ? "ch-plain" : (dots[at] ?? 0) <= promise.value ? "ch-good" : "ch-bad"} ${chosen === at ? "ch-chosen" : ""}`} />
          ))}
        </svg>
      )}
    </ChartFrame>
  );
}

/** First, middle and last date; fewer where they would lie on one another. */
function endTexts(dots: readonly number[]): { readonly value: number; readonly anchor: "start" | "middle" | "end" }[] {
  const [first, middle, last] = [dots[0], dots[Math.floor(dots.length / 2)], dots.at(-1)];
  if (first === undefined || middle === undefined || last === undefined) return [];
  if (first === last) return [{ value: first, anchor: "middle" }];
  return [{ value: first, anchor: "start" }, ...(middle > first && middle < last ? [{ value: middle, anchor: "middle" as const }] : []), { value: last, anchor: "end" }];
}

/** Dots that would overlap stand on each other. */
function stacked(xs: readonly number[]): { readonly x: number; readonly level: number }[] {
  const columns: { x: number; level: number }[] = [];
  return xs.map((x) => {
    const column = columns.find((one) => Math.abs(one.x - x) < 2 * RADIUS);
    if (!column) {
      columns.push({ x, level: 0 });
      return { x, level: 0 };
    }
    column.level += 1;
    return { x: column.x, level: column.level };
  });
}

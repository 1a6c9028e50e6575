/** Options as dots of cost against finish, with the line of the best trades: what lies above and right of it costs more for nothing. */
import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame.tsx";
import { linearScale } from "./scale.ts";
import { useWidth } from "./use-width.ts";

export interface FrontierDot {
  /** One or two letters, drawn in the dot. */
  readonly mark: string;
  readonly words: string;
  readonly x: number;
  readonly y: number;
  /** Another option is as good in everything and better in something. */
  readonly isBeaten: boolean;
  readonly isChosen: boolean;
}

interface FrontierProps {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly fileName: string;
  readonly x: { readonly label: string; readonly textOf: (value: number) => string; readonly goal?: { readonly value: number; readonly label: string } };
  readonly y: { readonly label: string; readonly textOf: (value: number) => string };
  readonly dots: readonly FrontierDot[];
}

const WIDEST = 640;
const NARROWEST = 240;
const HEIGHT = 360;
const LEFT = 96;
const TOP = 34;
const BOTTOM = HEIGHT - 44;
const RADIUS = 11;

export function Frontier({ title, subtitle, label, fileName, x, y, dots }: FrontierProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>(NARROWEST, WIDEST);
  const across = padded(x.goal ? [...dots.map((dot) => dot.x), x.goal.value] : dots.map((dot) => dot.x), LEFT + RADIUS + 4, width - RADIUS - 16);
  const up = padded(dots.map((dot) => dot.y), BOTTOM - RADIUS - 4, TOP + RADIUS);
  const front = frontierOf(dots);
  const drawn = [...dots].sort((a, b) => Number(b.isBeaten) - Number(a.isBeaten) || Number(a.isChosen) - Number(b.isChosen));
  const places = together(drawn.map((dot) => ({ dot, x: across.of(dot.x), y: up.of(dot.y) })));
  return (
    <ChartFrame
      {...{ title, subtitle, label, fileName }}
      points={dots.map(({ mark, words, x: at, y: cost, isBeaten }) => `${mark}: ${words}, ${x.textOf(at)}, ${y.textOf(cost)}${isBeaten ? ", beaten by another option" : ""}`)}
      table={{ columns: ["Mark", "Option", x.label, y.label, "Beaten"], rows: dots.map(({ mark, words, x: at, y: cost, isBeaten }) => [mark, words, x.textOf(at), y.textOf(cost), isBeaten ? "yes" : "no"]) }}
    >
      {(stepped) => (
        <div ref={ref}>
          <svg viewBox={`0 0 ${width} ${HEIGHT}`}>
            {up.ticks.slice(0, 5).map((tick) => (
              <g key={tick}>
                <line className="ch-line" x1={LEFT} x2={width} y1={up.of(tick)} y2={up.of(tick)} />
                <text x={LEFT - 8} y={up.of(tick) + 4} textAnchor="end">
                  {y.textOf(tick)}
                </text>
              </g>
            ))}
            <line className="ch-axis" x1={LEFT} x2={width} y1={BOTTOM} y2={BOTTOM} />
            {ends(dots.map((dot) => dot.x)).map((value, at, all) => (
              <text key={value} x={across.of(value)} y={BOTTOM + 18} textAnchor={at === 0 ? "start" : at === all.length - 1 ? "end" : "middle"}>
                {x.textOf(value)}
              </text>
            ))}
            {x.goal && (
              <>
                <line className="ch-promise" strokeDasharray="4 3" x1={across.of(x.goal.value)} x2={across.of(x.goal.value)} y1={TOP - 8} y2={BOTTOM} />
                <text className="ch-promise-text" x={across.of(x.goal.value)} y={TOP - 12} textAnchor={across.of(x.goal.value) < width / 2 ? "start" : "end"}>
                  {x.goal.label}
                </text>
              </>
            )}
            <path className="ch-frontier" d={boundary(front.map((dot) => ({ x: across.of(dot.x), y: up.of(dot.y) })), width)} />
            {places.map(({ dot, others, x: cx, y: cy }) => (
              <g key={dot.mark} data-mark={dot.mark} data-beaten={dot.isBeaten || undefined}>
                <circle cx={cx} cy={cy} r={RADIUS} className={`${dot.isBeaten ? "ch-beaten" : "ch-mark"} ${dot.isChosen || dots[stepped ?? -1] === dot ? "ch-chosen" : ""}`} />
                <text className={dot.isBeaten ? "ch-beaten-text" : "ch-mark-text"} x={cx} y={cy + 4} textAnchor="middle">
                  {dot.mark}
                </text>
                {others.length > 0 && (
                  <text x={cx} y={cy - RADIUS - 4} textAnchor="middle">
                    also {others.join(", ")}
                  </text>
                )}
              </g>
            ))}
            <text x={width} y={HEIGHT - 6} textAnchor="end">
              {x.label} →
            </text>
            <text x={0} y={12}>
              ↑ {y.label}
            </text>
          </svg>
        </div>
      )}
    </ChartFrame>
  );
}

/** Room at both ends, so that no dot hangs over an edge; values that are all alike stand in the middle. */
function padded(values: readonly number[], from: number, to: number): ReturnType<typeof linearScale> {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high > low ? (high - low) * 0.04 : 1;
  return linearScale(low - room, high + room, from, to);
}

/** The dots that nothing on the picture beats in both, from left to right. */
function frontierOf(dots: readonly FrontierDot[]): readonly FrontierDot[] {
  const front: FrontierDot[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const dot of [...dots].sort((a, b) => a.x - b.x || a.y - b.y)) {
    if (dot.y >= least) continue;
    least = dot.y;
    front.push(dot);
  }
  return front;
}

/** What no option reaches lies left and below: down to the soonest, along and down from trade to trade, and on from the cheapest. */
function boundary(points: readonly { readonly x: number; readonly y: number }[], width: number): string {
  const trades = points.map(({ x, y }, at) => (at === 0 ? `M${x} ${TOP - 8} V${y}` : `H${x} V${y}`));
  return points.length === 0 ? "" : `${trades.join(" ")} H${width}`;
}

interface Place {
  readonly dot: FrontierDot;
  readonly x: number;
  readonly y: number;
}

/** Dots on one and the same place are drawn once, with the marks of the others above: a dot is never moved to where its option is not. */
function together(places: readonly Place[]): readonly (Place & { readonly others: readonly string[] })[] {
  const found: (Place & { readonly others: string[] })[] = [];
  for (const place of places) {
    const same = found.find((other) => Math.hypot(other.x - place.x, other.y - place.y) < 3);
    if (same) same.others.push(place.dot.mark);
    else found.push({ ...place, others: [] });
  }
  return found;
}

/** First and last, and the middle where it lies apart. */
function ends(values: readonly number[]): number[] {
  const ascending = [...new Set(values)].sort((a, b) => a - b);
  const [first, last] = [ascending[0], ascending.at(-1)];
  if (first === undefined || last === undefined) return [];
  const middle = ascending.find((value) => value - first > (last - first) * 0.35 && last - value > (last - first) * 0.35);
  return middle === undefined ? [...new Set([first, last])] : [first, middle, last];
}

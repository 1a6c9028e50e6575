/** Where the dots and marks of a plot stand on a line, for every file that draws one. */
import type { DotPlot } from "@leadline/engine/report/report.ts";

/** Where dots and marks stand on a line of so many points, dots of nearly the same value on each other. */
export function placedDots({ dots, marks }: Pick<DotPlot, "dots" | "marks">, width: number): { readonly place: ((value: number) => number) | undefined; readonly stacked: readonly { readonly x: number; readonly y: number }[]; readonly lines: readonly { readonly x: number; readonly id: string; readonly label: string; readonly text: string }[] } {
  const values = [...dots, ...marks.map(({ value }) => value)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return { place: undefined, stacked: [], lines: [] };
  const place = (value: number): number => Math.round((10 + (high === low ? 0.5 : (value - low) / (high - low)) * width) * 10) / 10;
  const heights = new Map<number, number>();
  const stacked = dots.map((dot) => {
    const column = Math.round(place(dot) / 10);
    const y = heights.get(column) ?? 0;
    heights.set(column, y + 1);
    return { x: column * 10, y };
  });
  return { place, stacked, lines: marks.map(({ id, label, text, value }) => ({ x: place(value), id, label, text })) };
}

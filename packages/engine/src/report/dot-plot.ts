/** Twenty dots of a forecast, each a chance of 1 in 20, with what was promised beside them: a picture that lay people read rightly. */
import { centsText, dateText } from "../status/proven-numbers.ts";
import { reached, sorted } from "../risk/statistics.ts";
import type { DotPlot } from "./report.ts";

const DOTS = 20;

export interface PlotWish {
  readonly title: string;
  readonly unit: DotPlot["unit"];
  readonly currency: string;
  readonly sample: Iterable<number>;
  readonly marks: readonly { readonly id: DotPlot["marks"][number]["id"]; readonly label: string; readonly value: number }[];
}

/** Dot k stands where (k - ½) of 20 parts of the runs are reached. */
export function dotPlotOf({ title, unit, currency, sample, marks }: PlotWish): DotPlot {
  const ascending = sorted(sample);
  const words = (value: number): string => (unit === "instant" ? dateText(value) : centsText(value, currency));
  const dots = ascending.length === 0 ? [] : Array.from({ length: DOTS }, (_, at) => Math.round(reached(ascending, (at + 0.5) / DOTS)));
  const named = marks.map((mark) => ({ ...mark, text: words(mark.value) }));
  const limit = named.find(({ id }) => id === "promise" || id === "budget");
  const within = limit === undefined ? "" : ` ${dots.filter((dot) => dot <= limit.value).length} of ${dots.length} dots keep ${limit.text}.`;
  const ends = dots.length === 0 ? "No runs." : `${dots.length} dots, each a chance of 1 in ${DOTS}, from ${words(dots[0] ?? 0)} to ${words(dots.at(-1) ?? 0)}.`;
  return { title, unit, dots, marks: named, label: `${title} ${ends}${within}` };
}

/** A report's twenty dots, each a chance of 1 in 20, with what was promised among them. */
import type { DotPlot as Plot } from "@leadline/engine/report/report.ts";
import type { ProvenNumber } from "@leadline/engine/status/status-input.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { DotPlot } from "../../ui/charts/dot-plot.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";

interface ReportPlotProps {
  readonly plot: Plot;
  readonly fileName: string;
  readonly numbers: ReadonlyMap<string, ProvenNumber>;
  readonly asOf: Minute;
}

export function ReportPlot({ plot, fileName, numbers, asOf }: ReportPlotProps): ReactNode {
  const currency = /^[A-Z]{3}/.exec(numbers.get("budget")?.text ?? "")?.[0] ?? "";
  const textOf = (value: number): string => (plot.unit === "instant" ? shortDayText(dayNumberOf(value as Minute)) : moneyText(value, currency));
  const promised = plot.marks.find(({ id }) => id === "promise" || id === "budget");
  return <DotPlot title={plot.title} subtitle={`20 dots, each a 1-in-20 chance, as of ${shortDayText(dayNumberOf(asOf))}.`} label={plot.label} fileName={fileName} dots={plot.dots} textOf={textOf} beyond={plot.unit === "instant" ? "later" : "dearer"} {...(promised && { promise: { value: promised.value, label: `${promised.label} ${promised.text}` } })} />;
}

/** Money over time: budget, baseline, earned, spent, and the forecast with its band. */
import { costCurvesOf } from "@leadline/engine/cost/cost-curves.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { useMemo, type ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import { SCurve, type CurveLine } from "../../ui/charts/s-curve.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";

export function CurveView({ project, schedule, state: { facts } }: { readonly project: Project; readonly schedule: Schedule; readonly state: ForecastState }): ReactNode {
  const range = facts && facts.cost.p80 > 0 ? facts.cost : undefined;
  const curves = useMemo(() => costCurvesOf(project, schedule, { step: "month", range }), [project, schedule, range]);
  const { points, currency, statusDay } = curves;
  const last = points.at(-1);
  if (!last || last.budget === 0) return <p className="bd-wait">Nothing costs anything yet, so there is no curve.</p>;
  const line = (id: "budget" | "planned" | "earned" | "actual" | "forecast", label: string, look: CurveLine["look"]): CurveLine[] => (points.some((point) => point[id] !== null) ? [{ id, label, look, values: points.map((point) => point[id]) }] : []);
  const money = (cents: number): string => moneyText(cents, currency);
  const high = last.forecastHigh;
  return (
    <SCurve
      title={high === null ? `The budget comes to ${money(last.budget)}` : `8 of 10 runs end below ${money(high)}, the budget is ${money(last.budget)}`}
      subtitle={`Cumulative, by month. ${statusDay === undefined ? "No status date: nothing is told as spent or earned yet." : `As of ${shortDayText(statusDay)}.`}${facts && high !== null ? ` Band: 1 of 10 to 8 of 10 of ${facts.runs.toLocaleString("en")} runs.` : ""}`}
      label={`Budget ${money(last.budget)}${last.forecast === null ? "" : `, forecast ${money(last.forecast)}`}${high === null ? "" : `, 8 of 10 runs below ${money(high)}`}.`}
      fileName="s-curve"
      times={points.map(({ day }) => day)}
      lines={[...line("budget", "Budget", "dashed"), ...line("planned", "Baseline", "plain"), ...line("earned", "Earned", "good"), ...line("actual", "Spent", "strong"), ...line("forecast", "Forecast", "plain")]}
      {...(high === null ? {} : { band: { label: "Forecast", low: points.map((point) => point.forecastLow), high: points.map((point) => point.forecastHigh) } })}
      {...(statusDay === undefined ? {} : { now: statusDay })}
      timeText={shortDayText}
      valueText={money}
    />
  );
}

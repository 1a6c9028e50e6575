/** Money over time: budget, baseline, earned, spent, and the forecast with the band of the simulated runs. */
import { costCurvesOf, type CurvePoint } from "@leadline/engine/cost/cost-curves.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { useEffect, useMemo, type ReactNode } from "react";
import type { Forecast, ForecastState } from "../../store/forecast.ts";
import { SCurve, type CurveLine } from "../../ui/charts/s-curve.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";
import { CashChart } from "./cash-chart.tsx";

interface CurveViewProps {
  readonly project: Project;
  readonly schedule: Schedule;
  readonly forecast: Forecast;
  readonly state: ForecastState;
}

export function CurveView({ project, schedule, forecast, state }: CurveViewProps): ReactNode {
  const { facts, stage, band } = state;
  const range = facts && facts.cost.p80 > 0 ? facts.cost : undefined;
  // Nine of ten runs are over by then.
  const until = facts && range ? dayNumberOf((facts.finish.p90 - 1) as Minute) : undefined;
  const curves = useMemo(() => costCurvesOf(project, schedule, { step: "month", range, until }), [project, schedule, range, until]);
  const { points, currency, statusDay } = curves;
  const isDue = stage === "full" && range !== undefined && band === undefined;
  useEffect(() => {
    if (isDue) forecast.askBand(points.map(({ day }) => day));
  }, [forecast, isDue, points]);
  const last = points.at(-1);
  if (!last || last.budget === 0) return <p className="bd-wait">Nothing costs anything yet, so there is no curve.</p>;
  const line = (id: "budget" | "planned" | "earned" | "actual" | "forecast", label: string, look: CurveLine["look"]): CurveLine[] => (points.some((point) => point[id] !== null) ? [{ id, label, look, values: points.map((point) => point[id]) }] : []);
  const money = (cents: number): string => moneyText(cents, currency);
  const high = range?.p80 ?? null;
  const shown = range && bandOf(points, band);
  return (
    <div className="bd-stack">
      <SCurve
        title={high === null ? `The budget comes to ${money(last.budget)}` : `8 of 10 runs end below ${money(high)}, the budget is ${money(last.budget)}`}
        subtitle={`Cumulative, by month. ${statusDay === undefined ? "No status date: nothing is told as spent or earned yet." : `As of ${shortDayText(statusDay)}.`}${shown ? ` Band: 1 of 10 to 8 of 10 of ${shown.runs === undefined ? "the runs, being reckoned by month" : `${shown.runs.toLocaleString("en")} runs, month by month`}.` : ""}`}
        label={`Budget ${money(last.budget)}${last.forecast === null ? "" : `, forecast ${money(last.forecast)}`}${high === null ? "" : `, 8 of 10 runs below ${money(high)}`}.`}
        fileName="s-curve"
        times={points.map(({ day }) => day)}
        lines={[...line("budget", "Budget", "dashed"), ...line("planned", "Baseline", "faint"), ...line("earned", "Earned", "good"), ...line("actual", "Spent", "strong"), ...line("forecast", "Forecast", "plain")]}
        {...(shown && { band: { label: "Forecast", low: shown.low, high: shown.high } })}
        {...(statusDay === undefined ? {} : { now: statusDay })}
        timeText={shortDayText}
        valueText={money}
      />
      <CashChart forecast={curves.forecast} currency={currency} />
    </div>
  );
}

interface ShownBand {
  /** Undefined until the runs are looked at month by month. */
  readonly runs: number | undefined;
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** The runs by month where they are there for these months; until then what runs cost in all, laid over the forecast. */
function bandOf(points: readonly CurvePoint[], band: ForecastState["band"]): ShownBand {
  const isOfThese = band?.days.length === points.length && band.days.every((day, at) => day === points[at]?.day);
  if (band && isOfThese) return band;
  return { runs: undefined, low: points.map((point) => point.forecastLow), high: points.map((point) => point.forecastHigh) };
}

/** What drives the spread: how much earlier or cheaper 8 of 10 runs would end without each task's range and each risk, and without all else. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { SimulatedDriver } from "@leadline/engine/risk/simulation.ts";
import { largestDrivers, movedBy, type Measure } from "@leadline/engine/risk/tornado.ts";
import { useEffect, useState, type ReactNode } from "react";
import type { Forecast, ForecastState } from "../../store/forecast.ts";
import { Button } from "../../ui/button.tsx";
import { Tornado, type TornadoBar } from "../../ui/charts/tornado.tsx";
import { moneyText } from "../../ui/money-text.ts";
import { asOf } from "./as-of.ts";
import { SensitivityTable } from "./sensitivity-table.tsx";

interface TornadoViewProps {
  readonly forecast: Forecast;
  readonly state: ForecastState;
  readonly project: Project;
  /** Without it, what things cost is neither shown nor told. */
  readonly showsCosts: boolean;
}

export function TornadoView({ forecast, state, project, showsCosts }: TornadoViewProps): ReactNode {
  const { facts, stage, drivers, others } = state;
  const [wanted, setWanted] = useState<Measure>("days");
  const isReady = stage === "full" && drivers === undefined && state.driversAll === undefined;
  useEffect(() => {
    if (isReady) forecast.askDrivers();
  }, [forecast, isReady, facts]);
  if (!facts) return <p className="rk-wait">The plan is being simulated …</p>;
  const costs = showsCosts && (drivers ?? []).some(({ deltaP80Cents }) => deltaP80Cents !== 0);
  const measure = costs ? wanted : "days";
  return (
    <div className="rk-stack rk-drivers">
      {costs && (
        <div className="ll-row" role="group" aria-label="Measured in">
          {(["days", "money"] as const).map((one) => (
            <Button key={one} aria-pressed={measure === one} look={measure === one ? "primary" : "plain"} onClick={() => setWanted(one)}>
              {one === "days" ? "In days" : "In money"}
            </Button>
          ))}
        </div>
      )}
      {drivers ? (
        <Bars {...{ state, project, drivers, measure }} others={others?.[measure]} />
      ) : (
        <p className="rk-wait">{state.driversAll ? `Simulating without each of them: ${state.driversDone ?? 0} of ${state.driversAll} …` : "The plan is being simulated …"}</p>
      )}
      <SensitivityTable project={project} state={state} />
    </div>
  );
}

interface BarsProps {
  readonly state: ForecastState;
  readonly project: Project;
  readonly drivers: readonly SimulatedDriver[];
  readonly measure: Measure;
  /** What the plan would gain without everything that has no bar. */
  readonly others: Pick<SimulatedDriver, "deltaP80Days" | "deltaP80Cents"> | undefined;
}

function Bars({ state, project, drivers, measure, others }: BarsProps): ReactNode {
  const { currency } = settingsOf(project);
  const textOf = (value: number): string => (measure === "days" ? daysText(value) : moneyText(value * 100, currency));
  /** In days, or in whole currency units. */
  const valueOf = (driver: Pick<SimulatedDriver, "deltaP80Days" | "deltaP80Cents">): number => (measure === "days" ? movedBy(driver, measure) : movedBy(driver, measure) / 100);
  const shown = largestDrivers(drivers, measure);
  const [first] = shown;
  if (!first) return <p className="rk-wait">{measure === "days" ? "Nothing drives the finish: no task has a range and no risk is known." : "Nothing moves the cost of 8 of 10 runs."}</p>;
  const what = measure === "days" ? "finish" : "cost";
  const bars: TornadoBar[] = shown.map((driver) => ({ id: driver.id, label: nameOf(project, driver), kind: KIND_WORDS[driver.kind], value: valueOf(driver) }));
  const rest = others === undefined ? [] : [{ id: "others", label: "All else together", kind: "remainder", value: valueOf(others) }];
  return (
    <Tornado
      title={`“${nameOf(project, first)}” drives the ${what} most: ${textOf(valueOf(first))}`}
      subtitle={`${measure === "days" ? "How many working days earlier 8 of 10 runs would end without it" : "How much less 8 of 10 runs would cost without it"}, the same random numbers with it and without; the last bar is without everything that has no bar of its own. Bars do not add up: two causes together move less, or more, than each alone. ${asOf(state)}.`}
      label={`What drives the ${what}: ${bars.slice(0, 3).map(({ label, value }) => `${label} ${textOf(value)}`).join(", ")}${rest[0] ? `; all else together ${textOf(rest[0].value)}` : ""}.`}
      fileName={measure === "days" ? "drivers" : "drivers-of-cost"}
      bars={[...bars, ...rest]}
      unit={measure === "days" ? "Working days at P80" : `${currency === "" ? "Money" : currency} at P80`}
      textOf={textOf}
    />
  );
}

const KIND_WORDS: Readonly<Record<SimulatedDriver["kind"], string>> = { task: "task", risk: "risk", calendarRisk: "lost days", resourceAbsence: "absence" };

function nameOf({ records }: Project, { kind, id }: SimulatedDriver): string {
  const names = { task: records.task.get(id)?.name, risk: records.riskItem.get(id)?.title, calendarRisk: records.calendarRisk.get(id)?.name, resourceAbsence: records.resourceAbsence.get(id)?.name };
  return names[kind] ?? "something deleted";
}

function daysText(days: number): string {
  const rounded = Math.round(days * 10) / 10;
  return `${rounded} ${Math.abs(rounded) === 1 ? "day" : "days"}`;
}

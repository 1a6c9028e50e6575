/** What drives the spread: how many working days earlier 8 of 10 runs would end without each task's range and each risk. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { SimulatedDriver } from "@leadline/engine/risk/simulation.ts";
import { useEffect, type ReactNode } from "react";
import type { Forecast, ForecastState } from "../../store/forecast.ts";
import { Tornado } from "../../ui/charts/tornado.tsx";
import { asOf } from "./as-of.ts";

const MOST_BARS = 10;

export function TornadoView({ forecast, state, project }: { readonly forecast: Forecast; readonly state: ForecastState; readonly project: Project }): ReactNode {
  const { facts, stage, drivers } = state;
  const isReady = stage === "full" && drivers === undefined && state.driversAll === undefined;
  useEffect(() => {
    if (isReady) forecast.askDrivers();
  }, [forecast, isReady, facts]);
  if (!facts || !drivers) return <p className="rk-wait">{state.driversAll ? `Simulating without each of them: ${state.driversDone ?? 0} of ${state.driversAll} …` : "The plan is being simulated …"}</p>;
  const moving = drivers.filter(({ deltaP80Days }) => Math.abs(deltaP80Days) >= 0.05);
  const first = moving[0];
  if (!first) return <p className="rk-wait">Nothing drives the finish: no task has a range and no risk is known.</p>;
  const shown = moving.slice(0, MOST_BARS);
  return (
    <Tornado
      title={`“${nameOf(project, first)}” drives the finish most: ${daysText(first.deltaP80Days)}`}
      subtitle={`How much earlier 8 of 10 runs would end without it, in working days. ${moving.length > shown.length ? `The ${moving.length - shown.length} smaller ones are not shown. ` : ""}${asOf(state)}.`}
      label={`What drives the finish: ${shown.slice(0, 3).map((driver) => `${nameOf(project, driver)} ${daysText(driver.deltaP80Days)}`).join(", ")}.`}
      fileName="drivers"
      bars={shown.map((driver) => ({ id: driver.id, label: nameOf(project, driver), kind: driver.kind, value: driver.deltaP80Days }))}
      unit="Working days at P80"
      textOf={daysText}
    />
  );
}

function nameOf(project: Project, { kind, id }: SimulatedDriver): string {
  return (kind === "task" ? project.records.task.get(id)?.name : project.records.riskItem.get(id)?.title) ?? "something deleted";
}

function daysText(days: number): string {
  const rounded = Math.round(days * 10) / 10;
  return `${rounded} ${Math.abs(rounded) === 1 ? "day" : "days"}`;
}

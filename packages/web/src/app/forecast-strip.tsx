/** The chance of the promised date, on every page of a project: "20 % chance of 4 Dec", always a link to why. */
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useForecastState, type ForecastState } from "../store/forecast.ts";
import { shortDayText } from "../ui/day-text.ts";
import type { OpenProject } from "./open-project-context.ts";
import { RISKS_ADDRESS } from "./project-address.ts";

export function ForecastStrip({ open }: { readonly open: OpenProject }): ReactNode {
  const state = useForecastState(open.forecast);
  const told = toldOf(state);
  return (
    <Link
      to={RISKS_ADDRESS}
      params={{ key: open.projectKey, view: "forecast" }}
      className="ll-forecast-strip"
      data-stage={state.stage}
      title={told.title}
      aria-live="off"
      {...(told.value !== undefined && { "data-metric": "promise-chance", "data-value": told.value, "data-unit": "share", "data-asof": state.revision, "data-source": "simulation" })}
    >
      {told.text}
    </Link>
  );
}

interface Told {
  readonly text: string;
  readonly title: string;
  readonly value?: number;
}

function toldOf({ facts, project, stage, message }: ForecastState): Told {
  if (stage === "failed") return { text: "No forecast", title: `The forecast failed: ${message ?? "nobody knows why"}` };
  if (!facts || !project) return { text: "Forecast …", title: "The plan is being simulated." };
  const { target, finish, runs, problems } = facts;
  if (problems.some(({ code }) => code === "estimate/none")) return { text: "No ranges yet", title: "No task has a range and no risk is known, so there is one date and no chance. Type ranges such as 2/5/9d into the Duration column." };
  const of = `${runs.toLocaleString("en")} runs of this plan`;
  if (target) return { text: `${chanceText(target.probability)} chance of ${shortDayText(dayNumberOf(target.date))}`, title: `${of}: ${chanceText(target.probability)} finish by the promised date. Why?`, value: target.probability };
  return { text: `80 % by ${shortDayText(dayNumberOf(finish.p80))}`, title: `${of}: 8 of 10 finish by then. Nothing is promised yet.`, value: 0.8 };
}

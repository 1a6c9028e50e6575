/** "What can we do?" beside a promise that is at risk or off track: the way to the ways out. */
import { Link } from "@tanstack/react-router";
import { OctagonX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useForecastState } from "../store/forecast.ts";
import type { OpenProject } from "./open-project-context.ts";
import { WAYS_OUT_ADDRESS } from "./project-address.ts";

/** Below these chances a promise is at risk, or off track: those of the status rule. */
const AT_RISK = 0.7;
const OFF_TRACK = 0.3;

export function WayOutLink({ open }: { readonly open: OpenProject }): ReactNode {
  const { facts } = useForecastState(open.forecast);
  const chance = facts?.target?.probability;
  if (chance === undefined || chance >= AT_RISK || facts?.problems.some(({ code }) => code === "estimate/none")) return null;
  const isOff = chance < OFF_TRACK;
  const Icon = isOff ? OctagonX : TriangleAlert;
  return (
    <Link to={WAYS_OUT_ADDRESS} params={{ key: open.projectKey }} className="ll-way-out" data-tone={isOff ? "off-track" : "at-risk"} title={`The promise is ${isOff ? "off track" : "at risk"}: its chance is under ${isOff ? "30" : "70"} %.`}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <span>What can we do?</span>
    </Link>
  );
}

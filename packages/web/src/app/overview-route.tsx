/** A project's overview in the shell: each card leads to its page. */
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { OverviewPage } from "../rooms/overview/overview-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { PLAN_ADDRESS } from "./plan-address.ts";
import { BUDGET_ADDRESS, CHANGES_ADDRESS, RISKS_ADDRESS, STATUS_ADDRESS, WAYS_OUT_ADDRESS } from "./project-address.ts";

export function OverviewRoute(): ReactNode {
  const navigate = useNavigate();
  const { project, projectKey: key, store, forecast } = useOpenProject();
  const go = {
    plan: () => void navigate({ to: PLAN_ADDRESS, params: { key, view: "gantt" } }),
    people: () => void navigate({ to: PLAN_ADDRESS, params: { key, view: "people" } }),
    risks: () => void navigate({ to: RISKS_ADDRESS, params: { key, view: "forecast" } }),
    drivers: () => void navigate({ to: RISKS_ADDRESS, params: { key, view: "tornado" } }),
    status: () => void navigate({ to: STATUS_ADDRESS, params: { key, report: "now" } }),
    budget: () => void navigate({ to: BUDGET_ADDRESS, params: { key, view: "lines" } }),
    decisions: () => void navigate({ to: CHANGES_ADDRESS, params: { key, place: "decisions" } }),
    waysOut: () => void navigate({ to: WAYS_OUT_ADDRESS, params: { key } }),
  };
  return (
    <>
      <ConflictStrip store={store} />
      <OverviewPage store={store} forecast={forecast} projectId={project.id} onPlace={(place) => go[place]()} />
    </>
  );
}

/** A project's status in the shell: what would be reported now, and every report that was published. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { EVIDENCE, StatusPage } from "../rooms/status/status-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { PLAN_ADDRESS } from "./plan-address.ts";
import { BUDGET_ADDRESS, CHANGES_ADDRESS, RISKS_ADDRESS, STATUS_ADDRESS, WAYS_OUT_ADDRESS } from "./project-address.ts";
import { ISSUES_ADDRESS } from "./trouble-address.ts";

/** The newest state, beside the ids of published reports. */
const NOW = "now";

export function StatusRoute(): ReactNode {
  const { report } = useParams({ from: STATUS_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey: key, store } = useOpenProject();
  const go = {
    plan: () => void navigate({ to: PLAN_ADDRESS, params: { key, view: "gantt" } }),
    evidence: () => void navigate({ to: STATUS_ADDRESS, params: { key, report: EVIDENCE } }),
    people: () => void navigate({ to: PLAN_ADDRESS, params: { key, view: "people" } }),
    status: () => scrollTo({ top: 0 }),
    report: () => scrollTo({ top: 0 }),
    budget: () => void navigate({ to: BUDGET_ADDRESS, params: { key, view: "lines" } }),
    risks: () => void navigate({ to: RISKS_ADDRESS, params: { key, view: "register" } }),
    issues: () => void navigate({ to: ISSUES_ADDRESS, params: { key, view: "open" } }),
    changes: () => void navigate({ to: CHANGES_ADDRESS, params: { key, place: "requests" } }),
  };
  return (
    <>
      <ConflictStrip store={store} />
      <StatusPage
        store={store}
        projectId={project.id}
        mayEdit={project.permissions?.includes("project.edit") !== false}
        mayShare={project.permissions?.includes("project.share") !== false}
        reportId={report === NOW ? undefined : report}
        onReport={(id) => void navigate({ to: STATUS_ADDRESS, params: { key, report: id ?? NOW }, search: (old) => old })}
        onPlace={(place) => go[place]()}
        onWaysOut={() => void navigate({ to: WAYS_OUT_ADDRESS, params: { key } })}
      />
    </>
  );
}

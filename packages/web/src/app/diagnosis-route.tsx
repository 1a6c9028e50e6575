/** The diagnosis of a project in the shell. */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { DiagnosisPage, isDiagnosisView } from "../rooms/diagnosis/diagnosis-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { DIAGNOSIS_ADDRESS } from "./trouble-address.ts";

export function DiagnosisRoute(): ReactNode {
  const { view } = useParams({ from: DIAGNOSIS_ADDRESS });
  const search = useSearch({ from: DIAGNOSIS_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey, store } = useOpenProject();
  if (!isDiagnosisView(view)) return <NotFoundPage />;
  return (
    <>
      <ConflictStrip store={store} />
      <DiagnosisPage
        store={store}
        projectId={project.id}
        mayEdit={project.permissions?.includes("project.edit") !== false}
        view={view}
        onView={(next) => void navigate({ to: DIAGNOSIS_ADDRESS, params: { key: projectKey, view: next }, search: (old) => old })}
        span={{ from: revisionOf(search.from), to: revisionOf(search.to) }}
        onSpan={({ from, to }) => void navigate({ to: DIAGNOSIS_ADDRESS, params: { key: projectKey, view: "windows" }, search: ({ from: _from, to: _to, ...old }) => ({ ...old, ...(from !== undefined && { from: String(from) }), ...(to !== undefined && { to: String(to) }) }), replace: true })}
      />
    </>
  );
}

function revisionOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

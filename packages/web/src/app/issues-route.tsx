/** A project's issue log in the shell. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isIssuesView, IssuesPage } from "../rooms/issues/issues-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { ISSUES_ADDRESS } from "./trouble-address.ts";

export function IssuesRoute(): ReactNode {
  const { view } = useParams({ from: ISSUES_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey, store } = useOpenProject();
  if (!isIssuesView(view)) return <NotFoundPage />;
  return (
    <>
      <ConflictStrip store={store} />
      <IssuesPage
        store={store}
        mayEdit={project.permissions?.includes("project.edit") !== false}
        view={view}
        onView={(next) => void navigate({ to: ISSUES_ADDRESS, params: { key: projectKey, view: next }, search: (old) => old })}
      />
    </>
  );
}

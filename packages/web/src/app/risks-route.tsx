/** A project's risks and forecast in the shell. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isRisksView, RisksPage } from "../rooms/risk/risks-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { RISKS_ADDRESS } from "./project-address.ts";

export function RisksRoute(): ReactNode {
  const { view } = useParams({ from: RISKS_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey, store, forecast } = useOpenProject();
  if (!isRisksView(view)) return <NotFoundPage />;
  const may = (permission: string): boolean => project.permissions?.includes(permission) !== false;
  return (
    <>
      <ConflictStrip store={store} />
      <RisksPage
        store={store}
        forecast={forecast}
        showsCosts={may("costs.read")}
        mayEdit={may("project.edit")}
        view={view}
        onView={(next) => void navigate({ to: RISKS_ADDRESS, params: { key: projectKey, view: next }, search: (old) => old })}
      />
    </>
  );
}

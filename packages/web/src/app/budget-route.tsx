/** A project's money in the shell. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { BudgetPage, isBudgetView } from "../rooms/cost/budget-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { BUDGET_ADDRESS } from "./project-address.ts";

export function BudgetRoute(): ReactNode {
  const { view } = useParams({ from: BUDGET_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey, store, forecast } = useOpenProject();
  if (!isBudgetView(view)) return <NotFoundPage />;
  const may = (permission: string): boolean => project.permissions?.includes(permission) !== false;
  return (
    <>
      <ConflictStrip store={store} />
      <BudgetPage
        store={store}
        projectId={project.id}
        forecast={forecast}
        showsCosts={may("costs.read")}
        mayEdit={may("project.edit")}
        view={view}
        onView={(next) => void navigate({ to: BUDGET_ADDRESS, params: { key: projectKey, view: next }, search: (old) => old })}
      />
    </>
  );
}

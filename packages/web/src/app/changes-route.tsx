/** A project's changes, decisions, promises and lessons in the shell. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ChangesPage, isChangesPlace } from "../rooms/changes/changes-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { CHANGES_ADDRESS } from "./project-address.ts";

export function ChangesRoute(): ReactNode {
  const { place } = useParams({ from: CHANGES_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey, store, forecast } = useOpenProject();
  if (!isChangesPlace(place)) return <NotFoundPage />;
  const may = (permission: string): boolean => project.permissions?.includes(permission) !== false;
  return (
    <>
      <ConflictStrip store={store} />
      <ChangesPage
        store={store}
        projectId={project.id}
        forecast={forecast}
        rights={{ showsCosts: may("costs.read"), mayEdit: may("project.edit"), mayApprove: may("project.approve") }}
        place={place}
        onPlace={(next) => void navigate({ to: CHANGES_ADDRESS, params: { key: projectKey, place: next }, search: (old) => old })}
      />
    </>
  );
}

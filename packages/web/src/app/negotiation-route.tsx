/** One negotiation sheet of a project in the shell. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { NegotiationPage } from "../rooms/recovery/negotiation-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { CHANGES_ADDRESS, NEGOTIATION_ADDRESS } from "./project-address.ts";

export function NegotiationRoute(): ReactNode {
  const { code } = useParams({ from: NEGOTIATION_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey, store } = useOpenProject();
  const may = (permission: string): boolean => project.permissions?.includes(permission) !== false;
  return (
    <>
      <ConflictStrip store={store} />
      <NegotiationPage store={store} code={code} rights={{ showsCosts: may("costs.read"), mayEdit: may("project.edit") }} onRequest={(request) => void navigate({ to: CHANGES_ADDRESS, params: { key: projectKey, place: request }, search: (old) => old })} />
    </>
  );
}

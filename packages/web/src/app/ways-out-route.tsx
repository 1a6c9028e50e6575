/** A project's ways out in the shell; the option that is looked at stands in the address. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { WaysOutPage } from "../rooms/recovery/ways-out-page.tsx";
import { ConflictStrip } from "./conflict-strip.tsx";
import { useOpenProject } from "./open-project-context.ts";
import { CHANGES_ADDRESS, NEGOTIATION_ADDRESS, WAYS_OUT_ADDRESS } from "./project-address.ts";

export function WaysOutRoute(): ReactNode {
  const { option } = useSearch({ from: WAYS_OUT_ADDRESS });
  const navigate = useNavigate();
  const { project, projectKey, store } = useOpenProject();
  const may = (permission: string): boolean => project.permissions?.includes(permission) !== false;
  return (
    <>
      <ConflictStrip store={store} />
      <WaysOutPage
        store={store}
        rights={{ showsCosts: may("costs.read"), mayEdit: may("project.edit") }}
        optionId={option}
        onOption={(id) => void navigate({ to: WAYS_OUT_ADDRESS, params: { key: projectKey }, search: ({ option: _old, ...old }) => (id === undefined ? old : { ...old, option: id }) })}
        onRequest={(code) => void navigate({ to: CHANGES_ADDRESS, params: { key: projectKey, place: code }, search: ({ option: _old, ...old }) => old })}
        onNegotiation={(code) => void navigate({ to: NEGOTIATION_ADDRESS, params: { key: projectKey, code }, search: ({ option: _old, ...old }) => old })}
      />
    </>
  );
}

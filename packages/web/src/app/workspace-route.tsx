/** The workspace's page in the shell. */
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { WorkspacePage } from "../rooms/workspace/workspace-page.tsx";
import { Page } from "./page.tsx";
import { WORKSPACE_ADDRESS } from "./workspace-address.ts";

export function WorkspaceRoute(): ReactNode {
  const navigate = useNavigate();
  const { part } = useParams({ from: WORKSPACE_ADDRESS });
  return (
    <Page crumbs={[{ label: "Workspace" }]}>
      <WorkspacePage part={part} onPart={(next) => void navigate({ to: WORKSPACE_ADDRESS, params: { part: next } })} />
    </Page>
  );
}

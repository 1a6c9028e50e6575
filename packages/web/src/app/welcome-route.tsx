/** The start page in the shell. */
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { WelcomePage } from "../rooms/home/welcome-page.tsx";
import { useImport } from "./import-context.ts";
import { Page } from "./page.tsx";

export function WelcomeRoute(): ReactNode {
  const navigate = useNavigate();
  const { importFiles } = useImport();
  return (
    <Page crumbs={[{ label: "Start" }]}>
      <WelcomePage
        onOpen={(key) => void navigate({ to: "/p/$key/plan/$view", params: { key, view: "gantt" } })}
        onProjects={() => void navigate({ to: "/projects" })}
        onFiles={importFiles}
      />
    </Page>
  );
}

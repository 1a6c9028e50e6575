/** The project list in the shell. */
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ProjectListPage } from "../rooms/home/project-list-page.tsx";
import { useImport } from "./import-context.ts";
import { Page } from "./page.tsx";
import { useSession } from "../api/session.ts";

export function ProjectsRoute(): ReactNode {
  const navigate = useNavigate();
  const { actor } = useSession();
  const { importFiles, importCount } = useImport();
  return (
    <Page crumbs={[{ label: "Projects" }]}>
      <ProjectListPage
        key={importCount}
        actor={actor}
        onOpen={(key) => void navigate({ to: "/p/$key/plan/$view", params: { key, view: "gantt" } })}
        onStart={() => void navigate({ to: "/" })}
        onFiles={importFiles}
      />
    </Page>
  );
}

/** All projects: open, begin, rename, copy, delete with undo, start and calendar, download. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { copyProject, deleteProject, listProjects, removeSamples, restoreProject, type ProjectSummary } from "../../api/projects.ts";
import type { Opener } from "../../api/remote-project.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LossesDialog } from "../../ui/losses-dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { FileButton } from "./file-button.tsx";
import { NewProjectDialog } from "./new-project-dialog.tsx";
import { ProjectTable } from "./project-table.tsx";
import { RemoteSettingsDialog } from "./remote-settings-dialog.tsx";
import { RenameProjectDialog } from "./rename-project-dialog.tsx";
import "./home.css";

interface ProjectListPageProps {
  readonly actor: Opener;
  readonly onOpen: (key: string) => void;
  /** To the three ways to begin. */
  readonly onStart: () => void;
  readonly onFiles: (files: readonly File[]) => void;
}

type Open =
  | { readonly dialog: "new" }
  | { readonly dialog: "losses"; readonly losses: readonly Problem[] }
  | { readonly dialog: "rename" | "settings"; readonly project: ProjectSummary };

export function ProjectListPage({ actor, onOpen, onStart, onFiles }: ProjectListPageProps): ReactNode {
  const { value: projects, problem, reload } = useLoaded(listProjects);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const verbs = projectVerbs(reload);
  return (
    <div className="ll-page ll-stack">
      <div className="ll-list-head">
        <h1 className="ll-title">Projects</h1>
        {projects?.some((project) => project.sample) && <Button onClick={verbs.removeSamples}>Remove samples</Button>}
        <FileButton onFiles={onFiles}>Import a plan</FileButton>
        <Button look="primary" onClick={() => setOpen({ dialog: "new" })}>
          New project
        </Button>
      </div>
      {problem !== undefined && (
        <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>
          {problem}
        </Notice>
      )}
      {projects && projects.length === 0 && (
        <EmptyState sentence="Your projects will be listed here with their dates. Begin with a template, a blank plan, or a plan from Microsoft Project.">
          <Button look="primary" onClick={() => setOpen({ dialog: "new" })}>
            New project
          </Button>
          <Button onClick={onStart}>See all ways to begin</Button>
        </EmptyState>
      )}
      {projects && projects.length > 0 && (
        <ProjectTable
          projects={projects}
          onOpen={onOpen}
          onRename={(project) => setOpen({ dialog: "rename", project })}
          onSettings={(project) => setOpen({ dialog: "settings", project })}
          onCopy={verbs.copy}
          onDelete={verbs.delete}
          onLosses={(losses) => setOpen({ dialog: "losses", losses })}
        />
      )}
      {open?.dialog === "new" && <NewProjectDialog onClose={close} onCreated={(project) => onOpen(project.key)} />}
      {open?.dialog === "losses" && <LossesDialog losses={open.losses} onClose={close} />}
      {open?.dialog === "rename" && <RenameProjectDialog project={open.project} onClose={close} onRenamed={reload} />}
      {open?.dialog === "settings" && (
        <RemoteSettingsDialog
          project={open.project}
          actor={actor}
          onClose={() => {
            close();
            reload();
          }}
        />
      )}
    </div>
  );
}

/** Verbs that need no dialog: they act, say so, and can be taken back. */
function projectVerbs(reload: () => void) {
  const told = (work: Promise<unknown>, done: () => void): void => void work.then(done, (failure: unknown) => toast(sentenceOf(failure))).finally(reload);
  return {
    copy: (project: ProjectSummary) => told(copyProject(project), () => toast(`“${project.name}” was copied.`)),
    delete: (project: ProjectSummary) =>
      told(deleteProject(project), () =>
        toast(`“${project.name}” was deleted. It is kept for 30 days.`, {
          verb: { label: "Undo", run: () => told(restoreProject(project.id), () => toast(`“${project.name}” is back.`)) },
        }),
      ),
    removeSamples: () => told(removeSamples(), () => toast("The samples were removed. The start page can add them again.")),
  };
}

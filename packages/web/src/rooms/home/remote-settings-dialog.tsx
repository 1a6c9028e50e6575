/** The settings dialog for a project that is not open: opens it for as long as the dialog is there. */
import type { ReactNode } from "react";
import type { ProjectSummary } from "../../api/projects.ts";
import type { Opener } from "../../api/remote-project.ts";
import { readOnlyReason } from "../../api/read-only-reason.ts";
import { useRemoteProject } from "../../api/use-remote-project.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";

export function RemoteSettingsDialog({ project, actor, onClose }: { readonly project: ProjectSummary; readonly actor: Opener; readonly onClose: () => void }): ReactNode {
  const { store, problem, retry } = useRemoteProject(project.id, project.key, { ...actor, readOnlyBecause: readOnlyReason(project) });
  const closeWhenStored = (): void => void (store?.idle() ?? Promise.resolve()).then(onClose);
  if (store) return <SettingsDialog store={store} onClose={closeWhenStored} />;
  if (problem === undefined) return null;
  return (
    <Dialog title={project.name} onClose={onClose}>
      <Notice tone="trouble" verbs={<Button onClick={retry}>Try again</Button>}>
        {problem}
      </Notice>
    </Dialog>
  );
}

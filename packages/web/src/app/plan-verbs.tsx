/** The verbs of an open project in the top line: saved or not, undo, redo, and the menu with downloads and settings. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { Menu } from "@mantine/core";
import { Download, Redo2, Undo2 } from "lucide-react";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import type { ProjectSummary } from "../api/projects.ts";
import type { EditResult, ProjectStore } from "../store/project-store.ts";
import { useProjectState } from "../store/use-project-state.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { DownloadItems } from "../ui/download-items.tsx";
import { toast } from "../ui/toast.ts";
import { useSession } from "../api/session.ts";
import { SaveMark } from "./save-mark.tsx";

const LossesDialog = lazy(() => import("../ui/losses-dialog.tsx").then((module) => ({ default: module.LossesDialog })));
const ShareDialog = lazy(() => import("./share-dialog.tsx").then((module) => ({ default: module.ShareDialog })));

interface PlanVerbsProps {
  readonly project: ProjectSummary;
  readonly store: ProjectStore;
  readonly onReport: () => void;
  readonly onSettings: () => void;
  /** Absent for people who may not change the plan. */
  readonly onTrackers: (() => void) | undefined;
}

const ICON = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

export function PlanVerbs({ project, store, onReport, onSettings, onTrackers }: PlanVerbsProps): ReactNode {
  const undoLabel = useProjectState(store, (state) => state.undoLabel);
  const redoLabel = useProjectState(store, (state) => state.redoLabel);
  const { mode } = useSession();
  const [isSharing, setSharing] = useState(false);
  const [losses, setLosses] = useState<readonly Problem[]>();
  useUndoKeys(store);
  return (
    <>
      <SaveMark store={store} />
      <IconButton label={undoLabel === undefined ? "Nothing to undo" : `Undo: ${undoLabel}`} keys="Ctrl+Z" aria-disabled={undoLabel === undefined} onClick={() => tell(store.undo())}>
        <Undo2 {...ICON} />
      </IconButton>
      <IconButton label={redoLabel === undefined ? "Nothing to redo" : `Redo: ${redoLabel}`} keys="Ctrl+Y" aria-disabled={redoLabel === undefined} onClick={() => tell(store.redo())}>
        <Redo2 {...ICON} />
      </IconButton>
      <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button aria-label="Share and settings">
            <Download {...ICON} />
            <span className="ll-wide-only">Share</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={copyLink}>Copy link to this view</Menu.Item>
          {mode === "signed-in" && project.permissions?.includes("project.share") && <Menu.Item onClick={() => setSharing(true)}>People and links…</Menu.Item>}
          <Menu.Divider />
          <DownloadItems projectId={project.id} onLosses={setLosses} />
          <Menu.Divider />
          {IMPORTED.has(project.origin) && <Menu.Item onClick={onReport}>Import report</Menu.Item>}
          <Menu.Item onClick={onSettings}>Start and calendar…</Menu.Item>
          {onTrackers && <Menu.Item onClick={onTrackers}>Trackers…</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {isSharing && (
        <Suspense>
          <ShareDialog project={project} onClose={() => setSharing(false)} />
        </Suspense>
      )}
      {losses && (
        <Suspense>
          <LossesDialog losses={losses} onClose={() => setLosses(undefined)} />
        </Suspense>
      )}
    </>
  );
}

const IMPORTED: ReadonlySet<string> = new Set(["mspdi", "xer", "json", "plan-text", "gan", "pod", "mpx", "planner", "psplib", "csv", "xlsx"]);

function copyLink(): void {
  const done = (): void => toast("The link was copied. It opens this view in any browser that reaches this Leadline.");
  const failed = (): void => toast("The browser did not allow copying. Copy the link from the address line.");
  if (!("clipboard" in navigator)) return failed();
  navigator.clipboard.writeText(location.href).then(done, failed);
}

/** An undo that somebody else's edit stands in the way of says so. */
function tell(result: EditResult | undefined): void {
  if (result && !result.ok) toast(result.refusals.map((refusal) => refusal.message).join(" "), { id: "undo" });
}

/** Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z, unless a field has its own undo or the plan has handled the key. */
function useUndoKeys(store: ProjectStore): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
      const key = event.key.toLowerCase();
      const isRedo = key === "y" || (key === "z" && event.shiftKey);
      if (!isRedo && key !== "z") return;
      event.preventDefault();
      tell(isRedo ? store.redo() : store.undo());
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [store]);
}

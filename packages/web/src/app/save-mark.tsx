/** The corner mark: nothing while all is saved, "Saving…" after a second, and what is kept on this computer while offline. */
import { Menu } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import type { ProjectStore, SavingState } from "../store/project-store.ts";
import { useProjectState } from "../store/use-project-state.ts";

/** Shorter states are not worth a look. */
const PATIENCE_MS = 1000;
const LISTED = 20;

export function SaveMark({ store }: { readonly store: ProjectStore }): ReactNode {
  const saving = useProjectState(store, (state) => state.saving);
  const pending = useProjectState(store, (state) => state.pending);
  const shown = usePatience(saving);
  return (
    <span role="status">
      {shown === "saving" && (
        <span className="ll-save-mark" data-saving="saving">
          Saving…
        </span>
      )}
      {(shown === "offline" || shown === "refused") && (
        <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <button type="button" className="ll-save-mark" data-saving={shown}>
              {shown === "refused" ? "Cannot be saved" : offlineWords(pending.length)}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{waitingWords(shown, pending.length)}</Menu.Label>
            {pending.slice(0, LISTED).map((edit) => (
              <Menu.Item key={edit.key} component="div">
                {edit.label}
              </Menu.Item>
            ))}
            {pending.length > LISTED && <Menu.Label>and {pending.length - LISTED} more</Menu.Label>}
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}

function offlineWords(count: number): string {
  if (count === 0) return "Offline";
  return `Offline. ${count} ${count === 1 ? "change" : "changes"} kept on this computer`;
}

function waitingWords(shown: SavingState, count: number): string {
  if (shown === "refused") return "This project was deleted, or is no longer open to you. A deleted project can be brought back for 30 days.";
  return count === 0 ? "Nothing is waiting. This page connects again by itself." : "Kept on this computer, and sent by itself:";
}

/** A state counts once it has lasted; being saved counts at once. */
function usePatience(saving: SavingState): SavingState {
  const [shown, setShown] = useState<SavingState>("saved");
  useEffect(() => {
    const timer = setTimeout(() => setShown(saving), saving === "saved" ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [saving]);
  return saving === "saved" ? "saved" : shown;
}

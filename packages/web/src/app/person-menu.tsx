/** Whoever is signed in: their account, their other workspaces, and the way out. */
import { Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { CircleUser } from "lucide-react";
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../api/http.ts";
import { useMay, useSession } from "../api/session.ts";
import { chooseWorkspace } from "../api/sign-in.ts";
import { toast } from "../ui/toast.ts";
import { leave, unsavedEdits } from "./leaving.ts";
import { NewWorkspaceDialog } from "./new-workspace-dialog.tsx";
import { SignOutDialog } from "./sign-out-dialog.tsx";

const ICON = { size: 20, strokeWidth: 1.5, "aria-hidden": true } as const;

export function PersonMenu(): ReactNode {
  const session = useSession();
  const { mode, actor, workspace, workspaces = [] } = session;
  const navigate = useNavigate();
  const mayMake = useMay("workspace.create");
  const [isMaking, setMaking] = useState(false);
  const [unsaved, setUnsaved] = useState(0);
  if (mode !== "signed-in" || actor.role === "shareLink") return null;
  // What another person or workspace may see must not stay in this page, so everything begins anew.
  const afresh = (work: Promise<unknown>, address: string): void => void work.then(() => location.replace(address), (failure: unknown) => toast(sentenceOf(failure)));
  const signOut = (): void => afresh(leave(session), "/");
  const wishToSignOut = (): void => void unsavedEdits(session).then((count) => (count === 0 ? signOut() : setUnsaved(count)));
  const isSwitchShown = workspaces.length > 1 || mayMake;
  return (
    <>
      <Menu position="right-end" withinPortal transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button" className="ll-side-link" title={`${actor.name}, ${workspace.name}`}>
            <CircleUser {...ICON} />
            <span className="ll-side-word">{actor.name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{actor.email ?? actor.name}</Menu.Label>
          <Menu.Item onClick={() => void navigate({ to: "/account" })}>Your account</Menu.Item>
          {isSwitchShown && (
            <>
              <Menu.Divider />
              <Menu.Label>Workspace</Menu.Label>
              {workspaces.map((one) => (
                <Menu.Item key={one.id} role="menuitemradio" aria-checked={one.id === workspace.id} onClick={() => one.id !== workspace.id && afresh(chooseWorkspace(one.id), "/")}>
                  <span className="ll-check" aria-hidden>
                    {one.id === workspace.id ? "✓" : ""}
                  </span>
                  {one.name}
                </Menu.Item>
              ))}
              {mayMake && <Menu.Item onClick={() => setMaking(true)}>New workspace…</Menu.Item>}
            </>
          )}
          <Menu.Divider />
          <Menu.Item onClick={wishToSignOut}>Sign out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isMaking && <NewWorkspaceDialog onClose={() => setMaking(false)} onMade={(id) => afresh(chooseWorkspace(id), "/")} />}
      {unsaved > 0 && <SignOutDialog count={unsaved} onStay={() => setUnsaved(0)} onLeave={signOut} />}
    </>
  );
}

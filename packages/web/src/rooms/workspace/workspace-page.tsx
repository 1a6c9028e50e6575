/** The workspace: its people and their rights, its log, and the state of the installation; each part for those who may see it. */
import type { ReactNode } from "react";
import { listMembers, type Member } from "../../api/access.ts";
import { useMay, useSession } from "../../api/session.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { LogPanel } from "./log-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { RolesPanel } from "./roles-panel.tsx";
import { SettingsPanel } from "./settings-panel.tsx";
import { SystemPanel } from "./system-panel.tsx";
import "./workspace.css";

export type WorkspacePart = "people" | "roles" | "log" | "system" | "settings";

const NO_MEMBERS = (): Promise<readonly Member[]> => Promise.resolve([]);

interface WorkspacePageProps {
  readonly part: string;
  readonly onPart: (part: WorkspacePart) => void;
}

export function WorkspacePage({ part, onPart }: WorkspacePageProps): ReactNode {
  const { workspace, actor, mode } = useSession();
  const parts = useParts();
  const chosen = parts.find(({ id }) => id === part)?.id ?? parts[0]?.id;
  const members = useLoaded(mode === "signed-in" ? listMembers : NO_MEMBERS);
  const nameOf = (id: string): string => {
    if (id === "leadline") return "Leadline";
    if (id === actor.id || id === "local") return mode === "single-user" ? "You" : actor.name;
    return members.value?.find((member) => member.id === id)?.name ?? "Somebody who is no member any more";
  };
  return (
    <div className="ll-page ll-stack">
      <h1 className="ll-title">{workspace.name}</h1>
      {chosen === undefined ? (
        <p className="ll-muted">You work in this workspace; its owner sees its people, log and settings here.</p>
      ) : (
        <Tabs label="The workspace" tabs={parts} chosen={chosen} onChoose={onPart}>
          {chosen === "people" && <PeoplePanel />}
          {chosen === "roles" && <RolesPanel />}
          {chosen === "settings" && <SettingsPanel />}
          {chosen === "log" && <LogPanel nameOf={nameOf} />}
          {chosen === "system" && <SystemPanel />}
        </Tabs>
      )}
    </div>
  );
}

function useParts(): readonly { readonly id: WorkspacePart; readonly label: string }[] {
  const { mode } = useSession();
  const may = { members: useMay("members.read"), audit: useMay("audit.read"), operate: useMay("system.manage"), manage: useMay("workspace.manage") };
  const isShared = mode === "signed-in";
  const parts = [
    { id: "people", label: "People", isShown: isShared && may.members },
    { id: "roles", label: "Roles", isShown: isShared && may.members },
    { id: "log", label: "Log", isShown: may.audit },
    { id: "system", label: "System", isShown: may.operate },
    { id: "settings", label: "Settings", isShown: may.manage },
  ] as const;
  return parts.filter(({ isShown }) => isShown);
}

/** Who is at work here, where, and with which rights: known to every page. */
import { createContext, useContext } from "react";
import { ask } from "./http.ts";

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** Ways to sign in that this server offers. */
export interface SignInWays {
  readonly password: boolean;
  readonly passkey: boolean;
  /** Single sign-on with this name; null where there is none. */
  readonly oidc: { readonly name: string } | null;
}

interface SessionFacts {
  readonly version: string;
  /** The server was started for tests: `?theme=`, `?motion=0` and the like are honoured. */
  readonly test?: boolean;
  readonly signIn?: SignInWays;
}

/** Somebody is at work: a person who signed in, or whoever sits at this computer in single-user mode. */
export interface Session extends SessionFacts {
  readonly mode: "single-user" | "signed-in";
  readonly workspace: Workspace;
  /** All workspaces of this person. */
  readonly workspaces?: readonly (Workspace & { readonly role: string; readonly memberId: string })[];
  readonly actor: { readonly id: string; readonly name: string; readonly email?: string; readonly role?: string };
  readonly permissions?: readonly string[];
  /** What the person must do before anything but their account opens. */
  readonly awaits?: "second-factor";
}

export interface SignedOut extends SessionFacts {
  readonly mode: "signed-out";
}

export function readSession(): Promise<Session | SignedOut> {
  return ask<Session | SignedOut>("/session");
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The person's ids in all their workspaces: edits that wait are kept under them. */
export function idsOfPerson({ actor, workspaces = [] }: Session): readonly string[] {
  return [...new Set([actor.id, ...workspaces.map(({ memberId }) => memberId)])];
}

const NOBODY: Session = { mode: "single-user", workspace: { id: "", name: "" }, actor: { id: "", name: "" }, version: "" };

export function useSession(): Session {
  return useContext(SessionContext) ?? NOBODY;
}

/** Whether the person may do this anywhere in the workspace; a project may allow more. */
export function useMay(permission: string): boolean {
  const { mode, permissions } = useSession();
  return mode === "single-user" || (permissions ?? []).includes(permission);
}

/** Who is at work here, known to every page. */
import { createContext, useContext } from "react";
import type { Session } from "./projects.ts";

export const SessionContext = createContext<Session | undefined>(undefined);

const NOBODY: Session = { mode: "single-user", workspace: { id: "", name: "" }, actor: { id: "", name: "" }, version: "" };

export function useSession(): Session {
  return useContext(SessionContext) ?? NOBODY;
}

/** The open project, for its pages. */
import { createContext, use } from "react";
import type { ProjectSummary } from "../api/projects.ts";
import type { Forecast } from "../store/forecast.ts";
import type { ProjectStore } from "../store/project-store.ts";

export interface OpenProject {
  readonly project: ProjectSummary;
  /** NET of /p/NET/…. */
  readonly projectKey: string;
  readonly store: ProjectStore;
  readonly forecast: Forecast;
}

export const OpenProjectContext = createContext<OpenProject | undefined>(undefined);

/** Only inside the project's route. */
export function useOpenProject(): OpenProject {
  const open = use(OpenProjectContext);
  if (!open) throw new Error("Leadline bug: a project's page outside its project");
  return open;
}

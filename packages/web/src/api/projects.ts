/** Projects, templates and samples over HTTP: the calls behind the welcome page, the list and the downloads. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { newId } from "../store/new-id.ts";
import { API, ask } from "./http.ts";

export interface ProjectSummary {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revision: number;
  readonly taskCount: number;
  /** `YYYY-MM-DDTHH:MM:SS`, wall clock. */
  readonly start: string;
  readonly finish: string;
  /** UTC, ISO. */
  readonly updatedAt: string;
  /** blank, template, mspdi, xer, json, plan-text, copy or sample. */
  readonly origin: string;
  readonly sample: boolean;
  /** What whoever asked may do with it; absent from servers without sign-in: everything. */
  readonly permissions?: readonly string[];
}

export interface TemplateSummary {
  readonly key: string;
  readonly name: string;
  readonly exampleScope: string;
  readonly taskCount: number;
}

export interface DateDifference {
  readonly taskId: string;
  readonly taskName: string;
  readonly field: string;
  readonly stored: Minute;
  readonly computed?: Minute;
  readonly byMinutes: number;
  readonly reason: string;
}

export interface ImportReport {
  readonly format: string;
  readonly tasks: number;
  readonly links: number;
  readonly calendars: number;
  readonly resources: number;
  readonly assignments: number;
  readonly differences: readonly DateDifference[];
  readonly kept: readonly { readonly element: string; readonly count: number }[];
}

export interface ImportAnswer {
  readonly project: ProjectSummary;
  readonly report: ImportReport;
  readonly problems: readonly Problem[];
}

/** All projects of the workspace, page by page; deleted ones are not among them. */
export async function listProjects(): Promise<readonly ProjectSummary[]> {
  const projects: ProjectSummary[] = [];
  let cursor: string | null | undefined = "";
  for (let page = 0; page < 1000 && typeof cursor === "string"; page += 1) {
    const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    const answer: { projects: ProjectSummary[]; nextCursor?: string | null } = await ask(`/projects${query}`);
    projects.push(...answer.projects);
    cursor = answer.nextCursor;
  }
  return projects;
}

export function listTemplates(): Promise<readonly TemplateSummary[]> {
  return ask<{ templates: TemplateSummary[] }>("/templates").then((answer) => answer.templates);
}

/** `start` is `YYYY-MM-DD`. Without a template the plan is blank. */
export function createProject(wish: { readonly name: string; readonly start?: string; readonly templateKey?: string }): Promise<ProjectSummary> {
  return ask("/projects", { method: "POST", body: wish, idempotencyKey: newId() });
}

export function renameProject(project: ProjectSummary, name: string): Promise<ProjectSummary> {
  return ask(`/projects/${project.id}`, { method: "PATCH", body: { name }, ifMatch: project.revision, idempotencyKey: newId() });
}

export function copyProject(project: ProjectSummary): Promise<ProjectSummary> {
  return ask(`/projects/${project.id}/copy`, { method: "POST", body: {}, idempotencyKey: newId() });
}

export function deleteProject(project: ProjectSummary): Promise<unknown> {
  return ask(`/projects/${project.id}`, { method: "DELETE", ifMatch: project.revision, idempotencyKey: newId() });
}

export function restoreProject(projectId: string): Promise<unknown> {
  return ask(`/projects/${projectId}/restore`, { method: "POST", body: {}, idempotencyKey: newId() });
}

export function addSamples(): Promise<{ readonly projects: readonly ProjectSummary[] }> {
  return ask("/samples", { method: "POST", body: {}, idempotencyKey: newId() });
}

export function removeSamples(): Promise<unknown> {
  return ask("/samples", { method: "DELETE", idempotencyKey: newId() });
}

export function readImportReport(projectId: string): Promise<{ readonly report: ImportReport; readonly problems: readonly Problem[] }> {
  return ask(`/projects/${projectId}/import-report`);
}

/** What a format cannot hold of a plan. */
export function readLosses(projectId: string, format: string): Promise<readonly Problem[]> {
  return ask<{ losses: Problem[] }>(`/projects/${projectId}/export-losses?format=${format}`).then((answer) => answer.losses);
}

export const DOWNLOAD_FORMATS = [
  { format: "mspdi", label: "Microsoft Project (XML)" },
  { format: "xer", label: "Primavera P6 (XER)" },
  { format: "json", label: "Leadline (JSON)" },
  { format: "plan-text", label: "Plan text (.plan)" },
] as const;

export function downloadAddress(projectId: string, format: string): string {
  return `${API}/projects/${projectId}/export?format=${format}`;
}

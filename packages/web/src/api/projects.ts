/** Projects, templates and samples over HTTP: the calls behind the welcome page, the list and the downloads. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { pagesOf } from "@leadline/client/api-client.ts";
import { API, ask, call } from "./http.ts";

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
  /** blank, template, mspdi, xer, xlsx, csv, json, plan-text, copy or sample. */
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
  for await (const page of pagesOf((cursor) => call("listProjects", { query: { cursor } }))) projects.push(...page.projects);
  return projects;
}

export function listTemplates(): Promise<readonly TemplateSummary[]> {
  return call("listTemplates").then((answer) => answer.templates);
}

/** `start` is `YYYY-MM-DD`. Without a template the plan is blank. */
export function createProject(wish: { readonly name: string; readonly start?: string; readonly templateKey?: string }): Promise<ProjectSummary> {
  return call("createProject", { body: wish });
}

export function renameProject(project: ProjectSummary, name: string): Promise<ProjectSummary> {
  return call("renameProject", { params: { id: project.id }, body: { name }, ifMatch: project.revision });
}

export function copyProject(project: ProjectSummary): Promise<ProjectSummary> {
  return call("copyProject", { params: { id: project.id } });
}

export function deleteProject(project: ProjectSummary): Promise<unknown> {
  return call("deleteProject", { params: { id: project.id }, ifMatch: project.revision });
}

export function restoreProject(projectId: string): Promise<unknown> {
  return call("restoreProject", { params: { id: projectId } });
}

export function addSamples(): Promise<{ readonly projects: readonly ProjectSummary[] }> {
  return call("addSamples");
}

export function removeSamples(): Promise<unknown> {
  return call("removeSamples");
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
  { format: "xlsx", label: "Excel workbook (XLSX)" },
  { format: "csv", label: "Table (CSV)" },
  { format: "plan-text", label: "Plan text (.plan)" },
] as const;

export function downloadAddress(projectId: string, format: string): string {
  return `${API}/projects/${projectId}/export?format=${format}`;
}

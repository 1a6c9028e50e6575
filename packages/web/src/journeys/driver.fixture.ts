/** Test furniture for whole journeys: a visitor with a page, what visitors do on the plan page, and what page and server hold. */
import { readFileSync } from "node:fs";
import { formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import type { Locator, Page } from "playwright-core";
import { storedDates } from "../../../../tools/golden/stored-dates.ts";
import { runApp, type RunningApp } from "../app/running-app.fixture.ts";

export { runApp, type RunningApp };

export interface ProjectFacts {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revision: number;
  readonly taskCount: number;
  readonly start: string;
  readonly finish: string;
}

/** A page, and all that ever went wrong on it. */
export interface Visitor {
  readonly page: Page;
  /** Errors and warnings of the console, and failures of scripts. */
  readonly complaints: string[];
  /** Requests to anything but our own server. */
  readonly strangers: string[];
  /** Requests of our own that failed or were refused. */
  readonly failures: string[];
}

export async function visit(app: RunningApp, options: { readonly width?: number; readonly height?: number } = {}): Promise<Visitor> {
  const { page, complaints } = await app.page(options);
  const strangers: string[] = [];
  const failures: string[] = [];
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(`${app.address}/`) && !/^(data|blob):/.test(address)) strangers.push(address);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "failed";
    // A page that is left ends its own stream of changes.
    if (reason !== "net::ERR_ABORTED") failures.push(`${reason} ${request.url()}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400) failures.push(`${answer.status()} ${answer.url()}`);
  });
  return { page, complaints, strangers, failures };
}

/** A visitor on the plan page of a project, with the first rows in sight. */
export async function openPlan(app: RunningApp, project: Pick<ProjectFacts, "key">, options: { readonly width?: number; readonly height?: number; readonly search?: string } = {}): Promise<Visitor> {
  const visitor = await visit(app, options);
  await visitor.page.goto(`/p/${project.key}/plan/gantt${options.search ?? ""}`);
  await row(visitor.page, 1).waitFor();
  await atRest(visitor.page);
  return visitor;
}

let requests = 0;

/** A write by HTTP, as a program would make it. */
export async function write<T>(app: RunningApp, path: string, body: unknown): Promise<T> {
  const isFile = body instanceof Uint8Array;
  const headers = { origin: app.address, "idempotency-key": `journey-${process.pid}-${(requests += 1)}`, "content-type": isFile ? "application/octet-stream" : "application/json" };
  const answer = await fetch(`${app.address}/api/v1${path}`, { method: "POST", headers, body: isFile ? Buffer.from(body) : JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function read<T>(app: RunningApp, path: string): Promise<T> {
  const answer = await fetch(`${app.address}/api/v1${path}`);
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

export async function bringPlan(app: RunningApp, name: string, content: string | Uint8Array): Promise<ProjectFacts> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { project } = await write<{ project: ProjectFacts }>(app, `/projects/import?name=${encodeURIComponent(name)}`, bytes);
  return project;
}

/** The samples, and of them the plan that is six weeks late. */
export async function bringLateSample(app: RunningApp): Promise<ProjectFacts> {
  await write(app, "/samples", {});
  const found = (await projectsOf(app)).find(({ name }) => name === "Cloud migration");
  if (!found) throw new Error("the sample that is six weeks late is missing");
  return found;
}

export async function projectsOf(app: RunningApp): Promise<readonly ProjectFacts[]> {
  return (await read<{ projects: ProjectFacts[] }>(app, "/projects")).projects;
}

export async function projectOf(app: RunningApp, project: Pick<ProjectFacts, "id">): Promise<ProjectFacts> {
  return read(app, `/projects/${project.id}`);
}

/** The project's records exactly as the server sends them, without the revision around them. */
export async function recordsOf(app: RunningApp, project: Pick<ProjectFacts, "id">): Promise<string> {
  const { records } = await read<{ records: unknown[] }>(app, `/projects/${project.id}/records`);
  return JSON.stringify(records);
}

/** The same for what a page holds of a project it shows: equal plans are equal texts. */
export async function heldRecords(page: Page, { key }: Pick<ProjectFacts, "key">): Promise<string> {
  const held: Readonly<Record<string, unknown>> = await page.evaluate("window.leadline.records()");
  return JSON.stringify(held[key], withSortedNames);
}

/** For JSON.stringify: members by name, as the server sends them. */
function withSortedNames(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rows are counted as the grid counts them: from 1, the header not among them. */
export const row = (page: Page, number: number): Locator => page.locator(`[role=treegrid] [role=row][aria-rowindex="${number + 1}"]`);
export const cell = (page: Page, number: number, column: string): Locator => row(page, number).locator(`[data-column="${column}"]`);
export const textOf = (page: Page, number: number, column: string): Promise<string> => cell(page, number, column).innerText();
export const atRest = (page: Page): Promise<unknown> => page.evaluate("window.leadline.idle()");

/** Start and finish of a row as the page states them, without seconds: `2026-03-02T08:00 2026-03-04T17:00`. */
export async function datesOf(page: Page, number: number): Promise<string> {
  const at = row(page, number);
  return [await at.getAttribute("data-start"), await at.getAttribute("data-finish")].map((date) => date?.slice(0, 16)).join(" ");
}

/** As `datesOf`, for all rows in sight, with their numbers. */
export function rowsInSight(page: Page): Promise<[number, string][]> {
  return page.locator("[role=treegrid] [data-task]").evaluateAll((rows) =>
    rows.map((one): [number, string] => [Number(one.getAttribute("aria-rowindex")) - 1, ["data-start", "data-finish"].map((name) => one.getAttribute(name)?.slice(0, 16)).join(" ")]),
  );
}

/** Types over a cell and commits with Enter. */
export async function type(page: Page, number: number, column: string, text: string): Promise<void> {
  await cell(page, number, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** The element of the chart that stands for a row's bar: its box is the bar's, as high as the row. */
export async function bar(page: Page, number: number): Promise<Locator> {
  return page.locator(`[id="${await row(page, number).getAttribute("aria-describedby")}"]`);
}

export interface Box {
  readonly left: number;
  readonly right: number;
  /** The middle of the bar, not of the row. */
  readonly middle: number;
}

export async function barBox(page: Page, number: number): Promise<Box> {
  const box = await (await bar(page, number)).boundingBox();
  if (!box) throw new Error(`row ${number} has no bar in sight`);
  return { left: box.x, right: box.x + box.width, middle: box.y + box.height / 2 - 2 };
}

/** Presses at one point and lets go at another, moving as a hand does. */
export async function drag(page: Page, from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** Start and finish of each task of an MSPDI file as they are stored there, by the order of the rows. */
export function storedRows(path: string): readonly string[] {
  return storedDates(readFileSync(path, "utf8")).map(({ values }) => [values.start, values.finish].map((minute) => (minute === undefined ? "" : formatIso(minute as Minute).slice(0, 16))).join(" "));
}

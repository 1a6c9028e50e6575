/** Reads the histories of real projects that forecasts are tried on: where each stood at some point, and how it ended. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { EndedProject } from "@leadline/engine/risk/reference/history-forecast.ts";
import { dayNumberOf, minuteOf } from "@leadline/engine/time/minute.ts";

/** Projects of one source at one point of their lives. */
export interface HistorySet {
  readonly name: string;
  /** "start", or "20 %" of the estimate of that time gone by. */
  readonly point: string;
  readonly unit: string;
  /** Estimates below count as that much. */
  readonly shortest: number;
  readonly ended: readonly EndedProject[];
}

/** The shared histories; none where they are not here. */
export function historySets(root: string): readonly HistorySet[] {
  const folder = join(process.env["LEADLINE_TEST_DATA"] ?? join(root, "../shared/data"), "effort");
  if (!existsSync(folder)) return [];
  return [...weeklyReports(readFileSync(join(folder, "little06.csv"), "utf8")), kitchenham(readFileSync(join(folder, "kitchenham.csv"), "utf8")), sip(gunzipSync(readFileSync(join(folder, "sip-tasks.csv.gz"))).toString("utf8"))];
}

interface WeeklyReport {
  /** Days after the project's start. */
  readonly elapsed: number;
  readonly estimate: number;
}

const POINTS = [0, 0.2, 0.5, 0.8] as const;

function weeklyReports(text: string): HistorySet[] {
  const projects = new Map<string, { readonly actual: number; readonly reports: WeeklyReport[] }>();
  for (const row of rowsOf(text)) {
    const [week, estimated, start, released] = ["Week End Date", "Est EndDate", "Start Date", "Actual Release"].map((name) => americanDay(row.get(name) ?? ""));
    if (week === undefined || estimated === undefined || start === undefined || released === undefined) continue;
    const code = row.get("Project Code") ?? "";
    const project = projects.get(code) ?? { actual: released - start, reports: [] };
    project.reports.push({ elapsed: week - start, estimate: estimated - start });
    projects.set(code, project);
  }
  return POINTS.map((point) => ({
    name: "Little 2006, weekly reports",
    point: point === 0 ? "start" : `${point * 100} %`,
    unit: "days",
    shortest: 7,
    ended: [...projects.values()].flatMap(({ actual, reports }) => standingAt(reports, point, actual)),
  }));
}

/** The first report in which that share of the estimate of the week itself has gone by; projects that were over by then do not count. */
function standingAt(reports: readonly WeeklyReport[], point: number, actual: number): EndedProject[] {
  const inOrder = [...reports].sort((a, b) => a.elapsed - b.elapsed);
  const first = inOrder[0];
  const now = point === 0 ? first : inOrder.find(({ elapsed, estimate }) => estimate > 0 && elapsed >= point * estimate);
  return first && now && now.elapsed < actual ? [{ firstEstimate: first.estimate, estimate: now.estimate, elapsed: now.elapsed, actual }] : [];
}

function kitchenham(text: string): HistorySet {
  const ended = rowsOf(text).flatMap((row) => atStart(Number(row.get("First.estimate")), Number(row.get("Actual.effort"))));
  return { name: "Kitchenham, projects", point: "start", unit: "hours", shortest: 1, ended };
}

function sip(text: string): HistorySet {
  const ended = rowsOf(text).flatMap((row) => atStart(Number(row.get("HoursEstimate")), Number(row.get("HoursActual"))));
  return { name: "SiP, tasks", point: "start", unit: "hours", shortest: 0.25, ended };
}

function atStart(estimate: number, actual: number): EndedProject[] {
  return estimate > 0 && actual > 0 ? [{ firstEstimate: estimate, estimate, elapsed: 0, actual }] : [];
}

/** "03/01/01" is 1 March 2001. */
function americanDay(text: string): number | undefined {
  const parts = /^(\d\d)\/(\d\d)\/(\d\d)$/.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [month = 1, day = 1, year = 0] = parts;
  return dayNumberOf(minuteOf(2000 + year, month, day));
}

/** Comma-separated values with a head line and quoted fields. */
function rowsOf(text: string): ReadonlyMap<string, string>[] {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== "").map(fieldsOf);
  return lines.map((fields) => new Map(fields.map((field, at) => [head?.[at] ?? "", field])));
}

function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

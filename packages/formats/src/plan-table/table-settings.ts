/** What a table says of the plan as a whole: little, unless Leadline wrote it; then a hidden sheet holds it. */
import { newSettings } from "@leadline/engine/model/new-project.ts";
import type { ProjectSettings } from "@leadline/engine/model/records.ts";
import { formatIso, minuteOf, parseIso } from "@leadline/engine/time/minute.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import { cellText } from "../table/table.ts";
import type { WorkbookSheet } from "../xlsx/read.ts";
import type { WrittenSheet } from "../xlsx/write.ts";

export type TableSettings = Omit<ProjectSettings, "start" | "calendarId" | "nextTaskNumber"> & { readonly start: ProjectSettings["start"] | undefined };

const SHEET = "leadline";

/** The options that a hidden sheet may hold, with the values that make sense. */
const NUMBERS = [
  ["minutesPerDay", 1, 1440], ["minutesPerWeek", 1, 10_080], ["daysPerMonth", 1, 31], ["defaultStartTime", 0, 1439], ["defaultFinishTime", 0, 1440],
] as const satisfies readonly (readonly [keyof ProjectSettings, number, number])[];

export function tableSettings(sheets: readonly WorkbookSheet[], fileName: string, format: "csv" | "xlsx"): TableSettings {
  const values = new Map(sheets.filter(({ name, hidden }) => hidden && name === SHEET).flatMap(({ rows }) => rows.map(({ cells }) => [cellText(cells[0]), cellText(cells[1])] as const)));
  const { calendarId: _calendar, nextTaskNumber: _next, start: _start, ...usual } = newSettings({ name: "", start: minuteOf(2000, 1, 1), calendarId: "" });
  const start = parseIso(values.get("start") ?? "");
  const statusDate = parseIso(values.get("statusDate") ?? "");
  const numbers = NUMBERS.flatMap(([key, least, most]) => {
    const value = Number(values.get(key) || Number.NaN);
    return Number.isInteger(value) && value >= least && value <= most ? [[key, value] as const] : [];
  });
  return {
    ...usual,
    ...Object.fromEntries(numbers),
    name: ownText(values.get("name") ?? (fileName.replace(/^.*[\\/]/, "").replace(/\.[A-Za-z0-9]{1,5}$/, "") || "Project"), 1000),
    currency: ownText(values.get("currency") ?? "", 10),
    ...(statusDate !== undefined && { statusDate }),
    start,
    origin: { format, name: ownText(fileName, 1000) },
  };
}

/** The hidden sheet that lets a written workbook be read again as the same plan. */
export function settingsSheet(settings: ProjectSettings): WrittenSheet {
  const rows = [
    ["format", "leadline-table/1"], ["name", settings.name], ["start", formatIso(settings.start)], ["currency", settings.currency],
    ...(settings.statusDate === undefined ? [] : [["statusDate", formatIso(settings.statusDate)]]),
    ...NUMBERS.map(([key]) => [key, String(settings[key])]),
  ];
  return { name: SHEET, head: ["key", "value"], rows, hidden: true };
}

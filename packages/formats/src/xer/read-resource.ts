/** Resources, roles and assignments: what their rows say. */
import type { Assignment, Resource } from "@leadline/engine/model/records.ts";
import { ownText } from "../mspdi/entity-fields.ts";
import { RESOURCE_TYPES } from "./codes.ts";
import { toTenths, type RowFields } from "./fields.ts";

export type ResourceFields = Omit<Resource, "id" | "rank" | "calendarId">;

const MOST_UNITS = 1_000_000;

export function readResource(fields: RowFields, rates: readonly RowFields[]): ResourceFields {
  const uid = uidOf(fields, "rsrc_id");
  const [short, email, notes] = [fields.text("rsrc_short_name"), fields.text("email_addr"), withoutMarkup(fields.lines("rsrc_notes"))];
  const canLevel = fields.flag("level_flag");
  return {
    ...(uid !== undefined && { uid }),
    name: ownText(fields.text("rsrc_name") ?? short ?? "", 1000),
    ...(short !== undefined && { initials: ownText(short, 1000) }),
    type: fields.code("rsrc_type", RESOURCE_TYPES) ?? "work",
    ...(email !== undefined && { email: ownText(email, 1000) }),
    ...readRates(rates),
    ...(canLevel === false && { canLevel }),
    ...(notes !== "" && { notes }),
  };
}

/** A role stands for people not yet named. */
export function readRole(fields: RowFields): ResourceFields {
  const [name, short] = [fields.text("role_name"), fields.text("role_short_name")];
  return { name: ownText(name ?? short ?? "", 1000), ...(short !== undefined && { initials: ownText(short, 1000) }), type: "work", maxUnits: 1, generic: true };
}

const RATE_TABLES = [["A", "cost_per_qty"], ["B", "cost_per_qty2"], ["C", "cost_per_qty3"], ["D", "cost_per_qty4"], ["E", "cost_per_qty5"]] as const;

/** Prices per hour and units at most, each from a date on. */
function readRates(rows: readonly RowFields[]): Pick<Resource, "maxUnits" | "standardRateCentsPerHour" | "rates" | "availability"> {
  const dated = rows.map((fields) => ({ fields, from: fields.date("start_date") })).sort((a, b) => (a.from ?? 0) - (b.from ?? 0)).slice(0, 25);
  const [first] = dated;
  const units = dated.map(({ fields }) => fields.within("max_qty_per_hr", 0, MOST_UNITS) ?? 1);
  const standard = first && cents(first.fields, "cost_per_qty");
  const rates = dated.flatMap(({ fields, from }, at) =>
    RATE_TABLES.flatMap(([table, field]) => {
      const rate = cents(fields, field);
      if (rate === undefined || (at === 0 && table === "A")) return [];
      return [{ table, ...(at > 0 && from !== undefined && { from }), standardCentsPerHour: rate }];
    }),
  );
  const changes = units.some((value) => value !== units[0]);
  const availability = dated.map(({ from }, at) => {
    const next = dated[at + 1]?.from;
    return { ...(at > 0 && from !== undefined && { from }), ...(next !== undefined && { to: next }), units: units[at] ?? 1 };
  });
  return {
    maxUnits: units[0] ?? 1,
    ...(standard !== undefined && standard > 0 && { standardRateCentsPerHour: standard }),
    ...(rates.length > 0 && { rates }),
    ...(changes && { availability }),
  };
}

function cents(fields: RowFields, field: string): number | undefined {
  const amount = fields.within(field, -1e12, 1e12);
  return amount === undefined ? undefined : Math.round(amount * 1e4) / 100;
}

export type AssignmentFields = Omit<Assignment, "id" | "taskId" | "resourceId">;

/** What a record holds. */
const MOST_WORK = 1e9;

/** Work is done plus still to do; both in hours, which Primavera calls quantities. */
export function readAssignment(fields: RowFields): AssignmentFields {
  const uid = uidOf(fields, "taskrsrc_id");
  const [regular, overtime] = [notNegative(fields, "act_reg_qty") ?? 0, notNegative(fields, "act_ot_qty") ?? 0];
  const remaining = notNegative(fields, "remain_qty") ?? notNegative(fields, "target_qty") ?? 0;
  const done = Math.min(MOST_WORK, toTenths(regular + overtime));
  const units = fields.within("remain_qty_per_hr", 0, MOST_UNITS) || fields.within("target_qty_per_hr", 0, MOST_UNITS);
  const [actualStart, actualFinish] = [fields.date("act_start_date"), fields.date("act_end_date")];
  return {
    ...(uid !== undefined && { uid }),
    units: units ?? 0,
    workMinutes: Math.min(MOST_WORK, toTenths(done + remaining)),
    actualWorkMinutes: done,
    remainingWorkMinutes: remaining,
    delayMinutes: fields.minutes("target_lag_drtn_hr_cnt") ?? 0,
    ...(overtime > 0 && { overtimeWorkMinutes: overtime, actualOvertimeWorkMinutes: overtime }),
    ...(actualStart !== undefined && { actualStart }),
    ...(actualFinish !== undefined && { actualFinish }),
  };
}

function notNegative(fields: RowFields, field: string): number | undefined {
  const minutes = fields.minutes(field);
  if (minutes === undefined || minutes >= 0) return minutes;
  fields.odd("xer/out-of-range", `${field} ${minutes / 60} is negative; it counts as 0.`);
  return 0;
}

/** A key of the file that is a whole number, as all of Primavera's are. */
export function uidOf(fields: RowFields, field: string): number | undefined {
  const uid = Number(fields.text(field) ?? NaN);
  return Number.isInteger(uid) && uid >= 0 && uid <= 2_147_483_647 ? uid : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", apos: "'" };

/** Primavera's notes are pages of HTML; what a person reads of them is left. */
export function withoutMarkup(text: string | undefined): string {
  const body = withoutHead(text ?? "")
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^<>]{0,1000}>/gi, "\n")
    .replace(/<[^<>]{1,2000}>/g, "")
    .replace(/&(amp|lt|gt|quot|nbsp|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\ufeff|ï»¿/g, "");
  return ownText(body.split("\n").map((line) => line.trim()).join("\n").replace(/\n{3,}/g, "\n\n").trim(), 100_000);
}

function withoutHead(text: string): string {
  const lower = text.toLowerCase();
  const from = lower.indexOf("<head");
  const to = lower.indexOf("</head>", from);
  return from < 0 || to < 0 ? text : text.slice(0, from) + text.slice(to);
}

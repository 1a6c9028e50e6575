/** What a resource costs: its rates as the file writes them, per any unit of time, and as records hold them, per hour. */
import type { ProjectSettings, Resource } from "@leadline/engine/model/records.ts";
import { minuteOf, type Minute } from "@leadline/engine/time/minute.ts";
import { branch, childOf, childrenOf, leaf, type XmlElement } from "../xml/xml-element.ts";
import { fieldsOf, type EntityFields } from "./entity-fields.ts";
import type { ProblemList } from "./problem-list.ts";
import { dateText, numberText, rateTableCode } from "./values.ts";

/** An amount of money per unit of time; the unit is the file's code. */
export interface Rate {
  readonly amount: number;
  readonly format: number;
}

type Rates = NonNullable<Resource["rates"]>;

/** A line of a rate table, still in the file's units. */
export interface RateRow {
  readonly table: Rates[number]["table"];
  readonly from: Minute | undefined;
  readonly standard: Rate | undefined;
  readonly overtime: Rate | undefined;
  readonly costPerUseCents: number | undefined;
}

/** What Microsoft Project writes for "from the beginning" and "to the end". */
const BEGINNING = minuteOf(1984, 1, 1);
const END = minuteOf(2049, 12, 31, 23, 59);

const MOST_ROWS = 125;
const MOST_AMOUNT = 1e12;
/** Largest cost per use, in hundredths of the currency unit. */
const MOST_CENTS = 1e15;

export function readRate(fields: EntityFields, name: string): Rate | undefined {
  const amount = fields.within(name, 0, MOST_AMOUNT);
  return amount === undefined || amount === 0 ? undefined : { amount, format: fields.integer(`${name}Format`) ?? PER_HOUR };
}

const PER_HOUR = 2;
const PER_PIECE = 8;

/** Cost per use is stored in hundredths. */
export function readCostPerUse(fields: EntityFields): number | undefined {
  const cents = fields.within("CostPerUse", 0, MOST_CENTS);
  return cents === undefined || cents === 0 ? undefined : cents;
}

export function readRateRows({ element, called }: EntityFields, problems: ProblemList): RateRow[] {
  const rates = childOf(element, "Rates");
  if (!rates) return [];
  return childrenOf(rates, "Rate").slice(0, MOST_ROWS).flatMap((row) => {
    const fields = fieldsOf(row, `${called}, a rate`, problems);
    const table = fields.code("RateTable", rateTableCode.parse);
    const from = fields.date("RatesFrom");
    if (table === undefined) return [];
    return [{ table, from: from === undefined || from <= BEGINNING ? undefined : from, standard: readRate(fields, "StandardRate"), overtime: readRate(fields, "OvertimeRate"), costPerUseCents: readCostPerUse(fields) }];
  });
}

type Hours = Pick<ProjectSettings, "minutesPerDay" | "minutesPerWeek" | "daysPerMonth">;

/** Hours of working time that a rate is for, by StandardRateFormat; a rate per piece of material counts as one. */
export function rateHours(format: number, settings: Hours): number | undefined {
  const { minutesPerDay, minutesPerWeek, daysPerMonth } = settings;
  const minutes: Readonly<Record<number, number>> = {
    1: 1,
    [PER_HOUR]: 60,
    3: minutesPerDay,
    4: minutesPerWeek,
    5: minutesPerDay * daysPerMonth,
    7: minutesPerWeek * 52,
    [PER_PIECE]: 60,
  };
  const found = minutes[format];
  return found === undefined ? undefined : found / 60;
}

/** Hundredths of the currency unit per hour; `undefined` for none and for a unit that nobody knows. */
export function centsPerHour(rate: Rate | undefined, settings: Hours): number | undefined {
  const hours = rate && rateHours(rate.format, settings);
  return rate === undefined || hours === undefined ? undefined : Math.round((rate.amount / hours) * 1e6) / 1e4;
}

type OwnRates = Pick<Resource, "standardRateCentsPerHour" | "overtimeRateCentsPerHour" | "costPerUseCents">;

/** The rates that say more than the resource's own do: those by date, and tables B to E. */
export function ratesOf(rows: readonly RateRow[], own: OwnRates, settings: Hours): Rates {
  const rates = rows.map(({ table, from, standard, overtime, costPerUseCents }): Rates[number] => {
    const [standardCents, overtimeCents] = [centsPerHour(standard, settings), centsPerHour(overtime, settings)];
    return {
      table,
      ...(from !== undefined && { from }),
      ...(standardCents !== undefined && { standardCentsPerHour: standardCents }),
      ...(overtimeCents !== undefined && { overtimeCentsPerHour: overtimeCents }),
      ...(costPerUseCents !== undefined && { costPerUseCents }),
    };
  });
  return rates.filter((row) => row.from !== undefined || !saysNothing(row, row.table === "A" ? own : {}) || rates.some((other) => other.table === row.table && other.from !== undefined && row.table !== "A"));
}

function saysNothing(row: Rates[number], own: OwnRates): boolean {
  return row.standardCentsPerHour === own.standardRateCentsPerHour && row.overtimeCentsPerHour === own.overtimeRateCentsPerHour && row.costPerUseCents === own.costPerUseCents;
}

/** The rate tables as the file has them: table A begins with the resource's own rates, unless it says others from the beginning. */
export function ratesElement(resource: Resource): XmlElement {
  const given = [...(resource.rates ?? [])].sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
  const own: Rates[number] = {
    table: "A",
    ...(resource.standardRateCentsPerHour !== undefined && { standardCentsPerHour: resource.standardRateCentsPerHour }),
    ...(resource.overtimeRateCentsPerHour !== undefined && { overtimeCentsPerHour: resource.overtimeRateCentsPerHour }),
    ...(resource.costPerUseCents !== undefined && { costPerUseCents: resource.costPerUseCents }),
  };
  const hasBeginning = given.some(({ table, from }) => table === "A" && from === undefined);
  const rows = hasBeginning ? given : [own, ...given];
  const elements = TABLES.flatMap((table) => {
    const ofTable = rows.filter((row) => row.table === table);
    return ofTable.map((row, at) => rateElement(row, ofTable[at + 1]?.from, resource));
  });
  return branch("Rates", elements);
}

const TABLES = ["A", "B", "C", "D", "E"] as const;

function rateElement(row: Rates[number], next: Minute | undefined, resource: Resource): XmlElement {
  const format = rateFormat(resource);
  return branch("Rate", [
    leaf("RatesFrom", dateText(row.from ?? BEGINNING)),
    leaf("RatesTo", dateText(next ?? END)),
    leaf("RateTable", rateTableCode.text(row.table)),
    leaf("StandardRate", amountText(row.standardCentsPerHour)),
    leaf("StandardRateFormat", format),
    leaf("OvertimeRate", amountText(row.overtimeCentsPerHour)),
    leaf("OvertimeRateFormat", format),
    leaf("CostPerUse", numberText(row.costPerUseCents ?? 0)),
  ]);
}

export function rateFormat({ type }: Resource): string {
  return String(type === "material" ? PER_PIECE : PER_HOUR);
}

/** Currency units of an amount in hundredths. */
export function amountText(cents: number | undefined): string {
  return numberText((cents ?? 0) / 100);
}

type Availability = NonNullable<Resource["availability"]>;

const MOST_PERIODS = 1000;
const MOST_UNITS = 1_000_000;

/** Periods in which a resource has units of its own; one that is always and has all of them says nothing. */
export function readAvailability({ element, called }: EntityFields, maxUnits: number, problems: ProblemList): Availability {
  const listed = childOf(element, "AvailabilityPeriods");
  const periods = childrenOf(listed ?? branch("", []), "AvailabilityPeriod").slice(0, MOST_PERIODS).map((period): Availability[number] => {
    const fields = fieldsOf(period, `${called}, a period of availability`, problems);
    const [from, to] = [fields.date("AvailableFrom"), fields.date("AvailableTo")];
    const units = fields.within("AvailableUnits", 0, MOST_UNITS) ?? maxUnits;
    return { ...(from !== undefined && from > BEGINNING && { from }), ...(to !== undefined && to < END && { to }), units };
  });
  const [only] = periods;
  return periods.length === 1 && only && only.from === undefined && only.to === undefined && only.units === maxUnits ? [] : periods;
}

export function availabilityElement(periods: Availability): XmlElement {
  const elements = periods.map(({ from, to, units }) =>
    branch("AvailabilityPeriod", [leaf("AvailableFrom", dateText(from ?? BEGINNING)), leaf("AvailableTo", dateText(to ?? END)), leaf("AvailableUnits", numberText(units))]),
  );
  return branch("AvailabilityPeriods", elements);
}

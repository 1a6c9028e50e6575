/** Rates of persons, roles and materials by date, and their further tables: a row for each time they change. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Resource } from "@leadline/engine/model/records.ts";
import { dayNumberOf, formatIsoDay, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { EditSheet, type Fields, type SheetColumn } from "../../ui/edit-sheet.tsx";
import { optionalAmountColumn } from "../../ui/record-columns.ts";
import { dayOfText } from "../../ui/typed-day.ts";
import { toast } from "../../ui/toast.ts";

type DatedRate = NonNullable<Resource["rates"]>[number];

/** One row: a resource's own rates (`at` is -1), or one of those that change by date. */
interface RateRow extends Partial<DatedRate> {
  readonly id: string;
  readonly resource: Resource;
  readonly at: number;
  readonly table: DatedRate["table"];
}

interface ResourceRatesProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly mayEdit: boolean;
}

export function ResourceRates({ store, project, mayEdit }: ResourceRatesProps): ReactNode {
  const { currency, start, statusDate } = settingsOf(project);
  const paid = [...project.records.resource.values()].filter(({ type }) => type !== "cost").sort((a, b) => (a.name < b.name ? -1 : 1));
  const save = (resource: Resource): string | undefined => refusalText(store.run([{ type: "saveResource", resource }]));
  const set = ({ resource, at }: RateRow, fields: Fields): string | undefined => save(at < 0 ? { ...resource, ...ownFields(fields) } : { ...resource, rates: datedRates(resource, at, fields) });
  const remove = ({ resource, at }: RateRow): void => {
    const refused = save({ ...resource, rates: (resource.rates ?? []).filter((_, place) => place !== at) });
    toast(refused ?? `A rate of “${resource.name}” deleted.`, refused === undefined ? { id: "rate-deleted", verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  const add = (name: string): string | undefined => {
    const resource = paid.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!resource) return `There is nobody called “${name}” in the resource sheet. Type the name as it stands there.`;
    const from = (dayNumberOf(statusDate ?? start) * MINUTES_PER_DAY) as Minute;
    if (hasRate(resource, "A", from)) return `“${resource.name}” has a rate from ${formatIsoDay(dayNumberOf(from))} already; give that one another day first.`;
    return save({ ...resource, rates: [...(resource.rates ?? []), { table: "A", from, standardCentsPerHour: resource.standardRateCentsPerHour ?? 0, ...(resource.overtimeRateCentsPerHour !== undefined && { overtimeCentsPerHour: resource.overtimeRateCentsPerHour }) }] });
  };
  return (
    <section>
      <h2 className="bd-head">Rates of people and materials</h2>
      <p className="ll-muted bd-note">In {currency || "the project's currency"} for an hour of work, of a material for one piece. A rate holds from its day until the next one of the same table; an assignment takes table A unless it says otherwise.</p>
      {paid.length === 0 ? (
        <p className="bd-wait">Nobody is in the resource sheet yet.</p>
      ) : (
        <EditSheet label="Rates by date" records={paid.flatMap(rowsOf)} columns={COLUMNS} mayEdit={mayEdit} titleOf={titleOf} set={set} remove={remove} staysOf={({ at }) => at < 0} add={add} newLabel="New rate of" newHint="Type a name as above: the new rate holds from the status date (or the start) until you give it another day." />
      )}
    </section>
  );
}

const COLUMNS: readonly SheetColumn<RateRow>[] = [
  { id: "name", label: "Who or what", width: 300, className: "ll-figure", textOf: ({ resource }) => resource.name, show: ({ resource }) => resource.name },
  {
    id: "table",
    label: "Table",
    width: 80,
    choices: ["A", "B", "C", "D", "E"].map((table) => [table, table]),
    isFixed: ({ at }) => at < 0,
    textOf: ({ table }) => table,
    keep: (table, row) => (row.from !== undefined && hasRate(row.resource, table, row.from) ? `“${row.resource.name}” has a rate of table ${table} from ${formatIsoDay(dayNumberOf(row.from as Minute))} already.` : { table }),
  },
  {
    id: "from",
    label: "From",
    width: 130,
    isFixed: ({ at }) => at < 0,
    textOf: ({ from }) => (from === undefined ? "the beginning" : formatIsoDay(dayNumberOf(from as Minute))),
    keep: (text, { resource, table }) => {
      const day = dayOfText(text);
      if (day === undefined) return `There is no day “${text}”; type it as 2026-03-31.`;
      return hasRate(resource, table, day * MINUTES_PER_DAY) ? `“${resource.name}” has a rate of table ${table} from ${formatIsoDay(day)} already.` : { from: day * MINUTES_PER_DAY };
    },
  },
  optionalAmountColumn<RateRow>("standardCentsPerHour", "Rate", 100),
  optionalAmountColumn<RateRow>("overtimeCentsPerHour", "Overtime", 100),
  optionalAmountColumn<RateRow>("costPerUseCents", "Each use", 100),
];

function rowsOf(resource: Resource): RateRow[] {
  const own: RateRow = {
    id: resource.id,
    resource,
    at: -1,
    table: "A",
    ...(resource.standardRateCentsPerHour !== undefined && { standardCentsPerHour: resource.standardRateCentsPerHour }),
    ...(resource.overtimeRateCentsPerHour !== undefined && { overtimeCentsPerHour: resource.overtimeRateCentsPerHour }),
    ...(resource.costPerUseCents !== undefined && { costPerUseCents: resource.costPerUseCents }),
  };
  const dated = (resource.rates ?? []).map((rate, at): RateRow => ({ ...rate, id: `${resource.id} ${at}`, resource, at }));
  return [own, ...dated.sort((a, b) => (a.table < b.table ? -1 : a.table > b.table ? 1 : (a.from ?? -Infinity) - (b.from ?? -Infinity)))];
}

function titleOf({ resource, table, from, at }: RateRow): string {
  return at < 0 ? resource.name : `${resource.name}${table === "A" ? "" : `, table ${table},`} from ${from === undefined ? "the beginning" : formatIsoDay(dayNumberOf(from as Minute))}`;
}

function hasRate({ rates = [] }: Resource, table: string, from: number): boolean {
  return rates.some((rate) => rate.table === table && rate.from === from);
}

const OWN_FIELDS: Readonly<Record<string, string>> = { standardCentsPerHour: "standardRateCentsPerHour", overtimeCentsPerHour: "overtimeRateCentsPerHour", costPerUseCents: "costPerUseCents" };

/** A resource's own rates have other names; an emptied one is 0. */
function ownFields(fields: Fields): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [OWN_FIELDS[name] ?? name, value ?? 0]));
}

function datedRates({ rates = [] }: Resource, at: number, fields: Fields): DatedRate[] {
  const kept = (rate: DatedRate): DatedRate => ({ ...rate, ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? 0])) });
  return rates.map((rate, place) => (place === at ? kept(rate) : rate));
}

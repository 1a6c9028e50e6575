/** Which column of a table means what: found out from its header, shown with examples and open questions before anything is stored. */
import type { DateOrder } from "@leadline/engine/time/date-text.ts";
import { dateStyleOf, type DateStyle } from "./date-text.ts";
import { numberStyleOf, type DecimalMark, type NumberStyle } from "./number-text.ts";
import { cellText, columnName, isEmptyCell, type Cell, type Table, type TableRow } from "./table.ts";

/** What a column may hold: decides which of its properties are found out. */
export type ColumnType = "text" | "date" | "number";

/** A field that a column may be mapped to. `words` are the headers that mean it, in small letters. */
export interface ColumnField<F extends string> {
  readonly field: F;
  readonly type: ColumnType;
  readonly words: readonly string[];
  /** Whether several columns may mean it. */
  readonly repeats?: true;
}

export interface MappedColumn<F extends string> {
  /** 0-based. */
  readonly column: number;
  /** As the spreadsheet calls it: "B". */
  readonly letter: string;
  readonly header: string;
  /** Undefined: the column is not read. */
  readonly field: F | undefined;
  /** The first texts of the column, at most three. */
  readonly examples: readonly string[];
  /** Of a column of dates: the order of day and month where it matters, and what the column says of it. */
  readonly dates?: { readonly order: DateOrder | undefined; readonly found: DateStyle };
  /** Of a column of numbers: what parts the decimals, and what the column says of it. */
  readonly numbers?: { readonly mark: DecimalMark | undefined; readonly found: NumberStyle };
}

/** Plain data that can be shown, and sent back with answers. */
export interface ColumnMapping<F extends string> {
  /** The row that holds the headers, as the spreadsheet counts. */
  readonly headerRow: number;
  readonly columns: readonly MappedColumn<F>[];
}

/** What a person chose; whatever is not said is found out. */
export interface MappingWishes<F extends string> {
  /** Field by column; `null`: the column is not read. */
  readonly fields?: Readonly<Record<number, F | null>>;
  readonly dates?: DateOrder;
  readonly decimals?: DecimalMark;
}

/** The header lies within the first rows. */
const HEADER_WITHIN = 30;

/** Undefined where no row holds a header that is known, and nothing was chosen. */
export function mapColumns<F extends string>(table: Table, fields: readonly ColumnField<F>[], wishes: MappingWishes<F> = {}): ColumnMapping<F> | undefined {
  const byWord = new Map(fields.flatMap((field) => field.words.map((word) => [word, field] as const)));
  const header = headerOf(table, byWord) ?? (wishes.fields ? table.rows[0] : undefined);
  if (!header) return undefined;
  const chosen = chosenFields(header, { byWord, fields, wishes });
  const data = table.rows.filter((row) => row.number > header.number);
  const width = data.reduce((most, row) => Math.max(most, row.cells.length), header.cells.length);
  const columns = Array.from({ length: width }, (_, column): MappedColumn<F> => {
    const field = chosen.get(column);
    const cells = data.map((row) => row.cells[column]).filter((cell) => !isEmptyCell(cell));
    const base = { column, letter: columnName(column), header: cellText(header.cells[column]).trim(), field: field?.field, examples: cells.slice(0, 3).map((cell) => shortened(cellText(cell))) };
    if (field?.type === "date") return { ...base, dates: foundDates(cells, wishes.dates) };
    return field?.type === "number" ? { ...base, numbers: foundNumbers(cells, wishes.decimals) } : base;
  });
  return { headerRow: header.number, columns: settled(columns) };
}

/** The row with the most known headers, the first of those. */
function headerOf<F extends string>({ rows }: Table, byWord: ReadonlyMap<string, ColumnField<F>>): TableRow | undefined {
  let best: { row: TableRow; known: number } | undefined;
  for (const row of rows.slice(0, HEADER_WITHIN)) {
    const known = new Set(row.cells.flatMap((cell) => byWord.get(headerWord(cell))?.field ?? [])).size;
    if (known > (best?.known ?? 0)) best = { row, known };
  }
  return best?.row;
}

/** A header without what writing habits put in: `Task_Name` and `task name:` are "task name". */
export function headerWord(cell: Cell): string {
  return cellText(cell).toLowerCase().replace(/[_\s\u00a0]+/g, " ").replace(/[*:]/g, "").trim();
}

interface Choosing<F extends string> {
  readonly byWord: ReadonlyMap<string, ColumnField<F>>;
  readonly fields: readonly ColumnField<F>[];
  readonly wishes: MappingWishes<F>;
}

/** What was chosen comes first; a field that may occur once goes to the first of its columns. */
function chosenFields<F extends string>(header: TableRow, { byWord, fields, wishes }: Choosing<F>): Map<number, ColumnField<F>> {
  const chosen = new Map<number, ColumnField<F>>();
  const taken = new Set<F>();
  const take = (column: number, field: ColumnField<F>): void => {
    if (taken.has(field.field) && !field.repeats) return;
    chosen.set(column, field);
    taken.add(field.field);
  };
  for (const [column, name] of Object.entries(wishes.fields ?? {})) {
    const field = fields.find((one) => one.field === name);
    if (field) take(Number(column), field);
  }
  header.cells.forEach((cell, column) => {
    const field = byWord.get(headerWord(cell));
    if (field && wishes.fields?.[column] === undefined) take(column, field);
  });
  return chosen;
}

function foundDates(cells: readonly Cell[], wish: DateOrder | undefined): { readonly order: DateOrder | undefined; readonly found: DateStyle } {
  const found = dateStyleOf(cells.filter((cell) => typeof cell === "string"));
  return { found, order: found === "dmy" || found === "mdy" ? found : wish };
}

function foundNumbers(cells: readonly Cell[], wish: DecimalMark | undefined): { readonly mark: DecimalMark | undefined; readonly found: NumberStyle } {
  const found = numberStyleOf(cells.filter((cell) => typeof cell === "string"));
  return { found, mark: found === "point" || found === "comma" ? found : wish };
}

/** One file is written by one program in one country: what its other columns say for sure settles a column that leaves it open. */
function settled<F extends string>(columns: readonly MappedColumn<F>[]): readonly MappedColumn<F>[] {
  const orders = new Set(columns.flatMap(({ dates }) => dates?.order ?? []));
  const marks = new Set(columns.flatMap(({ numbers }) => numbers?.mark ?? []));
  const [order] = orders.size === 1 ? [...orders] : [undefined];
  const [mark] = marks.size === 1 ? [...marks] : [undefined];
  return columns.map((column) => ({
    ...column,
    ...(column.dates && { dates: { found: column.dates.found, order: column.dates.order ?? order } }),
    ...(column.numbers && { numbers: { found: column.numbers.found, mark: column.numbers.mark ?? mark } }),
  }));
}

const EXAMPLE_LETTERS = 60;

function shortened(text: string): string {
  return text.length > EXAMPLE_LETTERS ? `${text.slice(0, EXAMPLE_LETTERS - 1)}…` : text;
}

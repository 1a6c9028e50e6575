/** Takes tables, their columns, keys and row security from the migrations' text, so that a simulation always has today's schema. */
import { readExpression, type Expression } from "./sql-text.fixture.ts";

export interface TableShape {
  readonly name: string;
  readonly columns: Map<string, { readonly type: string; readonly isRequired: boolean; readonly otherwise: Expression | undefined }>;
  readonly uniques: { readonly name: string; readonly columns: readonly string[]; readonly where?: Expression }[];
  readonly parents: { readonly columns: readonly string[]; readonly table: string; readonly parentColumns: readonly string[] }[];
  /** Rows are seen by their own workspace alone. */
  isGuarded: boolean;
}

/** What a simulation does not follow: functions, triggers, rights, and the schema of the sign-in, which the application cannot read. */
export function tablesOf(migrations: readonly string[]): Map<string, TableShape> {
  const tables = new Map<string, TableShape>();
  for (const statement of migrations.flatMap(statementsOf)) readDefinition(tables, statement);
  return tables;
}

function statementsOf(text: string): string[] {
  const parts = text.replace(/--[^\n]*/g, "").match(/(?:\$\$[\s\S]*?\$\$|'(?:[^']|'')*'|[^;'$]|\$)+/g) ?? [];
  return parts.map((part) => part.trim().replace(/\s+/g, " ")).filter((part) => part !== "");
}

function readDefinition(tables: Map<string, TableShape>, statement: string): void {
  const created = /^CREATE TABLE (?:IF NOT EXISTS )?(?:leadline\.)?(\w+) \((.*)\)$/i.exec(statement);
  const altered = /^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(?:leadline\.)?(\w+) (.*)$/i.exec(statement);
  const unique = /^CREATE UNIQUE INDEX (?:IF NOT EXISTS )?(\w+) ON (?:leadline\.)?(\w+) (?:USING btree )?\(([\w, ]+)\)(?: WHERE (.*))?$/i.exec(statement);
  if (created?.[1] && created[2]) {
    const table: TableShape = { name: created[1], columns: new Map(), uniques: [], parents: [], isGuarded: false };
    for (const part of cut(created[2])) readPart(table, part);
    tables.set(table.name, table);
  } else if (altered?.[1] && altered[2]) {
    const table = tables.get(altered[1]);
    if (table) for (const part of cut(altered[2])) alter(table, part);
  } else if (unique?.[1] && unique[2] && unique[3]) {
    tables.get(unique[2])?.uniques.push({ name: unique[1], columns: namesIn(unique[3]), ...(unique[4] === undefined ? {} : { where: readExpression(unique[4]) }) });
  }
}

function alter(table: TableShape, part: string): void {
  if (/^ENABLE ROW LEVEL SECURITY/i.test(part)) table.isGuarded = true;
  const column = /^ALTER (?:COLUMN )?(\w+) (DROP|SET) (?:NOT NULL|DEFAULT)(?: (.*))?$/i.exec(part);
  const shape = column?.[1] === undefined ? undefined : table.columns.get(column[1]);
  if (column?.[1] && shape) {
    const isDefault = /DEFAULT/i.test(part);
    const isSet = column[2]?.toUpperCase() === "SET";
    table.columns.set(column[1], { ...shape, ...(isDefault ? { otherwise: isSet && column[3] !== undefined ? readExpression(column[3]) : undefined } : { isRequired: isSet }) });
  }
  const dropped = /^DROP COLUMN (?:IF EXISTS )?(\w+)/i.exec(part)?.[1];
  if (dropped !== undefined) table.columns.delete(dropped);
  const added = /^ADD (?:COLUMN (?:IF NOT EXISTS )?)?(.*)$/i.exec(part)?.[1];
  if (added !== undefined) readPart(table, added);
}

/** At commas that stand in no brackets. */
function cut(text: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  [...text].forEach((letter, at) => {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter !== "," || depth > 0) return;
    parts.push(text.slice(from, at).trim());
    from = at + 1;
  });
  return [...parts, text.slice(from).trim()];
}

function namesIn(list: string): string[] {
  return list.split(",").map((name) => name.trim().split(" ")[0] ?? "");
}

function readPart(table: TableShape, text: string): void {
  const named = /^CONSTRAINT (\w+) (.*)$/i.exec(text);
  const part = named?.[2] ?? text;
  const key = /^(PRIMARY KEY|UNIQUE) ?\(([^)]+)\)/i.exec(part);
  const parent = /^FOREIGN KEY ?\(([^)]+)\) REFERENCES (?:\w+\.)?(\w+) ?\(([^)]+)\)/i.exec(part);
  if (key?.[1] && key[2]) addKey(table, key[1], namesIn(key[2]), named?.[1]);
  else if (parent?.[1] && parent[2] && parent[3]) table.parents.push({ columns: namesIn(parent[1]), table: parent[2], parentColumns: namesIn(parent[3]) });
  else if (!/^(CHECK|EXCLUDE)\b/i.test(part)) readColumn(table, part);
}

function addKey(table: TableShape, kind: string, columns: readonly string[], name: string | undefined): void {
  const isPrimary = kind.toUpperCase() === "PRIMARY KEY";
  table.uniques.push({ name: name ?? (isPrimary ? `${table.name}_pkey` : `${table.name}_${columns.join("_")}_key`), columns });
}

function readColumn(table: TableShape, part: string): void {
  const [, name, type] = /^(\w+) ((?:double precision|timestamp with time zone|\w+)(?:\[\])?)/i.exec(part) ?? [];
  if (name === undefined || type === undefined) throw new Error(`the simulated database cannot read the column “${part}” of ${table.name}`);
  const otherwise = /\bDEFAULT ((?:'(?:[^']|'')*'|[\w.]+)(?:\([^)]*\))?(?:::\w+)?)/i.exec(part)?.[1];
  const generated = /GENERATED (?:ALWAYS|BY DEFAULT) AS IDENTITY|^\w+ (?:big)?serial/i.test(part);
  table.columns.set(name, { type: type.toLowerCase(), isRequired: /NOT NULL|PRIMARY KEY/i.test(part), otherwise: generated ? readExpression("next_identity()") : otherwise === undefined ? undefined : readExpression(otherwise) });
  if (/\bPRIMARY KEY\b/i.test(part)) addKey(table, "PRIMARY KEY", [name], undefined);
  else if (/\bUNIQUE\b/i.test(part)) addKey(table, "UNIQUE", [name], undefined);
  const parent = /\bREFERENCES (?:\w+\.)?(\w+)(?: ?\((\w+)\))?/i.exec(part);
  if (parent?.[1]) table.parents.push({ columns: [name], table: parent[1], parentColumns: [parent[2] ?? name] });
}

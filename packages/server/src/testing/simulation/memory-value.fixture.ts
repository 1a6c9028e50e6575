/** Values of the simulated database: how expressions are worked out over rows, as PostgreSQL would. */
import type { Expression, Order, Select } from "./sql-text.fixture.ts";

export type Row = Readonly<Record<string, unknown>>;

export interface Scope {
  /** Rows by the name of their table. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly parameters: readonly unknown[];
  /** The rows that an aggregate counts. */
  readonly group?: readonly Scope[];
  readonly outer?: Scope;
  readonly call: (name: string, args: readonly unknown[]) => unknown;
  readonly select: (select: Select, scope: Scope) => readonly Row[];
}

export function databaseError(code: string, message: string, more: Readonly<Record<string, unknown>> = {}): Error {
  return Object.assign(new Error(message), { code, ...more });
}

export function valueOf(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case "value":
      return expression.value;
    case "parameter":
      return scope.parameters[expression.at] ?? null;
    case "column":
      return columnOf(expression.table, expression.name, scope);
    case "operator":
      return operated(expression.name, expression.left, expression.right, scope);
    case "not": {
      const of = valueOf(expression.of, scope);
      return of === null ? null : of !== true;
    }
    case "isNull":
      return ((valueOf(expression.of, scope) ?? null) === null) !== expression.isNegated;
    case "cast":
      return converted(valueOf(expression.of, scope), expression.type);
    case "row":
      return expression.items.map((item) => valueOf(item, scope));
    case "in": {
      const items = "kind" in expression.items ? scope.select(expression.items, scope).map((row) => Object.values(row)[0]) : expression.items.map((item) => valueOf(item, scope));
      const of = valueOf(expression.of, scope);
      return items.some((item) => compared(of, item) === 0);
    }
    case "any": {
      const list = valueOf(expression.list, scope);
      const of = valueOf(expression.of, scope);
      return Array.isArray(list) && list.some((item) => compared(of, item) === 0);
    }
    case "case": {
      const branch = expression.branches.find(([when]) => valueOf(when, scope) === true);
      return branch ? valueOf(branch[1], scope) : expression.otherwise ? valueOf(expression.otherwise, scope) : null;
    }
    case "select": {
      const rows = scope.select(expression.select, scope);
      return expression.isExists ? rows.length > 0 : (Object.values(rows[0] ?? {})[0] ?? null);
    }
    case "call":
      return called(expression, scope);
  }
}

function columnOf(table: string | undefined, name: string, scope: Scope): unknown {
  if (table !== undefined) {
    const row = scope.rows.get(table);
    if (row && name === "*") return row;
    if (row && name in row) return row[name];
  } else {
    for (const row of scope.rows.values()) if (name in row) return row[name];
    if (scope.rows.has(name)) return scope.rows.get(name);
  }
  if (scope.outer) return columnOf(table, name, scope.outer);
  throw databaseError("42703", `column ${table === undefined ? "" : `${table}.`}${name} does not exist`);
}

function operated(name: string, left: Expression, right: Expression, scope: Scope): unknown {
  const a = valueOf(left, scope);
  if (name === "and" && a === false) return false;
  if (name === "or" && a === true) return true;
  const b = valueOf(right, scope);
  if (name === "and") return b === false ? false : a === null || b === null ? null : true;
  if (name === "or") return b === true ? true : a === null || b === null ? null : false;
  if (name === "is distinct") return (a ?? null) === null || (b ?? null) === null ? (a ?? null) !== (b ?? null) : compared(a, b) !== 0;
  if ((a ?? null) === null || (b ?? null) === null) return null;
  return OPERATIONS[name]?.(a, b) ?? null;
}

const OPERATIONS: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  "=": (a, b) => compared(a, b) === 0,
  "<>": (a, b) => compared(a, b) !== 0,
  "<": (a, b) => compared(a, b) < 0,
  "<=": (a, b) => compared(a, b) <= 0,
  ">": (a, b) => compared(a, b) > 0,
  ">=": (a, b) => compared(a, b) >= 0,
  "+": (a, b) => (a instanceof Date ? new Date(a.getTime() + Number(b)) : Number(a) + Number(b)),
  "-": (a, b) => (a instanceof Date ? new Date(a.getTime() - Number(b)) : Number(a) - Number(b)),
  "*": (a, b) => Number(a) * Number(b),
  "/": (a, b) => Math.trunc(Number(a) / Number(b)),
  "%": (a, b) => Number(a) % Number(b),
  "||": (a, b) => (Buffer.isBuffer(a) && Buffer.isBuffer(b) ? Buffer.concat([a, b]) : `${String(a)}${String(b)}`),
  "->": (a, b) => memberOf(a, b),
  "->>": (a, b) => {
    const member = memberOf(a, b);
    return member === null || typeof member === "string" ? member : JSON.stringify(member);
  },
  "?": (a, b) => typeof a === "object" && a !== null && String(b) in a,
};

function memberOf(value: unknown, name: unknown): unknown {
  return typeof value === "object" && value !== null ? (Object.entries(value).find(([key]) => key === String(name))?.[1] ?? null) : null;
}

/** Negative, zero or positive; lists member by member. Nothing equals null but in `is distinct`. */
export function compared(a: unknown, b: unknown): number {
  if ((a ?? null) === null || (b ?? null) === null) return Number.NaN;
  if (Array.isArray(a) && Array.isArray(b)) return a.map((item: unknown, at) => compared(item, b[at])).find((result) => result !== 0) ?? a.length - b.length;
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return Buffer.compare(a, b);
  if (a instanceof Date || b instanceof Date) return timeOf(a) - timeOf(b);
  if (typeof a === "number" || typeof b === "number") return Number(a) - Number(b);
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function timeOf(value: unknown): number {
  return value instanceof Date ? value.getTime() : new Date(String(value)).getTime();
}

const UNITS: Readonly<Record<string, number>> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** A value as a column or cast of that type holds it. Intervals are milliseconds. */
export function converted(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  if (/^(bigint|integer|int|int4|int8|smallint|numeric|double precision|real)$/.test(type)) {
    const number = Number(value);
    if (Number.isNaN(number)) throw databaseError("22P02", `invalid input for ${type}: ${String(value)}`);
    return number;
  }
  if (/^timestamp/.test(type)) return value instanceof Date ? value : new Date(String(value));
  if (type === "jsonb" || type === "json") return frozen(typeof value === "string" ? JSON.parse(value) : value);
  if (type === "bytea") return Buffer.isBuffer(value) ? value : value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
  if (type === "boolean") return typeof value === "string" ? value === "true" || value === "t" : value;
  if (type === "interval") {
    const [, count, unit] = /^(\d+) (\w+?)s?$/.exec(String(value)) ?? [];
    return Number(count) * (UNITS[unit ?? ""] ?? Number.NaN);
  }
  if (type === "uuid" && !/^[0-9a-f-]{36}$/i.test(String(value))) throw databaseError("22P02", `invalid input syntax for type uuid: "${String(value)}"`);
  if (/^(text|varchar|uuid|character varying|name)$/.test(type)) return typeof value === "object" ? JSON.stringify(value) : String(value);
  return value;
}

/** Nobody may change what the database gave them: in the real one it would be a copy. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

const AGGREGATES: Readonly<Record<string, (values: readonly unknown[], separator: unknown) => unknown>> = {
  count: (values) => values.length,
  max: (values) => [...values].sort(compared).at(-1) ?? null,
  min: (values) => [...values].sort(compared)[0] ?? null,
  sum: (values) => (values.length === 0 ? null : values.reduce<number>((total, value) => total + Number(value), 0)),
  bool_or: (values) => values.some((value) => value === true),
  bool_and: (values) => values.every((value) => value === true),
  string_agg: (values, separator) => (values.length === 0 ? null : values.join(String(separator))),
  array_agg: (values) => (values.length === 0 ? null : values),
};

export function hasAggregate(expression: Expression | undefined): boolean {
  if (!expression) return false;
  if (expression.kind === "call") return expression.name in AGGREGATES || expression.args.some(hasAggregate);
  if (expression.kind === "operator") return hasAggregate(expression.left) || hasAggregate(expression.right);
  return (expression.kind === "cast" || expression.kind === "not" || expression.kind === "isNull") && hasAggregate(expression.of);
}

function called({ name, args, orderBy }: Extract<Expression, { kind: "call" }>, scope: Scope): unknown {
  const aggregate = AGGREGATES[name];
  if (!aggregate || !scope.group) return name === "coalesce" ? firstValue(args, scope) : scope.call(name, args.map((arg) => valueOf(arg, scope)));
  const [of, second] = args;
  const scopes = sorted(scope.group, orderBy, (item) => item);
  const values = of ? scopes.map((item) => valueOf(of, item)).filter((value) => (value ?? null) !== null) : scopes;
  return aggregate(values, second ? valueOf(second, scope) : undefined);
}

function firstValue(args: readonly Expression[], scope: Scope): unknown {
  for (const arg of args) {
    const value = valueOf(arg, scope);
    if ((value ?? null) !== null) return value;
  }
  return null;
}

export function sorted<T>(items: readonly T[], orders: readonly Order[], scopeOf: (item: T) => Scope): readonly T[] {
  if (orders.length === 0) return items;
  const keyed = items.map((item) => ({ item, keys: orders.map(({ by }) => valueOf(by, scopeOf(item))) }));
  keyed.sort((a, b) => {
    for (const [at, { isDescending }] of orders.entries()) {
      const order = compared(a.keys[at], b.keys[at]);
      if (order !== 0 && !Number.isNaN(order)) return isDescending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

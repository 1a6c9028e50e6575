/** A PostgreSQL in memory for simulations: transactions at READ COMMITTED, row locks that make others wait, keys, row security, notifications. */
import { compared, converted, databaseError, hasAggregate, sorted, valueOf, type Row, type Scope } from "./memory-value.fixture.ts";
import { tablesOf, type TableShape } from "./schema-text.fixture.ts";
import { readStatements, type Delete, type FromItem, type Insert, type Select, type Statement, type Update } from "./sql-text.fixture.ts";

export interface MemoryOptions {
  readonly migrations: readonly string[];
  /** Milliseconds. */
  readonly now: () => number;
  /** Runs somewhat later: whoever waited for a lock goes on. */
  readonly later: (work: () => void) => void;
  /** A database that lets two transactions have one row, to show that a simulation would find that out. */
  readonly isWithoutLocks?: boolean;
}

export interface MemoryResult {
  readonly rows: readonly Row[];
  readonly rowCount: number;
}

/** One row: what is committed, and what the transaction that holds it makes of it. `undefined` = not there. */
interface Slot {
  committed: Row | undefined;
  pending: Row | undefined;
  holder: Work | undefined;
}

/** A transaction at work. */
interface Work {
  readonly startedAt: number;
  readonly slots: Map<Slot, Table>;
  readonly notifications: { readonly channel: string; readonly payload: string }[];
  readonly settings: Map<string, string>;
  readonly waiters: (() => void)[];
  /** Whom it waits for. */
  waitsFor: Work | undefined;
  isFailed: boolean;
}

interface Table extends TableShape {
  readonly slots: Set<Slot>;
}

/** Thrown inside a statement: it must begin again when the other transaction has ended. */
class Blocked extends Error {
  readonly by: Work;
  constructor(by: Work) {
    super("blocked");
    this.by = by;
  }
}

const parsed = new Map<string, readonly Statement[]>();

function statementsOf(text: string): readonly Statement[] {
  const known = parsed.get(text) ?? readStatements(text);
  parsed.set(text, known);
  return known;
}

export class MemoryPostgres {
  readonly options: MemoryOptions;
  readonly tables = new Map<string, Table>();
  readonly sessions = new Set<MemorySession>();
  #identity = 0;

  constructor(options: MemoryOptions) {
    this.options = options;
    for (const [name, shape] of tablesOf(options.migrations)) this.tables.set(name, { ...shape, slots: new Set() });
  }

  session(): MemorySession {
    const session = new MemorySession(this);
    this.sessions.add(session);
    return session;
  }

  /** Committed rows, whoever's they are: what a test looks at. */
  rows(table: string): readonly Row[] {
    return [...(this.tables.get(table)?.slots ?? [])].flatMap((slot) => (slot.committed ? [slot.committed] : []));
  }

  /** Puts a committed row there, past every rule. */
  plant(table: string, row: Row): void {
    this.tables.get(table)?.slots.add({ committed: row, pending: undefined, holder: undefined });
  }

  nextIdentity(): number {
    this.#identity += 1;
    return this.#identity;
  }

  deliver(notifications: Work["notifications"]): void {
    for (const { channel, payload } of notifications) {
      for (const session of this.sessions) if (session.channels.has(channel)) session.onNotification(payload);
    }
  }
}

/** One connection. Statements come one after the other, as the driver sends them. */
export class MemorySession {
  readonly channels = new Set<string>();
  onNotification: (payload: string) => void = () => undefined;
  readonly #database: MemoryPostgres;
  #work: Work | undefined;

  constructor(database: MemoryPostgres) {
    this.#database = database;
  }

  get isInTransaction(): boolean {
    return this.#work !== undefined;
  }

  /** Resolves when the statement has run, which may be after others have ended their transactions. */
  async execute(text: string, parameters: readonly unknown[] = []): Promise<MemoryResult> {
    let result: MemoryResult = { rows: [], rowCount: 0 };
    for (const statement of statementsOf(text)) result = await this.#run(statement, parameters);
    return result;
  }

  /** The connection is gone: what it did not commit never happened. */
  disconnect(): void {
    this.#database.sessions.delete(this);
    if (this.#work) this.#end("rollback");
  }

  async #run(statement: Statement, parameters: readonly unknown[]): Promise<MemoryResult> {
    if (statement.kind === "begin") this.#work ??= this.#begin();
    else if (statement.kind === "listen") this.channels.add(statement.name);
    else if (statement.kind === "commit" || statement.kind === "rollback") this.#end(this.#work?.isFailed ? "rollback" : statement.kind);
    else return this.#runData(statement, parameters);
    return { rows: [], rowCount: 0 };
  }

  async #runData(statement: Statement, parameters: readonly unknown[]): Promise<MemoryResult> {
    const isAlone = this.#work === undefined;
    const work = (this.#work ??= this.#begin());
    if (work.isFailed) throw databaseError("25P02", "current transaction is aborted");
    try {
      const result = await this.#untilUnblocked(work, statement, parameters);
      if (isAlone) this.#end("commit");
      return result;
    } catch (error) {
      work.isFailed = true;
      if (isAlone && this.#work === work) this.#end("rollback");
      throw error;
    }
  }

  async #untilUnblocked(work: Work, statement: Statement, parameters: readonly unknown[]): Promise<MemoryResult> {
    for (;;) {
      try {
        return new Execution(this.#database, work, parameters).run(statement);
      } catch (error) {
        if (!(error instanceof Blocked)) throw error;
        await this.#wait(work, error.by);
        if (this.#work !== work) throw databaseError("57P01", "terminating connection");
      }
    }
  }

  async #wait(work: Work, holder: Work): Promise<void> {
    for (let next: Work | undefined = holder; next; next = next.waitsFor) if (next === work) throw databaseError("40P01", "deadlock detected");
    work.waitsFor = holder;
    await new Promise<void>((resolve) => holder.waiters.push(() => this.#database.options.later(resolve)));
    work.waitsFor = undefined;
  }

  #begin(): Work {
    return { startedAt: this.#database.options.now(), slots: new Map(), notifications: [], settings: new Map(), waiters: [], waitsFor: undefined, isFailed: false };
  }

  #end(how: "commit" | "rollback"): void {
    const work = this.#work;
    if (!work) return;
    this.#work = undefined;
    for (const [slot, table] of work.slots) {
      if (slot.holder !== work) continue;
      if (how === "commit") slot.committed = slot.pending;
      slot.holder = undefined;
      slot.pending = undefined;
      if (!slot.committed) table.slots.delete(slot);
    }
    if (how === "commit") this.#database.deliver(work.notifications);
    for (const wake of work.waiters) wake();
  }
}

/** One attempt at one statement: it happens whole, or not at all and waits. */
class Execution {
  readonly #database: MemoryPostgres;
  readonly #work: Work;
  readonly #parameters: readonly unknown[];
  /** Results of WITH queries by name. */
  readonly #named = new Map<string, readonly Row[]>();

  constructor(database: MemoryPostgres, work: Work, parameters: readonly unknown[]) {
    this.#database = database;
    this.#work = work;
    this.#parameters = parameters;
  }

  run(statement: Statement): MemoryResult {
    if ("with" in statement) for (const { name, statement: inner } of statement.with) this.#named.set(name, this.run(inner).rows);
    switch (statement.kind) {
      case "select": {
        const rows = this.#select(statement, undefined);
        return { rows: rows.map(outward), rowCount: rows.length };
      }
      case "insert":
        return this.#insert(statement);
      case "update":
        return this.#update(statement);
      case "delete":
        return this.#delete(statement);
      default:
        return { rows: [], rowCount: 0 };
    }
  }

  #scope(rows: ReadonlyMap<string, Row>, outer?: Scope, group?: readonly Scope[]): Scope {
    const common = { rows, parameters: this.#parameters, call: (name: string, args: readonly unknown[]) => this.#call(name, args), select: (select: Select, scope: Scope) => this.#select(select, scope) };
    return { ...common, ...(outer ? { outer } : {}), ...(group ? { group } : {}) };
  }

  #select(select: Select, outer: Scope | undefined): readonly Row[] {
    for (const { name, statement } of select.with) if (!this.#named.has(name)) this.#named.set(name, this.run(statement).rows);
    const isTrue = (scope: Scope): boolean => !select.where || valueOf(select.where, scope) === true;
    const found = select.from.length === 0 ? [this.#scope(new Map(), outer)] : this.#joined(select.from, outer);
    const scopes = found.filter(isTrue);
    const isGrouped = select.groupBy.length > 0 || select.items.some(({ of }) => hasAggregate(of));
    const groups = isGrouped ? this.#groups(select, scopes, outer) : scopes;
    const limit = select.limit ? valueOf(select.limit, this.#scope(new Map(), outer)) : null;
    const ordered = sorted(groups, select.orderBy.map((order) => ({ ...order, by: named(order.by, select) })), (scope) => scope).slice(0, typeof limit === "number" ? limit : undefined);
    if (select.lock) for (const scope of ordered) this.#lockScope(select.from, scope);
    const rows = ordered.map((scope) => itemsOf(select.items, scope));
    return select.isDistinct ? [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()] : rows;
  }

  #groups(select: Select, scopes: readonly Scope[], outer: Scope | undefined): readonly Scope[] {
    const groups = new Map<string, Scope[]>();
    for (const scope of scopes) {
      const key = JSON.stringify(select.groupBy.map((by) => valueOf(by, scope)));
      groups.set(key, [...(groups.get(key) ?? []), scope]);
    }
    if (groups.size === 0 && select.groupBy.length === 0) groups.set("", []);
    return [...groups.values()].map((group) => this.#scope(group[0]?.rows ?? new Map(), outer, group));
  }

  #joined(items: readonly FromItem[], outer: Scope | undefined): readonly Scope[] {
    let rows: ReadonlyMap<string, Row>[] = [new Map()];
    for (const item of items) {
      rows = rows.flatMap((left) => {
        const joined = this.#sourceRows(item, this.#scope(left, outer)).map((row) => new Map([...left, [item.alias, row]]));
        const fitting = item.on ? joined.filter((one) => item.on && valueOf(item.on, this.#scope(one, outer)) === true) : joined;
        return fitting.length === 0 && item.join === "left" ? [new Map([...left, [item.alias, this.#emptyRow(item)]])] : fitting;
      });
    }
    return rows.map((one) => this.#scope(one, outer));
  }

  #emptyRow({ source }: FromItem): Row {
    const names = typeof source === "string" ? [...(this.#database.tables.get(source)?.columns.keys() ?? [])] : "call" in source ? source.columns.map(({ name }) => name) : [];
    return Object.fromEntries(names.map((name) => [name, null]));
  }

  #sourceRows({ source, alias }: FromItem, scope: Scope): readonly Row[] {
    if (typeof source === "string") return this.#named.get(source) ?? this.#visible(this.#table(source)).map(([, row]) => row);
    if ("kind" in source) return this.#select(source, scope);
    if (source.call.kind !== "call") throw new Error("the simulated database expects a function that gives rows");
    const value = valueOf(source.call.args[0] ?? { kind: "value", value: null }, scope);
    if (!Array.isArray(value)) return source.call.name === "unnest" || /json/.test(source.call.name) ? [] : [{ [alias]: this.#call(source.call.name, source.call.args.map((arg) => valueOf(arg, scope))) }];
    if (source.call.name === "unnest") return value.map((item: unknown) => ({ [source.columns[0]?.name ?? alias]: item }));
    return value.map((item: Readonly<Record<string, unknown>>) => Object.fromEntries(source.columns.map(({ name, type }) => [name, converted(item[name], type)])));
  }

  #table(name: string): Table {
    const table = this.#database.tables.get(name);
    if (!table) throw databaseError("42P01", `relation "${name}" does not exist`);
    return table;
  }

  /** What this transaction sees: its own rows, and what others have committed. */
  #visible(table: Table): (readonly [Slot, Row])[] {
    const workspace = table.isGuarded ? this.#workspace() : undefined;
    const found: (readonly [Slot, Row])[] = [];
    for (const slot of table.slots) {
      const row = slot.holder === this.#work ? slot.pending : slot.committed;
      if (row && (workspace === undefined || row["workspace_id"] === workspace)) found.push([slot, row]);
    }
    return found;
  }

  #workspace(): string {
    const workspace = this.#work.settings.get("app.workspace");
    if (workspace === undefined) throw databaseError("42704", 'unrecognized configuration parameter "app.workspace"');
    return workspace;
  }

  #lockScope(items: readonly FromItem[], scope: Scope): void {
    for (const { source, alias } of items) {
      const table = typeof source === "string" ? this.#database.tables.get(source) : undefined;
      const row = scope.rows.get(alias);
      const slot = table && row && this.#visible(table).find(([, one]) => one === row)?.[0];
      if (table && slot) this.#take(table, slot);
    }
  }

  /** The row is this transaction's until it ends. Whoever comes second waits. */
  #take(table: Table, slot: Slot): void {
    if (slot.holder === this.#work) return;
    if (slot.holder && !this.#database.options.isWithoutLocks) throw new Blocked(slot.holder);
    slot.holder = this.#work;
    slot.pending = slot.committed;
    this.#work.slots.set(slot, table);
  }

  #insert(insert: Insert): MemoryResult {
    const table = this.#table(insert.table);
    const columns = insert.columns.length > 0 ? insert.columns : [...table.columns.keys()];
    const rows = "kind" in insert.rows ? this.#select(insert.rows, undefined).map((row) => Object.values(row)) : insert.rows.map((row) => row.map((item) => valueOf(item, this.#scope(new Map()))));
    const made = rows.map((values) => this.#madeRow(table, new Map(columns.map((column, at) => [column, values[at]]))));
    for (const row of made) this.#waitForTwins(table, row);
    const returned: Row[] = [];
    for (const row of made) {
      const stored = this.#insertRow(table, row, insert);
      if (stored) returned.push(itemsOf(insert.returning, this.#scope(new Map([[insert.table, stored]]))));
    }
    return { rows: insert.returning.length > 0 ? returned.map(outward) : [], rowCount: returned.length };
  }

  #madeRow(table: Table, given: ReadonlyMap<string, unknown>): Row {
    const row: Record<string, unknown> = {};
    for (const [name, { type, isRequired, otherwise }] of table.columns) {
      const value = given.has(name) ? given.get(name) : otherwise ? valueOf(otherwise, this.#scope(new Map())) : null;
      row[name] = converted(value, type);
      if (row[name] === null && isRequired) throw databaseError("23502", `null value in column "${name}" of relation "${table.name}"`);
    }
    for (const name of given.keys()) if (!table.columns.has(name)) throw databaseError("42703", `column "${name}" of relation "${table.name}" does not exist`);
    this.#checkRow(table, row);
    return row;
  }

  #checkRow(table: Table, row: Row): void {
    if (table.isGuarded && row["workspace_id"] !== this.#workspace()) throw databaseError("42501", `new row violates row-level security policy for table "${table.name}"`);
    for (const { columns, table: parent, parentColumns } of table.parents) {
      const wanted = columns.map((column) => row[column]);
      if (wanted.some((value) => value === null)) continue;
      if (!this.#isThere(this.#table(parent), parentColumns, wanted)) throw databaseError("23503", `insert or update on table "${table.name}" violates foreign key constraint`);
    }
  }

  #isThere(table: Table, columns: readonly string[], wanted: readonly unknown[]): boolean {
    for (const slot of table.slots) {
      const row = slot.holder === this.#work ? slot.pending : slot.committed;
      if (row && columns.every((column, at) => isEqual(row[column], wanted[at]))) return true;
    }
    return false;
  }

  /** The row that stands in the way of another with the same key. */
  #twin(table: Table, unique: TableShape["uniques"][number], row: Row, except?: Slot): Slot | undefined {
    for (const slot of table.slots) if (slot !== except && isTwin(unique, slot.holder === this.#work ? slot.pending : slot.committed, row)) return slot;
    return undefined;
  }

  /** A row with the same key that is not committed yet: wait and see. */
  #waitForTwins(table: Table, row: Row): void {
    for (const unique of table.uniques) {
      for (const slot of table.slots) {
        const isForeign = slot.holder !== undefined && slot.holder !== this.#work;
        if (isForeign && (isTwin(unique, slot.pending, row) || isTwin(unique, slot.committed, row)) && slot.holder) throw new Blocked(slot.holder);
      }
    }
  }

  #insertRow(table: Table, row: Row, { conflict, table: name }: Insert): Row | undefined {
    for (const unique of table.uniques) {
      if (unique.where && valueOf(unique.where, this.#scope(new Map([[name, row]]))) !== true) continue;
      const twin = this.#twin(table, unique, row);
      if (!twin) continue;
      if (!conflict || (conflict.columns.length > 0 && conflict.columns.join() !== unique.columns.join())) {
        throw databaseError("23505", `duplicate key value violates unique constraint "${unique.name}"`, { constraint: unique.name });
      }
      return this.#update1(table, twin, conflict, new Map([["excluded", row]]), name);
    }
    const slot: Slot = { committed: undefined, pending: row, holder: this.#work };
    table.slots.add(slot);
    this.#work.slots.set(slot, table);
    return row;
  }

  #update1(table: Table, slot: Slot, { set, where }: { readonly set: Update["set"]; readonly where: Update["where"] }, others: ReadonlyMap<string, Row>, alias: string): Row | undefined {
    const before = slot.holder === this.#work ? slot.pending : slot.committed;
    if (set.length === 0 || !before) return undefined;
    const scope = this.#scope(new Map([[alias, before], ...others]));
    if (where && valueOf(where, scope) !== true) return undefined;
    const after: Record<string, unknown> = { ...before };
    for (const { column, to } of set) {
      const shape = table.columns.get(column);
      if (!shape) throw databaseError("42703", `column "${column}" of relation "${table.name}" does not exist`);
      after[column] = converted(valueOf(to, scope), shape.type);
    }
    this.#checkRow(table, after);
    for (const unique of table.uniques) {
      const clash = this.#twin(table, unique, after, slot);
      if (clash && !unique.where) throw databaseError("23505", `duplicate key value violates unique constraint "${unique.name}"`, { constraint: unique.name });
    }
    this.#take(table, slot);
    slot.pending = after;
    return after;
  }

  /** Rows of a table that fit, each with the rows of other tables that made it fit. All are taken before any is changed. */
  #fitting(statement: Update | Delete): { readonly table: Table; readonly found: (readonly [Slot, ReadonlyMap<string, Row>])[] } {
    const table = this.#table(statement.table);
    const others = statement.from.length === 0 ? [this.#scope(new Map())] : this.#joined(statement.from, undefined);
    const found = this.#visible(table).flatMap(([slot, row]) => {
      const other = others.find((one) => !statement.where || valueOf(statement.where, this.#scope(new Map([[statement.alias, row], ...one.rows]))) === true);
      return other ? [[slot, other.rows] as const] : [];
    });
    for (const [slot] of found) {
      if (slot.holder && slot.holder !== this.#work && !this.#database.options.isWithoutLocks) throw new Blocked(slot.holder);
    }
    for (const [slot] of found) this.#take(table, slot);
    return { table, found };
  }

  #update(update: Update): MemoryResult {
    const { table, found } = this.#fitting(update);
    const rows = found.flatMap(([slot, others]) => {
      const after = this.#update1(table, slot, { set: update.set, where: undefined }, others, update.alias);
      return after ? [itemsOf(update.returning, this.#scope(new Map([[update.alias, after], ...others])))] : [];
    });
    return { rows: update.returning.length > 0 ? rows.map(outward) : [], rowCount: found.length };
  }

  #delete(statement: Delete): MemoryResult {
    const { found } = this.#fitting(statement);
    const rows = found.map(([slot, others]) => {
      const before = slot.pending ?? {};
      slot.pending = undefined;
      return itemsOf(statement.returning, this.#scope(new Map([[statement.alias, before], ...others])));
    });
    return { rows: statement.returning.length > 0 ? rows.map(outward) : [], rowCount: found.length };
  }

  #call(name: string, args: readonly unknown[]): unknown {
    const call = this.#functions[name];
    if (!call) throw databaseError("42883", `the simulated database has no function ${name}(); add it to memory-postgres.fixture.ts`);
    return call(...args);
  }

  readonly #functions: Readonly<Record<string, (...args: readonly unknown[]) => unknown>> = {
    now: () => new Date(this.#work.startedAt),
    clock_timestamp: () => new Date(this.#database.options.now()),
    set_config: (setting, value) => {
      this.#work.settings.set(String(setting), String(value));
      return value;
    },
    current_setting: (setting) => this.#work.settings.get(String(setting)) ?? null,
    pg_notify: (channel, payload) => {
      const notification = { channel: String(channel), payload: String(payload) };
      if (!this.#work.notifications.some((one) => one.channel === notification.channel && one.payload === notification.payload)) this.#work.notifications.push(notification);
      return null;
    },
    starts_with: (text, start) => String(text).startsWith(String(start)),
    date_trunc: (_unit, instant) => instant,
    length: (value) => (Buffer.isBuffer(value) ? value.length : String(value).length),
    decode: (text, form) => Buffer.from(String(text), form === "hex" ? "hex" : "base64"),
    lower: (text) => String(text).toLowerCase(),
    greatest: (...values) => [...values].sort(compared).at(-1) ?? null,
    least: (...values) => [...values].sort(compared)[0] ?? null,
    to_json: (value) => JSON.stringify(value),
    next_identity: () => this.#database.nextIdentity(),
    gen_random_uuid: () => `00000000-0000-4000-8000-${String(this.#database.nextIdentity()).padStart(12, "0")}`,
    coalesce: (...values) => values.find((value) => (value ?? null) !== null) ?? null,
    jsonb_array_length: (value) => (Array.isArray(value) ? value.length : null),
    pg_advisory_xact_lock: () => null,
  };
}

function isTwin(unique: TableShape["uniques"][number], one: Row | undefined, other: Row): boolean {
  return one !== undefined && unique.columns.every((column) => isEqual(one[column], other[column]));
}

function isEqual(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "object" && one !== null && compared(one, other) === 0);
}

/** `ORDER BY name` may mean a name that the list of items gives. */
function named(by: Select["orderBy"][number]["by"], select: Select): Select["orderBy"][number]["by"] {
  const item = by.kind === "column" && by.table === undefined ? select.items.find(({ name, of }) => name === by.name && of?.kind !== "column") : undefined;
  return item?.of ?? by;
}

function itemsOf(items: Select["items"], scope: Scope): Row {
  const row: Record<string, unknown> = {};
  for (const { of, name } of items) {
    const value = of === undefined ? undefined : valueOf(of, scope);
    if (of === undefined) for (const one of scope.rows.values()) Object.assign(row, one);
    else if (of.kind === "column" && of.name === "*") Object.assign(row, value);
    else row[name] = value ?? null;
  }
  return row;
}

/** Dates are given away as copies. */
function outward(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Date ? new Date(value) : value]));
}

/** Reads the SQL that the server writes (a small part of PostgreSQL's) into trees, so that a simulation can carry it out. */

export type Expression =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "parameter"; readonly at: number }
  | { readonly kind: "column"; readonly table: string | undefined; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly orderBy: readonly Order[] }
  | { readonly kind: "operator"; readonly name: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "isNull"; readonly of: Expression; readonly isNegated: boolean }
  | { readonly kind: "cast"; readonly of: Expression; readonly type: string }
  | { readonly kind: "row"; readonly items: readonly Expression[] }
  | { readonly kind: "in"; readonly of: Expression; readonly items: readonly Expression[] | Select }
  | { readonly kind: "any"; readonly of: Expression; readonly list: Expression }
  | { readonly kind: "case"; readonly branches: readonly (readonly [Expression, Expression])[]; readonly otherwise: Expression | undefined }
  | { readonly kind: "select"; readonly select: Select; readonly isExists: boolean };

export interface Order {
  readonly by: Expression;
  readonly isDescending: boolean;
}

/** A table, a function that gives rows, or a query, under a name. */
export interface FromItem {
  readonly source: string | { readonly call: Expression; readonly columns: readonly Column[] } | Select;
  readonly alias: string;
  readonly join: "first" | "cross" | "inner" | "left";
  readonly on: Expression | undefined;
}

export interface Column {
  readonly name: string;
  readonly type: string;
}

export interface Select {
  readonly kind: "select";
  readonly with: readonly { readonly name: string; readonly statement: Statement }[];
  readonly isDistinct: boolean;
  /** `undefined` = all columns. */
  readonly items: readonly { readonly of: Expression | undefined; readonly name: string }[];
  readonly from: readonly FromItem[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly orderBy: readonly Order[];
  readonly limit: Expression | undefined;
  readonly lock: boolean;
}

export interface Insert {
  readonly kind: "insert";
  readonly with: Select["with"];
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Expression[])[] | Select;
  readonly conflict: { readonly columns: readonly string[]; readonly set: readonly Assignment[]; readonly where: Expression | undefined } | undefined;
  readonly returning: Select["items"];
}

export interface Assignment {
  readonly column: string;
  readonly to: Expression;
}

export interface Update {
  readonly kind: "update";
  readonly with: Select["with"];
  readonly table: string;
  readonly alias: string;
  readonly set: readonly Assignment[];
  readonly from: readonly FromItem[];
  readonly where: Expression | undefined;
  readonly returning: Select["items"];
}

export interface Delete {
  readonly kind: "delete";
  readonly with: Select["with"];
  readonly table: string;
  readonly alias: string;
  readonly from: readonly FromItem[];
  readonly where: Expression | undefined;
  readonly returning: Select["items"];
}

export interface Control {
  readonly kind: "begin" | "commit" | "rollback" | "listen";
  readonly name: string;
}

export type Statement = Select | Insert | Update | Delete | Control;

/** The statements of one text, in order. Throws where the text is none that this reader knows. */
export function readStatements(text: string): readonly Statement[] {
  const reader = new Reader(text);
  const statements: Statement[] = [];
  while (!reader.isAtEnd) {
    statements.push(reader.statement());
    if (!reader.isAtEnd) reader.demand(";");
  }
  return statements;
}

/** One expression alone, as in the DEFAULT of a column. */
export function readExpression(text: string): Expression {
  return new Reader(text).expression();
}

const TOKEN = /\s+|--[^\n]*|'(?:[^']|'')*'|"[^"]+"|\$\d+|\d+(?:\.\d+)?|[a-z_][a-z0-9_]*|->>|->|::|<=|>=|<>|!=|\|\||@>|[-+*/%=<>?(),.;[\]]/giy;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`the simulated database cannot read: ${text.slice(from, from + 60)}`);
    if (/^(\s|--)/.test(token)) continue;
    tokens.push(/^[a-z_]/i.test(token) ? token.toLowerCase() : token);
  }
  return tokens;
}

const CLAUSES = new Set(["where", "order", "limit", "for", "group", "on", "set", "returning", "from", "join", "left", "inner", "cross", "union", "do", "values", "select", "using", "having", "then", "when", "else", "end", "and", "or", "as", "is", "in", "not", "offset"]);
const LEVELS: readonly (readonly string[])[] = [["=", "<>", "!=", "<", "<=", ">", ">=", "like"], ["->", "->>", "?", "||", "@>"], ["+", "-"], ["*", "/", "%"]];

class Reader {
  readonly #tokens: readonly string[];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  #peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead] ?? "";
  }

  #next(): string {
    this.#at += 1;
    return this.#tokens[this.#at - 1] ?? "";
  }

  /** Takes the words when all of them come next. */
  #takes(...words: readonly string[]): boolean {
    if (!words.every((word, at) => this.#peek(at) === word)) return false;
    this.#at += words.length;
    return true;
  }

  demand(word: string): void {
    if (!this.#takes(word)) throw new Error(`the simulated database expects ${word} before “${this.#tokens.slice(this.#at, this.#at + 6).join(" ")}” in: ${this.#text.trim().slice(0, 200)}`);
  }

  #list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.#takes(",")) items.push(read());
    return items;
  }

  #inBrackets<T>(read: () => T): T {
    this.demand("(");
    const value = read();
    this.demand(")");
    return value;
  }

  #name(): string {
    return this.#next().replaceAll('"', "");
  }

  /** `schema.table` or `table`. */
  #table(): string {
    const name = this.#name();
    return this.#takes(".") ? this.#name() : name;
  }

  statement(): Statement {
    const ahead = this.#with();
    if (this.#takes("begin")) return this.#control("begin");
    if (this.#takes("commit")) return this.#control("commit");
    if (this.#takes("rollback")) return this.#control("rollback");
    if (this.#takes("listen")) return this.#control("listen");
    if (this.#takes("insert", "into")) return this.#insert(ahead);
    if (this.#takes("update")) return this.#update(ahead);
    if (this.#takes("delete", "from")) return this.#delete(ahead);
    return this.#select(ahead);
  }

  #with(): Select["with"] {
    if (!this.#takes("with")) return [];
    return this.#list(() => {
      const name = this.#name();
      this.demand("as");
      return { name, statement: this.#inBrackets(() => this.statement()) };
    });
  }

  #control(kind: Control["kind"]): Control {
    const rest: string[] = [];
    while (!this.isAtEnd && this.#peek() !== ";") rest.push(this.#next());
    return { kind, name: rest.join(" ") };
  }

  #select(ahead: Select["with"] = []): Select {
    this.demand("select");
    const isDistinct = this.#takes("distinct");
    const items = this.#peek() === "from" ? [] : this.#items();
    const from = this.#takes("from") ? this.#from() : [];
    const where = this.#takes("where") ? this.expression() : undefined;
    const groupBy = this.#takes("group", "by") ? this.#list(() => this.expression()) : [];
    const orderBy = this.#orderBy();
    const limit = this.#takes("limit") ? this.expression() : undefined;
    const lock = this.#takes("for");
    if (lock) while (["update", "share", "no", "key", "of", "skip", "locked", "nowait"].includes(this.#peek())) this.#next();
    return { kind: "select", with: ahead, isDistinct, items, from, where, groupBy, orderBy, limit, lock };
  }

  #orderBy(): Order[] {
    if (!this.#takes("order", "by")) return [];
    return this.#list(() => {
      const by = this.expression();
      const isDescending = this.#takes("desc");
      if (!isDescending) this.#takes("asc");
      return { by, isDescending };
    });
  }

  #items(): Select["items"][number][] {
    return this.#list(() => {
      if (this.#takes("*")) return { of: undefined, name: "*" };
      const of = this.expression();
      if (this.#takes("as")) return { of, name: this.#name() };
      if (/^[a-z_"]/.test(this.#peek()) && !CLAUSES.has(this.#peek())) return { of, name: this.#name() };
      return { of, name: of.kind === "column" ? of.name : of.kind === "call" ? of.name : `?column ${this.#at}?` };
    });
  }

  #from(): FromItem[] {
    const items: FromItem[] = [this.#fromItem("first")];
    for (;;) {
      if (this.#takes(",") || this.#takes("cross", "join")) items.push(this.#fromItem("cross"));
      else if (this.#takes("left", "join")) items.push(this.#fromItem("left"));
      else if (this.#takes("join") || this.#takes("inner", "join")) items.push(this.#fromItem("inner"));
      else return items;
    }
  }

  #fromItem(join: FromItem["join"]): FromItem {
    this.#takes("lateral");
    const isQuery = this.#peek() === "(";
    const isCall = !isQuery && this.#peek(1) === "(";
    const source = isQuery ? this.#inBrackets(() => this.#select(this.#with())) : isCall ? this.#primary() : this.#table();
    this.#takes("as");
    const alias = /^[a-z_"]/.test(this.#peek()) && !CLAUSES.has(this.#peek()) ? this.#name() : typeof source === "string" ? source : "";
    const columns = typeof source !== "string" && this.#peek() === "(" ? this.#inBrackets(() => this.#list(() => ({ name: this.#name(), type: [",", ")"].includes(this.#peek()) ? "text" : this.#type() }))) : [];
    const on = join !== "first" && join !== "cross" && this.#takes("on") ? this.expression() : undefined;
    if (typeof source === "string" || source.kind === "select" && "from" in source) return { source: source as string | Select, alias, join, on };
    return { source: { call: source as Expression, columns }, alias, join, on };
  }

  #insert(ahead: Select["with"]): Insert {
    const table = this.#table();
    if (this.#takes("as")) this.#name();
    const columns = this.#peek() === "(" ? this.#inBrackets(() => this.#list(() => this.#name())) : [];
    const rows = this.#takes("values") ? this.#list(() => this.#inBrackets(() => this.#list(() => this.expression()))) : this.#select(this.#with());
    return { kind: "insert", with: ahead, table, columns, rows, conflict: this.#conflict(), returning: this.#returning() };
  }

  #conflict(): Insert["conflict"] {
    if (!this.#takes("on", "conflict")) return undefined;
    const columns = this.#peek() === "(" ? this.#inBrackets(() => this.#list(() => this.#name())) : [];
    if (this.#takes("do", "nothing")) return { columns, set: [], where: undefined };
    this.demand("do");
    this.demand("update");
    this.demand("set");
    const set = this.#list(() => this.#assignment());
    return { columns, set, where: this.#takes("where") ? this.expression() : undefined };
  }

  #assignment(): Assignment {
    const column = this.#name();
    this.demand("=");
    return { column, to: this.expression() };
  }

  #returning(): Select["items"] {
    return this.#takes("returning") ? this.#items() : [];
  }

  #update(ahead: Select["with"]): Update {
    const table = this.#table();
    this.#takes("as");
    const alias = this.#peek() === "set" ? table : this.#name();
    this.demand("set");
    const set = this.#list(() => this.#assignment());
    const from = this.#takes("from") ? this.#from() : [];
    const where = this.#takes("where") ? this.expression() : undefined;
    return { kind: "update", with: ahead, table, alias, set, from, where, returning: this.#returning() };
  }

  #delete(ahead: Select["with"]): Delete {
    const table = this.#table();
    this.#takes("as");
    const alias = /^[a-z_]/.test(this.#peek()) && !CLAUSES.has(this.#peek()) ? this.#name() : table;
    const from = this.#takes("using") ? this.#from() : [];
    const where = this.#takes("where") ? this.expression() : undefined;
    return { kind: "delete", with: ahead, table, alias, from, where, returning: this.#returning() };
  }

  expression(): Expression {
    let left = this.#conjunction();
    while (this.#takes("or")) left = { kind: "operator", name: "or", left, right: this.#conjunction() };
    return left;
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.#takes("and")) left = { kind: "operator", name: "and", left, right: this.#negation() };
    return left;
  }

  #negation(): Expression {
    return this.#takes("not") ? { kind: "not", of: this.#negation() } : this.#comparison(0);
  }

  #comparison(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#withCasts();
    let left = this.#comparison(level + 1);
    for (;;) {
      if (operators.includes(this.#peek())) left = this.#operation(left, level);
      else if (level === 0 && this.#takes("is", "not", "null")) left = { kind: "isNull", of: left, isNegated: true };
      else if (level === 0 && this.#takes("is", "null")) left = { kind: "isNull", of: left, isNegated: false };
      else if (level === 0 && this.#takes("is", "distinct", "from")) left = { kind: "operator", name: "is distinct", left, right: this.#comparison(1) };
      else if (level === 0 && this.#takes("is", "not", "distinct", "from")) left = { kind: "not", of: { kind: "operator", name: "is distinct", left, right: this.#comparison(1) } };
      else if (level === 0 && this.#takes("between")) left = this.#between(left);
      else if (level === 0 && this.#takes("not", "in")) left = { kind: "not", of: { kind: "in", of: left, items: this.#members() } };
      else if (level === 0 && this.#takes("in")) left = { kind: "in", of: left, items: this.#members() };
      else return left;
    }
  }

  #operation(left: Expression, level: number): Expression {
    const name = this.#next();
    if (this.#takes("any")) return { kind: "any", of: left, list: this.#inBrackets(() => this.expression()) };
    return { kind: "operator", name: name === "!=" ? "<>" : name, left, right: this.#comparison(level + 1) };
  }

  #between(of: Expression): Expression {
    const low = this.#comparison(1);
    this.demand("and");
    const high = this.#comparison(1);
    return { kind: "operator", name: "and", left: { kind: "operator", name: ">=", left: of, right: low }, right: { kind: "operator", name: "<=", left: of, right: high } };
  }

  #members(): readonly Expression[] | Select {
    return this.#inBrackets(() => (["select", "with"].includes(this.#peek()) ? this.#select(this.#with()) : this.#list(() => this.expression())));
  }

  #withCasts(): Expression {
    let of = this.#primary();
    while (this.#takes("::")) of = { kind: "cast", of, type: this.#type() };
    return of;
  }

  #type(): string {
    let type = this.#name();
    while (["precision", "with", "time", "zone", "varying"].includes(this.#peek())) type += ` ${this.#next()}`;
    if (this.#peek() === "(") this.#inBrackets(() => this.#list(() => this.#next()));
    if (this.#takes("[")) {
      this.demand("]");
      type += "[]";
    }
    return type;
  }

  #primary(): Expression {
    const token = this.#next();
    if (token === "(") return this.#bracketed();
    if (token === "-") return { kind: "operator", name: "-", left: { kind: "value", value: 0 }, right: this.#withCasts() };
    if (token.startsWith("'")) return { kind: "value", value: token.slice(1, -1).replaceAll("''", "'") };
    if (token.startsWith("$")) return { kind: "parameter", at: Number(token.slice(1)) - 1 };
    if (/^\d/.test(token)) return { kind: "value", value: Number(token) };
    if (token === "true" || token === "false") return { kind: "value", value: token === "true" };
    if (token === "null") return { kind: "value", value: null };
    if (token === "case") return this.#case();
    if (token === "exists") return { kind: "select", select: this.#inBrackets(() => this.#select(this.#with())), isExists: true };
    if (token === "interval") return { kind: "cast", of: this.#primary(), type: "interval" };
    if (token === "array" && this.#takes("[")) return this.#array();
    if (!/^[a-z_"]/.test(token)) throw new Error(`the simulated database cannot read “${token}” in: ${this.#text.trim().slice(0, 200)}`);
    return this.#named(token.replaceAll('"', ""));
  }

  #array(): Expression {
    const items = this.#peek() === "]" ? [] : this.#list(() => this.expression());
    this.demand("]");
    return { kind: "row", items };
  }

  #bracketed(): Expression {
    if (["select", "with"].includes(this.#peek())) {
      const select = this.#select(this.#with());
      this.demand(")");
      return { kind: "select", select, isExists: false };
    }
    const items = this.#list(() => this.expression());
    this.demand(")");
    const [first] = items;
    return items.length === 1 && first ? first : { kind: "row", items };
  }

  #named(name: string): Expression {
    if (this.#peek() === "(") return this.#call(name);
    if (!this.#takes(".")) return { kind: "column", table: undefined, name };
    if (this.#takes("*")) return { kind: "column", table: name, name: "*" };
    const second = this.#name();
    return this.#peek() === "(" ? this.#call(second) : { kind: "column", table: name, name: second };
  }

  #call(name: string): Expression {
    this.demand("(");
    this.#takes("distinct");
    const args = this.#takes("*") || this.#peek() === ")" ? [] : this.#list(() => this.expression());
    const orderBy = this.#orderBy();
    this.demand(")");
    return { kind: "call", name, args, orderBy };
  }

  #case(): Expression {
    const branches: (readonly [Expression, Expression])[] = [];
    while (this.#takes("when")) {
      const when = this.expression();
      this.demand("then");
      branches.push([when, this.expression()]);
    }
    const otherwise = this.#takes("else") ? this.expression() : undefined;
    this.demand("end");
    return { kind: "case", branches, otherwise };
  }
}

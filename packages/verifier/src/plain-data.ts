/** Reads values of which nobody has promised anything. */

export type Row = Readonly<Record<string, unknown>>;

export function rowOf(value: unknown): Row {
  return typeof value === "object" && value !== null ? (value as Row) : {};
}

export function listOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.map(rowOf) : [];
}

export function parsedRow(text: string): Row | undefined {
  try {
    return rowOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Bytes as PostgreSQL writes them into JSON: hexadecimal after \\x. */
export function bytesOf(value: unknown): Buffer {
  return Buffer.from(typeof value === "string" ? value.slice(2) : "", "hex");
}

/** In one spelling: keys sorted, no spaces. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "nothing";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}

const MAX_SHOWN = 80;

export function shown(value: unknown): string {
  const text = canonicalJson(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

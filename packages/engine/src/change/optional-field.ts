/** Fields of records that may be absent: set, left alone, or taken away, never `undefined`, so that records stay comparable. */

/** One optional field as it stands afterwards: `null` takes it away, `undefined` leaves what it is. */
export function optional<N extends string, V>(name: N, wanted: V | null | undefined, current: V | undefined): { [K in N]?: V } {
  const value = wanted === undefined ? current : wanted;
  const field: { [K in N]?: V } = {};
  if (value !== undefined && value !== null) field[name] = value;
  return field;
}

/** Only the fields that hold a value. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Percentages, work, units and money as fields show and read them. */

/** "45 %", at most two decimals. */
export function percentText(percent: number): string {
  return `${Number(percent.toFixed(2))} %`;
}

/** A percentage from 0 to 100 as typed, with or without its sign; nothing where it is none. */
export function percentOf(text: string): number | undefined {
  const percent = numberOf(text.trimEnd().replace(/%$/, ""));
  return percent !== undefined && percent >= 0 && percent <= 100 ? percent : undefined;
}

/** Units of a resource: 0.5 is "50 %". */
export function unitsText(units: number): string {
  return percentText(units * 100);
}

/** Units as typed in a field of percentages: "50 %" and "50" are half a person. */
export function unitsOf(text: string): number | undefined {
  const percent = numberOf(text.trimEnd().replace(/%$/, ""));
  return percent !== undefined && percent >= 0 && percent <= 100_000_000 ? percent / 100 : undefined;
}

/** "40h" for work. */
export function workText(minutes: number): string {
  return `${Number((minutes / 60).toFixed(2))}h`;
}

/** A number with a decimal point or comma. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** Hundredths of the currency unit as "85" or "85.50"; empty where there is none. */
export function centsText(cents: number | undefined): string {
  return cents === undefined ? "" : (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2);
}

/** An amount as typed, in hundredths; spaces and apostrophes may part thousands. */
export function centsOf(text: string): number | undefined {
  const amount = numberOf(text.replaceAll(/[\s'’]/g, ""));
  return amount === undefined || amount < 0 ? undefined : Math.round(amount * 100);
}

const BYTE_UNITS = ["kB", "MB", "GB", "TB"];

/** Bytes as people read them: "12.4 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const step = Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length);
  return `${(bytes / 1000 ** step).toFixed(1)} ${BYTE_UNITS[step - 1] ?? ""}`;
}

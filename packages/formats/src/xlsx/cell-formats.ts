/** What the number formats of a workbook make of a number: a date, a percentage, or just a number. */
import { EARLIEST_MINUTE, LATEST_MINUTE, minuteOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import type { Cell } from "../table/table.ts";
import { attributeOf } from "../xml/xml-tree.ts";
import { childOf, childrenOf, type XmlElement } from "../xml/xml-element.ts";

export type NumberKind = "number" | "date" | "percent";

/** The kind by the style number of a cell, from the workbook's styles part. */
export function kindsOfStyles(styles: XmlElement | undefined): readonly NumberKind[] {
  if (!styles) return [];
  const own = new Map<number, string>();
  const formats = childOf(styles, "numFmts");
  for (const format of formats ? childrenOf(formats, "numFmt") : []) own.set(Number(attributeOf(format, "numFmtId")), attributeOf(format, "formatCode") ?? "");
  const cells = childOf(styles, "cellXfs");
  return (cells ? childrenOf(cells, "xf") : []).map((style) => {
    const id = Number(attributeOf(style, "numFmtId") ?? 0);
    const code = own.get(id);
    return code === undefined ? kindOfBuiltIn(id) : kindOfCode(code);
  });
}

/** ECMA-376 18.8.30: 14 to 22 are dates and times, 27 to 36 and 50 to 58 dates of East Asian countries, 45 to 47 times. */
function kindOfBuiltIn(id: number): NumberKind {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)) return "date";
  return id === 9 || id === 10 ? "percent" : "number";
}

/** A format is one of dates where it names years, months, days, hours or seconds outside quotes and brackets. */
function kindOfCode(code: string): NumberKind {
  const [positive = ""] = code.replace(/"[^"]*"|\\.|_.|\*./g, "").split(";");
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) return "number";
  const plain = positive.replace(/\[[^[\]]*\]/g, "");
  if (/general/i.test(plain)) return "number";
  if (/[dmyhs]/i.test(plain)) return "date";
  return plain.includes("%") ? "percent" : "number";
}

/** A number as its format has it. `epoch` is where day 0 of the workbook lies. */
export function numberCell(value: number, kind: NumberKind, epoch: "1900" | "1904"): Cell {
  if (kind === "percent") return { percent: Number((value * 100).toPrecision(15)) };
  const date = kind === "date" ? dateOfSerial(value, epoch) : undefined;
  return date === undefined ? value : { date };
}

/**
 * Days since the epoch as an instant, seconds rounded to whole minutes; undefined beyond what a plan can hold. In the system
 * of 1900, day 60 is 29 February 1900, which never was: earlier days lie one later than later ones count.
 */
export function dateOfSerial(serial: number, epoch: "1900" | "1904"): Minute | undefined {
  if (!Number.isFinite(serial) || Math.abs(serial) > 1e6) return undefined;
  const start = epoch === "1904" ? minuteOf(1904, 1, 1) : minuteOf(1899, 12, serial < 60 ? 31 : 30);
  const minute = (start + Math.round(serial * MINUTES_PER_DAY)) as Minute;
  return minute < EARLIEST_MINUTE || minute > LATEST_MINUTE ? undefined : minute;
}

/** The inverse of `dateOfSerial` in the system of 1900. */
export function serialOfDate(date: Minute): number {
  const serial = (date - minuteOf(1899, 12, 30)) / MINUTES_PER_DAY;
  return serial < 61 ? serial - 1 : serial;
}

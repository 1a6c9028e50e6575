/** Makes numbers that say where they come from: value, words, source and formula in one. */
import { chanceText } from "../risk/chance-words.ts";
import { civilOf, dayNumberOf, type Minute } from "../time/minute.ts";
import type { ProvenNumber } from "./status-input.ts";

interface Origin {
  readonly source: string;
  readonly formula?: string;
  readonly asOf: Minute;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "9 Dec 2026". An instant at midnight belongs to the day that it ends. */
export function dateText(minute: number): string {
  return dayText(dayNumberOf(Math.ceil(minute - 1) as Minute));
}

/** "9 Dec 2026" of a day number. */
export function dayText(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber);
  return `${day} ${MONTHS[month - 1] ?? ""} ${year}`;
}

/** "EUR 14,250". */
export function centsText(cents: number, currency: string): string {
  const digits = String(Math.round(Math.abs(cents) / 100));
  const groups = [digits.slice(0, digits.length % 3 || 3)];
  for (let at = digits.length % 3 || 3; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  const whole = groups.join(",");
  return `${cents < 0 ? "−" : ""}${currency} ${whole}`.trim();
}

/** "1 day", "12 days". */
export function daysText(days: number): string {
  const rounded = Math.round(Math.abs(days) * 10) / 10;
  return `${rounded} ${rounded === 1 ? "day" : "days"}`;
}

export function instantNumber(id: string, label: string, value: Minute, origin: Origin): ProvenNumber {
  return { id, label, value, unit: "instant", text: dateText(value), ...origin };
}

export function shareNumber(id: string, label: string, value: number, origin: Origin): ProvenNumber {
  return { id, label, value, unit: "share", text: chanceText(value), ...origin };
}

export function percentNumber(id: string, label: string, value: number, origin: Origin): ProvenNumber {
  return { id, label, value, unit: "percent", text: `${Math.round(value)} %`, ...origin };
}

export function moneyNumber(id: string, label: string, value: number, currency: string, origin: Origin): ProvenNumber {
  return { id, label, value, unit: "cents", text: centsText(value, currency), ...origin };
}

export function daysNumber(id: string, label: string, value: number, origin: Origin): ProvenNumber {
  return { id, label, value, unit: "days", text: daysText(value), ...origin };
}

export function countNumber(id: string, label: string, value: number, origin: Origin): ProvenNumber {
  return { id, label, value, unit: "count", text: String(value), ...origin };
}

export function ratioNumber(id: string, label: string, value: number, origin: Origin): ProvenNumber {
  return { id, label, value, unit: "ratio", text: value.toFixed(2), ...origin };
}

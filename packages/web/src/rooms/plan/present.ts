/** What the page knows of the person's time and place: the wall clock, and how dates are ordered there. */
import type { DateOrder } from "@leadline/engine/time/date-text.ts";
import { minuteOf, parseIso, type Minute } from "@leadline/engine/time/minute.ts";

/** This computer's wall clock, or in test mode the instant that the address asks for. */
export function nowAt(asked: string | null): Minute {
  const forced = asked === null ? undefined : parseIso(asked);
  if (forced !== undefined) return forced;
  const now = new Date();
  return minuteOf(now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes());
}

export function localDateOrder(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(2026, 11, 4)).flatMap(({ type }) => (type === "day" || type === "month" || type === "year" ? [type.charAt(0)] : []));
  const order = parts.join("");
  return order === "mdy" || order === "ymd" ? order : "dmy";
}

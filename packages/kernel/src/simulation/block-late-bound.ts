/** How late a predecessor may be for the sake of a link that crosses calendars. */
import { nextStart, workedAt, type CalendarTable } from "../calendar-table.ts";
import { LINK, type Network } from "../network.ts";
import { stepLag } from "../node-span.ts";

/** Worked ticks of the predecessor's calendar at which its end of link `k` must stand, where the successor's late start is `instant`. */
export function lateBoundOfLink(net: Network, k: number, from: CalendarTable, instant: number): number {
  const isFromStart = (net.linkType[k] & LINK.SS) !== 0;
  return workedAt(from, stepLag(net, k, isFromStart ? nextStart(from, instant) : instant, -1));
}

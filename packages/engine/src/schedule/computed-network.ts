/** A network with its dates: everything that scheduling knows. Never leaves the schedule stage. */
import type { NetworkDates } from "@leadline/kernel/network.ts";
import type { PrimaveraDates, PrimaveraNetwork } from "@leadline/kernel/primavera/network.ts";
import type { CalendarTables } from "./calendar-tables.ts";
import type { CompiledNetwork } from "./network-of.ts";

export interface ComputedNetwork {
  readonly compiled: CompiledNetwork;
  readonly dates: NetworkDates;
  readonly calendars: CalendarTables;
  /** Which end of the project is fixed. */
  readonly from: "start" | "finish";
  /** Present where dates follow Primavera's rules; its dates are `dates`. */
  readonly primavera?: { readonly net: PrimaveraNetwork; readonly dates: PrimaveraDates };
}

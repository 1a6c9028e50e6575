/** Whom each delayed task of a finished levelling waits for: read off from where everything stands in the end. */
import { finishAt } from "@leadline/kernel/calendar-table.ts";
import { emptyFootprint, placeDemand, type Demand } from "./demand.ts";
import type { LevelingModel } from "./leveling-model.ts";
import type { Move } from "./sweep-state.ts";

/** Where tasks stand and how long levelling delays them, by node in ticks. */
export interface StandingDates {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly delay: Float64Array;
}

/** Per delayed node the resource that was asked for, and the task there that was done last before the node starts. */
export function waitsIn(model: LevelingModel, dates: StandingDates, nodes: Iterable<number> = dates.delay.keys()): ReadonlyMap<number, Move> {
  const released = releasesOf(model, dates);
  const waits = new Map<number, Move>();
  for (const node of nodes) {
    if ((dates.delay[node] ?? 0) <= 0 || model.holds[node] !== undefined) continue;
    const wait = waitOf(model, dates, { node, released });
    if (wait) waits.set(node, wait);
  }
  return waits;
}

interface Release {
  readonly node: number;
  readonly end: number;
}

/** Per person who frees it when, in order of time. */
function releasesOf(model: LevelingModel, dates: StandingDates): readonly (readonly Release[])[] {
  const released = model.people.map((): Release[] => []);
  for (const demand of model.demands.flat()) released[demand.person]?.push({ node: demand.node, end: endOf(demand, dates) });
  for (const list of released) list.sort((a, b) => a.end - b.end || a.node - b.node);
  return released;
}

function endOf(demand: Demand, { start, finish }: StandingDates): number {
  const footprint = emptyFootprint(demand);
  placeDemand(footprint, demand, start[demand.node] ?? 0, finish[demand.node] ?? 0);
  return finishAt(demand.table, footprint.to);
}

/** The latest release before the start of the node and after its start by logic; without one the resource is not there, or room was made for a task that comes later. */
function waitOf(model: LevelingModel, { start, delay }: StandingDates, { node, released }: { readonly node: number; readonly released: readonly (readonly Release[])[] }): Move | undefined {
  const begin = start[node] ?? 0;
  const logic = begin - (delay[node] ?? 0);
  let found: (Move & { readonly end: number }) | undefined;
  for (const { person } of model.demands[node] ?? []) {
    const release = released[person]?.findLast(({ end, node: other }) => other !== node && end <= begin && end > logic);
    if (release && (!found || release.end > found.end)) found = { person, holder: release.node, key: "search", way: "whole", end: release.end };
  }
  const person = model.demands[node]?.[0]?.person;
  return found ?? (person === undefined ? undefined : { person, holder: -1, key: "search", way: "whole" });
}

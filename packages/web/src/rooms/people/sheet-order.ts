/** The order of the resource sheet. */
import type { Resource } from "@leadline/engine/model/records.ts";

/** By rank, ties by id. */
export function compareRanks(a: Resource, b: Resource): number {
  return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1;
}

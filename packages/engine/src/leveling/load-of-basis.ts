/** The book for a basis: by buckets, or at every instant. */
import { bucketLoad } from "./bucket-load.ts";
import { bucketsOf } from "./buckets.ts";
import type { Person } from "./capacity.ts";
import { instantLoad } from "./instant-load.ts";
import type { Basis } from "./leveling.ts";
import type { Load } from "./load.ts";

/** `firstTick`: no demand begins before it. */
export function loadOf(people: readonly Person[], basis: Basis, given: { readonly firstTick: number; readonly weekStartDay: number }): Load {
  return basis === "minute" ? instantLoad(people) : bucketLoad(people, bucketsOf(basis, given.weekStartDay), given.firstTick);
}

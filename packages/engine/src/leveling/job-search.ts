/** The door of the optimiser for bare jobs without calendars, as research instances state them: a search in slices, with its bounds. */
import { makeInstance } from "@leadline/kernel/leveling/instance.ts";
import { criticalPathBound } from "@leadline/kernel/leveling/lower-bound.ts";
import { startSearch, type Progress, type Search } from "@leadline/kernel/leveling/search.ts";

export type JobSearchProgress = Progress;

/** Durations and times are whole units of any length. */
export interface Job {
  readonly number: number;
  readonly duration: number;
  /** Units of each resource, by its place. */
  readonly requests: readonly number[];
  /** Numbers of the jobs that start when this one has ended. */
  readonly successors: readonly number[];
}

export interface JobInstance {
  readonly jobs: readonly Job[];
  readonly resources: readonly { readonly name: string; readonly capacity: number }[];
}

export interface JobSearch extends Search {
  /** Length of the longest chain of links, with resources left aside. */
  readonly criticalPathBound: number;
}

/** Or why no schedule exists, as a sentence. `starts` of the search stand in the order of `jobs`. */
export function searchJobs({ jobs, resources }: JobInstance, seed: number): { readonly ok: true; readonly search: JobSearch } | { readonly ok: false; readonly sentence: string } {
  const place = new Map(jobs.map(({ number }, at) => [number, at]));
  const arcs = jobs.flatMap(({ duration, successors }, from) => successors.flatMap((number) => ({ from, to: place.get(number) ?? -1, lag: duration }))).filter(({ to }) => to >= 0);
  const made = makeInstance({
    durations: jobs.map(({ duration }) => duration),
    arcFrom: arcs.map(({ from }) => from),
    arcTo: arcs.map(({ to }) => to),
    arcLag: arcs.map(({ lag }) => lag),
    capacities: resources.map(({ capacity }) => capacity),
    demands: jobs.flatMap(({ requests }) => requests),
  });
  if (!("fault" in made)) return { ok: true, search: { ...startSearch(made, { seed }), criticalPathBound: criticalPathBound(made) } };
  if (made.fault === "length") return { ok: false, sentence: `The jobs may take ${made.horizon} units of time one after the other; a search takes up to ${made.most}. Maybe state durations in longer units.` };
  const job = jobs[made.activity];
  if (made.fault === "loop") return { ok: false, sentence: `Job ${job?.number} waits for itself over its predecessors, so no schedule exists. Maybe take one of those links out.` };
  const resource = resources[made.resource];
  return { ok: false, sentence: `Job ${job?.number} needs ${job?.requests[made.resource]} units of ${resource?.name}, which has ${resource?.capacity}, so no schedule exists.` };
}

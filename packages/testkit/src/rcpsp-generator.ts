/** Seeded project instances with limited resources, as the text of a PSPLIB file; built in the manner of the published generators. */
import { mulberry32 } from "./network-generator.ts";

export interface RcpspOptions {
  /** Jobs that take time; a first and a last one of no duration are added. */
  readonly jobs: number;
  readonly seed: number;
  /** Successors per job at the least, on average. */
  readonly complexity?: number;
  /** Share of the resources that a job needs. */
  readonly resourceFactor?: number;
  /** 0: capacity just suffices for each job alone; 1: nothing ever waits for a resource. */
  readonly resourceStrength?: number;
}

const RESOURCES = 4;
const LONGEST = 10;
const MOST_UNITS = 10;

export function rcpspText({ jobs, seed, complexity = 1.8, resourceFactor = 0.5, resourceStrength = 0.2 }: RcpspOptions): string {
  const draw = mulberry32(seed);
  const below = (end: number): number => Math.floor(draw() * end);
  const last = jobs + 1;
  const durations = Array.from({ length: jobs + 2 }, (_, job) => (job === 0 || job === last ? 0 : 1 + below(LONGEST)));
  const successors = Array.from({ length: jobs + 2 }, () => new Set<number>());
  for (let job = 2; job <= jobs; job += 1) successors[job - 1 - below(Math.min(job - 1, 8))]?.add(job);
  for (let more = jobs * (complexity - 1); more > 0; more -= 1) {
    const job = 1 + below(jobs);
    const next = job + 1 + below(12);
    if (next <= jobs) successors[job]?.add(next);
  }
  const hasPredecessor = new Set(successors.flatMap((next) => [...next]));
  for (let job = 1; job <= jobs; job += 1) {
    if (!hasPredecessor.has(job)) successors[0]?.add(job);
    if (successors[job]?.size === 0) successors[job]?.add(last);
  }
  const requests = durations.map((duration) => Array.from({ length: RESOURCES }, () => (duration > 0 && draw() < resourceFactor ? 1 + below(MOST_UNITS) : 0)));
  const capacities = Array.from({ length: RESOURCES }, (_, resource) => {
    const least = Math.max(1, ...requests.map((row) => row[resource] ?? 0));
    return least + Math.round(resourceStrength * (peakWithoutWaiting(durations, successors, requests, resource) - least));
  });
  return fileText({ durations, successors, requests, capacities });
}

/** Most units of one resource in use when every job starts as soon as its predecessors end. */
function peakWithoutWaiting(durations: readonly number[], successors: readonly ReadonlySet<number>[], requests: readonly (readonly number[])[], resource: number): number {
  const starts = durations.map(() => 0);
  const used: number[] = [];
  durations.forEach((duration, job) => {
    const start = starts[job] ?? 0;
    for (const next of successors[job] ?? []) starts[next] = Math.max(starts[next] ?? 0, start + duration);
    for (let t = start; t < start + duration; t += 1) used[t] = (used[t] ?? 0) + (requests[job]?.[resource] ?? 0);
  });
  return used.reduce((most, units) => Math.max(most, units ?? 0), 0);
}

interface Parts {
  readonly durations: readonly number[];
  readonly successors: readonly ReadonlySet<number>[];
  readonly requests: readonly (readonly number[])[];
  readonly capacities: readonly number[];
}

function fileText({ durations, successors, requests, capacities }: Parts): string {
  const stars = "*".repeat(72);
  const columns = (numbers: readonly number[]): string => numbers.map((number) => String(number).padStart(5)).join(" ");
  const names = capacities.map((_, resource) => `R ${resource + 1}`).join("  ");
  return [
    stars,
    "file with basedata            : generated",
    stars,
    `jobs (incl. supersource/sink ):  ${durations.length}`,
    stars,
    "PRECEDENCE RELATIONS:",
    "jobnr.    #modes  #successors   successors",
    ...successors.map((next, job) => columns([job + 1, 1, next.size, ...[...next].sort((a, b) => a - b).map((number) => number + 1)])),
    stars,
    "REQUESTS/DURATIONS:",
    `jobnr. mode duration  ${names}`,
    "-".repeat(72),
    ...durations.map((duration, job) => columns([job + 1, 1, duration, ...(requests[job] ?? [])])),
    stars,
    "RESOURCEAVAILABILITIES:",
    `  ${names}`,
    columns(capacities),
    stars,
    "",
  ].join("\n");
}

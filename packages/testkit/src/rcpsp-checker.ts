/**
 * Judges a schedule of a PSPLIB instance from the text of its file alone: every successor waits, and no resource is ever used
 * beyond its capacity. Reads the file by itself, so that a mistake of the product's reader is seen too.
 */

export interface RcpspFacts {
  /** Jobs as the file numbers them, from 1; the first and the last take no time. */
  readonly durations: readonly number[];
  readonly successors: readonly (readonly number[])[];
  readonly requests: readonly (readonly number[])[];
  readonly capacities: readonly number[];
}

/** Facts of a single-mode file; throws on anything else, since only tests and benchmarks call it. */
export function rcpspFacts(text: string): RcpspFacts {
  const successors = linesOf(text, "PRECEDENCE RELATIONS").map((numbers) => numbers.slice(3));
  const requests = linesOf(text, "REQUESTS/DURATIONS");
  const capacities = linesOf(text, "RESOURCEAVAILABILITIES").at(-1) ?? [];
  const jobs = Number(/^jobs[^:]*:\s*(\d+)/m.exec(text)?.[1]);
  if (requests.length !== jobs || successors.length !== jobs || capacities.length === 0) throw new Error(`This is no PSPLIB file that the checker can read: ${jobs} jobs, ${requests.length} durations`);
  return { durations: requests.map((numbers) => numbers[2] ?? 0), successors, requests: requests.map((numbers) => numbers.slice(3)), capacities };
}

/** Lines of numbers in a section, up to the row of stars. */
function linesOf(text: string, title: string): number[][] {
  const section = text.replaceAll("\r", "").split(`${title}:`)[1]?.split("***")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => /^[\s\d]*\d[\s\d]*$/.test(line))
    .map((line) => line.trim().split(/\s+/).map(Number));
}

/**
 * What is wrong with the given starts (one per job, in the file's order); empty where nothing is. `makespan`, where it is
 * given, must be the finish of the last job.
 */
export function rcpspFaults(text: string, starts: ArrayLike<number>, makespan?: number): readonly string[] {
  const facts = rcpspFacts(text);
  const { durations } = facts;
  if (starts.length !== durations.length) return [`${starts.length} starts for ${durations.length} jobs`];
  const finish = (job: number): number => (starts[job] ?? NaN) + (durations[job] ?? NaN);
  const faults = durations.flatMap((_, job) => (Number.isInteger(starts[job]) && (starts[job] ?? -1) >= 0 ? [] : [`job ${job + 1} starts at ${starts[job]}`]));
  if (faults.length > 0) return faults;
  const end = Math.max(...durations.map((_, job) => finish(job)));
  if (makespan !== undefined && makespan !== end) faults.push(`the makespan is said to be ${makespan} and is ${end}`);
  return [...faults, ...precedenceFaults(facts, starts, finish), ...capacityFaults(facts, starts, finish, end)];
}

function precedenceFaults({ successors }: RcpspFacts, starts: ArrayLike<number>, finish: (job: number) => number): string[] {
  return successors.flatMap((list, job) =>
    list.flatMap((next) => ((starts[next - 1] ?? NaN) >= finish(job) ? [] : [`job ${next} starts at ${starts[next - 1]}, before job ${job + 1} ends at ${finish(job)}`])),
  );
}

function capacityFaults({ durations, requests, capacities }: RcpspFacts, starts: ArrayLike<number>, finish: (job: number) => number, end: number): string[] {
  const faults: string[] = [];
  capacities.forEach((capacity, resource) => {
    const used = new Array<number>(end).fill(0);
    durations.forEach((_, job) => {
      for (let time = starts[job] ?? 0; time < finish(job); time += 1) used[time] = (used[time] ?? 0) + (requests[job]?.[resource] ?? 0);
    });
    const at = used.findIndex((sum) => sum > capacity);
    if (at >= 0) faults.push(`resource ${resource + 1} is used ${used[at]} of ${capacity} at ${at}`);
  });
  return faults;
}

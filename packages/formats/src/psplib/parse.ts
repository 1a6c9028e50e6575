/** Takes a PSPLIB instance (.sm, single mode) apart: jobs, their successors and needs, and what each resource can give. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ReadLimits } from "../plan-file-types.ts";

export interface PsplibJob {
  readonly number: number;
  readonly duration: number;
  /** Units of each renewable resource, by its place. */
  readonly requests: readonly number[];
  readonly successors: readonly number[];
  readonly line: number;
}

export interface PsplibInstance {
  readonly jobs: readonly PsplibJob[];
  /** Names and capacities of the renewable resources. */
  readonly resources: readonly { readonly name: string; readonly capacity: number }[];
  /** How many resources of the instance are used up by use, which a plan does not know. */
  readonly nonrenewable: number;
}

/** What the file begins with: stars, and a line that names its source. */
export const PSPLIB_HEAD = /^\s*\*{10,}\r?\n(?:file with basedata|projects)\s*:/;

const NUMBER = /^\d{1,9}$/;

export function parsePsplib(text: string, limits: ReadLimits): { instance: PsplibInstance; problems: Problem[] } | { failure: Problem } {
  const lines = text.split("\n");
  if (lines.length > limits.maxElements) return { failure: odd("psplib/too-many-lines", `The file has more than the limit of ${limits.maxElements} lines, so it was not read.`) };
  const sections = sectionsOf(lines);
  const problems: Problem[] = [];
  const successors = successorsOf(sections.get("PRECEDENCE RELATIONS") ?? [], problems);
  if ("failure" in successors) return successors;
  const requests = sections.get("REQUESTS/DURATIONS") ?? [];
  const capacities = sections.get("RESOURCEAVAILABILITIES") ?? [];
  if (requests.length === 0 || capacities.length === 0) {
    return { failure: odd("psplib/section", "The file has no part REQUESTS/DURATIONS or RESOURCEAVAILABILITIES, so it is no whole PSPLIB instance.") };
  }
  const kinds = resourceNames(capacities[0]?.text ?? "");
  const given = numbersOf(capacities[1]?.text ?? "");
  const renewable = kinds.flatMap((name, at) => (name.startsWith("R") ? [{ name, capacity: given[at] ?? 0, at }] : []));
  const jobs = new Map<number, PsplibJob>();
  for (const { text: row, line } of requests) {
    const [number, , duration, ...needs] = numbersOf(row);
    if (number === undefined || duration === undefined) continue;
    if (jobs.has(number)) problems.push(odd("psplib/job-twice", `Line ${line} tells job ${number} again; the first counts.`, line));
    else jobs.set(number, { number, duration, requests: renewable.map(({ at }) => needs[at] ?? 0), successors: successors.byJob.get(number) ?? [], line });
  }
  for (const { number, successors: named, line } of jobs.values()) {
    const missing = named.filter((successor) => !jobs.has(successor));
    if (missing.length > 0) problems.push(odd("link/missing-task", `Job ${number} in line ${line} is followed by job ${missing.slice(0, 5).join(", ")}, which the file does not list; such links were left out.`, line));
  }
  if (jobs.size === 0) return { failure: odd("psplib/no-jobs", "The file lists no jobs with durations, so it is no whole PSPLIB instance.") };
  return { instance: { jobs: [...jobs.values()], resources: renewable.map(({ name, capacity }) => ({ name, capacity })), nonrenewable: kinds.length - renewable.length }, problems };
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/** The lines of each part, without rules and headings of columns. */
function sectionsOf(lines: readonly string[]): ReadonlyMap<string, Line[]> {
  const sections = new Map<string, Line[]>();
  let open: Line[] | undefined;
  lines.forEach((whole, index) => {
    const text = whole.slice(0, MOST_LINE).trim();
    const title = /^([A-Z/ ]+):?$/.exec(text)?.[1];
    if (title !== undefined && /[A-Z]{5}/.test(title)) {
      open = [];
      if (!sections.has(title)) sections.set(title, open);
    } else if (/^[*-]{5,}$/.test(text) || text === "" || /^jobnr/i.test(text)) return;
    else open?.push({ text, line: index + 1 });
  });
  return sections;
}

/** A job with ten thousand successors still fits. */
const MOST_LINE = 100_000;

function numbersOf(text: string): number[] {
  return text.split(/\s+/).filter((word) => NUMBER.test(word)).map(Number);
}

/** `R 1  R 2  N 1` */
function resourceNames(text: string): string[] {
  return [...text.matchAll(/([RND])\s*(\d{1,4})/g)].map(([, kind, number]) => `${kind}${number}`);
}

function successorsOf(lines: readonly Line[], problems: Problem[]): { byJob: ReadonlyMap<number, readonly number[]> } | { failure: Problem } {
  const byJob = new Map<number, readonly number[]>();
  for (const { text, line } of lines) {
    const [job, modes, count, ...successors] = numbersOf(text);
    if (job === undefined) continue;
    if (modes !== undefined && modes > 1) return { failure: odd("psplib/modes", `Job ${job} in line ${line} can be done in ${modes} ways; Leadline reads instances with one way for each job (.sm).`, line) };
    if (count !== successors.length) problems.push(odd("psplib/successors", `Job ${job} in line ${line} is said to have ${count ?? "no"} successors and lists ${successors.length}; those listed count.`, line));
    byJob.set(job, [...new Set(successors)]);
  }
  return { byJob };
}

function odd(code: string, message: string, line?: number): Problem {
  return { code, message, ...(line !== undefined && { line }) };
}

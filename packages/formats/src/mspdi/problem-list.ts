/** Collects what is odd about a plan while it is read, at most so many sentences of a kind. */
import type { Problem } from "@leadline/engine/base/problem.ts";

export interface ProblemList {
  readonly add: (problem: Problem) => void;
  /** What was added, plus one sentence for each kind of which more was found than is told. */
  readonly all: () => Problem[];
}

/** A damaged file can be odd in the same way ten thousand times; nobody reads that. */
const TOLD_PER_CODE = 100;

export function startProblemList(): ProblemList {
  const told: Problem[] = [];
  const counts = new Map<string, number>();
  return {
    add: (problem) => {
      const count = (counts.get(problem.code) ?? 0) + 1;
      counts.set(problem.code, count);
      if (count <= TOLD_PER_CODE) told.push(problem);
    },
    all: () => [...told, ...untold(told, counts)],
  };
}

function untold(told: readonly Problem[], counts: ReadonlyMap<string, number>): Problem[] {
  const more: Problem[] = [];
  for (const [code, count] of counts) {
    const last = told.findLast((problem) => problem.code === code);
    if (count > TOLD_PER_CODE && last) {
      more.push({ code, message: `${count - TOLD_PER_CODE} more of the same kind were found; the last one told is: ${last.message}` });
    }
  }
  return more;
}

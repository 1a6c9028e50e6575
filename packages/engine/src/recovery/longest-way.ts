/** The longest way through a network: when the last of its tasks is done. */

/** Lengths in any unit; `before` holds the places of the tasks that must be done before, all of them smaller than the task's own. */
export function longestWay(lengths: Float64Array, before: readonly (readonly number[])[]): number {
  const end = new Float64Array(lengths.length);
  let most = 0;
  for (let at = 0; at < lengths.length; at += 1) {
    let start = 0;
    for (const other of before[at] ?? []) start = Math.max(start, end[other] ?? 0);
    end[at] = start + (lengths[at] ?? 0);
    most = Math.max(most, end[at] ?? 0);
  }
  return most;
}

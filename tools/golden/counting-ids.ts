/** Ids that are the same at every run. */

export function countingIds(): () => string {
  let count = 0;
  return () => String((count += 1));
}

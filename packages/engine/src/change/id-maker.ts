/** Makers of record ids that browser and server can agree on, because both count from the same seed. */

/**
 * Ids `${seed}.1`, `${seed}.2`, … in the order of asking. The seed is the request's Idempotency-Key (at most 50
 * characters, so that ids stay within 64), so a retry and both sides of the wire make identical records.
 * `const newId = seededIds("k7"); newId()` = "k7.1".
 */
export function seededIds(seed: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${seed}.${count}`;
  };
}

/** Assertions for our own mistakes; shells catch them, nobody else does. */

/**
 * Throws when `condition` is false: a bug of ours, never a user's mistake.
 * The message is a function, so that hot paths pay nothing for it.
 */
export function assert(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new Error(`Leadline bug: ${message()}`);
}

/** Makes a `switch` over a closed union exhaustive at compile time. */
export function unreachable(value: never): never {
  throw new Error(`Leadline bug: unexpected value ${JSON.stringify(value)}`);
}

/** Why the program cannot start, in the words that the person at the terminal reads. */

/** `message` is the whole sentence: what, where, why and what to do. Nothing else of it is shown. */
export class StartFailure extends Error {}

/** The system's own code of a failed call (`ENOSPC`, `EACCES`), `undefined` for anything else. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Something readable of whatever was thrown; libraries also throw `undefined`. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && error.message !== "") return error.message;
  return typeof error === "string" && error !== "" ? error : "no reason was given";
}

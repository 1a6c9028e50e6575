/** Why an edit was refused, as one text for the screen. */
import type { EditResult } from "./project-store.ts";

/** `undefined` where it was granted. */
export function refusalText(result: EditResult): string | undefined {
  return result.ok ? undefined : result.refusals.map(({ message }) => message).join(" ");
}

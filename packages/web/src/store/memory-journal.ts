/** A journal that lives as long as its owner: where the browser keeps no database, and in tests. */
import type { EditJournal } from "./project-server.ts";
import type { PendingEdit } from "./project-store.ts";

/** Several journals opened one after the other on the same `rows` find what the last one left. */
export function memoryJournal(rows: Map<string, PendingEdit> = new Map()): EditJournal<PendingEdit> {
  return {
    left: [...rows.values()],
    put: (edit) => void rows.set(edit.key, edit),
    remove: (key) => void rows.delete(key),
    close: () => undefined,
  };
}

/** React's view on the desk: a component draws again only when its selected part changes. */
import { useSyncExternalStore } from "react";
import type { Desk, DeskState } from "./desk.ts";

/** `select` must return a part of the state as it is, or a plain text, number or truth value. */
export function useDesk<T>(desk: Desk, select: (state: DeskState) => T): T {
  return useSyncExternalStore(desk.subscribe, () => select(desk.get()));
}

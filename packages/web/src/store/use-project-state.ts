/** React's view on a project store: a component draws again only when its selected part changes. */
import { useRef, useSyncExternalStore } from "react";
import type { ProjectState, ProjectStore } from "./project-store.ts";

/** `select` must return a part of the state as it is (same reference for same content), not a fresh object. */
export function useProjectState<T>(store: ProjectStore, select: (state: ProjectState) => T): T {
  const latest = useRef(select);
  latest.current = select;
  return useSyncExternalStore(store.subscribe, () => latest.current(store.getState()));
}

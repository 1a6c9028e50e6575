/** `window.leadline.idle()`: tests ask it when everything that was begun has come to rest. */
import type { ProjectStore } from "./project-store.ts";

declare global {
  interface Window {
    leadline?: { readonly idle: () => Promise<void> };
  }
}

const openStores = new Set<ProjectStore>();
const running = new Set<Promise<unknown>>();

/** Counts a store as open until the returned function is called. */
export function countStore(store: ProjectStore): () => void {
  openStores.add(store);
  return () => openStores.delete(store);
}

/** Counts something that is under way, an import for example. */
export function countRunning(work: Promise<unknown>): void {
  const done = (): void => void running.delete(work);
  running.add(work);
  work.then(done, done);
}

export function offerIdle(): void {
  window.leadline = {
    idle: async () => {
      while (running.size > 0) await Promise.allSettled([...running]);
      await Promise.all([...openStores].map((store) => store.idle()));
    },
  };
}

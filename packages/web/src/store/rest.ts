/** `window.leadline`: tests ask it when everything that was begun has come to rest, and what the page holds then. */
import { recordsOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import type { ProjectStore } from "./project-store.ts";

declare global {
  interface Window {
    leadline?: {
      readonly idle: () => Promise<void>;
      /** Records of the open projects as they are shown, by project key. */
      readonly records: () => Readonly<Record<string, readonly KindedRecord[]>>;
    };
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

export function offerToTests(): void {
  window.leadline = {
    idle: async () => {
      do {
        await Promise.allSettled([...running]);
        await Promise.all([...openStores].map((store) => store.idle()));
      } while (running.size > 0);
    },
    records: () => Object.fromEntries([...openStores].map((store) => [store.getState().key, [...recordsOf(store.getState().project)]])),
  };
}

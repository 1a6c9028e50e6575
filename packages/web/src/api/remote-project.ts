/** A project of this server, opened in this browser: records over HTTP, unconfirmed edits kept in the browser's database. */
import { openBrowserJournal } from "../store/browser-journal.ts";
import { memoryJournal } from "../store/memory-journal.ts";
import { newId } from "../store/new-id.ts";
import { openProjectStore } from "../store/open-project.ts";
import type { ProjectStore } from "../store/project-store.ts";
import { countStore } from "../store/rest.ts";
import { httpProject } from "./http-project.ts";
import type { ProjectSummary } from "./projects.ts";

/** Rejects with a sentence when the records cannot be read. */
export async function openRemoteProject(project: Pick<ProjectSummary, "id" | "key">, actor: string): Promise<ProjectStore> {
  // A browser that keeps no database (a private window, perhaps) still edits; its edits last as long as the page.
  const journal = await openBrowserJournal(project.id, newId()).catch(() => memoryJournal());
  try {
    const store = await openProjectStore({ projectId: project.id, server: httpProject(project), journal, actor, newKey: newId, now: Date.now });
    const uncount = countStore(store);
    return closingWith(store, uncount);
  } catch (problem) {
    journal.close();
    throw problem;
  }
}

function closingWith(store: ProjectStore, also: () => void): ProjectStore {
  const close = store.close.bind(store);
  store.close = () => {
    also();
    close();
  };
  return store;
}

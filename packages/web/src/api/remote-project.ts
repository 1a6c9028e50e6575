/** A project of this server, opened in this browser: records over HTTP, unconfirmed edits kept in the browser's database. */
import { openBrowserJournal, projectsWithEditsLeft } from "../store/browser-journal.ts";
import { memoryJournal } from "../store/memory-journal.ts";
import { newId } from "../store/new-id.ts";
import { openProjectStore } from "../store/open-project.ts";
import type { ProjectStore } from "../store/project-store.ts";
import { countStore } from "../store/rest.ts";
import { ask } from "./http.ts";
import { httpProject } from "./http-project.ts";
import type { ProjectSummary } from "./projects.ts";

/** Who opens a project. */
export interface Opener {
  readonly id: string;
  readonly name: string;
  /** Why they cannot change it; absent where they can. */
  readonly readOnlyBecause?: string | undefined;
}

/** Rejects with a sentence when the records cannot be read. */
export async function openRemoteProject(project: Pick<ProjectSummary, "id" | "key">, { id, readOnlyBecause }: Opener): Promise<ProjectStore> {
  // A browser that keeps no database (a private window, perhaps) still edits; its edits last as long as the page.
  const journal = await openBrowserJournal(project.id, newId(), { id }).catch(() => memoryJournal());
  try {
    const store = await openProjectStore({ projectId: project.id, server: httpProject(project), journal, actor: id, readOnlyBecause, newKey: newId, now: Date.now });
    const uncount = countStore(store);
    return closedWhenAtRest(store, uncount);
  } catch (problem) {
    journal.close();
    throw problem;
  }
}

/** Sends what pages that were closed or crashed have left behind, for projects that nobody may open again soon. */
export async function sendEditsLeft(opener: Opener): Promise<void> {
  const ids = await projectsWithEditsLeft(opener).catch(() => []);
  for (const id of ids) {
    const project = await ask<ProjectSummary>(`/projects/${id}`).catch(() => undefined);
    const store = project && (await openRemoteProject(project, opener).catch(() => undefined));
    store?.close();
  }
}

/** A page that is left closes its project as soon as nothing is waiting; until then edits go on being sent. */
function closedWhenAtRest(store: ProjectStore, also: () => void): ProjectStore {
  const close = store.close.bind(store);
  store.close = () =>
    void store.idle().then(() => {
      also();
      close();
    });
  return store;
}

/** Opens one project for editing: loads it, lays the edits that an earlier page left behind on top, sends and listens. */
import { LiveProject, type LiveOptions } from "./live-project.ts";
import type { ProjectStore } from "./project-store.ts";

/** Rejects when the project cannot be loaded; afterwards no outage ends the store. */
export async function openProjectStore(options: LiveOptions): Promise<ProjectStore> {
  const loaded = await options.server.load();
  const live = new LiveProject(options, loaded);
  live.start();
  return live;
}

/** Marks on tasks whose people have too much to do: found beside the page after each rest of editing. */
import type { Overload } from "@leadline/engine/leveling/leveling.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { shortDate } from "@leadline/engine/views/plan-words.ts";
import { useEffect } from "react";
import { countRunning } from "../../../store/rest.ts";
import { workText } from "../../../ui/number-text.ts";
import type { Desk } from "../desk.ts";
import { useDesk } from "../use-desk.ts";
import { findOverloads, type OverloadSearch } from "./leveling-run.ts";

/** Edits come in bursts; the marks follow after such a rest. */
const REST_MS = 500;

export function useOverloadMarks(desk: Desk): void {
  const project = useDesk(desk, (state) => state.plan.project);
  useEffect(() => {
    const hasWork = project.records.assignment.size > 0 && project.records.resource.size > 0;
    if (!hasWork) {
      if (desk.get().overloads.size > 0) desk.update({ overloads: new Map() });
      return undefined;
    }
    const search = searchAfterRest(project);
    countRunning(search.found);
    void search.found.then((overloads) => {
      if (overloads && desk.get().plan.project === project) desk.update({ overloads: sentencesByTask(project, overloads, desk.thisYear) });
    });
    return search.stop;
  }, [desk, project]);
}

function searchAfterRest(project: Project): OverloadSearch {
  let stop = (): void => undefined;
  const found = new Promise<readonly Overload[] | undefined>((resolve) => {
    const timer = setTimeout(() => {
      const search = findOverloads(project);
      stop = search.stop;
      void search.found.then(resolve);
    }, REST_MS);
    stop = () => {
      clearTimeout(timer);
      resolve(undefined);
    };
  });
  return { found, stop: () => stop() };
}

/** One sentence for each task that has a part in an overload: the first one that it has a part in. */
function sentencesByTask(project: Project, overloads: readonly Overload[], thisYear: number): ReadonlyMap<string, string> {
  const sentences = new Map<string, string>();
  for (const { resourceId, from, demand, capacity, taskIds } of overloads) {
    const name = project.records.resource.get(resourceId)?.name ?? "A resource";
    const sentence = `${name} has too much to do: on ${shortDate(from, "start", thisYear)} ${workText(demand)} are asked, and there are ${workText(capacity)}.`;
    for (const id of taskIds) if (!sentences.has(id)) sentences.set(id, sentence);
  }
  return sentences;
}

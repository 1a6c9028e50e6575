/** React's way to a remote project: open while the component is there, closed when it goes. */
import { useEffect, useState } from "react";
import type { ProjectStore } from "../store/project-store.ts";
import { isPassing, sentenceOf } from "./http.ts";
import { openRemoteProject, type Opener } from "./remote-project.ts";

export interface RemoteProject {
  readonly store: ProjectStore | undefined;
  readonly problem: string | undefined;
  readonly retry: () => void;
}

const RETRY_MS = 1000;

/** `id` undefined: not known yet. */
export function useRemoteProject(id: string | undefined, key: string, { id: openerId, name, readOnlyBecause }: Opener): RemoteProject {
  const [store, setStore] = useState<ProjectStore>();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (id === undefined) return undefined;
    let isOver = false;
    let opened: ProjectStore | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setProblem(undefined);
    openRemoteProject({ id, key }, { id: openerId, name, readOnlyBecause }).then(
      (made) => {
        if (isOver) return made.close();
        opened = made;
        setStore(made);
      },
      (failure: unknown) => {
        if (isOver) return;
        setProblem(sentenceOf(failure));
        if (isPassing(failure)) timer = setTimeout(() => setAttempt(attempt + 1), RETRY_MS);
      },
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
      opened?.close();
      setStore(undefined);
    };
  }, [id, key, openerId, name, readOnlyBecause, attempt]);
  return { store, problem, retry: () => setAttempt((count) => count + 1) };
}

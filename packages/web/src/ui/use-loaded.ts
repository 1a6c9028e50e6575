/** Something that is asked of the server when a component appears: the value, or the sentence that says why there is none. */
import { useCallback, useEffect, useState } from "react";
import { sentenceOf } from "../api/http.ts";

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly problem: string | undefined;
  readonly reload: () => void;
}

/** `load` must be the same function as long as it would answer the same. The last value stays while it is asked again. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isOver = false;
    load().then(
      (answer) => {
        if (isOver) return;
        setValue(answer);
        setProblem(undefined);
      },
      (failure: unknown) => !isOver && setProblem(sentenceOf(failure)),
    );
    return () => {
      isOver = true;
    };
  }, [load, attempt]);
  return { value, problem, reload: useCallback(() => setAttempt((count) => count + 1), []) };
}

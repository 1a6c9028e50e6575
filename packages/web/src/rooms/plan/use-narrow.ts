/** Whether the screen is too narrow for grid and chart side by side. */
import { useSyncExternalStore } from "react";

const query = "(max-width: 720px)";

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}

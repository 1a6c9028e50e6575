/** Looks again every few seconds while the page is in sight: what others do is no event of the plan. */
import { useEffect } from "react";

const REFRESH_MS = 2000;

export function useRefreshed(reload: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
}

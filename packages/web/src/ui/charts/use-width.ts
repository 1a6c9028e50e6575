/** The width of a picture on the page: charts that are read on a phone lay themselves out anew instead of shrinking their letters. */
import { useEffect, useRef, useState, type RefObject } from "react";

/** In CSS pixels, between the two ends. */
export function useWidth<T extends HTMLElement>(least: number, most: number): { readonly ref: RefObject<T | null>; readonly width: number } {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(most);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(least, Math.min(most, Math.floor(entry.contentRect.width)))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [least, most]);
  return { ref, width };
}

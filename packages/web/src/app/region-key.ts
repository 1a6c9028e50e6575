/** F6 and Shift+F6: from region to region of the page, so that no grid or chart can trap the keyboard. */
import { useEffect } from "react";

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled):not([tabindex='-1']), select, textarea, [tabindex='0']";

/** Regions are marked `data-region`; one that holds other regions counts only through them. */
export function useRegionKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      event.preventDefault();
      focusRegion(event.shiftKey ? -1 : 1);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => !region.querySelector("[data-region]") && region.checkVisibility());
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  for (let turn = 1; turn <= regions.length; turn += 1) {
    const next = regions[(Math.max(at, step === 1 ? -1 : 0) + turn * step + regions.length * 2) % regions.length];
    const target = next && firstFocusable(next);
    if (target) return target.focus();
  }
}

function firstFocusable(region: HTMLElement): HTMLElement | undefined {
  const found = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find((element) => element.checkVisibility());
  return found ?? (region.tabIndex >= -1 && region.hasAttribute("tabindex") ? region : undefined);
}

/** Which number of the page somebody means when they ask for an explanation. */

/** The number that is meant: the one with the focus, else the one under the pointer. */
export function meantNumber(): Element | undefined {
  const focused = document.activeElement?.closest("[data-metric]");
  if (focused) return focused;
  return [...document.querySelectorAll(":hover")].at(-1)?.closest("[data-metric]") ?? undefined;
}

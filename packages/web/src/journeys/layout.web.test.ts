/** Facts about layout that eyes would find: no text is cut off without a sign, no control lies over another, and a screen shows enough of a plan. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPlan, projectsOf, runApp, visit, write, type ProjectFacts, type RunningApp } from "./driver.fixture.ts";

let app: RunningApp;
let samples: readonly ProjectFacts[];
beforeAll(async () => {
  app = await runApp();
  await write(app, "/samples", {});
  samples = await projectsOf(app);
});
afterAll(() => app?.stop());

const SIZES = [
  [1440, 900],
  [1280, 720],
  [360, 740],
] as const;

test.each(SIZES)("at %d x %d nothing is cut off or covered", async (width, height) => {
  const { page } = await visit(app, { width, height });
  for (const path of ["/", "/projects"]) {
    await page.goto(`${path}?motion=0`);
    await page.getByText("Sample").first().waitFor();
    expect(await flaws(page), path).toEqual([]);
  }
  for (const { key } of samples) {
    await page.goto(`/p/${key}/plan/gantt?motion=0`);
    await page.locator("[role=treegrid] [data-task], .pl-cards [data-task]").first().waitFor();
    expect(await flaws(page), key).toEqual([]);
  }
});

test("a desk's screen shows 27 rows and 9 weeks of a plan, with its columns", async () => {
  const [sample] = samples;
  const { page } = await openPlan(app, sample ?? { key: "" }, { width: 1440, height: 900 });
  const seen = await page.evaluate(() => {
    const scroller = document.querySelector(".pv-scroll")?.getBoundingClientRect();
    const rows = [...document.querySelectorAll("[role=treegrid] [data-task]")].map((row) => row.getBoundingClientRect());
    return {
      rows: rows.filter((row) => scroller && row.top >= scroller.top && row.bottom <= scroller.bottom).length,
      weeks: (document.querySelector(".pc-canvas")?.clientWidth ?? 0) / (7 * 13),
      columns: [...document.querySelectorAll(".pg-head-cell")].map((cell) => cell.getAttribute("title")),
    };
  });
  expect(seen.rows).toBeGreaterThanOrEqual(27);
  expect(seen.weeks).toBeGreaterThanOrEqual(9);
  expect(seen.columns).toEqual(["Row", "Marks", "Task name", "Duration", "Start", "Finish", "Predecessors"]);
});

/** Texts that are cut off without an ellipsis and a tooltip, and controls that lie over one another. */
function flaws(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().width > 1;
    const wordsOf = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 60)}”`;
    const hasOwnText = (element: Element): boolean => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "");

    const cut = [...document.querySelectorAll("body *")].filter((element) => hasOwnText(element) && isShown(element) && !element.closest(".ll-hidden, option, [aria-hidden=true]")).flatMap((element) => {
      const style = getComputedStyle(element);
      const isWider = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (!isWider || style.overflowX === "visible" || style.overflowX === "auto" || style.overflowX === "scroll") return [];
      if (style.textOverflow !== "ellipsis") return [`cut off without an ellipsis: ${wordsOf(element)}`];
      // A tap on a card opens the details, and there is no pointer that could hover.
      return element.closest("[title], .pl-card") ? [] : [`no tooltip says the whole of ${wordsOf(element)}`];
    });

    const controls = [...document.querySelectorAll("button, a[href], input, select, textarea")].filter(isShown);
    const boxes = controls.map((control) => control.getBoundingClientRect());
    const covered = controls.flatMap((control, index) =>
      controls.slice(index + 1).flatMap((other, offset) => {
        const [a, b] = [boxes[index], boxes[index + 1 + offset]];
        if (!a || !b || control.contains(other) || other.contains(control)) return [];
        const isOver = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        return isOver ? [`${wordsOf(control)} and ${wordsOf(other)} lie over one another`] : [];
      }),
    );
    return [...cut, ...covered];
  });
}

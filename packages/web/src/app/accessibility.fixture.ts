/** What is wrong with a page for people who use it by keyboard, by ear or with weak sight: WCAG 2.2 AA as far as a program can tell. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/**
 * One line per broken rule, with the places; none where all is well. `contrast` judges only the colours: enough for a
 * second theme, whose elements are the same.
 */
export async function accessibilityFaults(page: Page, judged: "everything" | "contrast" = "everything"): Promise<string[]> {
  // Pages have no frames, so one run in the page itself sees all of it.
  const rules = new AxeBuilder({ page }).setLegacyMode(true);
  const wanted = judged === "contrast" ? rules.withRules(["color-contrast"]) : rules.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
  const { violations } = await wanted.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" / ")}`);
}

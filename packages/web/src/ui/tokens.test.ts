/** Facts about the colour tokens: text and graphics stand out enough on every ground, in light and dark. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

function tokensOf(selector: string): ReadonlyMap<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`));
  return new Map([...block.slice(0, block.indexOf("\n}")).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

const light = tokensOf(":root");
const themes = { light, dark: new Map([...light, ...tokensOf(':root[data-mantine-color-scheme="dark"]')]) };

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = ["text", "muted", "accent", "on-track-text", "at-risk-text", "off-track-text", "no-evidence-text", "done-text"];
const GRAPHICS = ["control-border", "focus", "bar", "critical", "summary-bar", "baseline", "float", "link", "link-driving", "today", "deadline", "whisker", "on-track-fill", "at-risk-fill", "off-track-fill", "no-evidence-fill", "done-fill"];
const PAIRS: readonly (readonly [string, string, number])[] = [
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-hover", 4.5],
  ["on-today", "today", 4.5],
  ["accent", "selected", 4.5],
  ["text", "selected", 4.5],
  ["text", "hover", 4.5],
  ["bar-progress", "bar", 3],
];

for (const [theme, tokens] of Object.entries(themes)) {
  const ratio = (front: string, ground: string): number => contrast(tokens.get(front) ?? "", tokens.get(ground) ?? "");
  test.each(TEXTS)(`${theme}: text in %s can be read on page and raised ground`, (name) => {
    expect(Math.min(ratio(name, "bg"), ratio(name, "raised"))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(GRAPHICS)(`${theme}: graphics in %s stand out from the page`, (name) => {
    expect(ratio(name, "bg")).toBeGreaterThanOrEqual(3);
  });
  test.each(PAIRS)(`${theme}: %s stands out on %s`, (front, ground, least) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(least);
  });
}

/** The chart's colours, read from the design tokens whenever the appearance changes: a canvas does not follow style sheets by itself. */

const TOKENS = {
  bg: ["--bg", "Canvas"],
  raised: ["--raised", "Canvas"],
  text: ["--text", "CanvasText"],
  muted: ["--muted", "CanvasText"],
  border: ["--border", "GrayText"],
  nonworking: ["--nonworking", "Canvas"],
  selected: ["--selected", "Canvas"],
  accent: ["--accent", "Highlight"],
  bar: ["--bar", "CanvasText"],
  progress: ["--bar-progress", "Canvas"],
  critical: ["--critical", "LinkText"],
  hatch: ["--critical-hatch", "Canvas"],
  summary: ["--summary-bar", "CanvasText"],
  baseline: ["--baseline", "GrayText"],
  slack: ["--float", "CanvasText"],
  whisker: ["--whisker", "CanvasText"],
  link: ["--link", "CanvasText"],
  driving: ["--link-driving", "CanvasText"],
  today: ["--today", "Highlight"],
  onToday: ["--on-today", "HighlightText"],
  deadline: ["--deadline", "CanvasText"],
  late: ["--off-track-fill", "LinkText"],
} as const;

export type ChartColors = Readonly<Record<keyof typeof TOKENS, string>>;

/** In forced-colours mode the system's colours stand in for the tokens. */
export function readColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const isForced = matchMedia("(forced-colors: active)").matches;
  const read = ([token, system]: readonly [string, string]): string => (isForced ? system : style.getPropertyValue(token).trim());
  return {
    bg: read(TOKENS.bg),
    raised: read(TOKENS.raised),
    text: read(TOKENS.text),
    muted: read(TOKENS.muted),
    border: read(TOKENS.border),
    nonworking: read(TOKENS.nonworking),
    selected: read(TOKENS.selected),
    accent: read(TOKENS.accent),
    bar: read(TOKENS.bar),
    progress: read(TOKENS.progress),
    critical: read(TOKENS.critical),
    hatch: read(TOKENS.hatch),
    summary: read(TOKENS.summary),
    baseline: read(TOKENS.baseline),
    slack: read(TOKENS.slack),
    whisker: read(TOKENS.whisker),
    link: read(TOKENS.link),
    driving: read(TOKENS.driving),
    today: read(TOKENS.today),
    onToday: read(TOKENS.onToday),
    deadline: read(TOKENS.deadline),
    late: read(TOKENS.late),
  };
}

/** Calls back after colours, pixel density or fonts changed; returns the way to stop. */
export function onAppearance(changed: () => void): () => void {
  const watcher = new MutationObserver(changed);
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-mantine-color-scheme", "class", "style"] });
  const queries = ["(forced-colors: active)", "(prefers-color-scheme: dark)", "(min-resolution: 1.5dppx)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  document.fonts.addEventListener("loadingdone", changed);
  return () => {
    watcher.disconnect();
    document.fonts.removeEventListener("loadingdone", changed);
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

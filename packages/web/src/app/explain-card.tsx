/** E explains the number under the pointer or the focus: a card with what it means, how it came about and what would change it. */
import { explanationOf, type Explanation, type Term } from "@leadline/engine/views/explanation.ts";
import { X } from "lucide-react";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { useForecastState } from "../store/forecast.ts";
import { useProjectState } from "../store/use-project-state.ts";
import { IconButton } from "../ui/button.tsx";
import type { OpenProject } from "./open-project-context.ts";

interface ExplainCardProps {
  readonly open: OpenProject;
  /** What carries the number; nothing explains the chance of the promise. */
  readonly target: Element | undefined;
  readonly onClose: () => void;
}

export function ExplainCard({ open, target, onClose }: ExplainCardProps): ReactNode {
  const project = useProjectState(open.store, (state) => state.project);
  const schedule = useProjectState(open.store, (state) => state.schedule);
  const { facts } = useForecastState(open.forecast);
  const card = useRef<HTMLElement>(null);
  const shown = useMemo(() => cardOf(target, (term, taskId) => explanationOf(term, { project, schedule, facts, costs: open.project.permissions?.includes("costs.read") !== false ? "shown" : "hidden" }, taskId)), [target, project, schedule, facts, open]);
  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus();
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      onClose();
    };
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Node && !card.current?.contains(event.target)) onClose();
    };
    document.addEventListener("keydown", leave, { capture: true });
    document.addEventListener("pointerdown", away);
    return () => {
      document.removeEventListener("keydown", leave, { capture: true });
      document.removeEventListener("pointerdown", away);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [onClose]);
  return (
    <aside ref={card} className="ll-explain" role="dialog" aria-label={shown.title} tabIndex={-1} style={placeFor(target)}>
      <header>
        <h2>{shown.title}</h2>
        <IconButton label="Close the explanation" keys="Esc" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      {shown.sentences.map(([name, text]) => (
        <p key={name}>
          <strong>{name}</strong> {text}
        </p>
      ))}
    </aside>
  );
}

interface Shown {
  readonly title: string;
  readonly sentences: readonly (readonly [string, string])[];
}

/** Names of metrics, by their beginning, and the terms that explain them. */
const TERMS: readonly (readonly [RegExp, Term])[] = [
  [/^(promise-chance|option\.chance|chance)/, "chance"],
  [/^(finish-p80|option\.finish|finish\.p80)/, "p80"],
  [/^(contingency|cost-p80|budget-chance)/, "contingency"],
  [/^(project-CPI|cpi)/, "cpi"],
  [/^(project-SPI|spi)/, "spi"],
  [/^total-slack/, "totalSlack"],
  [/^driver/, "driver"],
];

/** What a number says of itself comes first where it says anything; then the card of its term; then its source. */
function cardOf(target: Element | undefined, ask: (term: Term, taskId: string | undefined) => Explanation | undefined): Shown {
  const metric = target?.getAttribute("data-metric") ?? (target ? "" : "promise-chance");
  const term = TERMS.find(([pattern]) => pattern.test(metric))?.[1];
  const found = term && (ask(term, target?.getAttribute("data-task-id") ?? undefined) ?? (term === "chance" ? ask("p80", undefined) : undefined));
  const own = ownWords(target);
  const sentences: readonly (readonly [string, string])[] = [...own, ...(found ? ([["It means:", found.meaning], ["How it came about:", found.computed], ["What would change it:", found.change]] as const) : [])];
  if (sentences.length > 0) return { title: found?.title ?? target?.textContent.trim() ?? "", sentences };
  return { title: "No explanation yet", sentences: [["Why:", "this plan has no ranges, no baseline or no status date yet, so there is nothing to reckon with. Type ranges such as 2/5/9d, or set a baseline."]] };
}

function ownWords(target: Element | undefined): readonly (readonly [string, string])[] {
  const described = target?.getAttribute("aria-describedby");
  const text = (described ? document.getElementById(described)?.innerText : target?.getAttribute("title")) ?? "";
  const lines = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  return lines.length === 0 ? [] : [["Here:", lines.join(". ")]];
}

/** Below the number, or above it where there is no room; within the window. */
function placeFor(target: Element | undefined): { readonly left: number; readonly top?: number; readonly bottom?: number } {
  const box = target?.getBoundingClientRect();
  if (!box) return { left: Math.max(8, innerWidth - 408), top: 56 };
  const left = Math.max(8, Math.min(box.left, innerWidth - 408));
  return box.bottom > innerHeight * 0.6 ? { left, bottom: innerHeight - box.top + 8 } : { left, top: box.bottom + 8 };
}

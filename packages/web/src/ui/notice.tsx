/** A sentence in place that says what happened, why, and what to do; trouble interrupts a screen reader, the rest does not. */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Tone = "neutral" | "good" | "attention" | "trouble";

const ICONS = { neutral: Info, good: CircleCheck, attention: TriangleAlert, trouble: CircleAlert } as const;

export function Notice({ tone = "neutral", children, verbs }: { readonly tone?: Tone; readonly children: ReactNode; readonly verbs?: ReactNode }): ReactNode {
  const Icon = ICONS[tone];
  return (
    <div className="ll-notice" data-tone={tone} role={tone === "trouble" ? "alert" : "status"}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <div className="ll-grow">{children}</div>
      {verbs && <div className="ll-row">{verbs}</div>}
    </div>
  );
}

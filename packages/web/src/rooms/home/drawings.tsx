/** The three small drawings of the start page, in the colours of a plan. */
import type { ReactNode } from "react";

function Drawing({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <svg viewBox="0 0 200 72" width="100%" height="72" aria-hidden className="ll-drawing" preserveAspectRatio="xMinYMid meet">
      {children}
    </svg>
  );
}

export function TemplateDrawing(): ReactNode {
  return (
    <Drawing>
      <path d="M8 10h132M8 10v5M140 10v5" className="ll-draw-summary" />
      <rect x="8" y="22" width="40" height="9" rx="3" className="ll-draw-bar" />
      <rect x="52" y="38" width="52" height="9" rx="3" className="ll-draw-bar" />
      <rect x="108" y="54" width="32" height="9" rx="3" className="ll-draw-bar" />
      <path d="M48 26.5h2v16h2M104 42.5h2v16h2" className="ll-draw-link" />
      <path d="M152 52l6 6.5-6 6.5-6-6.5z" className="ll-draw-milestone" />
    </Drawing>
  );
}

export function SampleDrawing(): ReactNode {
  return (
    <Drawing>
      <rect x="8" y="8" width="88" height="9" rx="3" className="ll-draw-bar" />
      <rect x="40" y="24" width="104" height="9" rx="3" className="ll-draw-bar" />
      <rect x="72" y="40" width="72" height="9" rx="3" className="ll-draw-critical" />
      <rect x="56" y="56" width="40" height="9" rx="3" className="ll-draw-bar" />
      <path d="M120 4v66" className="ll-draw-today" />
    </Drawing>
  );
}

export function PlanFileDrawing(): ReactNode {
  return (
    <Drawing>
      <rect x="8.5" y="4.5" width="46" height="62" rx="4" className="ll-draw-page" />
      <path d="M16 18h30M16 28h22M16 38h26M16 48h16" className="ll-draw-link" />
      <path d="M66 36h28M86 29l8 7-8 7" className="ll-draw-arrow" />
      <rect x="106" y="14" width="44" height="9" rx="3" className="ll-draw-bar" />
      <rect x="126" y="31" width="40" height="9" rx="3" className="ll-draw-bar" />
      <rect x="146" y="48" width="40" height="9" rx="3" className="ll-draw-bar" />
    </Drawing>
  );
}

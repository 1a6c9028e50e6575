/** A call of the status as shape, word and colour, so that it can be told without any one of them. */
import type { StatusValue } from "@leadline/engine/status/status-input.ts";
import type { ReactNode } from "react";

export const STATUS_WORDS: Readonly<Record<StatusValue, string>> = { onTrack: "On track", atRisk: "At risk", offTrack: "Off track", noEvidence: "No evidence" };

export function StatusMark({ value }: { readonly value: StatusValue }): ReactNode {
  return (
    <span className="ll-status" data-status={value}>
      <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden>
        {SHAPES[value]}
      </svg>
      {STATUS_WORDS[value]}
    </span>
  );
}

const SHAPES: Readonly<Record<StatusValue, ReactNode>> = {
  onTrack: <circle cx={6} cy={6} r={5} />,
  atRisk: <path d="M6 0.5 11.8 11H0.2Z" />,
  offTrack: <rect x={1} y={1} width={10} height={10} />,
  noEvidence: <circle cx={6} cy={6} r={4.5} fill="none" strokeWidth={1.5} strokeDasharray="2.2 1.6" className="ll-status-ring" />,
};

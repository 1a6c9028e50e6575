/** What the signs of the chart mean. */
import type { ReactNode } from "react";
import { Dialog } from "../../ui/dialog.tsx";

const SIGNS: readonly { readonly words: string; readonly picture: ReactNode }[] = [
  { words: "Task, with the part that is done", picture: <><rect x="4" y="5" width="56" height="13" rx="3" fill="var(--bar)" /><rect x="4" y="10" width="26" height="3" fill="var(--bar-progress)" /></> },
  { words: "Critical: a delay delays the finish", picture: <><rect x="4" y="5" width="56" height="13" rx="3" fill="var(--critical)" />{[8, 18, 28, 38, 48].map((x) => <path key={x} d={`M${x} 18 l13 -13`} stroke="var(--critical-hatch)" strokeWidth="2" />)}</> },
  { words: "Nearly critical: at most one day of slack", picture: <><rect x="4.75" y="5.75" width="54.5" height="11.5" rx="3" fill="var(--bar)" stroke="var(--critical)" strokeWidth="1.5" /></> },
  { words: "Where the baseline had it", picture: <><rect x="10" y="3" width="50" height="12" rx="3" fill="var(--bar)" /><rect x="4" y="18" width="46" height="4" fill="var(--baseline)" /></> },
  { words: "A pause in the work", picture: <><rect x="4" y="5" width="18" height="13" rx="3" fill="var(--bar)" /><path d="M22 11.5 h18" stroke="var(--bar)" strokeWidth="1.5" strokeDasharray="2 2" /><rect x="40" y="5" width="20" height="13" rx="3" fill="var(--bar)" /></> },
  { words: "Inactive: counts for nothing", picture: <rect x="4.5" y="5.5" width="55" height="12" rx="3" fill="none" stroke="var(--muted)" /> },
  { words: "Summary task", picture: <><path d="M4 6 h56 v9 l-5 -4 h-46 l-5 4 z" fill="var(--summary-bar)" /></> },
  { words: "Milestone; with a tick when reached", picture: <path d="M24 11.5 l8 -8 l8 8 l-8 8 z" fill="var(--summary-bar)" /> },
  { words: "Slack (float): room before the finish moves", picture: <><rect x="4" y="5" width="22" height="13" rx="3" fill="var(--bar)" /><path d="M26 11.5 h32" stroke="var(--float)" strokeDasharray="1.5 2.5" /><path d="M58 7.5 v8" stroke="var(--float)" /></> },
  { words: "Negative slack: the dates cannot all be kept", picture: <><rect x="34" y="5" width="26" height="13" rx="3" fill="var(--critical)" /><path d="M8 11.5 h26" stroke="var(--off-track-fill)" strokeDasharray="1.5 2.5" /><path d="M8 7.5 v8" stroke="var(--off-track-fill)" /></> },
  { words: "Deadline; red with the days when missed", picture: <><path d="M22 4 v14 m-4 -5 l4 5 l4 -5" stroke="var(--deadline)" strokeWidth="2" fill="none" /><path d="M44 4 v14 m-4 -5 l4 5 l4 -5" stroke="var(--off-track-fill)" strokeWidth="2" fill="none" /></> },
  { words: "Constraint: hollow waits, filled fixes", picture: <><path d="M22.5 18 v-14 l-7 3 l7 3" stroke="var(--text)" fill="var(--bg)" /><path d="M46.5 18 v-14 l-7 3 l7 3" stroke="var(--text)" fill="var(--text)" /></> },
  { words: "Simulated finish: P10 to P80, with a dot at P50", picture: <><path d="M24 11.5 l8 -8 l8 8 l-8 8 z" fill="var(--summary-bar)" /><path d="M20 11.5 h40 M20 7.5 v8 M60 7.5 v8" stroke="var(--bg)" strokeWidth="4" /><path d="M20 11.5 h40 M20 7.5 v8 M60 7.5 v8" stroke="var(--whisker)" strokeWidth="1.5" /><circle cx="42" cy="11.5" r="3" fill="var(--bg)" stroke="var(--whisker)" strokeWidth="1.5" /></> },
  { words: "Scheduled by hand", picture: <><rect x="8" y="5" width="48" height="13" fill="var(--bar)" /><path d="M11 2.5 h-4 v18 h4 M53 2.5 h4 v18 h-4" stroke="var(--text)" strokeWidth="1.5" fill="none" /></> },
  { words: "Link; darker where it fixes a date", picture: <><path d="M6 6 h24 v10" stroke="var(--link)" fill="none" /><path d="M36 6 h20 v10" stroke="var(--link-driving)" strokeWidth="1.5" fill="none" /></> },
  { words: "Today", picture: <rect x="31" y="2" width="1.5" height="20" fill="var(--today)" /> },
  { words: "Status date, where it is not today", picture: <path d="M32 2 v20" stroke="var(--accent)" strokeWidth="1.5" strokeDasharray="5 4" /> },
  { words: "Non-working time", picture: <rect x="20" y="2" width="24" height="20" fill="var(--nonworking)" /> },
];

export function Legend({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title="Legend" onClose={onClose} size={420}>
      <ul className="pl-legend">
        {SIGNS.map(({ words, picture }) => (
          <li key={words}>
            <svg width="64" height="24" viewBox="0 0 64 24" aria-hidden>
              {picture}
            </svg>
            {words}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

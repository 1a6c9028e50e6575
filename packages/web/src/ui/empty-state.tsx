/** What an empty page shows: one sentence on what goes here and why, and one way to begin. */
import type { ReactNode } from "react";

export function EmptyState({ sentence, children }: { readonly sentence: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="ll-empty">
      <p className="ll-reading ll-muted">{sentence}</p>
      <div className="ll-row">{children}</div>
    </div>
  );
}

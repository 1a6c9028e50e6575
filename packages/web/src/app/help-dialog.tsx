/** The keys that Leadline knows, by where they work. */
import type { ReactNode } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { useSession } from "../api/session.ts";

const KEYS: readonly { readonly place: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    place: "Everywhere",
    keys: [
      ["?", "Show these keys"],
      ["Ctrl+Z", "Undo your last edit"],
      ["Ctrl+Y or Ctrl+Shift+Z", "Redo"],
      ["E", "Explain the number under the pointer or the focus; in the plan why a task stands where it does"],
      ["W", "What if?"],
      ["F6", "Next region of the page"],
      ["Esc", "Close what is open"],
    ],
  },
  {
    place: "In the plan's grid",
    keys: [
      ["Arrows, Home, End, PgUp, PgDn", "Move; with Ctrl to the edge"],
      ["F2, or just type", "Edit the cell; Enter keeps, Esc leaves as it was"],
      ["Insert or Alt+Enter", "New row above"],
      ["Ctrl+-, or Delete on selected rows", "Delete rows"],
      ["Alt+Shift+→ and ←", "Indent and outdent"],
      ["Alt+Shift+↑ and ↓", "Move rows"],
      ["Ctrl+F2 and Ctrl+Shift+F2", "Link selected rows in order, unlink"],
      ["Ctrl+C, Ctrl+V", "Copy and paste, to and from Excel too"],
    ],
  },
  {
    place: "In the cells",
    keys: [
      ["3d  2w  4h  30m  1mo  3ed  3d?", "Durations: working time, elapsed, estimated"],
      ["2/5/9d", "Low, likely and high estimate"],
      ["3FS+2d  5SS+50%,7FF-1d", "Predecessors: row, type, lag"],
    ],
  },
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { version } = useSession();
  return (
    <Dialog title="Keys and words" onClose={onClose} size={640}>
      <div className="ll-stack">
        {KEYS.map(({ place, keys }) => (
          <section key={place}>
            <h3 className="ll-heading">{place}</h3>
            <dl className="ll-keys">
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className="ll-muted">Leadline {version}. Everything is kept on this computer; every edit is saved by itself.</p>
      </div>
    </Dialog>
  );
}

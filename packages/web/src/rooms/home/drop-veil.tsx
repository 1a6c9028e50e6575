/** What lies over the page while files are dragged across it. */
import { FileDown } from "lucide-react";
import type { ReactNode } from "react";

export function DropVeil(): ReactNode {
  return (
    <div className="ll-drop-veil" aria-hidden>
      <div>
        <FileDown size={20} strokeWidth={1.5} />
        <span>Drop the plan to bring it in</span>
      </div>
    </div>
  );
}

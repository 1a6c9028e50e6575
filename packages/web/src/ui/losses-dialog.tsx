/** What a downloaded file does not hold of the plan. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";

export function LossesDialog({ losses, onClose }: { readonly losses: readonly Problem[]; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title="Not in the downloaded file" onClose={onClose} size={560}>
      <ul className="ll-sentences">
        {losses.map((loss, index) => (
          <li key={index}>
            {loss.message}
            {loss.hint !== undefined && <div className="ll-muted">{loss.hint}</div>}
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}

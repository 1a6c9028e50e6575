/** Why a file could not be brought in, and what to do instead. */
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";

/** Files whose format can be told from their name alone, so that nothing need be sent first. */
export function sentenceForForeignFile(name: string): string | undefined {
  if (/\.(mpp|mpt)$/i.test(name)) return MPP;
  return undefined;
}

const MPP =
  "Microsoft Project's own .mpp format can only be read by Microsoft Project. Open the plan there, choose File > Save As, and set “Save as type” to “XML Format (*.xml)”. Then drop the .xml file here: it holds the whole plan.";

export function ImportRefusedDialog({ name, sentence, onClose }: { readonly name: string; readonly sentence: string; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={`${name} was not imported`} onClose={onClose}>
      <p className="ll-reading">{sentence}</p>
      <DialogActions>
        <Button look="primary" onClick={onClose} data-autofocus>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}

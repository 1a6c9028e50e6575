/** Why a file could not be brought in, and what to do instead. */
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";

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

/** Asked before signing out would lose edits that no server has yet. */
import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";

interface SignOutDialogProps {
  /** Edits that would be lost. */
  readonly count: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

export function SignOutDialog({ count, onStay, onLeave }: SignOutDialogProps): ReactNode {
  const edits = count === 1 ? "1 change is" : `${count} changes are`;
  return (
    <Dialog title="Sign out and lose changes?" onClose={onStay}>
      <p>{edits} kept in this browser alone, because the server did not take them yet. Signing out removes them. Stay until everything is saved, or sign out without them.</p>
      <DialogActions>
        <Button onClick={onLeave}>Sign out without them</Button>
        <Button look="primary" onClick={onStay}>
          Stay
        </Button>
      </DialogActions>
    </Dialog>
  );
}

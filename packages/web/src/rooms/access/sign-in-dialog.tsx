/** The session has ended while somebody was at work: sign in again in place, with everything that waits kept. */
import type { ReactNode } from "react";
import type { Session, SignInWays } from "../../api/session.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import "./access.css";

interface SignInDialogProps {
  readonly ways: SignInWays | undefined;
  readonly who: Session["actor"];
  readonly onSignedIn: () => void;
}

/** It cannot be closed: behind it nothing can be read or stored. Somebody else who signs in gets a page of their own. */
export function SignInDialog({ ways, who, onSignedIn }: SignInDialogProps): ReactNode {
  return (
    <Dialog title="Sign in again" onClose={() => undefined}>
      <div className="ll-stack">
        <Notice>Your session has ended. What you did last is kept in this browser and is saved as soon as you are back.</Notice>
        <SignInForm ways={ways} email={who.email} onSignedIn={onSignedIn} />
      </div>
    </Dialog>
  );
}

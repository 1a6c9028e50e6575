/** A dialog with a title, a body and its verbs: Escape closes it, focus stays inside and returns to where it was. */
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Width in px at most. */
  readonly size?: number;
}

/** Rendered only while it is open. */
export function Dialog({ title, onClose, children, size = 480 }: DialogProps): ReactNode {
  return (
    <Modal opened onClose={onClose} title={title} size={size} centered lockScroll={false} transitionProps={{ duration: 0 }} closeButtonProps={{ "aria-label": "Close" }}>
      {children}
    </Modal>
  );
}

export function DialogActions({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="ll-dialog-actions">{children}</div>;
}

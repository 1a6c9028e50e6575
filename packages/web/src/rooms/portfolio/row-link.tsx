/** A link out of the portfolio that stays inside the application, and opens elsewhere where that is asked for. */
import type { MouseEvent, ReactNode } from "react";

/** Goes to an address of the application. */
export type Go = (address: string) => void;

interface RowLinkProps {
  readonly to: string;
  readonly go: Go;
  readonly title?: string;
  readonly children: ReactNode;
}

export function RowLink({ to, go, title, children }: RowLinkProps): ReactNode {
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={open} {...(title !== undefined && { title })}>
      {children}
    </a>
  );
}

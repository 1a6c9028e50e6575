/** Draws toasts: loaded with the first of them. */
import { Notifications, notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

interface ToastVerb {
  readonly label: string;
  readonly run: () => void;
}

export interface ToastOptions {
  readonly verb?: ToastVerb;
  readonly id?: string;
}

export function showToast(message: string, options: ToastOptions): void {
  const id = options.id ?? `toast-${message}`;
  notifications.hide(id);
  const { verb } = options;
  const act = (): void => {
    notifications.hide(id);
    verb?.run();
  };
  notifications.show({
    id,
    autoClose: verb ? 10_000 : 5000,
    closeButtonProps: { "aria-label": "Close message" },
    message: (
      <span className="ll-row">
        <span className="ll-grow">{message}</span>
        {verb && (
          <Button look="link" onClick={act}>
            {verb.label}
          </Button>
        )}
      </span>
    ),
  });
}

export function ToastList(): ReactNode {
  return <Notifications position="bottom-center" limit={4} transitionDuration={0} />;
}

export function hideToast(id: string): void {
  notifications.hide(id);
}

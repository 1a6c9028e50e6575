/** Short messages in the corner, with one verb where something can be taken back. */
import { notifications } from "@mantine/notifications";
import { Button } from "./button.tsx";

export interface ToastVerb {
  readonly label: string;
  readonly run: () => void;
}

/** With a verb it stays for 10 seconds, without for 5. A later toast of the same id takes the earlier one's place. */
export function toast(message: string, options: { readonly verb?: ToastVerb; readonly id?: string } = {}): void {
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

/** Short messages in the corner, with one verb where something can be taken back. What draws them is loaded with the first. */

import type { ToastOptions } from "./shown-toast.tsx";

const listeners = new Set<() => void>();
let isNeeded = false;

/** With a verb it stays for 10 seconds, without for 5. A later toast of the same id takes the earlier one's place. */
export function toast(message: string, options: ToastOptions = {}): void {
  isNeeded = true;
  for (const tell of listeners) tell();
  void import("./shown-toast.tsx").then(({ showToast }) => showToast(message, options));
}

export function endToast(id: string): void {
  if (isNeeded) void import("./shown-toast.tsx").then(({ hideToast }) => hideToast(id));
}

/** Whether there ever was a toast, for whoever makes room for them. */
export const toastNeed = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  get: (): boolean => isNeeded,
};

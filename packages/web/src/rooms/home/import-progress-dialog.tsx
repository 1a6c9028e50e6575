/** How far an import is; nothing of it is stored before it is whole, so that it can be cancelled at any moment. */
import { useEffect, useState, type ReactNode } from "react";
import type { ImportProgress } from "../../api/import-file.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";

/** Quick imports never flash a dialog. */
const PATIENCE_MS = 300;

export function ImportProgressDialog({ name, progress, onCancel }: { readonly name: string; readonly progress: ImportProgress; readonly onCancel: () => void }): ReactNode {
  const [isPatient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (isPatient) return null;
  const percent = progress.share === undefined ? undefined : Math.round(100 * progress.share);
  const words = progress.phase === "uploading" ? "Sending the file to the server" : "Reading the plan and computing its dates";
  return (
    <Dialog title={`Bringing in ${name}`} onClose={onCancel}>
      <p role="status">
        {words}
        {percent === undefined ? "…" : `: ${percent} %`}
      </p>
      <div
        className="ll-progress ll-import-progress"
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === undefined ? { "data-open-ended": "" } : { "aria-valuenow": percent })}
      >
        <div style={percent === undefined ? {} : { width: `${percent}%` }} />
      </div>
      <DialogActions>
        <Button onClick={onCancel}>Cancel import</Button>
      </DialogActions>
    </Dialog>
  );
}

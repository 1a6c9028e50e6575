/** A new name for a project. */
import { useState, type FormEvent, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { renameProject, type ProjectSummary } from "../../api/projects.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";

export function RenameProjectDialog({ project, onClose, onRenamed }: { readonly project: ProjectSummary; readonly onClose: () => void; readonly onRenamed: () => void }): ReactNode {
  const [name, setName] = useState(project.name);
  const [problem, setProblem] = useState<string>();
  const rename = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === "") return setProblem("A project needs a name, so that it can be found again.");
    renameProject(project, name.trim()).then(
      () => {
        onRenamed();
        onClose();
      },
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
  };
  return (
    <Dialog title="Rename project" onClose={onClose}>
      <form onSubmit={rename}>
        <Field label="Name of the project" error={problem}>
          {(control) => <input {...control} className="ll-input" data-autofocus value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Names a further workspace and goes on in it. */
import { useState, type ReactNode } from "react";
import { makeWorkspace } from "../api/access.ts";
import { sentenceOf } from "../api/http.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";

interface NewWorkspaceDialogProps {
  readonly onClose: () => void;
  readonly onMade: (workspaceId: string) => void;
}

export function NewWorkspaceDialog({ onClose, onMade }: NewWorkspaceDialogProps): ReactNode {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const make = (): void => {
    setProblem(undefined);
    makeWorkspace(name.trim()).then(
      ({ id }) => onMade(id),
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
  };
  return (
    <Dialog title="New workspace" onClose={onClose}>
      <form
        className="ll-stack"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <p>It has projects, people and a log of its own. You are its first owner; nobody else sees it before you invite them.</p>
        <Field label="Name">{(control) => <input {...control} className="ll-input" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Make it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** A new project: a template or a blank plan, a name and a start date. */
import { weekdayOf, formatIsoDay } from "@leadline/engine/time/minute.ts";
import { useState, type FormEvent, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { createProject, listTemplates, type ProjectSummary, type TemplateSummary } from "../../api/projects.ts";
import { Button } from "../../ui/button.tsx";
import { todayNumber } from "../../ui/day-text.ts";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";

const BLANK: TemplateSummary = { key: "", name: "Blank plan", exampleScope: "An empty plan with a Monday to Friday calendar", taskCount: 0 };

export function NewProjectDialog({ onClose, onCreated }: { readonly onClose: () => void; readonly onCreated: (project: ProjectSummary) => void }): ReactNode {
  const templates = useLoaded(listTemplates);
  const [templateKey, setTemplateKey] = useState<string>();
  const [name, setName] = useState("");
  const [start, setStart] = useState(() => formatIsoDay(nextMonday(todayNumber(new Date()))));
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const choices = templates.value && [...templates.value, BLANK];
  const chosen = choices?.find((template) => template.key === (templateKey ?? choices[0]?.key));

  const create = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || !chosen) return;
    setBusy(true);
    setProblem(undefined);
    const wish = { name: name.trim() === "" ? defaultName(chosen) : name.trim(), ...(start !== "" && { start }), ...(chosen.key !== "" && { templateKey: chosen.key }) };
    createProject(wish).then(onCreated, (failure: unknown) => {
      setBusy(false);
      setProblem(sentenceOf(failure));
    });
  };

  return (
    <Dialog title="New project" onClose={onClose} size={560}>
      <form className="ll-stack" onSubmit={create}>
        {templates.problem !== undefined && (
          <Notice tone="trouble" verbs={<Button onClick={templates.reload}>Try again</Button>}>
            {templates.problem}
          </Notice>
        )}
        {choices && (
          <fieldset>
            <legend className="ll-label">Begin with</legend>
            <div className="ll-templates">
              {choices.map((template) => (
                <label key={template.key} className="ll-template">
                  <input type="radio" name="template" checked={template === chosen} onChange={() => setTemplateKey(template.key)} />
                  <span>
                    <strong>{template.name}</strong>
                    <br />
                    <span className="ll-muted">
                      {template.taskCount > 0 && `${template.taskCount} tasks. `}
                      {capitalized(template.exampleScope)}
                    </span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <div className="ll-two">
          <Field label="Name of the project">
            {(control) => <input {...control} className="ll-input" value={name} maxLength={200} placeholder={chosen ? defaultName(chosen) : ""} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Field label="Starts on">{(control) => <input {...control} className="ll-input" type="date" required min="1984-01-01" max="2149-12-31" value={start} onChange={(event) => setStart(event.target.value)} />}</Field>
        </div>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={isBusy || !chosen}>
            {isBusy ? "Creating…" : "Create project"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function defaultName(template: TemplateSummary): string {
  return template.key === "" ? "New project" : template.name;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The day itself where it is a Monday. */
function nextMonday(day: number): number {
  return day + ((8 - weekdayOf(day)) % 7);
}

/** Trackers that report to a project: each has an address and a secret, and can be shut. */
import type { TrackerProvider } from "@leadline/engine/model/evidence/webhook.ts";
import type { Webhook } from "@leadline/engine/model/records.ts";
import { useCallback, useState, type FormEvent, type ReactNode } from "react";
import { readWebhook } from "../../api/webhooks.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SecretText } from "../../ui/secret-text.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";

const PROVIDERS: Readonly<Record<TrackerProvider, { readonly name: string; readonly advice: string }>> = {
  github: { name: "GitHub", advice: "In the repository: Settings, Webhooks, Add webhook. Content type application/json; events Issues and Pull requests." },
  gitlab: { name: "GitLab", advice: "In the project: Settings, Webhooks. The secret goes into Secret token; triggers Issues events and Merge request events." },
  jira: { name: "Jira", advice: "In System, WebHooks: event Issue updated; the secret goes into Secret." },
};
const PROVIDER_IDS = ["github", "gitlab", "jira"] as const satisfies readonly TrackerProvider[];

export function TrackersDialog({ store, projectId, onClose }: { readonly store: ProjectStore; readonly projectId: string; readonly onClose: () => void }): ReactNode {
  const webhooks = useProjectState(store, (state) => state.project.records.webhook);
  const [chosen, setChosen] = useState<string>();
  const list = [...webhooks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return (
    <Dialog title="Trackers that report to this project" onClose={onClose} size={640}>
      <div className="ll-stack">
        <p className="ll-reading">A ticket that is closed claims the tasks that name it as done, with the ticket as evidence; a merged change is evidence. Tasks name their ticket in their details, or stand with their key in the ticket's text.</p>
        {list.length > 0 && (
          <ul className="hm-trackers" aria-label="Trackers">
            {list.map((webhook) => (
              <li key={webhook.id}>
                <div className="ll-row">
                  <span className="ll-grow">
                    {webhook.name} <span className="ll-muted">{PROVIDERS[webhook.provider].name}</span>
                  </span>
                  <Button onClick={() => setChosen(chosen === webhook.id ? undefined : webhook.id)} aria-expanded={chosen === webhook.id}>
                    {chosen === webhook.id ? "Hide" : "Address and secret"}
                  </Button>
                  <Button onClick={() => store.run([{ type: "deleteRecords", records: [{ kind: "webhook", id: webhook.id }] }])}>Shut {webhook.name}</Button>
                </div>
                {chosen === webhook.id && <Told projectId={projectId} webhook={webhook} />}
              </li>
            ))}
          </ul>
        )}
        <NewTracker store={store} onMade={setChosen} />
      </div>
    </Dialog>
  );
}

function Told({ projectId, webhook }: { readonly projectId: string; readonly webhook: Webhook }): ReactNode {
  const { value, problem, reload } = useLoaded(useCallback(() => readWebhook(projectId, webhook.id), [projectId, webhook.id]));
  // A webhook that was made this moment is with the server a moment later.
  if (problem !== undefined) return <Notice tone="attention" verbs={<Button onClick={reload}>Try again</Button>}>{problem}</Notice>;
  if (!value) return <p className="ll-muted">Asking…</p>;
  return (
    <div className="ll-stack">
      <p className="ll-muted">{PROVIDERS[webhook.provider].advice}</p>
      <SecretText label="Address" text={location.origin + value.path} />
      <SecretText label="Secret" text={value.secret} />
    </div>
  );
}

function NewTracker({ store, onMade }: { readonly store: ProjectStore; readonly onMade: (id: string) => void }): ReactNode {
  const [name, setName] = useState("");
  const [provider, setProvider] = useState<TrackerProvider>("github");
  const [trouble, setTrouble] = useState<string>();
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === "") return setTrouble("Say which tracker it is, such as: acme/portal.");
    const id = newId();
    const result = store.run([{ type: "saveRecords", records: [{ kind: "webhook", record: { id, name: name.trim(), provider } }] }]);
    if (!result.ok) return setTrouble(result.refusals.map(({ message }) => message).join(" "));
    setName("");
    setTrouble(undefined);
    void store.idle().then(() => onMade(id));
  };
  return (
    <form className="ll-row hm-new-tracker" aria-label="New tracker" onSubmit={add}>
      <div className="ll-grow">
        <Field label="Tracker" {...(trouble !== undefined && { error: trouble })}>
          {(control) => <input {...control} className="ll-input" value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
      </div>
      <Field label="Kind">
        {(control) => (
          <select {...control} className="ll-input" value={provider} onChange={(event) => setProvider(PROVIDER_IDS.find((id) => id === event.target.value) ?? "github")}>
            {PROVIDER_IDS.map((id) => (
              <option key={id} value={id}>
                {PROVIDERS[id].name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button look="primary" type="submit">
        Add
      </Button>
    </form>
  );
}

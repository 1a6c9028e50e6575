/** The workspace's own settings. */
import type { ReactNode } from "react";
import { changeWorkspace, readWorkspace } from "../../api/access.ts";
import { sentenceOf } from "../../api/http.ts";
import { useSession } from "../../api/session.ts";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";

export function SettingsPanel(): ReactNode {
  const { mode } = useSession();
  const { value, problem, reload } = useLoaded(readWorkspace);
  const keep = (name: string): string | undefined => {
    if (name.trim() === "") return "A workspace needs a name.";
    if (value) void changeWorkspace(value, { name: name.trim() }).then(() => toast("The name was saved; pages show it when they are opened next."), (failure: unknown) => toast(sentenceOf(failure))).finally(reload);
    return undefined;
  };
  const demand = (demandsSecondFactor: boolean): void => {
    if (value) void changeWorkspace(value, { demandsSecondFactor }).then(() => toast(demandsSecondFactor ? "Everybody needs a second factor now." : "A password alone is enough again."), (failure: unknown) => toast(sentenceOf(failure))).finally(reload);
  };
  return (
    <div className="ll-stack ws-settings">
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {value && <TextField label="Name of the workspace" value={value.name} keep={keep} />}
      {value && mode === "signed-in" && (
        <label className="ws-demand">
          <input type="checkbox" checked={value.demandsSecondFactor} onChange={(event) => demand(event.target.checked)} />
          <span>
            Demand a second factor of everybody
            <span className="ll-muted ws-demand-why">A password alone then opens nothing here, at once: whoever has neither an authenticator app nor a passkey sees how to set one up, and nothing else. Single sign-on counts, because the company's own sign-in has its rules.</span>
          </span>
        </label>
      )}
    </div>
  );
}

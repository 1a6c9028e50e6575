/** The workspace's own settings. */
import type { ReactNode } from "react";
import { readWorkspace, renameWorkspace } from "../../api/access.ts";
import { sentenceOf } from "../../api/http.ts";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toast.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";

export function SettingsPanel(): ReactNode {
  const { value, problem, reload } = useLoaded(readWorkspace);
  const keep = (name: string): string | undefined => {
    if (name.trim() === "") return "A workspace needs a name.";
    if (value) void renameWorkspace(value, name.trim()).then(() => toast("The name was saved; pages show it when they are opened next."), (failure: unknown) => toast(sentenceOf(failure))).finally(reload);
    return undefined;
  };
  return (
    <div className="ll-stack ws-settings">
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {value && <TextField label="Name of the workspace" value={value.name} keep={keep} />}
    </div>
  );
}

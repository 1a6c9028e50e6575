/** Where a change request stands, as shape, word and colour, and for whom it waits. */
import { waitingLevels } from "@leadline/engine/change/change-request-commands.ts";
import { USUAL_CHANGE_POLICY } from "@leadline/engine/model/changes/change-policy.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { ChangeRequest } from "@leadline/engine/model/records.ts";
import { CircleCheck, CircleDashed, CircleSlash, OctagonX } from "lucide-react";
import type { ReactNode } from "react";

const LOOKS = {
  open: { Icon: CircleDashed, word: "Open" },
  approved: { Icon: CircleCheck, word: "Approved" },
  rejected: { Icon: OctagonX, word: "Rejected" },
  withdrawn: { Icon: CircleSlash, word: "Withdrawn" },
} as const;

export function RequestState({ state }: { readonly state: ChangeRequest["state"] }): ReactNode {
  const { Icon, word } = LOOKS[state];
  return (
    <span className="cg-state" data-state={state}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      {word}
    </span>
  );
}

/** "Project manager, then Sponsor"; empty where nobody is asked any more. */
export function waitingText(project: Project, request: ChangeRequest): string {
  if (request.state !== "open") return "";
  return waitingLevels(settingsOf(project).changePolicy ?? USUAL_CHANGE_POLICY, request)
    .map(({ name }) => name)
    .join(", then ");
}

/** Asking the team: who is asked for an estimate of this task; each answers alone, and nobody sees another's until all are shown. */
import { useState, type ReactNode } from "react";
import { listMembers } from "../../../../api/access.ts";
import { sentenceOf } from "../../../../api/http.ts";
import { useSession } from "../../../../api/session.ts";
import { openTeamEstimate } from "../../../../api/team-estimates.ts";
import { Button } from "../../../../ui/button.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { toast } from "../../../../ui/toast.ts";
import { useLoaded } from "../../../../ui/use-loaded.ts";

interface TeamFormProps {
  readonly projectId: string;
  readonly taskId: string;
  readonly onAsked: () => void;
}

export function TeamForm(props: TeamFormProps): ReactNode {
  const { mode } = useSession();
  return mode === "signed-in" ? <AskForm {...props} /> : <p className="ll-muted pl-inset">You work alone here. Once people are invited to the workspace, they can be asked: each answers alone, and nobody sees another’s number until all are shown.</p>;
}

function AskForm({ projectId, taskId, onAsked }: TeamFormProps): ReactNode {
  const { value: members = [], problem } = useLoaded(listMembers);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<string>();
  const trouble = refused ?? problem;
  return (
    <form
      className="pl-fields pl-way"
      aria-label="Ask the team"
      onSubmit={(event) => {
        event.preventDefault();
        openTeamEstimate(projectId, taskId, [...chosen]).then(
          () => {
            toast(`${chosen.size} ${chosen.size === 1 ? "person is" : "people are"} asked. Their answers come together under Risks, Team estimates.`);
            onAsked();
          },
          (failure: unknown) => setRefused(sentenceOf(failure)),
        );
      }}
    >
      <fieldset className="pl-choices">
        <legend className="ll-muted">Each answers alone under My work; nobody sees another’s number until you show them all.</legend>
        {members.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.has(id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.target.checked) next.add(id);
                else next.delete(id);
                setChosen(next);
              }}
            />
            {name}
          </label>
        ))}
      </fieldset>
      {trouble !== undefined && <Notice tone="trouble">{trouble}</Notice>}
      <div className="ll-row">
        <Button type="submit" look="primary" disabled={chosen.size === 0}>
          Ask {chosen.size === 0 ? "them" : chosen.size}
        </Button>
      </div>
    </form>
  );
}

/** One team estimate: who has answered, one's own blind answer, and once they are shown everybody's with how far they lie apart. */
import { spreadSentence, teamResult, type TeamResult } from "@leadline/engine/risk/estimating/team-estimate.ts";
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../../../api/http.ts";
import { answerTeamEstimate, moveTeamEstimate, type TeamEstimate, type TeamStep } from "../../../api/team-estimates.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { minutesText, pointsText, readPoints } from "./minutes-text.ts";
import "./team.css";

interface TeamCardProps {
  readonly estimate: TeamEstimate;
  readonly onChanged: () => void;
  /** Absent where the plan is not at hand, or may not be changed. */
  readonly onTakeOver?: ((estimate: TeamEstimate, result: TeamResult) => string | undefined) | undefined;
}

export function TeamCard({ estimate, onChanged, onTakeOver }: TeamCardProps): ReactNode {
  const [problem, setProblem] = useState<string>();
  const { task, project, people, round, state } = estimate;
  const key = task.number === null ? project.key : `${project.key}-${task.number}`;
  const move = (step: TeamStep): void =>
    void moveTeamEstimate(estimate, step).then(
      () => {
        setProblem(undefined);
        onChanged();
      },
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
  const takeOver = (result: TeamResult): void => {
    const refused = onTakeOver?.(estimate, result);
    if (refused === undefined) move("close");
    else setProblem(refused);
  };
  return (
    <li className="te-card" data-team-estimate={key}>
      <h3 className="ll-heading">{task.name}</h3>
      <p className="ll-muted">
        {key} · {project.name}
        {estimate.openedBy !== "" && ` · asked by ${estimate.openedBy}`} · round {round}
        {state === "closed" && " · over"}
      </p>
      {state !== "closed" && <p>{people.map(({ name, hasAnswered }) => `${name} ${hasAnswered ? "has answered" : "has not answered yet"}`).join(", ")}.</p>}
      {state === "open" && estimate.isAsked && <OwnAnswer estimate={estimate} onChanged={onChanged} />}
      <Rounds estimate={estimate} />
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {estimate.mayLead && state !== "closed" && <Verbs estimate={estimate} move={move} takeOver={onTakeOver && takeOver} />}
    </li>
  );
}

function OwnAnswer({ estimate, onChanged }: { readonly estimate: TeamEstimate; readonly onChanged: () => void }): ReactNode {
  const [problem, setProblem] = useState<string>();
  const { mine } = estimate;
  const keep = (text: string): string | undefined => {
    const read = readPoints(estimate, text);
    if ("sentence" in read) return read.sentence;
    answerTeamEstimate(estimate, read).then(
      () => {
        setProblem(undefined);
        onChanged();
      },
      (failure: unknown) => setProblem(sentenceOf(failure)),
    );
    return undefined;
  };
  return (
    <>
      <TextField label={`Your estimate of ${estimate.task.name}`} value={mine ? pointsText(estimate, mine) : ""} note={mine ? "Given. Nobody else sees it until all are shown; until then you can replace it." : "2/5/9d, or one number such as 5d. Enter gives it; nobody else sees it until all are shown."} keep={keep} />
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
    </>
  );
}

/** The newest round that was shown as a table, those before in a line each. */
function Rounds({ estimate }: { readonly estimate: TeamEstimate }): ReactNode {
  const shown = [...new Set(estimate.answers.map(({ round }) => round))].sort((a, b) => b - a);
  const [newest, ...before] = shown;
  if (newest === undefined) return null;
  const answers = estimate.answers.filter(({ round }) => round === newest);
  const result = resultOf(estimate, newest);
  const highest = Math.max(...answers.map(({ highMinutes }) => highMinutes), 1);
  const text = (minutes: number): string => minutesText(estimate, minutes);
  return (
    <>
      <table className="te-table" aria-label={`Answers of round ${newest}`}>
        <thead>
          <tr>
            <th scope="col">Round {newest}</th>
            <th scope="col">Lowest</th>
            <th scope="col">Most likely</th>
            <th scope="col">Highest</th>
            <th scope="col">
              <span className="ll-hidden">Picture</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {answers.map((answer) => (
            <tr key={answer.personId}>
              <th scope="row">{answer.name}</th>
              <td>{text(answer.lowMinutes)}</td>
              <td>{text(answer.likelyMinutes)}</td>
              <td>{text(answer.highMinutes)}</td>
              <td className="te-picture">
                <Whisker low={answer.lowMinutes / highest} likely={answer.likelyMinutes / highest} high={answer.highMinutes / highest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {result && <p data-metric="team-spread" data-value={result.ratio}>{spreadSentence(result, text)}</p>}
      {before.map((round) => (
        <p key={round} className="ll-muted">
          Round {round}: {estimate.answers.filter((one) => one.round === round).map(({ name, likelyMinutes }) => `${name} ${text(likelyMinutes)}`).join(", ")}.
        </p>
      ))}
    </>
  );
}

function Whisker({ low, likely, high }: { readonly low: number; readonly likely: number; readonly high: number }): ReactNode {
  const at = (share: number): number => 4 + share * 112;
  return (
    <svg viewBox="0 0 120 16" aria-hidden>
      <path className="ch-whisker" d={`M${at(low)} 8 H${at(high)} M${at(low)} 4 V12 M${at(high)} 4 V12`} />
      <circle className="ch-whisker-middle" cx={at(likely)} cy={8} r={3.5} />
    </svg>
  );
}

export function resultOf(estimate: TeamEstimate, round: number): TeamResult | undefined {
  return teamResult(estimate.answers.filter((one) => one.round === round).map(({ name, lowMinutes, likelyMinutes, highMinutes }) => ({ estimator: name, low: lowMinutes, likely: likelyMinutes, high: highMinutes })));
}

function Verbs({ estimate, move, takeOver }: { readonly estimate: TeamEstimate; readonly move: (step: TeamStep) => void; readonly takeOver: ((result: TeamResult) => void) | undefined }): ReactNode {
  const { state, people, round } = estimate;
  const result = state === "revealed" ? resultOf(estimate, round) : undefined;
  const answered = people.filter(({ hasAnswered }) => hasAnswered).length;
  const text = (minutes: number): string => minutesText(estimate, minutes);
  return (
    <div className="ll-row te-verbs">
      {state === "open" && (
        <Button look={answered === people.length ? "primary" : "plain"} disabled={answered === 0} onClick={() => move("reveal")}>
          Show all answers ({answered} of {people.length})
        </Button>
      )}
      {result && takeOver && (
        <Button look="primary" onClick={() => takeOver(result)}>
          Take over {text(result.together.low)} / {text(result.together.likely)} / {text(result.together.high)}
        </Button>
      )}
      {state === "revealed" && <Button onClick={() => move("again")}>Another round</Button>}
      <Button look="quiet" onClick={() => move("close")}>
        End without taking over
      </Button>
    </div>
  );
}

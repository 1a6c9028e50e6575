/** What does not fit together: each with its answer, or a place for one, and the way to where it can be put right. */
import type { ReportContradiction } from "@leadline/engine/report/report.ts";
import type { Contradiction } from "@leadline/engine/status/status-input.ts";
import { useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

interface ContradictionsListProps {
  readonly contradictions: readonly ReportContradiction[];
  /** Keeps an answer; answers a sentence when it cannot. Absent: nothing can be answered here. */
  readonly onAnswer?: (contradiction: ReportContradiction, answer: string) => string | undefined;
  readonly onGo?: (contradiction: ReportContradiction) => void;
}

export function ContradictionsList({ contradictions, onAnswer, onGo }: ContradictionsListProps): ReactNode {
  return (
    <section aria-label="Contradictions">
      <h2>What does not fit together</h2>
      {contradictions.length === 0 && <p className="ll-muted">Nothing: no rule found two things that contradict each other.</p>}
      <ul className="st-contradictions">
        {contradictions.map((one) => (
          <li key={`${one.ruleId} ${one.subject}`} className="st-card" data-rule={one.ruleId}>
            <p>
              <span className="ll-muted">{one.ruleId}</span> {one.sentence}
            </p>
            {one.answer ? (
              <p className="st-answer">
                <strong>Answer{one.answer.by === undefined ? "" : ` (${one.answer.by})`}:</strong> {one.answer.text}
              </p>
            ) : (
              <p className="ll-muted">{onAnswer ? one.fix : "Not answered."}</p>
            )}
            <div className="ll-row">
              {onGo && <Button onClick={() => onGo(one)}>Go there</Button>}
              {onAnswer && <AnswerForm label={`Answer to ${one.ruleId}`} verb={one.answer ? "Answer anew" : "Answer"} keep={(text) => onAnswer(one, text)} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AnswerForm({ label, verb, keep }: { readonly label: string; readonly verb: string; readonly keep: (text: string) => string | undefined }): ReactNode {
  const [text, setText] = useState<string>();
  const [error, setError] = useState<string>();
  if (text === undefined) return <Button onClick={() => setText("")}>{verb}</Button>;
  return (
    <form
      className="st-answer-form"
      onSubmit={(event) => {
        event.preventDefault();
        const refused = text.trim() === "" ? "Say why both stand, or put one of them right." : keep(text.trim());
        setError(refused);
        if (refused === undefined) setText(undefined);
      }}
    >
      <textarea className="ll-input" aria-label={label} rows={2} value={text} autoFocus onChange={(event) => setText(event.target.value)} />
      {error !== undefined && (
        <span className="ll-field-error" role="alert">
          {error}
        </span>
      )}
      <div className="ll-row">
        <Button type="submit" look="primary">
          Keep the answer
        </Button>
        <Button onClick={() => setText(undefined)}>Cancel</Button>
      </div>
    </form>
  );
}

/** Where the rules send people; a report keeps only the words. */
export const PLACES: Readonly<Record<string, Contradiction["fix"]["place"]>> = { C1: "status", C2: "evidence", C3: "plan", C4: "plan", C5: "evidence", C6: "plan", C7: "risks", C8: "plan", C9: "budget", C10: "changes", C11: "risks", C12: "plan", C13: "issues", C14: "plan", C15: "people", C16: "report", C17: "report", C18: "budget" };

/** The GAO's ten practices, each with what this plan shows of it. */
import type { Practice } from "@leadline/engine/health/report.ts";
import type { ReactNode } from "react";

const SCORE_WORDS = ["Not met", "Minimally met", "Partially met", "Substantially met", "Fully met"] as const;

export function PracticeList({ practices }: { readonly practices: readonly Practice[] }): ReactNode {
  return (
    <section className="pl-checks-of-health" aria-label="GAO's ten practices">
      <h3 className="ll-heading">GAO's ten practices</h3>
      <ul>
        {practices.map(({ id, name, score, evidence }) => (
          <li key={id}>
            <details>
              <summary>
                <span className="ll-grow">
                  {id}. {name}
                </span>
                <span className="ll-muted">{score === undefined ? "People must judge" : (SCORE_WORDS[score] ?? "")}</span>
              </summary>
              <div className="pl-check-body">
                {evidence.map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

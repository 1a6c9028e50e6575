/** How good forecasts were once their dates had passed: in one sentence, and level by level. */
import type { ReactNode } from "react";
import type { Portfolio } from "../../api/forecasts.ts";

export function Calibration({ calibration }: { readonly calibration: Portfolio["calibration"] }): ReactNode {
  const { sentence, levels, open, brier, pinballDays, projects } = calibration;
  const due = levels.some(({ statements }) => statements > 0);
  return (
    <div className="ll-stack">
      <p className="ll-reading" data-metric="calibration">
        {sentence}
      </p>
      {due && (
        <table className="ll-table pf-levels">
          <thead>
            <tr>
              <th scope="col">Stated</th>
              <th scope="col" className="ll-number">
                Came true
              </th>
              <th scope="col" className="ll-number">
                Share
              </th>
              <th scope="col">Not surprising for</th>
            </tr>
          </thead>
          <tbody>
            {levels.map(({ share, statements, cameTrue, interval }) => (
              <tr key={share}>
                <td>{percent(share)}</td>
                <td className="ll-number">
                  {cameTrue} of {statements}
                </td>
                <td className="ll-number">{statements === 0 ? "" : percent(cameTrue / statements)}</td>
                <td>{statements === 0 ? "" : `${percent(interval.low)} to ${percent(interval.high)}${share < interval.low || share > interval.high ? ": too far from what was stated" : ""}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="ll-muted">
        {due ? `From ${projects} ${projects === 1 ? "project" : "projects"}. ` : ""}
        {open} {open === 1 ? "statement" : "statements"} at 80 % {open === 1 ? "is" : "are"} still open. One statement counts for each project and week, and only once its date has passed.
        {brier && ` Chances of promises: Brier score ${brier.score.toFixed(2)} over ${brier.statements} (0 is perfect; always saying how often promises were kept gives ${brier.reference.toFixed(2)}).`}
        {pinballDays && ` The 80 % dates of finished projects lost ${pinballDays.loss.toFixed(1)} days on average (0.8 for each day too early, 0.2 for each too late).`}
      </p>
    </div>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

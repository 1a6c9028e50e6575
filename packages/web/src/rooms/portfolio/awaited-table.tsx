/** What projects wait for from each other, with the date that 8 of 10 runs of the other project keep. */
import { dayNumberOf, parseIso } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { Portfolio } from "../../api/forecasts.ts";
import { apiDayText } from "../../ui/day-text.ts";
import { RowLink, type Go } from "./row-link.tsx";

interface AwaitedProps {
  readonly dependencies: Portfolio["dependencies"];
  /** Key of a project by its id. */
  readonly keyOf: (projectId: string) => string;
  readonly go: Go;
}

export function Awaited({ dependencies, keyOf, go }: AwaitedProps): ReactNode {
  if (dependencies.length === 0) return <p className="ll-muted">No plan waits for a task of another one. Rows of other projects are added on the plan page, under “Insert”.</p>;
  return (
    <div className="pf-scroll">
      <table className="ll-table pf-awaited">
        <thead>
          <tr>
            <th scope="col">Waits</th>
            <th scope="col">For</th>
            <th scope="col">Counts on</th>
            <th scope="col">80 % by</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {dependencies.map((one) => (
            <tr key={`${one.projectId} ${one.taskId}`}>
              <td data-label="Waits">
                <RowLink to={`/p/${keyOf(one.projectId)}/plan/gantt?sel=${encodeURIComponent(one.taskId)}`} go={go}>
                  {keyOf(one.projectId)}
                </RowLink>
              </td>
              <td data-label="For">
                <span>
                  {one.taskName}{" "}
                  {one.otherProjectId === null ? (
                    <span className="ll-muted">of a project that you do not see</span>
                  ) : (
                    <RowLink to={`/p/${keyOf(one.otherProjectId)}/plan/gantt?sel=${encodeURIComponent(one.otherTaskId ?? "")}`} go={go}>
                      {keyOf(one.otherProjectId)}
                    </RowLink>
                  )}
                </span>
              </td>
              <td data-label="Counts on">{apiDayText(one.finish)}</td>
              <td data-label="80 % by">{one.p80 === null ? <span className="ll-muted">not known</span> : apiDayText(one.p80)}</td>
              <td data-label="Difference">
                <Difference {...one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Difference({ finish, p80, slackMinutes }: Portfolio["dependencies"][number]): ReactNode {
  const [known, likely] = [parseIso(finish), p80 === null ? undefined : parseIso(p80)];
  if (known === undefined || likely === undefined) return null;
  const days = dayNumberOf(likely) - dayNumberOf(known);
  if (days <= 0) return <span className="ll-muted">in time</span>;
  return <span className={slackMinutes <= 0 ? "pf-late" : ""}>{`${days} d later${slackMinutes <= 0 ? ", and the plan has no slack there" : ""}`}</span>;
}

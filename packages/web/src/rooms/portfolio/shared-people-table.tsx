/** People whom several projects together ask for more than there is: who, when, by how much, and by which projects. */
import { dayNumberOf, parseIso } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { Portfolio } from "../../api/forecasts.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { RowLink, type Go } from "./row-link.tsx";

interface SharedPeopleProps {
  readonly people: Portfolio["people"];
  /** Key of a project by its id. */
  readonly keyOf: (projectId: string) => string;
  readonly go: Go;
}

type Week = Portfolio["people"][number]["weeks"][number];

export function SharedPeople({ people, keyOf, go }: SharedPeopleProps): ReactNode {
  if (people.length === 0) return <p className="ll-muted">Nobody is asked for more than they have by several projects together, in the next 26 weeks of each plan.</p>;
  return (
    <ul className="pf-people">
      {people.map(({ name, weeks }) => {
        const worst = weeks.reduce((most, week) => (week.askedMinutes - week.capacityMinutes > most.askedMinutes - most.capacityMinutes ? week : most));
        return (
          <li key={name + worst.week}>
            <details>
              <summary>
                <b>{name}</b>
                <span className="pf-late">{percentOf(worst)}</span> in the week of {weekText(worst.week)}
                <span className="ll-muted">
                  {" "}
                  ({hoursText(worst.askedMinutes)} asked, {hoursText(worst.capacityMinutes)} there){weeks.length > 1 ? `; too much in ${weeks.length} weeks` : ""}
                </span>
              </summary>
              <ul>
                {weeks.map((week) => (
                  <li key={week.week}>
                    {weekText(week.week)}: {percentOf(week)}
                    {week.projects.map(({ projectId, askedMinutes }) => (
                      <span key={projectId} className="pf-part">
                        <RowLink to={`/p/${keyOf(projectId)}/plan/people`} go={go}>
                          {keyOf(projectId)}
                        </RowLink>{" "}
                        {hoursText(askedMinutes)}
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function percentOf({ askedMinutes, capacityMinutes }: Week): string {
  return capacityMinutes <= 0 ? "asked while away" : `${Math.round((askedMinutes / capacityMinutes) * 100)} %`;
}

/** Whole hours: the rest is noise. */
function hoursText(minutes: number): string {
  return `${Math.round(minutes / 60)} h`;
}

function weekText(iso: string): string {
  const minute = parseIso(iso);
  return minute === undefined ? iso : shortDayText(dayNumberOf(minute));
}

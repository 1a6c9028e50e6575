/** The outside view: how projects like this one turned out, in this workspace and as others published it, and the date that follows, beside the simulated one. */
import { PUBLISHED_CLASSES } from "@leadline/engine/risk/reference/published-classes.ts";
import { FEW_CASES, referenceClassOf, upliftFor } from "@leadline/engine/risk/reference/reference-class.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { call } from "../../api/http.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";

/** One line of the table: a share of a class, how far those projects overran, and what that makes of this plan. */
interface ClassLine {
  readonly id: string;
  readonly title: string;
  readonly cases: number;
  readonly share: number;
  readonly overrun: number;
  readonly measure: "duration" | "cost";
  readonly note: string;
}

const listFinished = () => call("listFinishedProjects");

export function OutsideView({ project, facts }: { readonly project: Project; readonly facts: SimulationFacts | undefined }): ReactNode {
  const { value, problem } = useLoaded(listFinished);
  const own = referenceClassOf((value?.projects ?? []).map(({ estimatedDays, actualDays }) => ({ estimate: estimatedDays, actual: actualDays })));
  const lines = [...(own.cases > 0 ? ownLines(own) : []), ...publishedLines()];
  return (
    <section aria-label="Outside view">
      <h2>How projects like this one turned out</h2>
      <p className="ll-muted">
        The simulation sees only what is in the plan. Projects of the past also met what nobody had planned. {facts && `The plan itself says ${insideText(facts)}.`}
      </p>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {own.cases === 0 && value && <p className="ll-muted">No project of this workspace is finished and had a baseline yet; the first one becomes a case here by itself.</p>}
      {own.cases > 0 && own.cases < FEW_CASES && <Notice tone="neutral">{`Only ${own.cases} ${own.cases === 1 ? "project is" : "projects are"} finished here: look at each; a curve through so few would pretend to know more.`}</Notice>}
      <div className="ch-table" role="region" aria-label="Reference classes" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Projects</th>
              <th scope="col" data-number>Cases</th>
              <th scope="col">Of them</th>
              <th scope="col" data-number>Overran by up to</th>
              <th scope="col">For this plan</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.id} ${line.share}`} title={line.note}>
                <td>{line.title}</td>
                <td data-number>{line.cases.toLocaleString("en")}</td>
                <td>{Math.round(line.share * 100)} %</td>
                <td data-number>
                  {Math.round(line.overrun * 100)} % of the {line.measure === "cost" ? "cost" : "time"}
                </td>
                <td>{meaningOf(project, facts, line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {own.cases > 0 && <Cases projects={value?.projects ?? []} />}
      <ul className="ll-sentences ll-muted">
        {PUBLISHED_CLASSES.map(({ id, title, citation, note }) => (
          <li key={id}>
            {title}: {citation}. {note}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cases({ projects }: { readonly projects: readonly { readonly id: string; readonly name: string; readonly estimatedDays: number; readonly actualDays: number }[] }): ReactNode {
  return (
    <ul className="ll-sentences">
      {projects.slice(0, FEW_CASES).map(({ id, name, estimatedDays, actualDays }) => (
        <li key={id}>
          {name}: {estimatedDays} days promised first, {actualDays} days taken.
        </li>
      ))}
    </ul>
  );
}

function ownLines(own: ReturnType<typeof referenceClassOf>): ClassLine[] {
  return [0.5, 0.8].map((share) => ({ id: "own", title: "Finished projects of this workspace", cases: own.cases, share, overrun: upliftFor(own, share), measure: "duration", note: "Calendar days from start to finish against the first baseline." }));
}

function publishedLines(): ClassLine[] {
  return PUBLISHED_CLASSES.flatMap(({ id, title, cases, measure, quantiles, note }) => quantiles.map(({ share, overrun }) => ({ id, title, cases, share, overrun, measure, note })));
}

/** "18 Jun 2026": the plan as long as such projects became; costs alike. */
function meaningOf(project: Project, facts: SimulationFacts | undefined, { measure, overrun }: ClassLine): string {
  if (!facts) return "";
  if (measure === "cost") return facts.cost.planned > 0 ? moneyText(facts.cost.planned * (1 + overrun), settingsOf(project).currency) : "–";
  const { start } = settingsOf(project);
  const length = facts.deterministic.finish - start;
  return length > 0 ? shortDayText(dayNumberOf((start + Math.ceil((length * (1 + overrun)) / MINUTES_PER_DAY) * MINUTES_PER_DAY) as Minute)) : "–";
}

function insideText({ finish }: SimulationFacts): string {
  return `${shortDayText(dayNumberOf(finish.p50))} in half of the runs and ${shortDayText(dayNumberOf(finish.p80))} in 8 of 10`;
}

/** When the plan will finish, as twenty dots and a sentence, with the promise beside it. */
import { chanceText, chanceWords } from "@leadline/engine/risk/chance-words.ts";
import { quantile, sorted } from "@leadline/engine/risk/statistics.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { useState, type ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { DotPlot } from "../../ui/charts/dot-plot.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { asOf as asOfText } from "./as-of.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { toast } from "../../ui/toast.ts";
import { moneyText } from "../../ui/money-text.ts";

interface ForecastViewProps {
  readonly store: ProjectStore;
  readonly state: ForecastState;
  readonly project: Project;
  readonly showsCosts: boolean;
  readonly mayEdit: boolean;
}

const day = (minute: number): string => shortDayText(dayNumberOf(minute as Minute));

export function ForecastView({ store, state, project, showsCosts, mayEdit }: ForecastViewProps): ReactNode {
  const { facts } = state;
  if (!facts) return <p className="rk-wait">{state.stage === "failed" ? `The forecast failed: ${state.message ?? ""}` : "The plan is being simulated …"}</p>;
  const hasNoRange = facts.problems.some(({ code }) => code === "estimate/none");
  const { currency } = settingsOf(project);
  const { target, finish, deterministic, cost } = facts;
  const finishes = sorted(facts.samples.finish);
  const dots = Array.from({ length: 20 }, (_, at) => quantile(finishes, (at + 0.5) / 20));
  const title = hasNoRange
    ? `The plan says ${day(deterministic.finish)}, and nobody has said how sure that is`
    : target
      ? `${sentenceCase(chanceWords(target.probability))} done by ${day(target.date)}: ${chanceText(target.probability)}`
      : `8 of 10 runs are done by ${day(finish.p80)}`;
  return (
    <div className="rk-columns" data-stage={state.stage}>
      <DotPlot
        title={title}
        subtitle={`Each dot is a 1-in-20 chance. ${asOfText(state)}.`}
        label={`Finish: 5 of 10 runs by ${day(finish.p50)}, 8 of 10 by ${day(finish.p80)}, 9 of 10 by ${day(finish.p90)}${target ? `; ${chanceText(target.probability)} by ${day(target.date)}` : ""}.`}
        fileName="finish"
        dots={dots}
        textOf={day}
        {...(target && { promise: { value: target.date, label: `Promised ${day(target.date)}` } })}
      />
      <section className="rk-facts" aria-label="The forecast in numbers">
        {facts.problems.map(({ code, message }) => (
          <Notice key={code} tone="neutral">
            {message}
          </Notice>
        ))}
        <dl>
          <Fact asOf={state.revision} label="Half of the runs are done by" metric="finish-p50" value={finish.p50} unit="minute" text={day(finish.p50)} />
          <Fact asOf={state.revision} label="8 of 10 runs are done by" metric="finish-p80" value={finish.p80} unit="minute" text={day(finish.p80)} />
          <Fact asOf={state.revision} label="9 of 10 runs are done by" metric="finish-p90" value={finish.p90} unit="minute" text={day(finish.p90)} />
          <Fact asOf={state.revision} label={`The plan's own date, ${day(deterministic.finish)}`} metric="plan-chance" value={deterministic.probability} unit="share" text={hasNoRange ? "no chance known" : chanceText(deterministic.probability)} />
          {target && <Fact asOf={state.revision} label={`The promised date, ${day(target.date)}`} metric="promise-chance" value={target.probability} unit="share" text={`${chanceText(target.probability)} (± ${Math.max(1, Math.round(target.error * 196))} points)`} />}
          {showsCosts && cost.p90 > 0 && (
            <>
              <Fact asOf={state.revision} label="Half of the runs cost at most" metric="cost-p50" value={cost.p50} unit="cent" text={moneyText(cost.p50, currency)} />
              <Fact asOf={state.revision} label="8 of 10 runs cost at most" metric="cost-p80" value={cost.p80} unit="cent" text={moneyText(cost.p80, currency)} />
              <Fact asOf={state.revision} label={`The plan's own cost, ${moneyText(cost.planned, currency)}`} metric="cost-plan-chance" value={cost.plannedProbability} unit="share" text={hasNoRange ? "no chance known" : chanceText(cost.plannedProbability)} />
            </>
          )}
        </dl>
        <PromiseField store={store} project={project} />
        <EndsField store={store} project={project} mayEdit={mayEdit} />
      </section>
    </div>
  );
}

interface FactProps {
  /** Revision of the plan. */
  readonly asOf: number | undefined;
  readonly label: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly text: string;
}

function Fact({ asOf, label, metric, value, unit, text }: FactProps): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-metric={metric} data-value={value} data-unit={unit} data-asof={asOf} data-source="simulation">
        {text}
      </dd>
    </div>
  );
}

/** A date alone means its end. */
function PromiseField({ store, project }: { readonly store: ProjectStore; readonly project: Project }): ReactNode {
  const { promisedFinish } = settingsOf(project);
  const [refused, setRefused] = useState<string>();
  const keep = (text: string): void => {
    const milliseconds = text === "" ? undefined : Date.parse(`${text}T00:00:00Z`);
    const promised = milliseconds === undefined ? null : ((milliseconds / 60_000 + MINUTES_PER_DAY - 1) as Minute);
    const result = store.run([{ type: "updateSettings", fields: { promisedFinish: promised } }]);
    setRefused(result.ok ? undefined : result.refusals.map(({ message }) => message).join(" "));
  };
  return (
    <Field label="Promised finish" note="The date that others were told. Its chance stands on every page." error={refused}>
      {(control) => <input {...control} className="ll-input" type="date" value={promisedFinish === undefined ? "" : isoDay(promisedFinish)} onChange={(event) => keep(event.target.value)} />}
    </Field>
  );
}

/** What the low and high values of ranges mean, unless a range says so itself. */
function EndsField({ store, project, mayEdit }: { readonly store: ProjectStore; readonly project: Project; readonly mayEdit: boolean }): ReactNode {
  const { estimateEnds = "limits" } = settingsOf(project);
  const choose = (text: string): void => {
    const refused = refusalText(store.run([{ type: "updateSettings", fields: { estimateEnds: text === "p5p95" || text === "p10p90" ? text : "limits" } }]));
    if (refused !== undefined) toast(refused);
  };
  return (
    <Field label="The ends of ranges" note="What people mean by the low and the high value of 2/5/9d. Few people really know values that are never passed. A single range may say otherwise in its task’s details.">
      {(control) => (
        <select {...control} className="ll-input" value={estimateEnds} disabled={!mayEdit} onChange={(event) => choose(event.target.value)}>
          <option value="limits">are never passed</option>
          <option value="p5p95">are passed in 5 of 100 cases each (P5, P95)</option>
          <option value="p10p90">are passed in 10 of 100 cases each (P10, P90)</option>
        </select>
      )}
    </Field>
  );
}

function isoDay(minute: Minute): string {
  return new Date(minute * 60_000).toISOString().slice(0, 10);
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Why the finish moved between two status dates: windows as a waterfall, each told in sentences, and the path as it was built. */
import type { Project } from "@leadline/engine/model/project.ts";
import { dayNumberOf, formatIso, type Minute } from "@leadline/engine/time/minute.ts";
import { useState, type ReactNode } from "react";
import type { PlanState } from "../../api/past-plan.ts";
import { NOW, useDiagnosis } from "../../store/diagnosis.ts";
import type { CauseFacts, DiagnosisFacts, PathFacts, PathsFacts, WindowFacts } from "../../store/diagnosis-messages.ts";
import { PathPicture } from "../../ui/charts/path-picture.tsx";
import { Waterfall, type WaterfallRow } from "../../ui/charts/waterfall.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { stateLabel, stateName, stateNames } from "./state-name.ts";

interface WindowsViewProps {
  readonly projectId: string;
  readonly project: Project;
  readonly states: readonly PlanState[];
  readonly span: { readonly from: number | undefined; readonly to: number | undefined };
  readonly onSpan: (span: { readonly from: number | undefined; readonly to: number | undefined }) => void;
}

export function WindowsView({ projectId, project, states, span, onSpan }: WindowsViewProps): ReactNode {
  const { from, to } = placesOf(states, span);
  const chosen = states.slice(from, to + 1);
  const { news, isWorking, problem } = useDiagnosis(projectId, { wanted: "windows", states: chosen, namesOf: stateNames }, project);
  const [compared, setCompared] = useState<number>();
  const baselines = news?.baselines ?? [];
  if (states.length < 2) {
    return (
      <>
        <p className="dg-empty">
          A diagnosis compares the plan at two status dates, and this plan has had {states[0]?.statusDate === undefined ? "none" : "only one"} so far. Set a status date on the plan page when you record progress (Schedule, Status date); from the second one on, this page says what moved the finish between them.
        </p>
        <div className="dg-stack" data-stage={isWorking ? "old" : "full"}>
          {baselines.map((one) => (
            <PathChart key={one.number} path={one} plan={`baseline ${one.number}`} />
          ))}
        </div>
      </>
    );
  }
  const facts = news?.facts;
  const baseline = baselines.find(({ number }) => number === compared);
  return (
    <>
      <div className="dg-choice">
        <StateChoice label="From" states={states} chosen={from} among={(at) => at < states.length - 1} onChoose={(at) => onSpan({ from: revisionOf(states[at]), to: at < to ? span.to : undefined })} />
        <StateChoice label="To" states={states} chosen={to} among={(at) => at > 0} onChoose={(at) => onSpan({ from: from < at ? span.from : undefined, to: revisionOf(states[at]) })} />
      </div>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {isWorking && !facts && problem === undefined && <p className="dg-empty">The plans of {chosen.length} status dates are read from the log and scheduled …</p>}
      {facts && (
        <div className="dg-stack" data-stage={isWorking ? "old" : "full"} data-windows={facts.windows.length} data-metric="slip" data-value={facts.slipDays} data-unit="workingDays" data-asof={asOf(chosen)} data-source="log">
          <WindowsChart facts={facts} />
          {facts.windows.map((window, at) => (
            <WindowCard key={at} window={window} />
          ))}
          {baselines.length > 0 && (
            <Field label="The path as built, against">
              {(control) => (
                <select {...control} className="ll-input dg-narrow" value={baseline?.number ?? ""} onChange={(event) => setCompared(event.target.value === "" ? undefined : Number(event.target.value))}>
                  <option value="">{chosen[0] ? stateName(chosen[0]) : ""}</option>
                  {baselines.map(({ number }) => (
                    <option key={number} value={number}>
                      {`baseline ${number}`}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <PathChart path={baseline ?? facts.path} plan={baseline ? `baseline ${baseline.number}` : chosen[0] ? stateName(chosen[0]) : ""} />
        </div>
      )}
    </>
  );
}

/** The status date of the newest state that is compared. */
function asOf(states: readonly PlanState[]): string {
  const { statusDate } = states.at(-1) ?? {};
  return statusDate === undefined ? "now" : formatIso(statusDate);
}

/** Without a choice: the whole history, or its newest thirteen states. */
function placesOf(states: readonly PlanState[], { from, to }: WindowsViewProps["span"]): { readonly from: number; readonly to: number } {
  const last = Math.max(0, states.length - 1);
  const end = to === undefined ? last : states.findIndex(({ revision }) => revision === to);
  const toPlace = end > 0 ? end : last;
  const begin = from === undefined ? -1 : states.findIndex(({ revision }) => revision === from);
  return { to: toPlace, from: begin >= 0 && begin < toPlace ? begin : Math.max(0, toPlace - MOST_WINDOWS) };
}

const MOST_WINDOWS = 12;

function revisionOf(state: PlanState | undefined): number | undefined {
  return state === undefined || state.revision === NOW ? undefined : state.revision;
}

interface StateChoiceProps {
  readonly label: string;
  readonly states: readonly PlanState[];
  readonly chosen: number;
  readonly among: (at: number) => boolean;
  readonly onChoose: (at: number) => void;
}

function StateChoice({ label, states, chosen, among, onChoose }: StateChoiceProps): ReactNode {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} className="ll-input" value={chosen} onChange={(event) => onChoose(Number(event.target.value))}>
          {states.map((state, at) =>
            among(at) ? (
              <option key={state.revision} value={at}>
                {stateLabel(state)}
              </option>
            ) : null,
          )}
        </select>
      )}
    </Field>
  );
}

function WindowsChart({ facts }: { readonly facts: DiagnosisFacts }): ReactNode {
  const day = (minute: Minute): string => shortDayText(dayNumberOf(minute));
  let level = 0;
  const first = facts.windows[0];
  const rows: WaterfallRow[] = first ? [{ kind: "total", id: "start", label: `Finish as of ${first.from.short}`, at: 0, text: day(first.from.finish) }] : [];
  for (const [at, { progressDays, revisionDays, slipDays, to }] of facts.windows.entries()) {
    rows.push({ kind: "step", id: `progress-${at}`, label: `Progress until ${to.short}`, by: progressDays, text: daysText(progressDays) });
    rows.push({ kind: "step", id: `revision-${at}`, label: `Changes until ${to.short}`, by: revisionDays, text: daysText(revisionDays) });
    level += slipDays;
    rows.push({ kind: "total", id: `total-${at}`, label: `Finish as of ${to.short}`, at: level, text: day(to.finish) });
  }
  return (
    <Waterfall
      title={facts.sentence}
      subtitle={`Working days by which the plan's finish moved, as scheduled at ${facts.windows.length + 1} status dates: no chances, these are the plan's own dates.`}
      label={facts.sentence}
      fileName="why-late"
      rows={rows}
      unit="Working days"
    />
  );
}

function WindowCard({ window }: { readonly window: WindowFacts }): ReactNode {
  const isQuiet = window.progress.length === 0 && window.revision.length === 0;
  return (
    <section className="dg-card" data-window-slip={window.slipDays} data-progress={window.progressDays} data-revision={window.revisionDays}>
      <h2>{window.sentence}</h2>
      {!isQuiet && (
        <>
          <Causes title="Progress" days={window.progressDays} causes={window.progress} none="No task moved the finish by what was done." />
          <Causes title="Changes to the plan" days={window.revisionDays} causes={window.revision} none="No change to the plan moved the finish." />
        </>
      )}
      {window.pathSentence !== undefined && <p>{window.pathSentence}</p>}
      {window.concurrent.map((sentence) => (
        <p key={sentence} className="dg-concurrent">
          {sentence}
        </p>
      ))}
    </section>
  );
}

function Causes({ title, days, causes, none }: { readonly title: string; readonly days: number; readonly causes: readonly CauseFacts[]; readonly none: string }): ReactNode {
  return (
    <div>
      <h3>
        {title}: {daysText(days)}
      </h3>
      {causes.length === 0 ? (
        <p className="ll-muted">{none}</p>
      ) : (
        <ul>
          {causes.map(({ sentence, slipDays }, at) => (
            <li key={at} data-slip={slipDays}>
              {sentence}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Tasks that a picture can show; the table has all. */
const MOST_BARS = 40;

function PathChart({ path: { sentence, tasks }, plan }: { readonly path: PathsFacts; readonly plan: string }): ReactNode {
  const day = (minute: number): string => shortDayText(dayNumberOf(minute as Minute));
  if (tasks.length === 0) return <p className="ll-muted">{sentence}</p>;
  const acting = tasks.filter(({ waitedDays, tookLongerDays, planned }) => !planned || waitedDays !== 0 || tookLongerDays !== 0);
  const shown = tasks.length <= MOST_BARS ? tasks : acting.slice(0, MOST_BARS);
  return (
    <PathPicture
      title={sentence}
      subtitle={`Tasks behind the finish, as planned in ${plan} (grey, above) and as built or now planned (below)${shown.length < tasks.length ? `; ${shown.length} of ${tasks.length} tasks, those that moved it` : ""}. Behind each: working days that it waited and took longer.`}
      label={sentence}
      fileName="path-as-built"
      dayOf={day}
      bars={shown.map((one) => ({ id: one.taskId, label: one.name, planned: one.planned, built: one.built, sentence: one.sentence, text: shareText(one) }))}
      table={{
        columns: ["Task", "Planned start", "Planned finish", "Start", "Finish", "Waited longer (d)", "Took longer (d)"],
        rows: tasks.map(({ name, planned, built, waitedDays, tookLongerDays }) => [name, planned ? day(planned.start) : "new", planned ? day(planned.finish) : "new", day(built.start), day(built.finish), waitedDays, tookLongerDays]),
      }}
    />
  );
}

function shareText({ waitedDays, tookLongerDays, planned }: PathFacts): string {
  const sum = waitedDays + tookLongerDays;
  return planned || sum !== 0 ? daysText(sum) : "new";
}

/** "+6 d", "−2 d", "0 d". */
function daysText(days: number): string {
  const amount = Math.round(Math.abs(days) * 10) / 10;
  return `${amount === 0 ? "" : days > 0 ? "+" : "−"}${amount} d`;
}
